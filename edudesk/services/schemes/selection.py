"""Which records a rule selects, and why the others nearly did."""

from dataclasses import dataclass
from datetime import date

from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.items import Item
from edudesk.services.schemes.periods import Span
from edudesk.services.schemes.results import Basis, Near
from edudesk.services.schemes.scheme import PeopleTest, Select
from edudesk.services.schemes.world import World

_GIVING = frozenset({"teacher", "lecturer", "guide", "mentor", "leader", "preparer"})
COMMUNITY = Basis("community")


@dataclass(frozen=True)
class Selection:
    """The records that fit, done or hoped for, and those that nearly fit."""

    items: tuple[Item, ...]
    near: tuple[Near, ...]


def select(world: World, wanted: Select, span: Span, basis: Basis, *, by_days: bool = False) -> Selection:
    """Return the records of a period that fit; ``by_days`` takes all that overlap it, to split their days.

    A record nearly counts when it is of the right kind and fails one test, or two inside the period.
    """
    fitting, near = [], []
    for item in world.items(wanted.record, span):
        if not _is_kind(wanted, item):
            continue
        reasons = _reasons(world, wanted, item, span, basis, by_days=by_days)
        if not reasons:
            fitting.append(item)
        if item.standing and not reasons:
            near.append(Near(item.record, item.id, item.standing))
        elif len(reasons) == 1 or (len(reasons) == 2 and "other-period" not in reasons):  # noqa: PLR2004
            near.append(Near(item.record, item.id, reasons[0]))
    return Selection(tuple(fitting), tuple(near))


def _is_kind(wanted: Select, item: Item) -> bool:
    kinds = wanted.exchange_forms if item.record == "exchange" else wanted.kinds
    if wanted.record == "stay" and item.record == "activity" and not kinds:
        return False
    return not kinds or not set(kinds).isdisjoint(item.kinds)


def _reasons(
    world: World, wanted: Select, item: Item, span: Span, basis: Basis, *, by_days: bool
) -> list[str]:
    """Return every reason why a record does not fit, the plainest first."""
    day = item.first
    tests = (
        ("inside-exchange", wanted.record == "stay" and item.exchange_id is not None),
        (
            "other-basis" if basis.sort != "partner" else "other-partner",
            not _serves(world, wanted, item, basis),
        ),
        (_time_reason(item, span), not _in_time(item, span, by_days=by_days)),
        ("not-on-site" if "onsite" in wanted.forms else "not-online", not _in_form(wanted, item)),
        ("not-at-partner", bool(wanted.host) and not _hosted(world, wanted.host, item, basis)),
        ("other-direction", bool(wanted.direction) and not _goes(world, wanted.direction, item)),
        ("other-line", bool(wanted.lines) and set(wanted.lines).isdisjoint(item.lines)),
        ("other-subject", bool(wanted.subjects) and set(wanted.subjects).isdisjoint(item.subjects)),
        ("other-school", not _of_schools(world, wanted, item)),
        ("other-state", bool(wanted.states) and item.state not in wanted.states),
        ("missing-evidence", bool(set(wanted.evidence) - item.evidence)),
    )
    reasons = [reason for reason, fails in tests if fails]
    if any(not has_people(world, test, item, day) for test in wanted.people):
        reasons.append("no-qualified-person")
    if item.hoped is None:
        reasons.insert(0, item.standing)
    return reasons


def _in_time(item: Item, span: Span, *, by_days: bool) -> bool:
    if item.record == "activity" and (not by_days or item.moved_to):
        return span.holds(item.first, item.moved_to)
    return span.overlap(*(item.hoped or (item.first, item.last))) is not None


def _time_reason(item: Item, span: Span) -> str:
    moved = item.moved_to is not None and span.first <= item.first <= span.reach
    return "moved-to-other-term" if moved else "other-period"


def _in_form(wanted: Select, item: Item) -> bool:
    return not wanted.forms or not item.forms.isdisjoint(wanted.forms)


# -- schools


def _serves(world: World, wanted: Select, item: Item, basis: Basis) -> bool:
    """Return whether a record is about the school, pairing, person, pair or subject that is asked."""
    match basis.sort:
        case "partner":
            return _between(world, item, basis)
        case "school":
            places = {"host": item.host, "from": item.from_id, "to": item.to_id}
            return (
                basis.id in _schools(world, item)
                if wanted.part == "takes-part"
                else (places[wanted.part] == basis.id)
            )
        case "person":
            return any(person.person_id == basis.id for person in item.people)
        case "pair":
            return item.pair_id == basis.id
        case "subject":
            return basis.id in subjects_of(world, item)
    return True


def _between(world: World, item: Item, basis: Basis) -> bool:
    """Return whether both schools of a pairing take part.

    Our own school need not be named beside the only other one: the record lies in our archive.
    """
    pairing = {basis.helper_id, basis.helped_id}
    if item.record in {"person", "school"}:
        return bool(pairing & item.schools)
    involved = _schools(world, item)
    missing = pairing - involved
    return not missing or (len(involved) == 1 and missing <= world.ours)


def _schools(world: World, item: Item) -> frozenset[str]:
    """Return the schools that take part: named, as hosts, or through their people."""
    came = {
        school
        for person in item.people
        if person.person_id
        for school in world.held(person.person_id, "school", item.first)
    }
    return item.schools if item.record == "exchange" else item.schools | came


def _sides(world: World, item: Item, school_id: str) -> str:
    return item.sides.get(school_id) or world.side(school_id, item.first, item.first)


def _hosted(world: World, side: str, item: Item, basis: Basis) -> bool:
    if item.host is None:
        return False
    if basis.sort == "partner":
        return item.host == (basis.helped_id if side == "helped" else basis.helper_id)
    return _sides(world, item, item.host) == side


def _goes(world: World, direction: str, item: Item) -> bool:
    ways = _ways(world, item)
    if direction == "mutual":
        return len(ways) == 2  # noqa: PLR2004 - both ways
    return direction in ways


def _ways(world: World, item: Item) -> set[str]:
    """Return in which direction help goes: by the two schools, else by who gives, else by who travels."""
    there, back = "lead-to-member", "member-to-lead"
    if item.from_id or item.to_id:
        ends = (_end(world, item, item.from_id), _end(world, item, item.to_id))
        return {there} if ends == ("helper", "helped") else {back} if ends == ("helped", "helper") else set()
    sides = {person.side or world.person_side(person.person_id, item.first): person for person in item.people}
    giving = {
        person.side or world.person_side(person.person_id, item.first)
        for person in item.people
        if person.role in _GIVING
    }
    if not giving and item.host:
        giving = {"helper", "helped"} - {_sides(world, item, item.host)} if sides or item.schools else set()
    return {way for way, side in ((there, "helper"), (back, "helped")) if side in giving}


def _end(world: World, item: Item, school_id: str | None) -> str:
    return _sides(world, item, school_id) if school_id else ""


def _of_schools(world: World, wanted: Select, item: Item) -> bool:
    test = wanted.schools
    if not (test.sides or test.roles or test.stages or test.locations):
        return True
    return any(
        world.fits(school, role, test)
        for school in item.schools
        if (role := world.role(school, item.first, item.last))
    )


# -- people


def has_people(world: World, test: PeopleTest, item: Item, day: date) -> bool:
    """Return whether enough people of a record are of the kind asked on its day (decision 7)."""
    return sum(person.count for person in item.people if _qualifies(world, test, item, person, day)) >= (
        test.at_least
    )


def qualified(world: World, tests: tuple[PeopleTest, ...], item: Item) -> frozenset[str]:
    """Return the people of a record, by id or name, who pass a test; all of them where there is none."""
    return frozenset(
        person.person_id or person.name
        for person in item.people
        if (person.person_id or person.name)
        and (not tests or any(_qualifies(world, test, item, person, item.first) for test in tests))
    )


def _qualifies(world: World, test: PeopleTest, item: Item, person: Participant, day: date) -> bool:
    key = person.person_id
    if test.side and (person.side or _own_side(world, item, key, day)) != test.side:
        return False
    if test.roles and person.role not in test.roles:
        return False
    named = (("post", test.posts), ("title", test.titles), ("honour", test.honours))
    if any(allowed and set(allowed).isdisjoint(world.held(key, fact, day)) for fact, allowed in named):
        return False
    if test.experience and set(test.experience).isdisjoint(world.held_before(key, "post", day)):
        return False
    return test.age_at_most is None or _age(world, key, day) <= test.age_at_most


def _own_side(world: World, item: Item, person_id: str | None, day: date) -> str:
    if item.record == "exchange":
        return _end(world, item, item.from_id)
    return world.person_side(person_id, day)


def _age(world: World, person_id: str | None, day: date) -> int:
    person = world.people.get(person_id or "")
    if person is None or person.birth is None:
        return 0
    return day.year - person.birth.year - ((day.month, day.day) < (person.birth.month, person.birth.day))


def subjects_of(world: World, item: Item) -> frozenset[str]:
    """Return the subjects of a record; of a stay that names none, its person's."""
    if item.subjects or item.record != "exchange":
        return frozenset(item.subjects)
    return frozenset(
        subject for person in item.people for subject in world.held(person.person_id, "subject", item.first)
    )

"""Which records a rule selects, and why the others nearly did."""

from dataclasses import dataclass, replace

from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.participants import has_people, qualified, subjects_of
from edudesk.services.schemes.judging.periods import Span
from edudesk.services.schemes.judging.sides import goes, hosted
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Near
from edudesk.services.schemes.scheme import SchoolTest, Select


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
            fitting.append(_begun_inside(item, span))
        if item.standing and not reasons:
            near.append(Near(item.record, item.id, item.standing))
        elif len(reasons) == 1 or (len(reasons) == 2 and "other-period" not in reasons):  # noqa: PLR2004
            near.append(Near(item.record, item.id, reasons[0]))
    return Selection(tuple(fitting), tuple(near))


def _begun_inside(item: Item, span: Span) -> Item:
    """Return a record that lasts as not done yet, while none of its days in the period has come."""
    reaches = item.done is None or item.first == item.last or span.part(*item.done, item.moved_to)
    return item if reaches else replace(item, done=None)


def _is_kind(wanted: Select, item: Item) -> bool:
    kinds = wanted.exchange_forms if item.record == "exchange" else wanted.kinds
    if wanted.record == "stay" and item.record == "activity" and not kinds:
        return False
    return not kinds or not set(kinds).isdisjoint(item.kinds)


def _reasons(
    world: World, wanted: Select, item: Item, span: Span, basis: Basis, *, by_days: bool
) -> list[str]:
    """Return every reason why a record does not fit, the plainest first."""
    tests = (
        ("inside-exchange", wanted.record == "stay" and item.exchange_id is not None),
        ("nobody-travelled", wanted.record == "stay" and not item.people),
        (
            "other-basis" if basis.sort != "partner" else "other-partner",
            not _serves(world, wanted, item, basis),
        ),
        (_time_reason(item, span), not _in_time(item, span, by_days=by_days)),
        ("not-on-site" if "onsite" in wanted.forms else "not-online", not _in_form(wanted, item)),
        ("not-at-partner", bool(wanted.host) and not hosted(world, wanted.host, item, basis)),
        ("other-direction", bool(wanted.direction) and not goes(world, wanted.direction, item, basis)),
        ("other-line", bool(wanted.lines) and set(wanted.lines).isdisjoint(item.lines)),
        ("other-subject", bool(wanted.subjects) and set(wanted.subjects).isdisjoint(item.subjects)),
        ("other-school", not _of_schools(world, wanted, item, span)),
        ("other-state", bool(wanted.states) and item.state not in wanted.states),
        ("missing-evidence", bool(set(wanted.evidence) - item.evidence)),
    )
    reasons = [reason for reason, fails in tests if fails]
    if any(not has_people(world, test, item, item.first) for test in wanted.people):
        reasons.append("no-qualified-person")
    if item.hoped is None:
        reasons.insert(0, item.standing)
    return reasons


def _in_time(item: Item, span: Span, *, by_days: bool) -> bool:
    if item.record == "activity" and (item.moved_to or not (by_days or item.to_id)):
        return span.holds(item.first, item.moved_to)
    return span.overlap(*(item.hoped or (item.first, item.last))) is not None


def _time_reason(item: Item, span: Span) -> str:
    moved = item.moved_to is not None and span.first <= item.first <= span.reach
    return "moved-to-other-term" if moved else "other-period"


def _in_form(wanted: Select, item: Item) -> bool:
    return not wanted.forms or not item.forms.isdisjoint(wanted.forms)


# -- schools


def _serves(world: World, wanted: Select, item: Item, basis: Basis) -> bool:
    """Return whether a record is about the school, pairing, person, pair, subject or post that is asked."""
    match basis.sort:
        case "partner":
            serves = _between(world, item, basis)
        case "school":
            part = {"host": item.host, "from": item.from_id, "to": item.to_id}
            takes_part = wanted.part == "takes-part"
            serves = basis.id in _schools(world, item) if takes_part else part[wanted.part] == basis.id
        case "person":
            serves = any((person.person_id or person.name) == basis.id for person in item.people)
        case "pair":
            serves = item.pair_id == basis.id
        case "post":
            people = qualified(world, wanted.people, item)
            serves = any(basis.id in world.held(person, "post", item.first) for person in people)
        case "subject":
            serves = basis.id in subjects_of(world, item, wanted.people)
        case _:
            serves = True
    return serves


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
    return item.schools if item.to_id or item.from_id else item.schools | came


def _of_schools(world: World, wanted: Select, item: Item, span: Span) -> bool:
    test, members = wanted.schools, world.membership
    if test == SchoolTest():
        return True
    lasting = item.record in {"person", "school"}  # who is no member in the period is not meant
    roles = {
        one: members.role(one, span) if lasting else members.role_on(one, item.first) for one in item.schools
    }
    return any(role and members.fits(school, role, test) for school, role in roles.items())

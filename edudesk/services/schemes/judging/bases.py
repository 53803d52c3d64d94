"""For whom a rule holds one by one: the community, partners, schools, people, pairs, subjects or posts."""

from collections.abc import Iterable

from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.membership import Pairing, in_force
from edudesk.services.schemes.judging.participants import qualified
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Period
from edudesk.services.schemes.scheme import Applies, Per, PeriodSpec, SchoolTest, Select
from edudesk.texts import Label


def bases_of(world: World, per: Per, applies: Applies, span: Span) -> tuple[Basis, ...]:
    """Return for whom a rule holds one by one in a period, none where it does not hold."""
    community = world.facts.community
    if not in_force(community.since, community.until, span.first, span.period.last):
        return ()
    if applies.types and world.scheme.type_code(community.type) not in applies.types:
        return ()
    pairings = [
        Basis("partner", other, world.label("member", other), pairing.helper_id, pairing.helped_id)
        for pairing in world.pairings(span)
        if _applies(world, applies, pairing, span)
        for other in [pairing.helper_id if pairing.helped_id in world.ours else pairing.helped_id]
    ]
    if per.each == "partner":
        return tuple(pairings)
    if not pairings and (applies.helper, applies.helped) != (SchoolTest(), SchoolTest()):
        return ()
    return _other_bases(world, per, span)


def _other_bases(world: World, per: Per, span: Span) -> tuple[Basis, ...]:
    match per.each:
        case "school":
            ids = world.membership.members(span, per.schools)
            return tuple(Basis("school", one, world.label("member", one)) for one in ids)
        case "person":
            ids = _people(world, per, span)
            return tuple(Basis("person", one, world.label("person", one)) for one in ids)
        case "pair":
            pairs = [item for item in world.items("pair", span) if span.overlap(item.first, item.last)]
            return tuple(Basis("pair", item.id, _people_named(world, item)) for item in pairs)
        case "subject" | "line" | "stage" | "post":
            listed = per.posts or per.values or values_of(world, per.each, span)
            return tuple(Basis(per.each, one, world.label(per.each, one)) for one in listed)
    return (COMMUNITY,)


def stays_of(world: World, spec: PeriodSpec, span: Span) -> Iterable[tuple[Span, Basis]]:
    """Return each stay that touches a term as a period of its own, with the person whose it is."""
    for item in sorted(world.items("exchange", span), key=lambda item: (item.first, item.last, item.id)):
        fits = not spec.exchange_forms or not set(spec.exchange_forms).isdisjoint(item.kinds)
        if fits and item.hoped and span.overlap(*item.hoped):
            days = Label(f"{item.first:%Y.%m.%d}—{item.last:%Y.%m.%d}", f"{item.first} to {item.last}")
            (person,) = item.people
            who = person.person_id or person.name
            basis = Basis("person", who, world.label("person", who))
            yield Span(Period(item.first, item.last, days), item.last), basis


def values_of(world: World, each: str, span: Span) -> tuple[str, ...]:
    """Return the community's list of subjects, the scheme's lines, or the stages of the members."""
    match each:
        case "line":
            return tuple(word.code for word in world.scheme.vocabulary.get("line", ()))
        case "stage":
            members = world.membership.members(span)
            stages = (world.schools[one].stage for one in members if one in world.schools)
            return tuple(dict.fromkeys(stage for stage in stages if stage))
    return world.domain(each, span)


def _people(world: World, per: Per, span: Span) -> tuple[str, ...]:
    """Return whom a rule asks one by one: those who pass the tests, of those who occur in some records."""
    passing = _named(world, Select("person", people=per.people), span) if per.people else None
    if per.among is not None:
        among = _named(world, per.among, span)
        return tuple(one for one in among if passing is None or one in passing)
    return _listed(world, span) if passing is None else tuple(passing)


def _named(world: World, wanted: Select, span: Span) -> dict[str, None]:
    """Return who occurs in records, in their order; of each those who pass its tests of people."""
    items = select(world, wanted, span, COMMUNITY).items
    return dict.fromkeys(
        one
        for item in sorted(items, key=lambda item: (item.day, item.id))
        for one in sorted(qualified(world, wanted.people, item))
    )


def _listed(world: World, span: Span) -> tuple[str, ...]:
    """Return the community's list of people, without one those who are on a stay in the period."""
    stays = (
        person.person_id
        for item in world.items("exchange", span)
        if item.hoped and span.overlap(*item.hoped)
        for person in item.people
        if person.person_id
    )
    return world.domain("person", span) or tuple(dict.fromkeys(stays))


def _applies(world: World, applies: Applies, pairing: Pairing, span: Span) -> bool:
    members = world.membership
    ends = ((pairing.helper_id, applies.helper), (pairing.helped_id, applies.helped))
    return all(members.fits(school, members.role(school, span), test) for school, test in ends)


def _people_named(world: World, item: Item) -> Label:
    names = [world.label("person", person.name) for person in item.people]
    return Label("、".join(name.zh for name in names), ", ".join(name.en for name in names))

"""For whom a rule holds one by one: the community, partners, schools, people, pairs or subjects."""

from edudesk.services.schemes.items import Item
from edudesk.services.schemes.periods import Span
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import Applies, Per, SchoolTest
from edudesk.services.schemes.selection import COMMUNITY
from edudesk.services.schemes.world import World
from edudesk.texts import Label


def bases_of(world: World, per: Per, applies: Applies, span: Span) -> tuple[Basis, ...]:
    """Return for whom a rule holds one by one in a period, none where it does not hold."""
    if applies.types and world.facts.community.type not in applies.types:
        return ()
    pairings = [
        Basis("partner", other, _named(world, other), pairing.helper_id, pairing.helped_id)
        for pairing in world.pairings(span)
        if _applies(world, applies, pairing.helper_id, pairing.helped_id, span)
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
            ids = world.members(span, per.schools)
            return tuple(Basis("school", one, _named(world, one)) for one in ids)
        case "person":
            return tuple(Basis("person", one, world.label("person", one)) for one in _people(world, span))
        case "pair":
            pairs = [item for item in world.items("pair", span) if span.overlap(item.first, item.last)]
            return tuple(Basis("pair", item.id, _people_named(world, item)) for item in pairs)
        case "subject":
            listed = world.domain("subject", span)
            return tuple(Basis("subject", one, world.label("subject", one)) for one in listed)
    return (COMMUNITY,)


def _people(world: World, span: Span) -> tuple[str, ...]:
    """Return the community's list of people, without one those who are on a stay in the period."""
    stays = (
        person.person_id
        for item in world.items("exchange", span)
        if item.hoped and span.overlap(*item.hoped)
        for person in item.people
        if person.person_id
    )
    return world.domain("person", span) or tuple(dict.fromkeys(stays))


def _applies(world: World, applies: Applies, helper: str, helped: str, span: Span) -> bool:
    ends = (span.first, span.reach)
    return world.fits(helper, world.role(helper, *ends), applies.helper) and world.fits(
        helped, world.role(helped, *ends), applies.helped
    )


def _named(world: World, school_id: str) -> Label:
    return Label(world.called(school_id), world.called(school_id))


def _people_named(world: World, item: Item) -> Label:
    names = [world.label("person", person.name) for person in item.people]
    return Label("、".join(name.zh for name in names), ", ".join(name.en for name in names))

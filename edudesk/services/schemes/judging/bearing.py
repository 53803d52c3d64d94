"""Whom a record is about: a school, a pairing, a person, a pair, a subject or a post."""

from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.participants import qualified, subjects_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis
from edudesk.services.schemes.scheme import Select

MEMBERS = frozenset({"person", "school", "roster-school"})


def bears_on(world: World, wanted: Select, item: Item, basis: Basis) -> bool:
    """Return whether a record is about the school, pairing, person, pair, subject or post that is asked."""
    match basis.sort:
        case "partner":
            bears = _between(world, item, basis)
        case "school":
            part = {"host": item.host, "from": item.from_id, "to": item.to_id}
            takes_part = wanted.part == "takes-part"
            bears = basis.id in world.index.schools_of(item) if takes_part else part[wanted.part] == basis.id
        case "person":
            bears = any(
                (person.person_id or person.name) == basis.id and _acts(wanted, person)
                for person in item.people
            )
        case "pair":
            bears = item.pair_id == basis.id
        case "post":
            people = qualified(world, wanted.people, item)
            bears = any(basis.id in world.held(person, "post", item.day) for person in people)
        case "line":
            bears = basis.id in item.lines
        case "stage":
            stages = (world.schools[one].stage for one in item.schools if one in world.schools)
            bears = basis.id in stages
        case "subject":
            bears = basis.id in subjects_of(world, item, wanted.people)
        case _:
            bears = True
    return bears


def _acts(wanted: Select, person: Participant) -> bool:
    """Return whether somebody plays the part asked in a record; a part that nobody entered passes."""
    return not wanted.acts_as or not person.role or person.role in wanted.acts_as


def _between(world: World, item: Item, basis: Basis) -> bool:
    """Return whether both schools of a pairing take part.

    Our own school need not be named beside the only other one: the record lies in our archive.
    """
    pairing = {basis.helper_id, basis.helped_id}
    if item.record in MEMBERS:
        return bool(pairing & item.schools)
    involved = world.index.schools_of(item)
    missing = pairing - involved
    return not missing or (len(involved) == 1 and missing <= world.ours)

"""On which side a record takes place, and in which direction help goes."""

from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis

GIVING = frozenset({"teacher", "lecturer", "guide", "mentor", "leader", "preparer"})
COMMUNITY = Basis("community")


def side_of(world: World, item: Item, school_id: str | None, basis: Basis = COMMUNITY) -> str:
    """Return a school's side: as the pairing asked, as the record names it, as its role on the day says."""
    if not school_id:
        return ""
    if basis.sort == "partner" and school_id in {basis.helper_id, basis.helped_id}:
        return "helper" if school_id == basis.helper_id else "helped"
    return world.side(item, school_id)


def hosted(world: World, side: str, item: Item, basis: Basis) -> bool:
    """Return whether a record takes place on the ground of a side; of a pairing asked, of its own school."""
    pairing = {basis.helper_id, basis.helped_id}
    elsewhere = basis.sort == "partner" and item.host not in pairing
    return not elsewhere and side_of(world, item, item.host, basis) == side


def goes(world: World, direction: str, item: Item, basis: Basis) -> bool:
    """Return whether help goes in a direction: "lead-to-member", "member-to-lead" or "mutual"."""
    ways = _ways(world, item, basis)
    if direction == "mutual":
        return len(ways) == 2  # noqa: PLR2004 - both ways
    return direction in ways


def _ways(world: World, item: Item, basis: Basis) -> set[str]:
    """Return in which direction help goes: by the two schools, else by who gives, else by who travels."""
    there, back = "lead-to-member", "member-to-lead"
    if item.from_id or item.to_id:
        ends = (side_of(world, item, item.from_id, basis), side_of(world, item, item.to_id, basis))
        return {there} if ends == ("helper", "helped") else {back} if ends == ("helped", "helper") else set()
    giving = {
        person.side or world.person_side(person.person_id, item.first)
        for person in item.people
        if person.role in GIVING
    }
    if not giving and item.host:
        giving = {"helper", "helped"} - {side_of(world, item, item.host, basis)}
    return {way for way, side in ((there, "helper"), (back, "helped")) if side in giving}

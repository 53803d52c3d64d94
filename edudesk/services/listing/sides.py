"""Which schools are ours and which stand on the other side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from edudesk.models.base import RecordId
from edudesk.models.community import CommunityMember
from edudesk.services.identity import Identity, same_objects

_SIDES = {"lead": "helper", "member": "helped"}


@dataclass(frozen=True)
class Sides:
    """The archive's own school, which ids mean the same, and every community's members."""

    holder_id: RecordId
    identity: Identity
    members: Mapping[RecordId, Sequence[Mapping[str, Any]]]

    def ours(self, school_id: RecordId | None) -> bool:
        """Return whether a school is the archive's own, under whatever id."""
        return self.identity.maybe(school_id) == self.identity.of(self.holder_id)

    def all_ids(self, record_id: RecordId) -> tuple[RecordId, ...]:
        """Return every id that means this school or community."""
        return self.identity.group(record_id)

    def role_side(self, school_id: RecordId | None, community_id: RecordId | None, day: date | None) -> str:
        """Return a school's side by its role in a community on a day: helper, helped or other."""
        for row in self.members.get(community_id or "", ()):
            if self.identity.of(row["school_id"]) == self.identity.maybe(school_id) and in_force(row, day):
                return _SIDES.get(row["role"], "other")
        return "other"

    def partners(
        self,
        schools: Sequence[tuple[RecordId, str | None]],
        host_id: RecordId | None,
        community_id: RecordId | None,
        day: date | None,
    ) -> tuple[RecordId, ...]:
        """Return the schools to name as the other side (对方) of an activity.

        In a large community many schools take part on our own side: those across from us are named. Where
        nobody is across, or our school is not among them, everybody but us is; without any, the host.
        """
        found = {
            self.identity.of(school): side or self.role_side(school, community_id, day)
            for school, side in schools
        }
        own = found.pop(self.identity.of(self.holder_id), None)
        if own is None:
            own = self.role_side(self.holder_id, community_id, day)
        opposite = {"helper": "helped", "helped": "helper"}.get(own)
        across = tuple(school for school, side in found.items() if side == opposite)
        hosting = (host_id,) if host_id and not self.ours(host_id) else ()
        return across or tuple(found) or hosting


def in_force(row: Mapping[str, Any], day: date | None) -> bool:
    """Return whether a dated row holds on a day; without a day every row does."""
    if day is None:
        return True
    since, until = row.get("since"), row.get("until")
    return (since is None or since <= day) and (until is None or until >= day)


def sides(connection: Connection, holder_id: RecordId) -> Sides:
    """Read the members of all communities and the confirmed links."""
    members: dict[RecordId, list[Mapping[str, Any]]] = defaultdict(list)
    table: Any = CommunityMember.__table__
    for row in connection.execute(select(table).order_by(table.c.record_id, table.c.position)).mappings():
        members[row["record_id"]].append(dict(row))
    return Sides(holder_id, same_objects(connection, holder_id), members)

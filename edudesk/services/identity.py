"""Which ids mean the same school, person, community or event, by confirmed links (decisions 6, 8)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from edudesk.models.archive import RecordHead
from edudesk.models.filing import SameAs, SameEvent


@dataclass(frozen=True)
class Identity:
    """From every linked id to the one that stands for all it is joined with."""

    same: Mapping[str, str]

    def of(self, record_id: str) -> str:
        """Return the id that stands for this one."""
        return self.same.get(record_id, record_id)

    def group(self, record_id: str) -> tuple[str, ...]:
        """Return all ids that are one with this one, in their order; itself among them."""
        stands = self.of(record_id)
        return tuple(sorted({record_id, stands, *(one for one, of in self.same.items() if of == stands)}))

    def maybe(self, record_id: str | None) -> str | None:
        """Return the id that stands for this one, where there is one."""
        return None if record_id is None else self.of(record_id)


def joined(links: Iterable[tuple[str, str]], first: Collection[str] = ()) -> Identity:
    """Return the identity that links make, in any order; one of ``first`` stands for the group it is in."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = one = parent[parent[one]]
        return one

    for one, other in links:
        # The older id (they sort by time) stands for the group, whatever the order of the links.
        low, high = sorted((root(one), root(other)), key=lambda found: (found not in first, found))
        parent[high] = low
    return Identity({one: root(one) for one in parent})


def same_objects(connection: Connection, holder_id: str | None) -> Identity:
    """Return which schools, people and communities are one.

    The holder's own record stands for its school, a community of its own for the one of a partner.
    """
    links = _links(connection, SameAs)
    own = select(RecordHead.id).where(RecordHead.type == "community", RecordHead.owner_id == holder_id)
    firsts = {holder_id, *connection.execute(own).scalars()} if links and holder_id else set()
    return joined(links, {one for one in firsts if one})


def same_events(connection: Connection) -> Identity:
    """Return which activities record one event."""
    return joined(_links(connection, SameEvent))


def _links(connection: Connection, table: type[SameAs] | type[SameEvent]) -> list[tuple[str, str]]:
    chosen = (
        select(table.first_id, table.second_id)
        .join(RecordHead, RecordHead.id == table.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(table.id)
    )
    return [(first, second) for first, second in connection.execute(chosen)]

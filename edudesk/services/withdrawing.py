"""An arrival begins or ceases to count, and what it brought with it, unless something was built on it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.filing import ArrivalRevision
from edudesk.models.versions import Vector, knows
from edudesk.services.heads import table_of
from edudesk.services.listing.query import listed
from edudesk.services.merging import brought_by, by_record, counting, settle
from edudesk.services.pointers import pointing_to
from edudesk.services.records import get_many
from edudesk.texts import Label

_NAMED = 5
"""So many records are named by their titles; the others are counted."""


def settle_arrivals(connection: Connection, arrivals: Collection[RecordId]) -> None:
    """Settle what these arrivals brought, after they were written by a person here.

    Raises UserError ``receiving.built-on``, naming what still builds on revisions that would be taken back.
    """
    brought = brought_by(connection, arrivals)
    settle(connection, brought)
    gone = _came(connection, RecordHead.id.in_(listed(arrivals)), RecordHead.deleted.is_(True))
    built = tuple(dict.fromkeys([*_newer(connection, brought, gone), *_pointing(connection, brought)]))
    if built:
        raise UserError("receiving.built-on", count=len(built), what=_words(connection, built[:_NAMED]))


def _came(connection: Connection, *which: ColumnElement[bool]) -> Mapping[str, int]:
    """Return the revisions of some arrivals, each with the logical clock of when it came first with one."""
    chosen = (
        select(ArrivalRevision.revision_id, func.min(Revision.clock))
        .join(RecordHead, RecordHead.id == ArrivalRevision.record_id)
        .join(Revision, Revision.record_id == ArrivalRevision.record_id)
        .where(*which)
        .group_by(ArrivalRevision.revision_id)
    )
    return {row[0]: row[1] for row in connection.execute(chosen)}


def _newer(
    connection: Connection, brought: Collection[RecordId], gone: Mapping[str, int]
) -> Iterator[RecordId]:
    """Give the records of which a revision that counts was built on one that does so no longer.

    ``gone`` tells when those came. What is newer, but had come with another package before, is not built on
    them, nor is what was built on that.
    """
    if not gone:
        return
    table = table_of(Revision)
    columns = table.c.id, table.c.record_id, table.c.type, table.c.vector, table.c.clock
    chosen = select(*columns).where(table.c.record_id.in_(listed(brought)))
    rows = [dict(row) for row in connection.execute(chosen).mappings()]
    living = counting(connection, rows)
    standing = listed([row["id"] for row in rows])
    came = _came(connection, ArrivalRevision.revision_id.in_(standing), RecordHead.deleted.is_(False))
    for record_id, taken in by_record(row for row in rows if row["id"] in gone).items():
        counts = living[record_id]
        left = [row for row in taken if row not in counts]
        if any(_built_on(one["vector"], gone[one["id"]], counts, came) for one in left):
            yield record_id


def _built_on(
    gone: Vector, since: int, counts: Collection[Mapping[str, Any]], came: Mapping[str, int]
) -> bool:
    """Return whether what counts knows what is gone, other than by way of what had come ``since`` before."""
    newer = [row for row in counts if knows(row["vector"], gone)]
    earlier = [row["vector"] for row in newer if came.get(row["id"], since) < since]
    return any(not any(knows(row["vector"], way) for way in earlier) for row in newer)


def _pointing(connection: Connection, brought: Collection[RecordId]) -> Iterator[RecordId]:
    """Give the records that point to one that is not there any more."""
    without = select(RecordHead.id).where(RecordHead.id.in_(listed(brought)), RecordHead.heads == [])
    gone = connection.execute(without).scalars().all()
    for pointer in pointing_to(connection, gone, deleted=False) if gone else ():
        yield pointer.id


def _words(connection: Connection, ids: Collection[RecordId]) -> Label:
    found = get_many(connection, ids).values()
    return Label(
        "、".join(f"{one.described.label.zh}“{one.title}”" for one in found),
        ", ".join(f"{one.described.label.en.lower()} “{one.title}”" for one in found),
    )

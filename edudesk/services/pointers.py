"""Which records point to which, by the descriptions of their types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.description import Kind
from edudesk.models.registry import record_types, row_table, tables
from edudesk.services.listing.query import listed

_PARTS = {
    "evidence": ("about_id",),
    "opinion": ("about_id",),
    "same-as": ("first_id", "second_id"),
    "same-event": ("first_id", "second_id"),
    "adoption": ("community_id",),
    "term": ("community_id",),
}
"""The fields that make a record a part of the one it points to: it is nothing without it."""


@dataclass(frozen=True)
class Pointer:
    """A record of a type points to another one; ``part`` when it goes where that one goes.

    ``change_id`` is the change that made the state in which the pointing record is shown.
    """

    type: str
    id: RecordId
    target: RecordId
    part: bool
    owner_id: RecordId
    change_id: str | None


@dataclass(frozen=True)
class _Way:
    """A column that points to records of the table ``target``, or of any where that is empty."""

    type: str
    id: Column[Any]
    target_id: Column[Any]
    target: str
    part: bool


@cache
def _ways() -> tuple[_Way, ...]:
    return tuple(_each_way())


def _each_way() -> Iterator[_Way]:
    for code, described in record_types().items():
        table: Any = tables()[code].__table__
        for field in described.fields:
            if field.kind is Kind.REFERENCE:
                part = field.name in _PARTS.get(code, ())
                yield _Way(code, table.c.id, table.c[field.name], field.target, part)
            elif field.kind is Kind.ROWS:
                inner: Any = row_table(code, field.name)
                rows: Table = inner.__table__
                for each in field.rows:
                    if each.kind is Kind.REFERENCE:
                        yield _Way(code, rows.c.record_id, rows.c[each.name], each.target, part=False)


def pointing_to(
    connection: Connection, ids: Iterable[RecordId], *, deleted: bool, parts_only: bool = False
) -> list[Pointer]:
    """Return every pointer to these records from records that are in the recycle bin, or are not."""
    wanted = sorted(set(ids))
    types = set(
        connection.execute(select(RecordHead.type).where(RecordHead.id.in_(listed(wanted)))).scalars()
    )
    targets = {"", *(tables()[code].__tablename__ for code in types)}
    found = {
        Pointer(way.type, row.id, row.target, way.part, row.owner_id, row.change_id): None
        for way in _ways()
        if way.target in targets and (way.part or not parts_only)
        for row in connection.execute(_along(way, wanted, deleted=deleted))
    }
    return list(found)


def _along(way: _Way, wanted: list[RecordId], *, deleted: bool) -> Any:
    return (
        select(way.id.label("id"), way.target_id.label("target"), RecordHead.owner_id, Revision.change_id)
        .join(RecordHead, RecordHead.id == way.id)
        .join(Revision, Revision.id == RecordHead.revision_id)
        .where(way.target_id.in_(listed(wanted)), RecordHead.deleted.is_(deleted))
    )

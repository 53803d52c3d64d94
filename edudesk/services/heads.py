"""Which revision a record shows, and the typed tables that say what it says."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.registry import tables
from edudesk.models.versions import knows
from edudesk.services.projection import projected

SAID = ("content", "extra", "withheld", "deleted")
"""What a revision says of its record; the rest is who said it when, and what is settled once."""


def precedence(revision: Mapping[str, Any]) -> tuple[int, str]:
    """Order concurrent revisions the same way on every machine: by logical clock, then by id."""
    return revision["clock"], revision["id"]


def undominated(revisions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the revisions that none other knows of, the one to be shown first."""
    left: list[Mapping[str, Any]] = []
    for revision in sorted(revisions, key=precedence, reverse=True):
        if not any(knows(other["vector"], revision["vector"]) for other in left):
            left = [other for other in left if not knows(revision["vector"], other["vector"])]
            left.append(revision)
    return left


def heads(connection: Connection, record_id: RecordId) -> list[Mapping[str, Any]]:
    """Return the revisions of a record that none other dominates, the one that is shown first.

    ``record.none`` also when all that was received of it was taken back.
    """
    found = connection.execute(
        select(RecordHead.revision_id, RecordHead.heads).where(RecordHead.id == record_id)
    ).one_or_none()
    if found is None or not found.heads:
        raise UserError("record.none")
    shown, ids = found
    table = table_of(Revision)
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    return sorted((dict(row) for row in rows), key=lambda row: row["id"] != shown)


def in_conflict(
    connection: Connection, owner_id: RecordId, among: Collection[RecordId] | None = None
) -> frozenset[RecordId]:
    """Return the records of an owner that say two things, all or those ``among`` some."""
    beside = select(RecordHead.id).where(
        RecordHead.owner_id == owner_id, func.json_array_length(RecordHead.heads) > 1
    )
    if among is not None:
        beside = beside.where(RecordHead.id.in_(list(among)))
    return frozenset(connection.execute(beside).scalars())


def show(connection: Connection, revision: Mapping[str, Any], head_ids: Sequence[str]) -> None:
    """Make a record show this revision: its head and its typed tables."""
    record_id = revision["record_id"]
    _put(connection, table_of(RecordHead), record_id, head_of(revision, list(head_ids)))
    _rewrite(connection, revision["type"], record_id, revision["content"])


def _put(connection: Connection, table: Table, record_id: RecordId, row: Mapping[str, Any]) -> None:
    """Write over the row of a record, or write it when there is none.

    An id that is set, if to the same, would have SQLite look for it in every table that points to this one.
    """
    said = {name: value for name, value in row.items() if name != "id"}
    if not connection.execute(update(table).where(table.c.id == record_id).values(said)).rowcount:
        connection.execute(insert(table).values(row))


def enter(connection: Connection, shown: Iterable[tuple[Mapping[str, Any], Sequence[str]]]) -> None:
    """Make records that are not here yet show these revisions, each with its heads, all at once."""
    rows: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)
    for revision, head_ids in shown:
        rows[table_of(RecordHead)].append(head_of(revision, list(head_ids)))
        for table, row in projected(revision["type"], revision["record_id"], revision["content"]):
            rows[table].append(row)
    rows[table_of(RecordHead)].sort(key=lambda head: head["id"] != head["owner_id"])
    insert_all(connection, rows)


def insert_all(connection: Connection, rows: Mapping[Table, Sequence[Mapping[str, Any]]]) -> None:
    """Write new rows; those of one table name the same columns.

    What others point to comes first: while anything points to a row that is not there yet, SQLite looks at
    each row it writes through all tables that might, and those grow.
    """
    for table in sorted(filter(rows.get, rows), key=_insert_order):
        connection.execute(insert(table), rows[table])


def _insert_order(table: Table) -> int:
    """Put heads first, then revisions, then records in the order of their types, then their rows."""
    return _places().get(table.name, len(_places()))


@cache
def _places() -> Mapping[str, int]:
    main = (model.__tablename__ for model in tables().values())
    return {name: place for place, name in enumerate(("record", "revision", *main))}


def _rewrite(connection: Connection, type_code: str, record_id: RecordId, plain: Mapping[str, Any]) -> None:
    by_table: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)
    for table, row in projected(type_code, record_id, plain, every_table=True):
        by_table[table].extend([row] if row else [])
    for table, new_rows in by_table.items():
        if "record_id" in table.c:
            connection.execute(delete(table).where(table.c.record_id == record_id))
            if new_rows:
                connection.execute(insert(table), new_rows)
        else:
            _put(connection, table, record_id, new_rows[0])


def head_of(revision: Mapping[str, Any], head_ids: list[str]) -> dict[str, Any]:
    """Return the row of ``record`` that shows this revision; without heads it counts as deleted."""
    return {
        "id": revision["record_id"],
        "revision_id": revision["id"],
        "heads": head_ids,
        "deleted": revision["deleted"] or not head_ids,
        "changed_at": revision["made_at"],
    } | {
        name: revision[name]
        for name in ("type", "owner_id", "late", "historical", "entered_by", "entered_at")
    }


def table_of(model: type[Any]) -> Table:
    """Return the table of a mapped class."""
    table: Table = model.__table__
    return table

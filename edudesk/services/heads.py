"""Which revision a record shows, and the typed tables that say what it says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.services.projection import projected


def heads(connection: Connection, record_id: RecordId) -> list[Mapping[str, Any]]:
    """Return the revisions of a record that none other dominates, the one that is shown first."""
    found = connection.execute(
        select(RecordHead.revision_id, RecordHead.heads).where(RecordHead.id == record_id)
    ).one_or_none()
    if found is None:
        raise UserError("record.none")
    shown, ids = found
    table = table_of(Revision)
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    return sorted((dict(row) for row in rows), key=lambda row: row["id"] != shown)


def show(connection: Connection, revision: Mapping[str, Any], head_ids: Sequence[str]) -> None:
    """Make a record show this revision: its head and its typed tables."""
    values = head_of(revision, list(head_ids))
    record_id, type_code = revision["record_id"], revision["type"]
    table = table_of(RecordHead)
    known = connection.execute(update(table).where(table.c.id == record_id).values(values)).rowcount
    if not known:
        connection.execute(insert(table).values(values))
    _rewrite(connection, type_code, record_id, revision["content"])


def _rewrite(connection: Connection, type_code: str, record_id: RecordId, plain: Mapping[str, Any]) -> None:
    by_table: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)
    for table, row in projected(type_code, record_id, plain, every_table=True):
        by_table[table].extend([row] if row else [])
    for table, new_rows in by_table.items():
        if "record_id" in table.c:
            connection.execute(delete(table).where(table.c.record_id == record_id))
            if new_rows:
                connection.execute(insert(table), new_rows)
        elif not connection.execute(
            update(table).where(table.c.id == record_id).values(new_rows[0])
        ).rowcount:
            connection.execute(insert(table), new_rows)


def head_of(revision: Mapping[str, Any], head_ids: list[str]) -> dict[str, Any]:
    """Return the row of ``record`` that shows this revision."""
    return {
        "id": revision["record_id"],
        "revision_id": revision["id"],
        "heads": head_ids,
        "changed_at": revision["made_at"],
    } | {
        name: revision[name]
        for name in ("type", "owner_id", "deleted", "late", "historical", "entered_by", "entered_at")
    }


def table_of(model: type[Any]) -> Table:
    """Return the table of a mapped class."""
    table: Table = model.__table__
    return table

"""Whether what is shown of every record follows from its revisions, and what points into the recycle bin."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from edudesk.models.archive import RecordHead, Revision
from edudesk.models.description import Field, Kind
from edudesk.models.registry import record_types, row_table, tables
from edudesk.services.heads import head_of, precedence, undominated
from edudesk.services.jobs import Job
from edudesk.services.merging import counting
from edudesk.services.projection import projected
from edudesk.services.safety.findings import Finding, error, warning

Row = Mapping[str, Any]
_FOLLOWS = {"evidence"}
"""What goes into the recycle bin with the record it belongs to, and may point there."""


@dataclass(frozen=True)
class _Known:
    """What the parts of the check share: the heads by record, and the records in the recycle bin."""

    heads: Mapping[str, Row]
    deleted: frozenset[str]


def check_records(connection: Connection, job: Job) -> Iterator[Finding]:
    """Recompute heads and typed rows from the revisions and compare; progress in types."""
    rows = connection.execute(select(RecordHead.__table__)).mappings()
    heads = {row["id"]: dict(row) for row in rows}
    known = _Known(heads, frozenset(row["id"] for row in heads.values() if row["deleted"]))
    types = record_types()
    for row in heads.values():
        if row["type"] not in types:
            yield error("check.type", record=row["id"], type=row["type"])
    for number, code in enumerate(types):
        job.step(number, len(types), code)
        yield from _of_type(connection, code, known)


def _of_type(connection: Connection, code: str, known: _Known) -> Iterator[Finding]:
    typed = _typed_rows(connection, code)
    mine = {record_id for record_id, head in known.heads.items() if head["type"] == code}
    for record_id, revisions in _histories(connection, code):
        head = known.heads.get(record_id)
        shown = next((row for row in revisions if head and row["id"] == head["revision_id"]), None)
        mine.discard(record_id)
        if head is None or shown is None or not _heads_agree(connection, head, revisions):
            yield error("check.heads", record=record_id, type=record_types()[code].label)
        if shown is not None:
            if _expected(code, shown) != typed.get(record_id, {}):
                yield error("check.rows", record=record_id, type=record_types()[code].label)
            yield from _into_the_bin(code, shown, known)
        typed.pop(record_id, None)
    for record_id in sorted(mine | typed.keys()):
        yield error("check.heads", record=record_id, type=record_types()[code].label)


def _histories(connection: Connection, code: str) -> Iterator[tuple[str, list[Row]]]:
    table = Revision.__table__
    rows = connection.execution_options(yield_per=1000).execute(
        select(table).where(table.c.type == code).order_by(table.c.record_id, table.c.sequence)
    )
    history: list[Row] = []
    for row in rows.mappings():
        if history and history[0]["record_id"] != row["record_id"]:
            yield history[0]["record_id"], history
            history = []
        history.append(dict(row))
    if history:
        yield history[0]["record_id"], history


def _heads_agree(connection: Connection, head: Row, revisions: Sequence[Row]) -> bool:
    current = undominated(counting(connection, revisions)[head["id"]])
    winner = current[0] if current else max(revisions, key=precedence)
    if {row["id"] for row in current} != set(head["heads"]):
        return False
    return head_of(winner, head["heads"]) == dict(head)


def _expected(code: str, shown: Row) -> dict[str, list[Row]]:
    expected: dict[str, list[Row]] = defaultdict(list)
    for table, row in projected(code, shown["record_id"], shown["content"]):
        expected[table.name].append(row)
    return dict(expected)


def _typed_rows(connection: Connection, code: str) -> dict[str, dict[str, list[Row]]]:
    """Return the rows of a type's tables by record and table."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table in _tables(code):
        key = "record_id" if "record_id" in table.c else "id"
        order = [table.c.record_id, table.c.position] if key == "record_id" else [table.c.id]
        for row in connection.execute(select(table).order_by(*order)).mappings():
            found[row[key]][table.name].append(dict(row))
    return {record_id: dict(rows) for record_id, rows in found.items()}


def _tables(code: str) -> Iterator[Table]:
    main: Any = tables()[code].__table__
    yield main
    for field in record_types()[code].fields:
        if field.kind is Kind.ROWS:
            inner: Any = row_table(code, field.name).__table__
            yield inner


def _into_the_bin(code: str, shown: Row, known: _Known) -> Iterator[Finding]:
    if code in _FOLLOWS or shown["record_id"] in known.deleted:
        return
    described = record_types()[code]
    for field, target in references(described.fields, shown["content"]):
        if target in known.deleted:
            title = " ".join(str(shown["content"].get(name, "")) for name in described.title)
            yield warning("check.deleted", type=described.label, title=title.strip(), field=field.label)


def references(fields: Sequence[Field], plain: Row) -> Iterator[tuple[Field, str]]:
    """Give every reference of a content as JSON, its rows included, with the id that it points to."""
    for field in fields:
        value = plain.get(field.name)
        if value and field.kind is Kind.REFERENCE:
            yield field, value
        elif value and field.kind is Kind.ROWS:
            for row in value:
                yield from references(field.rows, row)

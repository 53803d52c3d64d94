"""From a revision's JSON to the rows of the typed tables that queries and constraints work on."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table

from edudesk.models.contents import from_json
from edudesk.models.description import Field, Kind
from edudesk.models.registry import record_types, row_table, tables


@cache
def _plan(type_code: str) -> tuple[Table, tuple[Field, ...], tuple[tuple[Field, Table], ...]]:
    main: Any = tables()[type_code].__table__
    fields = record_types()[type_code].fields
    flat = tuple(field for field in fields if field.kind is not Kind.ROWS)
    nested = tuple((field, _table_of(type_code, field.name)) for field in fields if field.kind is Kind.ROWS)
    return main, flat, nested


def _table_of(type_code: str, name: str) -> Table:
    inner: Any = row_table(type_code, name).__table__
    table: Table = inner
    return table


def projected(
    type_code: str, record_id: str, plain: Mapping[str, Any], *, every_table: bool = False
) -> Iterator[tuple[Table, dict[str, Any]]]:
    """Give the rows of a content; with ``every_table`` an empty row for a table without any."""
    main, flat, nested = _plan(type_code)
    yield main, {"id": record_id} | _columns(flat, plain)
    for field, table in nested:
        listed = plain.get(field.name, ())
        for position, row in enumerate(listed):
            yield table, {"record_id": record_id, "position": position} | _columns(field.rows, row)
        if every_table and not listed:
            yield table, {}


def _columns(fields: tuple[Field, ...], plain: Mapping[str, Any]) -> dict[str, Any]:
    values = from_json(fields, plain)
    # Every row names every column, so that many rows can be written by one statement.
    return {field.name: _stored(field, values.get(field.name)) for field in fields}


def _stored(field: Field, value: Any) -> Any:
    if field.kind is Kind.CHOICES:
        return list(value or ())
    if field.kind is Kind.MAPPING:
        return value or {}
    return value

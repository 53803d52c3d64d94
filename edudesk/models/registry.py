"""The register of record types: each table class is entered once, with what describes it."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column
from sqlalchemy.orm import RelationshipProperty

from edudesk.models.base import Base, RecordTable
from edudesk.models.description import Field, Kind, RecordType
from edudesk.texts import Label

Table = TypeVar("Table", bound=type[RecordTable])

_OPTIONS: dict[type[RecordTable], tuple[str, Label, dict[str, Any]]] = {}


def record_type(code: str, zh: str, en: str, **options: Any) -> Callable[[Table], Table]:
    """Enter a table class as the record type ``code``; ``options`` are those of :class:`RecordType`."""

    def enter(table: Table) -> Table:
        _OPTIONS[table] = (code, Label(zh, en), options)
        return table

    return enter


def _fields(table: type[Base]) -> Iterator[Field]:
    mapper: Any = table.__mapper__
    for name in table.__annotations__:
        part = mapper.attrs[name]
        if isinstance(part, RelationshipProperty):
            if "field" in part.info:
                inner = tuple(_fields(part.mapper.class_))
                yield dataclasses.replace(part.info["field"], name=name, rows=inner)
            continue
        column = part.columns[0]
        if isinstance(column, Column) and "field" in column.info:
            yield dataclasses.replace(column.info["field"], name=name)


@cache
def tables() -> Mapping[str, type[RecordTable]]:
    """Return the table class of every record type, in the order of their definition."""
    # Each module enters its types when it is imported.
    from edudesk.models import (  # noqa: F401, PLC0415
        activity,
        archive,
        community,
        filing,
        giving,
        people_work,
        person,
        plan,
        school,
    )

    ours = {code: table for table, (code, _label, _options) in _OPTIONS.items()}
    return {code: ours[code] for code in ORDER}


@cache
def record_types() -> Mapping[str, RecordType]:
    """Return the description of every record type."""
    described = {}
    for code, table in tables().items():
        _code, label, options = _OPTIONS[table]
        described[code] = RecordType(code, label, tuple(_fields(table)), **options)
    return described


def row_table(code: str, field: str) -> type[Base]:
    """Return the table class that holds the rows of a field of kind ROWS."""
    mapper: Any = tables()[code].__mapper__
    inner: type[Base] = mapper.relationships[field].mapper.class_
    return inner


def references(code: str) -> tuple[str, ...]:
    """Return the names of the plain fields that point to other records."""
    return tuple(field.name for field in record_types()[code].fields if field.kind is Kind.REFERENCE)


ORDER = (
    "school",
    "person",
    "community",
    "adoption",
    "term",
    "special-day",
    "agreement",
    "plan",
    "mentor-pair",
    "exchange",
    "request",
    "activity",
    "donation",
    "achievement",
    "summary",
    "document",
    "opinion",
    "evidence",
    "same-as",
    "same-event",
    "handover",
)
"""The order in which types are shown and in which their records may point to earlier ones."""

"""The register of record types: every type with its table class and its description."""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column
from sqlalchemy.orm import RelationshipProperty

# Importing a module enters its types.
from edudesk.models import (  # noqa: F401
    activity,
    archive,
    assessing,
    community,
    filing,
    giving,
    people_work,
    person,
    plan,
    school,
)
from edudesk.models.base import ENTERED, Base, RecordTable
from edudesk.models.description import Field, Kind, RecordType


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
    ours = {code: table for table, (code, _label, _options) in ENTERED.items()}
    return {code: ours[code] for code in ORDER}


@cache
def record_types() -> Mapping[str, RecordType]:
    """Return the description of every record type."""
    described = {}
    for code, table in tables().items():
        _code, label, options = ENTERED[table]
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
    "scheme",
    "adoption",
    "term",
    "group",
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
    "figure",
    "assessment",
    "opinion",
    "evidence",
    "same-as",
    "same-event",
    "handover",
    "arrival",
)
"""The order in which types are shown and in which their records may point to earlier ones."""

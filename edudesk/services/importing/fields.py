"""A cell as the value of a plain field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from edudesk.errors import UserError
from edudesk.models.description import Field, Kind
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import parse_term
from edudesk.services.importing.cells import (
    read_choice,
    read_list,
    read_number,
    read_school_year,
    read_text,
    read_whole,
    read_yes_no,
)
from edudesk.services.importing.cellvalues import Cell
from edudesk.services.importing.days import read_clock, read_day, read_days, read_month, tidy
from edudesk.services.importing.faults import CellFault
from edudesk.services.importing.names import Names
from edudesk.services.importing.own_words import NO_WORDS, OwnWords

_LASTS = {"starts_on": "ends_on", "planned_from": "planned_until", "since": "until", "starts_at": "ends_at"}


@dataclass(frozen=True)
class Setting:
    """What reading cells depends on: the day, the term of days without year, known names, schemes' words."""

    today: date
    names: Names
    span: tuple[date, date] | None = None
    own: OwnWords = field(default_factory=lambda: NO_WORDS)


@dataclass
class Row:
    """One row on its way to a record: where it stands, its cells, what was read, what is wrong.

    ``defaults`` is what a new record has where the row is silent; ``parts`` the rows of row fields by part.
    """

    sheet: str
    number: int
    type: str
    cells: Mapping[str, Cell]
    where: Mapping[str, str] = field(default_factory=dict)
    content: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)
    faults: list[tuple[str, CellFault]] = field(default_factory=list)


def read_field(row: Row, described: Field, cell: Cell, setting: Setting) -> None:
    """Put the cell's value into ``row.content``; the second end of a range goes into its own field."""
    last = _LASTS.get(described.name, "")
    if described.kind is Kind.DAY:
        first, end = read_days(cell, setting.span)
        row.content[described.name] = first
        if end and last:
            row.content.setdefault(last, end)
    elif described.kind is Kind.CLOCK:
        begin, until = read_clock(cell)
        row.content[described.name] = begin
        if until and last:
            row.content.setdefault(last, until)
    elif described.name == "school_year":
        row.content[described.name] = read_school_year(cell)
    elif described.kind is Kind.REFERENCE:
        row.content[described.name] = _reference(row, described, cell, setting)
    elif described.kind is Kind.CHOICE:
        row.content[described.name] = read_code(cell, described.vocabulary, setting.own)
    elif described.kind is Kind.CHOICES:
        codes = (read_code(part, described.vocabulary, setting.own) for part in read_list(cell))
        row.content[described.name] = tuple(dict.fromkeys(codes))
    else:
        row.content[described.name] = _READERS[described.kind](cell, described)


def _reference(row: Row, described: Field, cell: Cell, setting: Setting) -> str:
    name = read_text(cell)
    target = described.target.replace("_", "-")
    if target == "school":
        return setting.names.school(name, row.sheet, row.number)
    if target == "person":
        found = setting.names.person(name)
        if found is None:
            raise CellFault("cell.unknown-name", value=name)
        return found
    return setting.names.one(target, name)


def _term(cell: Cell, _described: Field) -> str:
    try:
        return str(parse_term(read_text(cell)))
    except UserError as wrong:
        raise CellFault(wrong.code, **wrong.parameters) from wrong


def read_code(cell: Cell, vocabulary: str, own: OwnWords) -> str:
    """Return a code of the vocabulary, a scheme's own first; one that only schemes define takes any word."""
    if code := own.get(vocabulary, {}).get(tidy(read_text(cell)).lower()):
        return code
    known = VOCABULARIES.get(vocabulary)
    return read_choice(cell, known) if known else read_text(cell)


_READERS: Mapping[Kind, Callable[[Cell, Field], Any]] = {
    Kind.TEXT: lambda cell, _: read_text(cell),
    Kind.LONG_TEXT: lambda cell, _: read_text(cell),
    Kind.MOMENT: lambda cell, _: read_day(cell),
    Kind.MONTH: lambda cell, _: read_month(cell),
    Kind.TERM: _term,
    Kind.WHOLE: lambda cell, _: read_whole(cell),
    Kind.NUMBER: lambda cell, _: read_number(cell),
    Kind.MONEY: lambda cell, _: read_number(cell),
    Kind.YES_NO: lambda cell, _: read_yes_no(cell),
}

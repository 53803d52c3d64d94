"""How the columns of a file are read, laid open so that a person can change it before the dry run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edudesk.models.registry import record_types
from edudesk.services.importing.cellvalues import Cell, CellError
from edudesk.services.importing.columns import (
    SURE,
    TYPE,
    Headed,
    bare_headings,
    find_headings,
    normal,
    propose,
    signature,
)
from edudesk.services.importing.reading import INSTRUCTIONS, rows_of
from edudesk.services.importing.remembering import Memory
from edudesk.services.importing.sheets import ROW_MARK, columns_of
from edudesk.services.importing.tables import Book, Sheet, read_tables
from edudesk.services.jobs import QUIET, Job
from edudesk.texts import Label

_SAMPLES = 3
_LOOKED_AT = 200  # rows in which different values are looked for
_SHOWN = 24  # characters of a value


@dataclass(frozen=True)
class ColumnRead:
    """One column of a sheet: its heading, the field that it becomes ("" for none), some of its values."""

    heading: str
    field: str
    sure: bool
    samples: tuple[str, ...]


@dataclass(frozen=True)
class SheetRead:
    """One sheet: what its rows are taken for, its columns from left to right, how many rows hold something.

    ``mark`` is what tells its headings from others, under which a match is remembered.
    """

    name: str
    type: str
    label: Label
    columns: tuple[ColumnRead, ...]
    rows: int
    mark: str

    @property
    def sure(self) -> bool:
        """Whether every column was known without guessing, and none is left over or lacking."""
        return all(each.sure and each.field for each in self.columns) and not self.lacking

    @property
    def lacking(self) -> tuple[Label, ...]:
        """The columns without which there is no record."""
        return lacking(self.type, [each.field for each in self.columns])


@dataclass(frozen=True)
class FileRead:
    """A file laid open; ``blank`` counts sheets with nothing filled in, ``hidden`` names those hidden."""

    name: str
    sheets: tuple[SheetRead, ...]
    blank: int
    hidden: tuple[str, ...]


def read_columns(
    path: Path,
    memory: Memory,
    *,
    offered: tuple[str, ...],
    types: Mapping[str, str] | None = None,
    job: Job = QUIET,
) -> FileRead:
    """Return how the sheets of a file are read; what is remembered goes before what is guessed.

    ``offered`` are the record types that may be meant, the first where nothing fits; ``types`` tells the
    type of a sheet, by its name, where a person has said so. Raises what
    :func:`~edudesk.services.importing.tables.read_tables` raises.
    """
    book = read_tables(path, job)
    told = types or {}
    read = [
        _sheet_read(sheet, memory, offered, told.get(sheet.name))
        for sheet in book.sheets
        if sheet.name != INSTRUCTIONS
    ]
    filled = tuple(each for each in read if each and each.rows)
    return FileRead(book.name, filled, _blank(book, len(filled)), book.hidden)


def _blank(book: Book, filled: int) -> int:
    return sum(sheet.name != INSTRUCTIONS for sheet in book.sheets) - filled


def _sheet_read(sheet: Sheet, memory: Memory, offered: tuple[str, ...], told: str | None) -> SheetRead | None:
    headed = _headed(sheet, memory, offered, told)
    if headed is None:
        return None
    lines = _lines(headed)
    matched = {each.position: each for each in headed.match.matched}
    columns = []
    for position, heading in enumerate(headed.headings):
        taken = matched.get(position)
        name = taken.column.name if taken else ""
        if heading and name != ROW_MARK:
            columns.append(
                ColumnRead(heading, name, bool(taken and taken.confidence >= SURE), _samples(lines, position))
            )
    described = record_types()[headed.match.type]
    return SheetRead(
        sheet.name,
        headed.match.type,
        described.label,
        tuple(columns),
        len(lines),
        signature(headed.headings),
    )


def _headed(sheet: Sheet, memory: Memory, offered: tuple[str, ...], told: str | None) -> Headed | None:
    found = find_headings(sheet, memory, told)
    if found is None or (told is None and found.match.type not in offered):
        found = find_headings(sheet, memory, told or offered[0])
    if found is None and (bare := bare_headings(sheet)):
        row, headings = bare
        return Headed(sheet, row, headings, propose(headings, told or offered[0]))
    return found


def _lines(headed: Headed) -> list[tuple[Cell, ...]]:
    """Return the rows that hold a record, or all that hold anything where the columns are not known yet."""
    sheet = headed.sheet
    lines = [sheet.rows[row.number - sheet.first_row] for row in rows_of(headed)]
    if lines or not headed.match.unmatched:
        return lines
    marks = {each.position for each in headed.match.matched if each.column.name == ROW_MARK}
    return [
        line
        for line in sheet.rows[headed.header + 1 :]
        if any(cell is not None and position not in marks for position, cell in enumerate(line))
    ]


def _samples(lines: list[tuple[Cell, ...]], position: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines[:_LOOKED_AT]:
        cell = line[position] if position < len(line) else None
        if cell is not None and len(found) < _SAMPLES:
            found[_shown(cell)] = None
    return tuple(found)


def _shown(cell: Cell) -> str:
    words = " ".join(cell.text.split() if isinstance(cell, CellError) else str(cell).split())
    words = words.removesuffix(" 00:00:00")
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def fields_of(type_code: str) -> tuple[tuple[str, Label], ...]:
    """Return the fields that a column may become, with their names, the most usual first."""
    return tuple((column.name, column.label) for column in columns_of(type_code) if column.name != ROW_MARK)


def lacking(type_code: str, chosen: list[str]) -> tuple[Label, ...]:
    """Return the columns without which there is no record of the type, and which are not among the chosen."""
    return tuple(
        column.label for column in columns_of(type_code) if column.required and column.name not in chosen
    )


def settled(sheet: SheetRead, chosen: tuple[str, ...]) -> Memory:
    """Return what to remember when a person takes the sheet's columns, left to right, for these fields."""
    fields = {normal(each.heading): "" for each in sheet.columns}
    for column, field in zip(sheet.columns, chosen, strict=True):
        # Of two columns with one heading the memory knows one: the one that is used.
        fields[normal(column.heading)] = fields[normal(column.heading)] or field
    return {sheet.mark: {TYPE: sheet.type} | fields}

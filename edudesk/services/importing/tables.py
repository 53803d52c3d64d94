"""Reading a table somebody else made: .xlsx, .xls, .et and .csv as plain values, whatever the name says."""

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.evidence.naming import display_name
from edudesk.services.importing.cellvalues import Cell, CellError, plain
from edudesk.services.importing.compound import MAGIC, check_compound
from edudesk.services.importing.delimited import decode, delimiter_of, read_rows
from edudesk.services.importing.limits import MAX_CELLS, MAX_FILE, check_bytes, check_extent
from edudesk.services.importing.outside import answers
from edudesk.services.importing.zipped import check_zipped
from edudesk.services.jobs import QUIET, Job
from edudesk.texts.system import reason

Marks = Mapping[tuple[int, int], CellError]
Rows = tuple[tuple[Cell, ...], ...]
_TEXT_NAMES = {".csv", ".txt", ".tsv"}
_TABLE_NAMES = {".xls", ".xlsx", ".et", ".xlsm"}
_WEB_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version")


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``first_row`` is the row number, as people count, of ``rows[0]``; column A comes first."""

    name: str
    rows: Rows
    first_row: int = 1


@dataclass(frozen=True)
class Book:
    """The sheets that hold something; ``hidden`` names those passed over because they are hidden."""

    name: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def read_tables(path: Path, job: Job = QUIET) -> Book:
    """Return the sheets of a workbook or text table as plain values.

    UserError ``table.*`` when it cannot be read; EnvironmentProblem ``table.busy`` when the system refuses.
    """
    name = display_name(path)
    content = _content(path, name)
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if content.startswith(b"PK"):
        checked = check_zipped(name, content)
        return _read_workbook(name, checked.archive, checked.marks, job)
    if content.startswith(MAGIC):
        return _read_workbook(name, content, check_compound(name, content), job)
    if head.startswith(_WEB_PAGES):
        raise UserError("table.web-page", name=name)
    return _read_text(name, content)


def _content(path: Path, name: str) -> bytes:
    try:
        # Asked before opening: opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError("table.not-a-file", name=name)
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise UserError("table.missing", name=name) from missing
    except OSError as refused:
        raise EnvironmentProblem("table.busy", name=name, reason=reason(refused)) from refused
    check_bytes(name, len(content), MAX_FILE)
    if not content:
        raise UserError("table.empty", name=name)
    return content


def _read_text(name: str, content: bytes) -> Book:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _TEXT_NAMES | _TABLE_NAMES:
        raise UserError("table.not-a-workbook", name=name)
    text = decode(name, content)
    first = text.partition("\n")[0]
    if suffix in _TABLE_NAMES and delimiter_of(text) not in first:
        raise UserError("table.not-a-workbook", name=name)
    return Book(name, (Sheet(PurePath(name).stem, tuple(read_rows(name, text))),))


def _read_workbook(name: str, content: bytes, marks: Mapping[str, Marks], job: Job) -> Book:
    sheets, hidden = [], []
    told = answers(name, content, job)
    for about in told:
        job.step(about["number"], about["count"], about["name"])
        if about.get("hidden"):
            hidden.append(about["name"])
        elif about["start"] is not None:
            check_extent(name, about["height"], about["start"][1] + about["width"])
            sheets.append(_sheet(about, next(told, {}), marks.get(about["name"], {})))
    if not sheets:
        raise UserError("table.all-hidden" if hidden else "table.empty", name=name)
    return Book(name, tuple(sheets), tuple(hidden))


def _sheet(about: Mapping[str, Any], told: Mapping[str, Any], marks: Marks) -> Sheet:
    top, left = about["start"]
    padding: list[Cell] = [None] * left
    rows = [padding + [plain(value) for value in row] for row in told["rows"]]
    for (row, column), error in marks.items():
        if 0 <= row - top < len(rows) and column < left + about["width"]:
            rows[row - top][column] = error
    _spread_merged(rows, top, told["merged"])
    return Sheet(about["name"], tuple(map(tuple, rows)), top + 1)


def _spread_merged(rows: list[list[Cell]], top: int, merged: Sequence[Sequence[Sequence[int]]]) -> None:
    """Give every cell of a merged area the value that people see there."""
    left = MAX_CELLS
    for (first_row, first_column), (last_row, last_column) in merged:
        area = rows[max(first_row - top, 0) : max(last_row - top + 1, 0)]
        if not area or first_row < top or first_column >= len(area[0]):
            continue
        value = area[0][first_column]
        width = min(last_column + 1, len(area[0])) - first_column
        left -= width * len(area)
        if value is not None and left > 0:
            for row in area:
                row[first_column : first_column + width] = [value] * width

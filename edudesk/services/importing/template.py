"""The workbook for bulk entry: a sheet per record type, choices as drop-downs, a page of instructions."""

import secrets
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from edudesk.models.description import Kind
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES, vocabulary_of_fact
from edudesk.services.disk.writing import write_file
from edudesk.services.importing.instructions import write_instructions
from edudesk.services.importing.reading import INSTRUCTIONS
from edudesk.services.importing.sheets import ROW_MARK, Column, bulk_types, columns_of

ROWS = 500
"""Rows of each sheet that carry a mark and drop-downs; more rows may be filled all the same."""
CHOICES = "选项（勿改）"
_CORE, _OTHER, _GREY = "1F6F5C", "8A9BA8", "D9D9D9"
_WIDE, _NARROW, _USUAL = 36, 10, 16
_LONG = {
    "topic",
    "process",
    "result",
    "members:lead",
    "members:member",
    "people:helper",
    "people:helped",
    "lines:",
}
_CHOSEN = {Kind.CHOICE, Kind.CHOICES}


ROSTER = ("school", "person")
"""The record types of a template for the roster alone."""


def write_template(path: Path, types: tuple[str, ...] | None = None) -> None:
    """Write the empty workbook to ``path``, under its name only when it is complete.

    ``types`` are the record types that get a sheet, all by default; a type goes with those it names.
    Raises what :func:`~edudesk.services.disk.writing.write_file` raises.
    """
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = INSTRUCTIONS
    chosen = types or bulk_types()
    write_instructions(first, ROWS, chosen)
    offered = _write_choices(book)
    code = secrets.token_hex(3).upper()
    for type_code in chosen:
        _write_sheet(book, type_code, offered, code)
    book.move_sheet(CHOICES, len(chosen))
    out = BytesIO()
    book.save(out)
    write_file(path, out.getvalue())


def _write_choices(book: Workbook) -> dict[str, str]:
    """Write every vocabulary into a column of the hidden sheet; return the formula of each list."""
    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "hidden"
    offered = {}
    for number, vocabulary in enumerate(VOCABULARIES.values(), start=1):
        words = [choice.label.zh for choice in vocabulary.choices]
        sheet.cell(1, number, vocabulary.code)
        for row, word in enumerate(words, start=2):
            sheet.cell(row, number, word)
        offered[vocabulary.code] = _area(CHOICES, number, 2, len(words) + 1)
    return offered


def _area(sheet: str, column: int, first: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet)}!${letter}${first}:${letter}${last}"


def _write_sheet(book: Workbook, type_code: str, offered: dict[str, str], code: str) -> None:
    sheet = book.create_sheet(record_types()[type_code].label.zh)
    columns = columns_of(type_code)
    for number, column in enumerate(columns, start=1):
        _write_heading(sheet, number, column)
        _prepare_column(sheet, number, column, offered)
    sheet["A2"].font = Font(color=_GREY, size=8)
    look = sheet["A2"]._style  # noqa: SLF001 - openpyxl would look each font up among those it has
    for row in range(2, ROWS + 2):
        sheet.cell(row, 1, f"{code}-{type_code}-{row - 1}")._style = look  # noqa: SLF001
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 32
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{ROWS + 1}"
    sheet.sheet_properties.tabColor = _CORE


def _write_heading(sheet: Worksheet, number: int, column: Column) -> None:
    cell = sheet.cell(1, number, f"{column.label.zh}*" if column.required else column.label.zh)
    colour = _GREY if column.name == ROW_MARK else _CORE if column.core else _OTHER
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = Border(right=Side("thin", color="FFFFFF"))
    if column.hint:
        cell.comment = Comment(column.hint.zh, "EduDesk", height=80, width=260)


def _prepare_column(sheet: Worksheet, number: int, column: Column, offered: dict[str, str]) -> None:
    letter = get_column_letter(number)
    kind = column.field.kind if column.field else None
    long = column.name in _LONG or kind is Kind.LONG_TEXT
    sheet.column_dimensions[letter].width = _WIDE if long else _NARROW if kind is Kind.WHOLE else _USUAL
    formats = {Kind.DAY: "yyyy-mm-dd", Kind.CLOCK: "hh:mm", Kind.TEXT: "@", Kind.MONTH: "@", Kind.TERM: "@"}
    if kind in formats:
        sheet.column_dimensions[letter].number_format = formats[kind]
    if formula := _list_of(column, offered):
        # Several choices, other words and other schools are welcome: a hint, never a refusal.
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
        rule.add(f"{letter}2:{letter}{ROWS + 1}")
        sheet.add_data_validation(rule)


def _list_of(column: Column, offered: dict[str, str]) -> str | None:
    field = column.field
    if field is None:
        return offered["stage"] if column.name == "stage" else None
    if field.kind in _CHOSEN:
        return offered.get(field.vocabulary)
    if field.kind is Kind.REFERENCE or column.name in _SCHOOL_CELLS:
        target = field.target.replace("_", "-") if field.kind is Kind.REFERENCE else "school"
        return _names_of(target)
    return offered.get(_FACT_WORDS.get(column.name, ""))


_SCHOOL_CELLS = {"schools:helper", "schools:helped", "members:lead", "members:member", "facts:school"}
_FACT_WORDS = {
    f"facts:{fact}": vocabulary_of_fact(fact)
    for fact in ("title", "honour", "post", "subject", "stage", "assessment")
}


def _names_of(type_code: str) -> str | None:
    """Return the cells of another sheet in which the records of a type are named."""
    if type_code not in bulk_types():
        return None
    described = record_types()[type_code]
    names = [column.name for column in columns_of(type_code)]
    place = names.index(described.title[0]) + 1
    return _area(described.label.zh, place, 2, ROWS + 1)

"""Excel: columns and rows with real dates and numbers, ready to filter and to print.

No text ever becomes a formula: whatever begins with = + - @ is stored as text.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain, repeat
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from edudesk.services.reports import document as parts
from edudesk.services.reports.document import Column, Document, Sheet, Value
from edudesk.services.reports.wording import clean, worded
from edudesk.services.reports.xlsx_cells import (
    BODY_FONT,
    BORDER,
    GROUND,
    HEAD_FONT,
    HIGHEST,
    TOTAL_FONT,
    columns_wide,
    height_of,
    put,
    set_print,
)
from edudesk.services.reports.xlsx_form import lay_form

_HORIZONTAL = {"left": "left", "centre": "center", "right": "right"}
_NARROWEST, _WIDEST = 6, 32
_PAGE_WIDE = 150  # columns of a landscape page in print that can still be read
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NAME_LIMIT = 31


def draw_sheets(sheets: Sequence[Sheet], title: str = "", made: date | None = None) -> bytes:
    """Return a workbook with one worksheet for each of ``sheets``; at least one, empty, for none."""
    book = _book(title, "", made)
    for sheet in sheets or (Sheet("", (), ()),):
        _lay_sheet(book, sheet, title)
    return _bytes(book)


def draw_xlsx(document: Document) -> bytes:
    """Return a workbook: each table a worksheet of its own, everything else together on a first one."""
    book = _book(document.title, document.author, document.made)
    tables = [block for block in document.blocks if isinstance(block, parts.Table) and block.columns]
    others = [block for block in document.blocks if not isinstance(block, parts.Table)]
    if not tables or any(isinstance(block, parts.KeyValueTable | parts.Paragraph) for block in others):
        lay_form(book.create_sheet(_free_name(book, document.title)), document, others)
    for table in tables:
        name = table.name or document.title
        _lay_sheet(book, Sheet(name, table.columns, table.rows, table.totals), document.title)
    return _bytes(book)


def _book(title: str, author: str, made: date | None) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = clean(title) or None
    book.properties.creator = clean(author) or "EduDesk"
    moment = datetime.combine(made, time()) if made else datetime(2000, 1, 1)  # noqa: DTZ001 - a day
    book.properties.created = moment
    return book


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _free_name(book: Workbook, wanted: str) -> str:
    base = " ".join(clean(wanted).translate(_FORBIDDEN).split())[:_NAME_LIMIT] or "Sheet"
    taken = {name.casefold() for name in book.sheetnames} | {"history"}
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = base[: _NAME_LIMIT - len(ending)] + ending
    return name


def _lay_sheet(book: Workbook, sheet: Sheet, title: str) -> None:
    page: Worksheet = book.create_sheet(_free_name(book, sheet.name or title))
    _lay_row(page, 1, [column.heading for column in sheet.columns], sheet.columns, HEAD_FONT, head=True)
    for number, values in enumerate(sheet.rows, 2):
        _lay_row(page, number, values, sheet.columns, BODY_FONT)
    for number, values in enumerate(sheet.totals, 2 + len(sheet.rows)):
        _lay_row(page, number, values, sheet.columns, TOTAL_FONT)
    widths = _widths(sheet)
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    for number, values in enumerate((*sheet.rows, *sheet.totals), 2):
        page.row_dimensions[number].height = _height(values, widths)
    if sheet.columns:
        page.freeze_panes = "A2"
        last = get_column_letter(len(sheet.columns))
        page.auto_filter.ref = f"A1:{last}{max(1, 1 + len(sheet.rows))}"
        page.print_title_rows = "1:1"
    set_print(page, title or sheet.name, landscape=True)


def _lay_row(
    page: Worksheet,
    number: int,
    values: Iterable[Value],
    columns: Sequence[Column],
    font: Font,
    *,
    head: bool = False,
) -> None:
    padded = chain(values, repeat(""))
    for index, (value, column) in enumerate(zip(padded, columns, strict=False), 1):
        cell: Any = page.cell(number, index)
        put(cell, value)
        cell.font, cell.border = font, BORDER
        if head:
            cell.fill = GROUND
        horizontal = "center" if head else _HORIZONTAL[column.alignment]
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)


def _widths(sheet: Sheet) -> list[float]:
    widths: list[float] = []
    for index, column in enumerate(sheet.columns):
        cells = [column.heading, *(_short(row, index) for row in (*sheet.rows, *sheet.totals))]
        widths.append(min(max(map(columns_wide, cells)) + 2.5, _WIDEST) if cells else _NARROWEST)
    return _fitted([max(width, _NARROWEST) for width in widths])


def _fitted(widths: list[float]) -> list[float]:
    """Return widths of which the widest give way, all to the same width, until the page can be read."""
    most = float(_WIDEST)
    while sum(min(width, most) for width in widths) > _PAGE_WIDE and most > _NARROWEST * 2:
        most -= 1
    return [min(width, most) for width in widths]


def _height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Return a row's height; spreadsheets do not all reckon it themselves when a file is opened."""
    heights = (
        height_of(worded(value, "zh", compact=True), width, BODY_FONT.size or 0)
        for value, width in zip(values, widths, strict=False)
    )
    return min(max(heights, default=0) + 4, HIGHEST)


def _short(row: tuple[Value, ...], index: int) -> str:
    return worded(row[index], "zh", compact=True)[:_WIDEST] if index < len(row) else ""

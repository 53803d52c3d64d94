"""Excel cells: values stored as what they are, in one look, on a page that prints."""

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from edudesk.services.reports.document import Value
from edudesk.services.reports.wording import clean, worded
from edudesk.texts import Language

_CELL_LIMIT = 32767  # characters, Excel's own
_CUT = "……（全文过长，此处截断，完整文字见 PDF 或档案中的记录）"
POINTS_A_LINE = 15.5
HIGHEST = 400.0  # points; Excel allows 409
_LARGEST_WHOLE = 10**15  # beyond this Excel rounds
_FIRST_YEAR = 1900
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
GROUND = PatternFill("solid", fgColor="F2F2F0")
HEAD_FONT = Font(name="黑体", size=10.5)
BODY_FONT = Font(name="宋体", size=10.5)
TOTAL_FONT = Font(name="宋体", size=10.5, bold=True)


def put(cell: Cell, value: Value, language: Language = "zh") -> None:
    """Store a value as what it is; text stays text whatever it begins with."""
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        cell.value = value
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
    elif isinstance(value, time):
        cell.value = value
        cell.number_format = "hh:mm"
    elif isinstance(value, int | float | Decimal) and -_LARGEST_WHOLE < value < _LARGEST_WHOLE:
        cell.value = value
    else:
        _put_text(cell, worded(value, language, compact=True))


def _put_text(cell: Cell, words: str) -> None:
    if len(words) > _CELL_LIMIT:
        words = words[: _CELL_LIMIT - len(_CUT)] + _CUT
    if not words:
        return
    cell.value = words
    # openpyxl takes = for a formula and #N/A for an error; both are only words here.
    cell.data_type = "s"
    if words.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def columns_wide(words: str) -> int:
    """Return the width of the longest line in Excel's columns: a Chinese character takes two."""
    return max(
        (
            sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)
            for line in words.split("\n")
        ),
        default=0,
    )


def height_of(words: str, width: float, size: float) -> float:
    """Return the height in points that wrapped words of ``size`` points take in ``width`` columns."""
    lines = sum(max(1, -(-columns_wide(line) // max(1, int(width) - 2))) for line in words.split("\n"))
    return lines * max(POINTS_A_LINE, size * 1.5)


def set_print(page: Worksheet, title: str, *, landscape: bool) -> None:
    """Set A4, one page wide, the title above and page numbers below."""
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = 9  # A4
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_options.horizontalCentered = True
    # & is the code sign of headers and footers.
    words = clean(title).replace("\n", " ").strip()[:100].replace("&", "&&")
    if words:
        header: Any = page.oddHeader
        header.center.text = words
    footer: Any = page.oddFooter
    footer.center.text = "&P / &N"

"""Text tables (.csv and their kin): which encoding, which delimiter, which rows."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Sequence

from edudesk.errors import UserError
from edudesk.services.importing.cellvalues import Cell, plain
from edudesk.services.importing.limits import MAX_COLUMNS, MAX_FILE, check_extent

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TABLES = (b"%PDF-", b"{\\rtf")
_DELIMITERS = ",\t;|，"
_SAMPLE_LINES = 20
_FIRST_PRINTABLE = 32
_ALLOWED = frozenset("\t\r\n\v\f\x1a")  # DOS editors end a file with Ctrl+Z


def decode(name: str, content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GB18030; UserError when it is no text."""
    if content.startswith(_NOT_TABLES):
        raise UserError("table.not-a-workbook", name=name)
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return _checked(name, content, encoding)
    if b"\0" in content:  # only ASCII signs in UTF-16 hold this byte, such as the ends of lines
        odd = content[1::2].count(0) > content[::2].count(0)
        return _checked(name, content, "utf-16-le" if odd else "utf-16-be")
    try:
        return _checked(name, content, "utf-8")
    except UserError:
        return _checked(name, content, "gb18030")


def _checked(name: str, content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as broken:
        raise UserError("table.not-a-workbook", name=name) from broken
    if any(ord(character) < _FIRST_PRINTABLE and character not in _ALLOWED for character in set(text)):
        raise UserError("table.not-a-workbook", name=name)
    return text.rstrip("\x1a")


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits the first lines into the same number of several columns most often."""
    lines = text[:100_000].splitlines()[:_SAMPLE_LINES]

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=regularity)


def read_rows(name: str, text: str) -> Sequence[tuple[Cell, ...]]:
    """Return the rows of a text table; UserError ``table.quotes`` where quotation marks do not close."""
    if not text.strip():
        raise UserError("table.empty", name=name)
    csv.field_size_limit(MAX_FILE)  # one long cell is that row's problem, not the whole table's
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in reader:
            rows.append(tuple(plain(_unwrapped(value)) for value in row))
            check_extent(name, len(rows), min(len(row), MAX_COLUMNS + 1))
    except csv.Error as broken:
        raise UserError("table.quotes", name=name, line=reader.line_num) from broken
    return rows


def _unwrapped(value: str) -> str:
    """Return what stands in ``="007"``, as Excel is made to keep leading zeros."""
    return value[2:-1] if value.startswith('="') and value.endswith('"') else value

"""The rows of a workbook that hold records: our own template and other people's tables alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edudesk.errors import UserError
from edudesk.models.registry import record_types
from edudesk.services.importing.cellvalues import Cell
from edudesk.services.importing.columns import Headed, find_headings, normal
from edudesk.services.importing.days import tidy
from edudesk.services.importing.fields import Row
from edudesk.services.importing.sheets import ROW_MARK
from edudesk.services.importing.tables import Book

INSTRUCTIONS = "说明"
_FOOTERS = ("合计", "总计", "小计", "注:", "备注:", "说明:", "填表", "制表", "审核", "联系人:", "校长签")


@dataclass(frozen=True)
class Read:
    """The rows by record type, in the order in which types refer to each other; how sheets were read."""

    rows: Mapping[str, tuple[Row, ...]]
    headed: tuple[Headed, ...]
    unread: tuple[str, ...]


def read_rows(
    book: Book, memory: Mapping[str, Mapping[str, str]] | None = None, type_code: str | None = None
) -> Read:
    """Find the headings of every sheet and return its rows.

    ``memory`` holds remembered matches by signature; ``type_code`` settles what the table is about.
    UserError ``table.no-headings`` when no sheet has headings that are known, ``table.no-rows`` when there is
    nothing below them.
    """
    headed, unread = [], []
    for sheet in book.sheets:
        if sheet.name == INSTRUCTIONS:
            continue
        if found := find_headings(sheet, memory or {}, type_code):
            headed.append(found)
        else:
            unread.append(sheet.name)
    if not headed:
        raise UserError("table.no-headings", name=book.name)
    rows: dict[str, list[Row]] = {code: [] for code in record_types()}
    for each in headed:
        rows[each.match.type].extend(rows_of(each))
    if not any(rows.values()):
        raise UserError("table.no-rows", name=book.name)
    return Read({code: tuple(found) for code, found in rows.items() if found}, tuple(headed), tuple(unread))


def rows_of(headed: Headed) -> Iterator[Row]:
    """Give the rows below the headings that hold a record."""
    sheet, columns = headed.sheet, headed.match.matched
    where = {each.column.name: f"{_letters(each.position)}（{each.heading}）" for each in columns}
    for index in range(headed.header + 1, len(sheet.rows)):
        line = sheet.rows[index]
        cells = {each.column.name: line[each.position] for each in columns if each.position < len(line)}
        if _holds_record(line, cells) and not _repeats_headings(headed, cells):
            yield Row(sheet.name, sheet.first_row + index, headed.match.type, cells, where)


def _holds_record(line: tuple[Cell, ...], cells: Mapping[str, Cell]) -> bool:
    filled = [cell for name, cell in cells.items() if cell is not None and name != ROW_MARK]
    if not filled:
        return False
    first = next(cell for cell in line if cell is not None)
    # Notes and sums below a table: one text, merged over the columns or alone, or a sum in front.
    return not (
        isinstance(first, str) and tidy(first).startswith(_FOOTERS) and len(set(line)) <= len(line) // 2 + 1
    )


def _repeats_headings(headed: Headed, cells: Mapping[str, Cell]) -> bool:
    """Return whether a row says the headings again, as on every page or above a second table."""
    filled = [each for each in headed.match.matched if cells.get(each.column.name) is not None]
    again = [
        each
        for each in filled
        if isinstance(cell := cells[each.column.name], str) and normal(cell) == normal(each.heading)
    ]
    return len(again) > 1 and 2 * len(again) > len(filled)


def _letters(position: int) -> str:
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

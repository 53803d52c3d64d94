"""Excel: what is not a table (forms, text, captions) on one worksheet that looks like the form."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from edudesk.services.reports import document as parts
from edudesk.services.reports.document import Block, Document, Field, Value
from edudesk.services.reports.wording import signed, worded
from edudesk.services.reports.xlsx_cells import (
    BODY_FONT,
    BORDER,
    GROUND,
    HEAD_FONT,
    HIGHEST,
    POINTS_A_LINE,
    height_of,
    put,
    set_print,
)

_TITLE_FONT = Font(name="宋体", size=16, bold=True)
_LABEL_WIDTH = 14.0
_VALUES_WIDTH = 62.0  # all value columns of a row together
_SIZE = 10.5


def lay_form(page: Worksheet, document: Document, blocks: Sequence[Block]) -> None:
    """Lay title and blocks under one another; a form's cells are merged over its grid."""
    form = _Form(page, document, blocks)
    form.words(document.title, _TITLE_FONT, "center")
    form.words(document.subtitle, BODY_FONT, "center")
    for block in blocks:
        form.block(block)
    set_print(page, "", landscape=False)


class _Form:
    """A worksheet being filled from the top."""

    def __init__(self, page: Worksheet, document: Document, blocks: Sequence[Block]) -> None:
        self.page, self.language, self.at = page, document.language, 1
        self.pairs = max((b.columns for b in blocks if isinstance(b, parts.KeyValueTable)), default=2)
        self.widths = [_LABEL_WIDTH, _VALUES_WIDTH / self.pairs] * self.pairs
        for number, width in enumerate(self.widths, 1):
            page.column_dimensions[get_column_letter(number)].width = width

    def block(self, block: Block) -> None:
        """Lay one block; page breaks and tables have no place here."""
        match block:
            case parts.KeyValueTable():
                for fields in block.rows:
                    self._fields(fields)
            case parts.Heading():
                self.words(block.text, HEAD_FONT)
            case parts.Paragraph() | parts.Note():
                self.words(block.text, BODY_FONT)
            case parts.Photos():
                for picture in block.pictures:
                    self.words(picture.caption, BODY_FONT)
            case parts.SignatureBlock():
                self.words(
                    "　　　　".join(signed(*entry, self.language) for entry in block.entries), BODY_FONT
                )

    def words(self, text: str, font: Font, horizontal: str = "left") -> None:
        """Lay text over the whole width."""
        if not text:
            return
        self._put(1, text, font, horizontal)
        across = len(self.widths)
        self.page.merge_cells(start_row=self.at, start_column=1, end_row=self.at, end_column=across)
        self._end_row(height_of(text, sum(self.widths), font.size or _SIZE))

    def _fields(self, fields: tuple[Field, ...]) -> None:
        taken, height = 0, POINTS_A_LINE
        for number, field in enumerate(fields):
            left = self.pairs - taken
            span = left if number == len(fields) - 1 or not field.span else min(field.span, left)
            if span < 1:
                break
            start, end = taken * 2 + 1, (taken + span) * 2
            self._field(field, start, end)
            words = worded(field.value, self.language)
            height = max(
                height, height_of(words, sum(self.widths[start:end]), _SIZE), field.lines * POINTS_A_LINE
            )
            taken += span
        self._end_row(height)

    def _field(self, field: Field, start: int, end: int) -> None:
        self._put(start, field.label, HEAD_FONT, "center").fill = GROUND
        self._put(start + 1, field.value, BODY_FONT, "left")
        for column in range(start, end + 1):
            bordered: Any = self.page.cell(self.at, column)
            bordered.border = BORDER
        if end > start + 1:
            self.page.merge_cells(start_row=self.at, start_column=start + 1, end_row=self.at, end_column=end)

    def _put(self, column: int, value: Value, font: Font, horizontal: str) -> Any:
        cell: Any = self.page.cell(self.at, column)
        put(cell, value, self.language)
        cell.font = font
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
        return cell

    def _end_row(self, height: float) -> None:
        self.page.row_dimensions[self.at].height = min(height + 6, HIGHEST)
        self.at += 1

"""Documents set on pages: each kind of block into lines, grids and pictures of a flow."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from edudesk.services.reports import document as parts
from edudesk.services.reports.document import Document, Field, Value
from edudesk.services.reports.grid import Cell, Row, lay_rows
from edudesk.services.reports.layout import Flow, Mark, PictureMark, RuleMark
from edudesk.services.reports.lines import text_width
from edudesk.services.reports.pictures import prepare
from edudesk.services.reports.profiles import Profile, Role, Style
from edudesk.services.reports.wording import clean, is_place, signed, worded
from edudesk.texts import Label, Language

_GAP = 8.0
_STEP = 4.0
_FRAME_GAP = 6.0
_UNREADABLE = Label("（这张图片打不开，未能排入）", "(This picture cannot be opened and is not shown)")
# Share of a page that must be left for photos to start on it rather than on the next.
_PHOTO_ROOM = 0.75
_LONG_VALUE_LINES = 3
# A small picture is not blown up beyond 72 dots an inch.
_LARGEST_DOT = 1.0
_SIGN_RULE = 62.0
_ENGLISH_LABELS = 1.4


@dataclass(frozen=True)
class SetDocument:
    """Pages of marks; characters that no font could draw; captions of pictures that cannot be read."""

    pages: tuple[tuple[Mark, ...], ...]
    missing_characters: tuple[str, ...]
    unreadable_pictures: tuple[str, ...]
    width: float
    height: float


class _Setter:
    """Sets the blocks of one document into one flow."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.flow = Flow(profile)
        self.profile = profile
        self.language: Language = document.language
        self.unreadable: list[str] = []

    def heading(self, block: parts.Heading) -> None:
        role: Role = {1: "heading1", 2: "heading2", 3: "heading3"}[block.level]  # type: ignore[assignment]
        body = self.flow.style("body")
        self.flow.write(clean(block.text), self.flow.style(role), indented=True, keep=2 * body.leading)

    def paragraph(self, block: parts.Paragraph) -> None:
        style = dataclasses.replace(self.flow.style("body"), alignment=block.alignment)
        self.flow.write(clean(block.text), style, indented=block.indented)

    def note(self, block: parts.Note) -> None:
        style = dataclasses.replace(self.flow.style("note"), alignment=block.alignment)
        self.flow.write(clean(block.text), style)

    def page_break(self, _block: parts.PageBreak) -> None:
        if not self.flow.fresh:
            self.flow.turn()

    def form(self, block: parts.KeyValueTable) -> None:
        self._step()
        lay_rows(self.flow, tuple(self._form_row(fields, block.columns) for fields in block.rows if fields))
        self.flow.y += _GAP

    def _step(self) -> None:
        if not self.flow.fresh:
            self.flow.y += _STEP

    def _form_row(self, fields: tuple[Field, ...], columns: int) -> Row:
        label_style, cell_style = self.flow.style("label"), self.flow.style("cell")
        across, down = self.profile.padding
        characters = self.profile.label_characters * (_ENGLISH_LABELS if self.language == "en" else 1)
        label_width = characters * label_style.size + 2 * across
        unit = self.flow.width / columns
        x, taken, cells = self.flow.left, 0, []
        for number, field in enumerate(fields):
            left = columns - taken
            span = left if number == len(fields) - 1 or not field.span else min(field.span, left)
            width = max(span, 0) * unit
            own = label_width if field.label else 0.0
            if width <= own:
                break
            if field.label:
                cells.append(self._cell(field.label, label_style, x, own, label=True))
            cells.append(self._cell(field.value, cell_style, x + own, width - own, tall=field.lines > 1))
            x, taken = x + width, taken + span
        least = max((field.lines for field in fields), default=1) * cell_style.leading + 2 * down
        return Row(tuple(cells), least)

    def _cell(
        self, value: Value, style: Style, x: float, width: float, *, label: bool = False, tall: bool = False
    ) -> Cell:
        text = worded(value, self.language)
        lines = self.flow.broken(text, style, max(width - 2 * self.profile.padding[0], style.size))
        top = tall and len(lines) >= _LONG_VALUE_LINES
        return Cell(x, width, lines, style, label=label, top=top)

    def table(self, block: parts.Table) -> None:
        if not block.columns:
            return
        self._step()
        total = sum(max(column.weight, 0.01) for column in block.columns)
        widths = [max(column.weight, 0.01) / total * self.flow.width for column in block.columns]
        head, down = self.flow.style("head"), self.profile.padding[1]
        heading = self._table_row(
            tuple(column.heading for column in block.columns), block, widths, head, label=True
        )
        least = block.row_lines * self.flow.style("cell").leading + 2 * down
        rows = [
            dataclasses.replace(self._table_row(row, block, widths, self.flow.style("cell")), least=least)
            for row in block.rows
        ]
        rows += [self._table_row(row, block, widths, self.flow.style("total")) for row in block.totals]
        lay_rows(self.flow, tuple(rows), heading)
        self.flow.y += _GAP

    def _table_row(
        self,
        values: tuple[Value, ...],
        block: parts.Table,
        widths: list[float],
        style: Style,
        *,
        label: bool = False,
    ) -> Row:
        x, cells = self.flow.left, []
        padded = (*values, *("" for _ in block.columns))
        for value, column, width in zip(padded, block.columns, widths, strict=False):
            set_style = style if label else dataclasses.replace(style, alignment=column.alignment)
            text = worded(value, self.language, compact=True)
            across = 2 * self.profile.padding[0]
            lines = self.flow.broken(text, set_style, max(width - across, set_style.size))
            cells.append(Cell(x, width, lines, set_style, label=label))
            x += width
        return Row(tuple(cells))

    def photos(self, block: parts.Photos) -> None:
        for number, picture in enumerate(block.pictures):
            if number % block.per_page == 0:
                start_here = not number and self.flow.room >= self.flow.height * _PHOTO_ROOM
                if not self.flow.fresh and not start_here:
                    self.flow.turn()
                slot = self.flow.room / block.per_page
            self._photo(picture, slot)

    def _photo(self, picture: parts.Picture, slot: float) -> None:
        flow, style = self.flow, self.flow.style("caption")
        lines = flow.broken(clean(picture.caption), style, flow.width)
        words = min(len(lines) * style.leading + style.before + style.after, slot / 2)
        box, bottom = slot - words, flow.y + slot
        prepared = prepare(picture.source)
        if prepared is None:
            if not picture.instead:
                self.unreadable.append(picture.caption)
            note = flow.style("note")
            remark = flow.broken(picture.instead or _UNREADABLE(self.language), note, flow.width)
            centred = dataclasses.replace(note, alignment="centre")
            flow.place(remark, centred, flow.left, flow.y + box / 2, flow.width)
        else:
            scale = min(flow.width / prepared.width, box / prepared.height, _LARGEST_DOT)
            width, height = prepared.width * scale, prepared.height * scale
            x, y = flow.left + (flow.width - width) / 2, flow.y + (box - height) / 2
            flow.mark(PictureMark(x, y, width, height, prepared))
        fitting = max(1, int((words - style.before) // style.leading))
        flow.place(lines[:fitting], style, flow.left, flow.y + box + style.before, flow.width)
        flow.y = bottom

    def signatures(self, block: parts.SignatureBlock) -> None:
        if not block.entries:
            return
        flow, style = self.flow, self.flow.style("sign")
        flow.y += style.before
        if flow.room < style.leading and not flow.fresh:
            flow.turn()
        share = flow.width / len(block.entries)
        for number, (label, value) in enumerate(block.entries):
            x = flow.left + number * share
            words = clean(signed(label, value, self.language))
            line = flow.broken(words, style, share - _FRAME_GAP)[:1]
            flow.place(line, style, x, flow.y, share)
            if not value and not is_place(label):
                start = x + text_width(words, style)
                y = flow.y + style.leading - 2
                flow.mark(RuleMark(start, y, min(start + _SIGN_RULE, x + share - _FRAME_GAP), y))
        flow.y += style.leading


def set_document(document: Document, profile: Profile) -> SetDocument:
    """Lay a document out on the pages of a profile; at least one page, whatever the document holds."""
    setter = _Setter(document, profile)
    flow = setter.flow
    settle: Mapping[type, Callable[[Any], None]] = {
        parts.Heading: setter.heading,
        parts.Paragraph: setter.paragraph,
        parts.Note: setter.note,
        parts.PageBreak: setter.page_break,
        parts.KeyValueTable: setter.form,
        parts.Table: setter.table,
        parts.Photos: setter.photos,
        parts.SignatureBlock: setter.signatures,
    }
    if document.title:
        flow.write(clean(document.title), flow.style("title"))
    if document.subtitle:
        flow.write(clean(document.subtitle), flow.style("subtitle"))
    for block in document.blocks:
        settle[type(block)](block)
    return SetDocument(
        pages=tuple(tuple(page) for page in flow.pages),
        missing_characters=tuple(sorted(flow.missing)),
        unreadable_pictures=tuple(setter.unreadable),
        width=flow.page_width,
        height=flow.page_height,
    )

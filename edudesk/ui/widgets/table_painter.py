"""How rows of a table are painted: text, second text, grey tag, state with its word, check box."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_check, paint_hairline, paint_row_ring, paint_words
from edudesk.ui.widgets.states import paint_fact_tag, paint_glyph, tag_width
from edudesk.ui.widgets.table_model import CHECK, UNKNOWN
from edudesk.ui.widgets.table_rows import Cell, Row
from edudesk.ui.widgets.table_widths import BESIDE, GLYPH, CellMeasure

if TYPE_CHECKING:
    from edudesk.ui.widgets.table_view import RowsView

Side = Qt.AlignmentFlag
LEFT, RIGHT = Side.AlignLeft, Side.AlignRight
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def paint_box(painter: QPainter, area: QRect, state: Qt.CheckState) -> None:
    """Paint a check box with a card's margin before it; a partial one holds a small square."""
    side = theme().tokens.px(17)
    box = QRectF(area.left() + theme().tokens.px(15), area.top() + (area.height() - side) / 2, side, side)
    paint_check(painter, box, checked=state is Qt.CheckState.Checked)
    if state is Qt.CheckState.PartiallyChecked:
        inset = side * 0.25
        painter.fillRect(box.adjusted(inset, inset, -inset, -inset), theme().colour("accentFill"))


@dataclass(frozen=True)
class _Place:
    """Where a column stands in the view, and what is left free before and behind its words."""

    code: str
    left: int
    width: int
    before: int
    behind: int
    align: Side


class RowPainter:
    """Paints the rows of a :class:`RowsView`.

    A delegate of Qt's is asked cell by cell, for its flags, its ground and its style each time, which takes
    three times as long: more than half of what a turn of the wheel may.
    """

    def __init__(self, view: "RowsView", measure: CellMeasure) -> None:
        self._view, self._measure = view, measure

    def paint(self, painter: QPainter, part: QRect) -> None:
        """Paint what lies in ``part`` of the rows that there are."""
        view, places = self._view, self._places(part)
        if not places:
            return
        selected = {index.row() for index in view.selectedIndexes()}
        first, last = view.ends()
        left = view.columnViewportPosition(first)
        width = view.columnViewportPosition(last) + view.columnWidth(last) - left
        for number in self._rows_in(part):
            area = QRect(left, view.rowViewportPosition(number), width, view.row_height)
            self._paint_ground(painter, area, number, is_selected=number in selected)
            self._paint_row(painter, area, view.paged.row(number), places)
            if number in selected and view.hasFocus():
                paint_row_ring(painter, area)

    def _rows_in(self, part: QRect) -> range:
        first, last = self._view.rowAt(part.top()), self._view.rowAt(part.bottom())
        total = self._view.paged.total
        return range(first if first >= 0 else total, (last if last >= 0 else total - 1) + 1)

    def _places(self, part: QRect) -> list[_Place]:
        """Return the columns of which something lies in ``part``, from left to right."""
        places = []
        for section in self._view.shown_sections():
            left, width = self._view.columnViewportPosition(section), self._view.columnWidth(section)
            if left <= part.right() and left + width > part.left():
                column = self._view.paged.columns[section]
                align = RIGHT if column.right else LEFT
                places.append(_Place(column.code, left, width, *self._view.pads(section), align))
        return places

    def _paint_ground(self, painter: QPainter, area: QRect, number: int, *, is_selected: bool) -> None:
        ground = "accentSoft" if is_selected else "hover" if number == self._view.hovered else "surface"
        painter.fillRect(area, theme().colour(ground))
        paint_hairline(painter, area, "line")
        if is_selected:
            bar = theme().tokens.px(3)
            painter.fillRect(area.left(), area.top(), bar, area.height(), theme().colour("accent"))

    def _paint_row(self, painter: QPainter, area: QRect, row: Row | None, places: list[_Place]) -> None:
        for place in places:
            cell_area = QRect(place.left, area.top(), place.width, area.height())
            painter.save()
            painter.setClipRect(cell_area)
            if place.code == CHECK:
                is_ticked = row is not None and self._view.paged.ticks(row)
                paint_box(painter, cell_area, _TICKED if is_ticked else _UNTICKED)
            else:
                inner = cell_area.adjusted(place.before, 0, -place.behind, -1)
                self._paint_cell(painter, inner, row.cell(place.code) if row else UNKNOWN, place.align)
            painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRect, cell: Cell, align: Side) -> None:
        if self._view.two_line and cell.second:
            self._paint_two_lines(painter, area, cell, align)
            return
        rest = self._paint_state(painter, area, cell)
        if cell.tag:
            rest.setWidth(rest.width() - tag_width(cell.tag, glyph=False) - theme().tokens.px(BESIDE))
        gap = theme().tokens.px(BESIDE)
        rest.setLeft(rest.left() + self._paint_words(painter, rest, cell, align) + gap)
        if cell.second:
            used = self._paint_line(painter, rest, cell.second, "second", "text3", align=LEFT)
            rest.setLeft(rest.left() + used + gap)
        if cell.tag:
            rest.setRight(area.right())
            paint_fact_tag(painter, rest, cell.tag)

    def _paint_two_lines(self, painter: QPainter, area: QRect, cell: Cell, align: Side) -> None:
        tokens = theme().tokens
        first = theme().font("body", bold=cell.bold)
        second = theme().font("second")
        upper, lower = QFontMetrics(first).height(), QFontMetrics(second).height()
        top = area.top() + (area.height() - upper - lower - tokens.px(2)) // 2
        line = QRect(area.left(), top, area.width(), upper)
        if cell.tag:
            line.setWidth(line.width() - tag_width(cell.tag, glyph=False) - tokens.px(8))
        rest = self._paint_state(painter, line, cell)
        used = self._paint_words(painter, rest, cell, align)
        if cell.tag:
            paint_fact_tag(
                painter, QRect(rest.left() + used + tokens.px(BESIDE), top, area.width(), upper), cell.tag
            )
        below = QRect(area.left(), top + upper + tokens.px(2), area.width(), lower)
        self._paint_line(painter, below, cell.second, "second", "text2", align=align)

    def _paint_state(self, painter: QPainter, area: QRect, cell: Cell) -> QRect:
        """Paint the glyph of a state; return what is left for its word."""
        if cell.state is None:
            return QRect(area)
        side = theme().tokens.px(16)
        box = QRectF(area.left(), area.top() + (area.height() - side) / 2, side, side)
        paint_glyph(painter, box, cell.state)
        return area.adjusted(theme().tokens.px(GLYPH), 0, 0, 0)

    def _paint_words(self, painter: QPainter, area: QRect, cell: Cell, align: Side) -> int:
        return self._paint_line(painter, area, cell.text, "body", _ink(cell), align=align, bold=cell.bold)

    def _paint_line(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        role: str,
        colour: str,
        *,
        align: Side,
        bold: bool = False,
    ) -> int:
        """Paint one line whose words were measured before, as most were."""
        font, width = theme().font(role, bold=bold), self._measure.words(words, role, bold=bold)
        return paint_line(painter, area, words, font, colour, align=align, width=width)


def _ink(cell: Cell) -> str:
    if cell.state in (State.AT_RISK, State.MISSED):
        return str(cell.state)
    return "text2" if cell.faint else "text"


def paint_line(
    painter: QPainter,
    area: QRect,
    words: str,
    font: QFont,
    colour: str,
    *,
    align: Side,
    width: int | None = None,
) -> int:
    """Paint one line, elided at its end, its words ``width`` pixels wide if known; return what it took."""
    if area.width() <= 0 or not words:
        return 0
    if width is None:
        width = QFontMetrics(font).horizontalAdvance(words)
    paint_words(painter, area, words, font, colour, align=align, width=width)
    return min(width, area.width())

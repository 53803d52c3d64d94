"""How rows of a table are painted: text, second text, grey tag, state with its word, check box."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_check, paint_row_ring, paint_words
from edudesk.ui.widgets.states import paint_fact_tag, paint_glyph, tag_width
from edudesk.ui.widgets.table_model import CELL, CHECK, Index, PagedModel
from edudesk.ui.widgets.table_rows import Cell
from edudesk.ui.widgets.table_widths import BESIDE, GLYPH

if TYPE_CHECKING:
    from edudesk.ui.widgets.table_view import RowsView

Side = Qt.AlignmentFlag
LEFT, RIGHT = Side.AlignLeft, Side.AlignRight
_EPSILON = 1e-6


def paint_hairline(painter: QPainter, area: QRect, colour: str, *, at_top: bool = False) -> None:
    """Paint a line of one device pixel at the bottom of ``area``, or its top, whatever the scaling."""
    to_device = painter.deviceTransform()
    top = to_device.map(QPointF(area.topLeft()))
    bottom = to_device.map(QPointF(area.left(), area.bottom() + 1))
    # Half a pixel must neither fall into the row beside nor be painted twice as thick.
    row = math.ceil(top.y() - _EPSILON) if at_top else math.floor(bottom.y() + _EPSILON) - 1
    back, _possible = to_device.inverted()
    y = back.map(QPointF(top.x(), row)).y()
    painter.fillRect(QRectF(area.left(), y, area.width(), 1 / to_device.m22()), theme().colour(colour))


def paint_box(painter: QPainter, area: QRect, state: Qt.CheckState) -> None:
    """Paint a check box with a card's margin before it; a partial one holds a small square."""
    side = theme().tokens.px(17)
    box = QRectF(area.left() + theme().tokens.px(15), area.top() + (area.height() - side) / 2, side, side)
    paint_check(painter, box, checked=state is Qt.CheckState.Checked)
    if state is Qt.CheckState.PartiallyChecked:
        inset = side * 0.25
        painter.fillRect(box.adjusted(inset, inset, -inset, -inset), theme().colour("accentFill"))


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a :class:`RowsView`; nothing else of Qt's style is drawn."""

    def __init__(self, view: "RowsView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        painter.setClipRect(area)
        self._paint_ground(painter, option, index)
        model = index.model()
        assert isinstance(model, PagedModel)
        if model.columns[index.column()].code == CHECK:
            state = Qt.CheckState(model.data(index, Qt.ItemDataRole.CheckStateRole))
            paint_box(painter, area, state)
        else:
            left, right = self._view.pads(index.column())
            inner = area.adjusted(left, 0, -right, -1)
            align = RIGHT if model.columns[index.column()].right else LEFT
            self._paint_cell(painter, inner, model.data(index, CELL), align)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme().tokens
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._view.hovered
        ground = "accentSoft" if selected else "hover" if hovered else "surface"
        painter.fillRect(area, theme().colour(ground))
        paint_hairline(painter, area, "line")
        if not selected:
            return
        first, last = self._view.ends()
        if index.column() == first:
            painter.fillRect(area.left(), area.top(), tokens.px(3), area.height(), theme().colour("accent"))
        if self._view.hasFocus():
            paint_row_ring(painter, area, first=index.column() == first, last=index.column() == last)

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
            second = theme().font("second")
            used = paint_line(painter, rest, cell.second, second, "text3", align=LEFT)
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
        paint_line(painter, below, cell.second, second, "text2", align=align)

    def _paint_state(self, painter: QPainter, area: QRect, cell: Cell) -> QRect:
        """Paint the glyph of a state; return what is left for its word."""
        if cell.state is None:
            return QRect(area)
        side = theme().tokens.px(16)
        box = QRectF(area.left(), area.top() + (area.height() - side) / 2, side, side)
        paint_glyph(painter, box, cell.state)
        return area.adjusted(theme().tokens.px(GLYPH), 0, 0, 0)

    def _paint_words(self, painter: QPainter, area: QRect, cell: Cell, align: Side) -> int:
        colour = _ink(cell)
        return paint_line(painter, area, cell.text, theme().font("body", bold=cell.bold), colour, align=align)


def _ink(cell: Cell) -> str:
    if cell.state in (State.AT_RISK, State.MISSED):
        return str(cell.state)
    return "text2" if cell.faint else "text"


def paint_line(painter: QPainter, area: QRect, words: str, font: QFont, colour: str, *, align: Side) -> int:
    """Paint one line, elided at its end; return the width it took."""
    if area.width() <= 0 or not words:
        return 0
    paint_words(painter, area, words, font, colour, align=align)
    return min(QFontMetrics(font).horizontalAdvance(words), area.width())

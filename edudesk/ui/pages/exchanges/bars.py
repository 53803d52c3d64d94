"""Time bars over the school year: planned as outline, real as filled; keys move, Enter opens the weeks."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from edudesk.texts import Texts
from edudesk.ui.pages.exchanges.bars_model import BARS, NAME, STATE, BarRow, BarsModel, Index
from edudesk.ui.pages.exchanges.words import ARROWS, say_states, short_month, state_of
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import crisp, paint_hairline, paint_icon, paint_ring, paint_words, pen, whole
from edudesk.ui.widgets.states import paint_glyph

if TYPE_CHECKING:
    from edudesk.services.exchanging.year import StayRow, Year

_ROW, _HEAD, _GROUP = 40, 46, 30
_NAME, _STATE = 196, 132
_BESIDE_STATE = 36  # the glyph, and the air around both
_BAR, _LEAST = 14, 6
_PAD = 12
_DAY = timedelta(days=1)


class Scale:
    """Where a day lies between the left and the right edge of the bars."""

    def __init__(self, year: "Year", area: QRect) -> None:
        pad = theme().tokens.px(6)
        self._first, self._days = year.first, (year.last - year.first).days + 1
        self._left, self._width = area.left() + pad, area.width() - 2 * pad

    def x(self, day: date) -> float:
        """Return the left edge of a day."""
        passed = min(max((day - self._first).days, 0), self._days)
        return self._left + self._width * passed / self._days

    def run(self, first: date, last: date, top: float, height: float) -> QRectF:
        """Return the bar of some days, never too thin to be seen."""
        left, right = self.x(first), self.x(last + _DAY)
        return QRectF(left, top, max(right - left, theme().tokens.px(_LEAST)), height)


def months(year: "Year") -> list[date]:
    """Return the first day of every month of a school year."""
    found = [year.first.replace(day=1)]
    while (following := (found[-1] + 32 * _DAY).replace(day=1)) <= year.last:
        found.append(following)
    return found


class _Head(QHeaderView):
    """Terms above months, over the bars."""

    def __init__(self, texts: Texts, parent: "YearBars") -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._texts, self._bars = texts, parent
        self.setFixedHeight(theme().tokens.px(_HEAD))
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        painter.save()
        painter.fillRect(rect, theme().colour("sunken"))
        paint_hairline(painter, rect, "line")
        year = self._bars.bars.year
        if logicalIndex != BARS:
            pad = theme().tokens.px(_PAD if logicalIndex == NAME else 8)
            words = self._texts.say("exchanges.teacher" if logicalIndex == NAME else "exchanges.how")
            paint_words(painter, rect.adjusted(pad, 0, 0, 0), words, theme().font("second"), "text2")
        elif year is not None:
            self._paint_year(painter, rect, year)
        painter.restore()

    def _paint_year(self, painter: QPainter, rect: QRect, year: "Year") -> None:
        scale, font = Scale(year, rect), theme().font("caption")
        half = rect.height() // 2
        for term in year.terms:
            left, right = scale.x(term.starts_on), scale.x(term.ends_on + _DAY)
            room = QRect(round(left), rect.top(), round(right - left), half + 2)
            words = self._texts.say(f"exchanges.term.{term.code.number}")
            paint_words(painter, room, words, font, "text2", align=Qt.AlignmentFlag.AlignHCenter)
            painter.fillRect(
                QRectF(left + 1, rect.top() + half, right - left - 2, 2), theme().colour("bline")
            )
        for first in months(year):
            left, right = scale.x(max(first, year.first)), scale.x((first + 32 * _DAY).replace(day=1))
            room = QRect(round(left), rect.top() + half, round(right - left), half)
            name = short_month(self._texts, first)
            fits = QFontMetrics(font).horizontalAdvance(name) <= room.width()
            paint_words(
                painter,
                room,
                name if fits else str(first.month),
                font,
                "text2",
                align=Qt.AlignmentFlag.AlignHCenter,
            )


class _Painter(QStyledItemDelegate):
    """Paints a person's name and way, the bars, and how it stands."""

    def __init__(self, view: "YearBars") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, theme().tokens.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._view.bars
        row, area = model.rows[index.row()], QRect(option.rect)
        painter.save()
        painter.setClipRect(area)
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and bool(row.stays)
        painter.fillRect(area, theme().colour(_ground(row, selected=selected)))
        paint_hairline(painter, area, "line")
        if not row.stays:
            self._paint_group(painter, area, row, index.column())
        elif index.column() == NAME:
            self._paint_name(painter, area, row, selected=selected)
        elif index.column() == STATE:
            self._paint_state(painter, area, row)
        elif model.year is not None:
            self._paint_bars(painter, area, row, model.year)
        painter.restore()

    def _paint_group(self, painter: QPainter, area: QRect, row: BarRow, column: int) -> None:
        if column == NAME:
            px = theme().tokens.px
            icon = QRect(area.left() + px(_PAD), area.top(), px(16), area.height())
            paint_icon(painter, icon, ARROWS[row.direction], "text2", 16)
            room = area.adjusted(px(_PAD) + px(22), 0, 0, 0)
            paint_words(painter, room, row.words, theme().font("second", bold=True), "text2")

    def _paint_name(self, painter: QPainter, area: QRect, row: BarRow, *, selected: bool) -> None:
        px = theme().tokens.px
        if selected:
            painter.fillRect(area.left(), area.top(), px(3), area.height(), theme().colour("accent"))
        room = area.adjusted(px(_PAD), px(1), -px(4), 0)
        name, second = theme().font("body", bold=True), theme().font("caption")
        wide = painter.fontMetrics().horizontalAdvance("中" * 4) + px(12)
        paint_words(
            painter, QRect(room.left(), room.top(), wide, room.height()), row.stays[0].name, name, "text"
        )
        beside = room.adjusted(wide, 0, 0, 0)
        paint_words(painter, beside, self._view.bars.second_of(row), second, "text2")

    def _paint_state(self, painter: QPainter, area: QRect, row: BarRow) -> None:
        px = theme().tokens.px
        code, words = self._view.bars.state_of(row)
        side = px(16)
        box = QRectF(area.left() + px(8), area.top() + (area.height() - side) / 2, side, side)
        paint_glyph(painter, box, state_of(code))
        room = area.adjusted(px(8) + side + px(6), 0, -px(4), 0)
        paint_words(painter, room, words, theme().font("second"), str(state_of(code)))

    def _paint_bars(self, painter: QPainter, area: QRect, row: BarRow, year: "Year") -> None:
        scale = Scale(year, area)
        for first in months(year)[1:]:
            painter.fillRect(QRectF(scale.x(first), area.top(), 1, area.height()), theme().colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = scale.x(year.today)
        painter.setPen(pen("text", whole(painter, 1.0)))
        painter.drawLine(QPointF(today, area.top()), QPointF(today, area.bottom()))
        for at, stay in enumerate(row.stays):
            ringed = at == row.at and self._view.hasFocus() and self._view.current is row
            _paint_stay(painter, scale, area, stay, year.today, ringed=ringed)


def _ground(row: BarRow, *, selected: bool) -> str:
    if not row.stays:
        return "sunken"
    return "accentSoft" if selected else "surface"


def bar_of(stay: "StayRow", scale: Scale, area: QRect, today: date) -> QRectF:
    """Return where a stay's bars lie altogether."""
    height = theme().tokens.px(_BAR)
    top = area.top() + (area.height() - height) / 2
    first = min(day for day in (stay.planned_from, stay.starts_on, stay.first or today) if day)
    last = max(day for day in (stay.planned_until, stay.ends_on, stay.last or today) if day)
    return scale.run(first, last, top, height)


def _paint_stay(
    painter: QPainter, scale: Scale, area: QRect, stay: "StayRow", today: date, *, ringed: bool
) -> None:
    radius, height = theme().tokens.px("cell-radius"), theme().tokens.px(_BAR)
    top = area.top() + (area.height() - height) / 2
    ink = "text3" if stay.state == "cancelled" else "accent"
    if stay.planned_from is not None:
        outline = scale.run(stay.planned_from, stay.planned_until or stay.planned_from, top, height)
        line = whole(painter, 1.4)
        painter.setPen(pen(ink, line))
        painter.setBrush(QBrush(theme().colour("surface")))
        painter.drawRoundedRect(crisp(painter, outline, line), radius, radius)
    if stay.state == "held" and stay.starts_on is not None:
        until = stay.ends_on or max(stay.starts_on, min(today, stay.planned_until or today))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme().colour(ink)))
        inset = theme().tokens.px(2)
        filled = scale.run(stay.starts_on, until, top, height).adjusted(0, inset, 0, -inset)
        painter.drawRoundedRect(filled, radius, radius)
    if ringed:
        paint_ring(painter, bar_of(stay, scale, area, today).adjusted(-4, -4, 4, 4), radius + 2)


class YearBars(QTableView):
    """``chosen`` gives the stay the keys or the mouse are on, ``opened`` one whose weeks are wanted.

    ``detail_wanted`` asks for what is known of it, where that is not seen anyway.
    """

    chosen = Signal(object)  # StayRow
    opened = Signal(object)  # StayRow
    detail_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = BarsModel(texts, self)
        self._told = ""
        self.setModel(self.bars)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalHeader(_Head(texts, self))
        self.setAccessibleName(texts.say("exchanges.bars"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up(texts)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def current(self) -> BarRow | None:
        """The person's row that is chosen."""
        index = self.currentIndex()
        return self.bars.rows[index.row()] if index.isValid() else None

    def show_year(self, year: "Year") -> None:
        """Show a year; the stay that was chosen remains so where it is still there."""
        kept = self.current.stay if self.current else None
        self._told = ""
        self.bars.show_year(year)
        for number, row in enumerate(self.bars.rows):
            self.setRowHeight(number, theme().tokens.px(_ROW if row.stays else _GROUP))
        if kept is not None:
            self.choose(kept.id)

    def choose(self, stay_id: str) -> bool:
        """Choose a stay; return whether it is shown."""
        number = self.bars.row_of(stay_id)
        if number >= 0:
            self.setCurrentIndex(self.bars.index(number, BARS))
            self._tell()
        return number >= 0

    def _tell(self) -> None:
        row = self.current
        stay = row.stay if row else None
        if stay is not None and stay.id != self._told:
            self._told = stay.id
            self.chosen.emit(stay)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current, event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if row is None or row.stay is None:
            super().keyPressEvent(event)
        elif key in steps:
            self.bars.step(self.currentIndex().row(), steps[Qt.Key(key)])
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.stay)
        elif key == Qt.Key.Key_Space:
            self.detail_wanted.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Pass over the headings."""
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or self.bars.rows[found.row()].stays:
            return found
        down = found.row() > self.currentIndex().row() or found.row() == 0
        beside = found.row() + (1 if down else -1)
        is_there = 0 <= beside < len(self.bars.rows) and self.bars.rows[beside].stays
        return self.bars.index(beside, BARS) if is_there else self.currentIndex()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        index, year = self.indexAt(where), self.bars.year
        if not index.isValid() or year is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        row = self.bars.rows[index.row()]
        if index.column() == BARS:
            area = self.visualRect(index)
            hit = [
                at
                for at, stay in enumerate(row.stays)
                if bar_of(stay, Scale(year, area), area, year.today).adjusted(-4, -8, 4, 8).contains(where)
            ]
            if hit:
                self.bars.step(index.row(), hit[-1] - row.at)
                self._tell()
                self.opened.emit(row.stays[row.at])
        elif row.stays:
            self.detail_wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((at for at, row in enumerate(self.bars.rows) if row.stays), -1)
            if first >= 0:
                self.setCurrentIndex(self.bars.index(first, BARS))
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.scrollTo(self.currentIndex())  # it is what shows the focus
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _set_up(self, texts: Texts) -> None:
        px, head = theme().tokens.px, self.horizontalHeader()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px(_GROUP))
        self.verticalScrollBar().setSingleStep(px(_ROW))
        metrics = QFontMetrics(theme().font("second"))
        widest = max(metrics.horizontalAdvance(words) for words in say_states(texts))
        for column, width in ((NAME, px(_NAME)), (STATE, max(px(_STATE), widest + px(_BESIDE_STATE)))):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        head.setSectionResizeMode(BARS, QHeaderView.ResizeMode.Stretch)

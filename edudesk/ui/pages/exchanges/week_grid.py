"""The week grid, typed in like a spreadsheet: arrows, Enter, Tab, Delete; page keys turn the weeks."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QInputMethodEvent, QKeyEvent, QPainter, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from edudesk.texts import Texts
from edudesk.ui.pages.exchanges.week_model import FIRST, LAST, NAME, TERM, WEEK, Index, WeekModel
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_hairline, paint_icon, paint_ring, paint_words, pen

_ROW, _HEAD = 34, 60
_NAME, _MOST_NAME, _SUM = 118, 210, 56
_LINE, _AIR = 18, 3
_PAD, _ICON, _CORNER = 12, 14, 7
SHUT = "nav"
"""The ground of days that nothing is typed into, which is told from others in both shades."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Head(QHeaderView):
    """The day of the week above its date; days off and days outside the stay say so."""

    def __init__(self, parent: "WeekGrid") -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = parent
        self.setFixedHeight(theme().tokens.px(_HEAD))
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        week = self._grid.week.week
        painter.save()
        painter.fillRect(rect, theme().colour("sunken"))
        paint_hairline(painter, rect, "line")
        if week is not None:
            self._paint_words(painter, rect, logicalIndex)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, section: int) -> None:
        px = theme().tokens.px
        lines = [one for one in self._grid.week.head(section) if one]
        is_day = FIRST <= section <= LAST
        day = self._grid.week.day(section) if is_day else None
        faint = day is not None and (not day.inside or day.free or day.ahead)
        align = Qt.AlignmentFlag.AlignLeft if section == NAME else _CENTRE
        high = px(_LINE)
        top = rect.top() + (px(_AIR) if is_day else (rect.height() - high * len(lines)) // 2)
        for number, words in enumerate(lines):
            room = QRect(rect.left() + (px(_PAD) if section == NAME else 0), top, rect.width(), high)
            font = theme().font("caption") if number else theme().font("second", bold=is_day and not faint)
            colour = "text" if is_day and not number and not faint else "text2"
            paint_words(painter, room, words, font, colour, align=align)
            top += high


class _Painter(QStyledItemDelegate):
    """Numbers in the middle of their cells; typed ones bold with a corner, detailed ones with a sheet."""

    def __init__(self, grid: "WeekGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, theme().tokens.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, model, px = QRect(option.rect), self._grid.week, theme().tokens.px
        painter.save()
        painter.setClipRect(area)
        words = str(model.data(index) or "")
        if index.column() == NAME:
            painter.fillRect(area, theme().colour("surface"))
            room = area.adjusted(px(_PAD), 0, -px(8), 0)
            unit, right = model.unit(index.row()), Qt.AlignmentFlag.AlignRight
            paint_words(painter, room, unit, theme().font("caption"), "text3", align=right)
            room.setRight(
                room.right() - QFontMetrics(theme().font("caption")).horizontalAdvance(unit) - px(6)
            )
            paint_words(painter, room, words, theme().font("body"), "text")
        elif index.column() > LAST:
            painter.fillRect(area, theme().colour("sunken"))
            bold = theme().font("body", bold=index.column() == WEEK)
            paint_words(painter, area, words, bold, "text2", align=_CENTRE)
        else:
            self._paint_cell(painter, area, index, words)
        paint_hairline(painter, area, "line")
        if FIRST <= index.column() <= LAST + 1:
            painter.fillRect(area.left(), area.top(), 1, area.height(), theme().colour("line"))
        if option.state & QStyle.StateFlag.State_Selected and FIRST <= index.column() <= LAST:
            self._paint_cursor(painter, area.adjusted(0, 0, 0, -1))
        painter.restore()

    def _paint_cursor(self, painter: QPainter, area: QRect) -> None:
        """Ring the cell that is typed into; dots keep its place while the keys are elsewhere."""
        if self._grid.hasFocus():
            paint_ring(painter, area.toRectF(), theme().tokens.px(2))
            return
        dots = pen("line2", 1.0)
        dots.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(dots)
        painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _paint_cell(self, painter: QPainter, area: QRect, index: Index, words: str) -> None:
        model, px = self._grid.week, theme().tokens.px
        cell, day = model.cell(index), model.day(index.column())
        is_typed = model.place(index) in model.typed
        shut = not day.inside or day.ahead
        ground = "accentSoft" if is_typed else SHUT if shut else "sunken" if day.free else "surface"
        painter.fillRect(area, theme().colour(ground))
        if cell.goes_on:
            paint_words(painter, area, "…", theme().font("body"), "text2", align=_CENTRE)
            return
        colour = "text2" if cell.planned and not is_typed else "text"
        paint_words(painter, area, words, theme().font("body", bold=is_typed), colour, align=_CENTRE)
        if cell.detailed:
            box = QRect(area.right() - px(_ICON) - px(3), area.top() + px(3), px(_ICON), px(_ICON))
            paint_icon(painter, box, "calendar" if cell.planned else "file-text", "text2", _ICON)
        if is_typed:
            corner, top = px(_CORNER), area.topRight() + QPoint(1, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme().colour("accent")))
            painter.drawPolygon(QPolygon([top, top - QPoint(corner, 0), top + QPoint(0, corner)]))


class WeekGrid(QTableView):
    """``opening`` gives the ids of a detailed cell, ``refused`` why nothing can be typed where it was tried.

    ``turned`` asks for another week, ``copying`` for last week's numbers.
    """

    opening = Signal(tuple)
    refused = Signal(str)
    moved = Signal()
    turned = Signal(int)
    copying = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.week = WeekModel(texts, self)
        self._writing: tuple[Index, str] | None = None
        self.setModel(self.week)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalHeader(_Head(self))
        self.setAccessibleName(texts.say("exchanges.grid"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(True)  # Tab comes to keyPressEvent, which lets it go on at the edges
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._set_up()
        self.selectionModel().currentChanged.connect(self._moved)
        self.week.modelReset.connect(self._fit)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(600), px(_HEAD) + px(_ROW) * max(1, self.week.rowCount()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(420), self.sizeHint().height())

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a place."""
        self.setCurrentIndex(self.week.index(row, column))

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys of typing from the window's shortcuts: Esc only while something is typed."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if own or (event.key() == Qt.Key.Key_Escape and self._writing is not None):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_D:
            self.copying.emit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(-1 if key == Qt.Key.Key_Backtab else 1)
        elif not index.isValid():
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._enter(index)
        elif key == Qt.Key.Key_Escape and self._writing is not None:
            self._take_back()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear(index, all_of_it=key == Qt.Key.Key_Delete)
        elif event.modifiers() in _PLAIN and _is_digit(event.text()):
            self._write(index, event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if _is_digit(event.commitString()) and self.currentIndex().isValid():
            self._write(self.currentIndex(), event.commitString())
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query is Qt.InputMethodQuery.ImHints:
            return Qt.InputMethodHint.ImhFormattedNumbersOnly
        return super().inputMethodQuery(query)

    def _write(self, index: QModelIndex, text: str) -> None:
        if self._refuse(index):
            return
        before = self.week.text(index)
        begun = self._writing is not None and self._writing[0] == index
        if not begun:
            self._writing = (index, before)
        self.week.type_in(index, before + text if begun else text)

    def _clear(self, index: QModelIndex, *, all_of_it: bool) -> None:
        before = self.week.text(index)
        if not before or self._refuse(index):
            return
        begun = self._writing is not None and self._writing[0] == index
        if not begun:
            self._writing = (index, before)
        self.week.type_in(index, before[:-1] if begun and not all_of_it else "")

    def _take_back(self) -> None:
        """Let the cell say again what it said before the cursor came to it."""
        if self._writing is not None:
            (index, before), self._writing = self._writing, None
            self.week.type_in(index, before)

    def _refuse(self, index: QModelIndex) -> bool:
        why = self.week.why_not(index)
        if why:
            self.refused.emit(why)
        return bool(why)

    def _enter(self, index: QModelIndex) -> None:
        cell = self.week.cell(index)
        if cell.ids and not cell.open:
            self.opening.emit(cell.ids)
        elif index.row() + 1 < self.week.rowCount():
            self.go_to(index.row() + 1, index.column())
        elif index.column() < LAST:
            self.go_to(0, index.column() + 1)

    def _step(self, by: int) -> None:
        """Go to the next place, line by line; past the last one the focus goes on."""
        index = self.currentIndex()
        wide = LAST - FIRST + 1
        at = (index.row() * wide + index.column() - FIRST if index.isValid() else -1) + by
        if 0 <= at < wide * self.week.rowCount():
            self.go_to(at // wide, FIRST + at % wide)
            return
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(by > 0)
        self.setTabKeyNavigation(True)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Stay among the days."""
        found = super().moveCursor(action, modifiers)
        if not found.isValid():
            return found
        return self.week.index(found.row(), min(max(found.column(), FIRST), LAST))

    def _moved(self) -> None:
        self._writing = None
        self.moved.emit()

    def mouseDoubleClickEvent(self, event: object) -> None:
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]  # the stub asks for the narrower event
        index = self.currentIndex()
        if index.isValid() and FIRST <= index.column() <= LAST and not self.week.cell(index).open:
            self._enter(index)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.week.rowCount():
            self.go_to(0, self.first_open())
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def first_open(self) -> int:
        """Return the column of the first day in which something can be typed."""
        columns = range(FIRST, LAST + 1)
        return next((at for at in columns if not self.week.why_not(self.week.index(0, at))), FIRST)

    def _fit(self) -> None:
        self._writing = None
        body, caption = QFontMetrics(theme().font("body")), QFontMetrics(theme().font("caption"))
        wide = (
            body.horizontalAdvance(str(self.week.data(self.week.index(row, NAME)) or ""))
            + caption.horizontalAdvance(self.week.unit(row))
            for row in range(self.week.rowCount())
        )
        px = theme().tokens.px
        widest = max(wide, default=0) + px(_PAD + 20)
        self.horizontalHeader().resizeSection(NAME, min(max(widest, px(_NAME)), px(_MOST_NAME)))
        self.updateGeometry()

    def _set_up(self) -> None:
        px, head = theme().tokens.px, self.horizontalHeader()
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(px(_ROW))
        side.setDefaultSectionSize(px(_ROW))
        head.setMinimumSectionSize(px(28))
        for column in range(TERM + 1):
            days = FIRST <= column <= LAST
            head.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if days else QHeaderView.ResizeMode.Fixed
            )
            if not days:
                head.resizeSection(column, px(_NAME if column == NAME else _SUM))


def _is_digit(text: str) -> bool:
    return bool(text) and all(one.isdigit() or one in ".。．" for one in text)

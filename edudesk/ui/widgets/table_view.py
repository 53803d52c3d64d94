"""The rows of a table as Qt shows them, and what keys and mouse do there."""

from itertools import islice

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.plain import tip
from edudesk.ui.widgets.table_header import TableHeader
from edudesk.ui.widgets.table_model import CELL, CHECK, Index, PagedModel
from edudesk.ui.widgets.table_painter import RowPainter
from edudesk.ui.widgets.table_rows import Cell, Row
from edudesk.ui.widgets.table_widths import CellMeasure, Wish, share_room

_MEASURED = 40
"""So many rows tell how wide columns need be; to measure all that came would hold up the window."""
_LEAST, _READABLE = 150, 96
"""Pixels at standard size below which neither the flexible column nor the others are squeezed, if their
words need as much; what has no room then is scrolled to."""
_MARGIN = 15
"""Pixels at standard size between the words at both ends and the card's line."""
_BEHIND_FIGURES = 20
"""Pixels at standard size before words that follow a column of figures, which end at its right."""

_RUN = 80
"""Milliseconds: rows gone to faster than this are passed by, and only the one where it ends is told."""

_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class RowsView(QTableView):
    """One row is current, ticks choose several.

    Arrows move, Shift+arrows tick as they move, Shift+Home and Shift+End to the first and last row, Space
    ticks, Enter opens, Del deletes. A click with Ctrl ticks, with Shift all from the row that was ticked or
    gone to last.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    deleting = Signal()
    menu_wanted = Signal(object)  # QPoint, global

    def __init__(self, model: PagedModel, *, two_line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.two_line = two_line
        self.row_height = theme().tokens.px("two-line" if two_line else "row")
        self.hovered = -1
        self.chosen: frozenset[str] = frozenset(column.code for column in model.columns if column.shown)
        self._rows = model
        self._spoken_row: Row | None = None
        # Who holds a key down passes rows by: filling the pane with each would make the list stumble.
        self._running = QTimer(self, singleShot=True, interval=_RUN)
        self._running.timeout.connect(self._tell_current)
        self._anchor = 0
        self._steps_sideways = False
        self._measured, self._is_measured = -1, False
        self._measure = CellMeasure(two_line=self.two_line)
        self._painter = RowPainter(self, self._measure)
        self._longest: dict[str, tuple[int, int]] = {}
        """The pixels of the longest words of each column, and of nine rows of ten, by its code."""
        self._unsaid: frozenset[str] = frozenset()
        """The columns in which no row says anything, once all rows are known; they go where room is short."""
        self._shown: tuple[int, ...] = ()
        """The columns that are shown, from left to right; empty until somebody asks."""
        self._set_up()
        header = TableHeader(model, self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        header.set_up()
        header.sectionMoved.connect(self._forget_shown)
        self.fit()
        model.visible = self.visible_rows
        model.loaded.connect(self._arrived)
        self.activated.connect(self._open)

    def _set_up(self) -> None:
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAlternatingRowColors(False)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(self.row_height)
        side.setDefaultSectionSize(self.row_height)
        self.verticalScrollBar().setSingleStep(self.row_height)

    @property
    def paged(self) -> PagedModel:
        """The model of this view."""
        return self._rows

    def visible_rows(self) -> tuple[int, int]:
        """Return the first and last row that are seen now."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0:
            last = first + self.viewport().height() // self.row_height + 1
        return first, last

    def ends(self) -> tuple[int, int]:
        """Return the left-most and the right-most column that are shown; -1 where there is none."""
        shown = self.shown_sections()
        return (shown[0], shown[-1]) if shown else (-1, -1)

    def shown_sections(self) -> tuple[int, ...]:
        """Return the columns that are shown, from left to right."""
        if not self._shown:  # asked for at each cell that is painted
            header = self.horizontalHeader()
            order = [header.logicalIndex(at) for at in range(len(self._rows.columns))]
            self._shown = tuple(at for at in order if not self.isColumnHidden(at))
        return self._shown

    def _forget_shown(self) -> None:
        self._shown = ()

    def current_row(self) -> Row | None:
        """Return the current row, if it has been fetched."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def go_to_row(self, number: int) -> None:
        """Make a row the current one and bring it into sight."""
        if not 0 <= number < self._rows.total:
            return
        here, shown = self.currentIndex().column(), self.shown_sections()
        column = here if here in shown else shown[-1]
        index = self._rows.index(number, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self._bring_into_sight(number)

    def _bring_into_sight(self, number: int) -> None:
        """Scroll to a row, by a column that is shown: Qt does not scroll to a hidden one.

        A whole row then stands below the head; only at the table's end it may be a part of one.
        """
        shown = next((at for at in range(len(self._rows.columns)) if not self.isColumnHidden(at)), 0)
        self.scrollTo(self._rows.index(number, shown))
        bar = self.verticalScrollBar()
        passed = -(-bar.value() // self.row_height)
        bar.setValue(min(passed, number) * self.row_height)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a row; sideways only where one steps from cell to cell, else the eye loses its place."""
        bar = self.horizontalScrollBar()
        place = bar.value()
        super().scrollTo(index, hint)
        if not self._steps_sideways:
            bar.setValue(place)

    def pads(self, section: int) -> tuple[int, int]:
        """Return the pixels left free at both sides of a column; the card's margin at the table's ends.

        Words do not begin right behind the figures of the column before.
        """
        px, shown = theme().tokens.px, self.shown_sections()
        at, columns = shown.index(section), self._rows.columns
        behind = at > 0 and columns[shown[at - 1]].right and not columns[section].right
        left = _MARGIN if at == 0 else _BEHIND_FIGURES if behind else 8
        return px(left), px(_MARGIN if section == shown[-1] else 4)

    def fit(self) -> None:
        """Show the chosen columns and share what room there is; what goes beyond it is scrolled to."""
        header, columns, room = self._header(), self._rows.columns, self.viewport().width()
        for gone in (frozenset(), self._unsaid):
            for at, column in enumerate(columns):
                self.setColumnHidden(at, column.code not in (self.chosen - gone or self.chosen))
            self._forget_shown()
            shown = self.shown_sections()
            wishes = [self._wish(header, at) for at in shown]
            if sum(wish.width if wish.fixed else wish.need for wish in wishes) <= room:
                break
        widths = share_room(wishes, room)
        header.follow_room(stretches=sum(widths) <= room)
        for at, width in zip(shown, widths, strict=True):
            header.resizeSection(at, width)

    def _header(self) -> TableHeader:
        header = self.horizontalHeader()
        assert isinstance(header, TableHeader)
        return header

    def _wish(self, header: TableHeader, at: int) -> Wish:
        column = self._rows.columns[at]
        if column.code == CHECK or column.code in header.pulled:  # by a person, who knows better
            return Wish(header.width_of(at), fixed=True)
        pads = sum(self.pads(at))
        heading = header.heading(at) + pads
        need, usual = (max(heading, each + pads) for each in self._longest.get(column.code, (0, 0)))
        width = max(header.width_of(at), heading) if column.width else 0
        least = theme().tokens.px(column.least or (_READABLE if column.width else _LEAST))
        floor = need if column.whole else max(heading, min(least, need))
        return Wish(width, need, stretches=not column.width, usual=usual, floor=floor)

    def measure_anew(self) -> None:
        """Let the rows that come next tell how wide columns are: another list is shown."""
        self._is_measured = False

    def _measure_rows(self) -> None:
        """Measure what the rows say, when they were asked for anew; what is scrolled to changes nothing.

        Once there were enough, sorting and narrowing leave the columns where they are.
        """
        if self._is_measured or self._measured == self._rows.generation:
            return
        self._measured = self._rows.generation
        rows = list(islice(self._rows.known_rows(), _MEASURED))
        self._is_measured = len(rows) == _MEASURED
        codes = [column.code for column in self._rows.columns if column.code != CHECK]
        longest = {code: self._measure.longest(row.cell(code) for row in rows) for code in codes}
        is_all = not self._is_measured and len(rows) == self._rows.total
        said = {code for code in codes for row in rows if row.cell(code).says or row.cell(code).beside}
        unsaid = frozenset(codes) - said if is_all and rows else frozenset()
        if (longest, unsaid) != (self._longest, self._unsaid):
            self._longest, self._unsaid = longest, unsaid
            self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        self._steps_sideways = current.row() == previous.row()
        super().currentChanged(current, previous)
        self._steps_sideways = False
        self._anchor = max(0, current.row())
        runs = self._running.isActive()
        self._running.start()
        if not runs:
            self._tell_current()

    def _arrived(self) -> None:
        self._measure_rows()
        if self.hasFocus():
            self._need_current()
        self._tell_current()

    def _need_current(self) -> None:
        """Who works with keys starts on the first row that is seen; where Qt went by itself is shown."""
        here = self.currentIndex().row()
        if self._rows.total and (here < 0 or not self.selectionModel().isRowSelected(here, QModelIndex())):
            self.go_to_row(here if here >= 0 else self.visible_rows()[0])

    def _tell_current(self) -> None:
        row = self.current_row()
        if row != self._spoken_row:
            self._spoken_row = row
            self.current_changed.emit(row)

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.currentIndex().row()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_A:
            self._rows.toggle_all()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and key in _STEPS and here >= 0:
            self._tick_to(here, here + _STEPS[key])
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and key in _ENDS and here >= 0:
            self._tick_from(here, self._rows.total - 1 if key == Qt.Key.Key_End else 0)
        elif not plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space and self._rows.columns[0].code == CHECK:
            self._rows.toggle(here)
        elif key == Qt.Key.Key_Delete:
            self.deleting.emit()
        elif key == Qt.Key.Key_Home:
            self.go_to_row(0)
        elif key == Qt.Key.Key_End:
            self.go_to_row(self._rows.total - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tick_to(self, here: int, there: int) -> None:
        """Tick the row one stands on and the one gone to; going back takes ticks away."""
        if self._rows.columns[0].code != CHECK or not 0 <= there < self._rows.total:
            return
        back = self._rows.is_checked(here) and self._rows.is_checked(there)
        for number in (here,) if back else (here, there):
            if back or not self._rows.is_checked(number):
                self._rows.toggle(number)
        self.go_to_row(there)

    def _tick_from(self, here: int, there: int) -> None:
        """Tick all rows from one to another and go there."""
        if self._rows.columns[0].code == CHECK:
            self._rows.tick_rows(min(here, there), max(here, there))
            self.go_to_row(there)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._need_current()
        if event.reason() in _BY_KEYS and self.currentIndex().isValid():
            self._bring_into_sight(self.currentIndex().row())  # it is what shows the focus
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        left = index.isValid() and event.button() is Qt.MouseButton.LeftButton
        if left and self._rows.columns[0].code == CHECK and self._ticked(index, event.modifiers()):
            return
        super().mousePressEvent(event)

    def _ticked(self, index: QModelIndex, held: Qt.KeyboardModifier) -> bool:
        """Tick what a click with these keys held means; False for a click that only goes to a row."""
        row = index.row()
        if held == Qt.KeyboardModifier.ShiftModifier:
            self._rows.tick_rows(min(self._anchor, row), max(self._anchor, row))
        elif held == Qt.KeyboardModifier.ControlModifier or self._rows.columns[index.column()].code == CHECK:
            self._rows.toggle(row)
            self._anchor = row
        else:
            return False
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._rows.columns[index.column()].code == CHECK:
            self._rows.toggle(index.row())
        elif index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Before Qt looks whether the columns fit: else its bar would come and go while a window is pulled.
        if event.size().width() != event.oldSize().width():
            self.fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(QPainter(self.viewport()), event.rect())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._say_whole(event)
            return True
        return super().viewportEvent(event)

    def whole(self, index: Index) -> str:
        """Return what a cell cannot show: all its words where they are cut, and its hint."""
        cell = self._rows.data(index, CELL) if index.isValid() else None
        if not isinstance(cell, Cell):
            return ""
        room = self.columnWidth(index.column()) - sum(self.pads(index.column()))
        is_cut = self._measure.width_of(cell) > room
        told = is_cut and not all(part in cell.hint for part in cell.said)
        return "\n".join(filter(None, (self._rows.phrase(cell.said) if told else "", cell.hint)))

    def _say_whole(self, event: QHelpEvent) -> None:
        words = self.whole(self.indexAt(event.pos()))
        QToolTip.showText(event.globalPos(), tip(words), self.viewport())

    def _hover(self, row: int) -> None:
        if row == self.hovered:
            return
        for number in (self.hovered, row):
            if number >= 0:
                top = self.rowViewportPosition(number)
                self.viewport().update(0, top, self.viewport().width(), self.row_height)
        self.hovered = row

"""The rows of a table as Qt shows them, and what keys and mouse do there."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.table_delegate import RowDelegate
from edudesk.ui.widgets.table_header import TableHeader
from edudesk.ui.widgets.table_model import CELL, CHECK, Index, PagedModel
from edudesk.ui.widgets.table_rows import Cell, Row

_LEAST = 150
"""Pixels at standard size below which the flexible column is not squeezed; others go first."""

_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class RowsView(QTableView):
    """One row is current, ticks choose several.

    Arrows move, Shift+arrows tick as they move, Space ticks, Enter opens, Del deletes.
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
        self._set_up()
        header = TableHeader(model, self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        header.set_up()
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def is_first(self, column: int) -> bool:
        """Tell whether a column is the left-most that is shown."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(len(self._rows.columns)))
        return column == next((at for at in order if not self.isColumnHidden(at)), -1)

    def current_row(self) -> Row | None:
        """Return the current row, if it has been fetched."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def go_to_row(self, number: int) -> None:
        """Make a row the current one and bring it into sight."""
        if not 0 <= number < self._rows.total:
            return
        index = self._rows.index(number, len(self._rows.columns) - 1)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def fit(self) -> None:
        """Show the chosen columns; where there is no room for all of them the right-most go."""
        px, header = theme().tokens.px, self.horizontalHeader()
        assert isinstance(header, TableHeader)
        order = [header.logicalIndex(at) for at in range(len(self._rows.columns))]
        shown = [at for at in order if self._rows.columns[at].code in self.chosen]
        free = self.viewport().width() - sum(header.width_of(at) for at in shown)
        fixed = [at for at in shown if self._rows.columns[at].width and self._rows.columns[at].code != CHECK]
        while free < px(_LEAST) and len(fixed) > 1 and len(fixed) < len(shown):
            dropped = fixed.pop()
            shown.remove(dropped)
            free += header.width_of(dropped)
        for at in range(len(self._rows.columns)):
            self.setColumnHidden(at, at not in shown)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell_current()

    def _arrived(self) -> None:
        if self.hasFocus():
            self._need_current()
        self._tell_current()

    def _need_current(self) -> None:
        """Who works with keys starts on the first row that is seen."""
        if not self.currentIndex().isValid() and self._rows.total:
            self.go_to_row(self.visible_rows()[0])

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

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # the stub asks for the narrower event
        self._need_current()
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        ticks = index.isValid() and self._rows.columns[index.column()].code == CHECK
        if ticks and event.button() is Qt.MouseButton.LeftButton:
            self._rows.toggle(index.row())
        else:
            super().mousePressEvent(event)

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
        super().resizeEvent(event)
        self.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._say_whole(event)
            return True
        return super().viewportEvent(event)

    def _say_whole(self, event: QHelpEvent) -> None:
        """Show what a cell could not: its hint, or its text where that was cut."""
        index = self.indexAt(event.pos())
        cell = self._rows.data(index, CELL) if index.isValid() else None
        words = ""
        if isinstance(cell, Cell):
            room = self.columnWidth(index.column()) - theme().tokens.px(16)
            wide = QFontMetrics(theme().font("body")).horizontalAdvance(cell.text) > room
            words = cell.hint or (cell.spoken if wide else "")
        QToolTip.showText(event.globalPos(), words, self.viewport())

    def _hover(self, row: int) -> None:
        if row == self.hovered:
            return
        for number in (self.hovered, row):
            if number >= 0:
                top = self.rowViewportPosition(number)
                self.viewport().update(0, top, self.viewport().width(), self.row_height)
        self.hovered = row

"""A list with its detail pane: beside it where there is room, else a drawer from the right."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.layout import WIDE, effective_width
from edudesk.ui.widgets.table_footer import TableFooter
from edudesk.ui.widgets.tables import RecordsTable

_GAP = 16
_SIDE = 360
_DRAWER = 400


class ListWithDetail(QWidget):
    """Two thirds list, one third detail, which in a narrow window waits until a row is clicked or opened.

    ``close`` names the button that puts the drawer away; ``closed`` tells that it was.
    """

    closed = Signal()

    def __init__(self, main: QWidget, detail: QWidget, close: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self._detail = main, detail
        self._is_open = False
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().tokens.px(_GAP))
        self._layout.addWidget(main, 1)
        detail.setParent(self)
        detail.installEventFilter(self)
        self._close = IconButton("x", close, parent=detail)
        self._close.clicked.connect(self.close_detail)
        if isinstance(main, RecordsTable):
            self.follow(main)
        self._arrange()

    @property
    def is_drawer(self) -> bool:
        """Whether the detail lies over the list when it is shown."""
        return self._layout.indexOf(self._detail) < 0

    def follow(self, table: RecordsTable) -> None:
        """Open the drawer for a clicked row of a table in the main part, and away with it over no rows."""
        table.view.clicked.connect(self._row_clicked)
        table.model.loaded.connect(partial(self._rows_came, table))

    def open_detail(self) -> None:
        """Show the detail, where it is a drawer, and go into it."""
        self._is_open = True
        self._arrange()
        if self.is_drawer:
            self._detail.setFocus()

    def close_detail(self) -> None:
        """Put the drawer away."""
        if self._is_open:
            self._put_away()
            self._main.setFocus()
            self.closed.emit()

    def _rows_came(self, table: RecordsTable) -> None:
        if self._is_open and not table.model.total:
            self._put_away()

    def _put_away(self) -> None:
        self._is_open = False
        self._arrange()

    def _row_clicked(self, index: QModelIndex) -> None:
        """Open the drawer for a row clicked anywhere but in its check box."""
        if self.is_drawer and index.flags() & Qt.ItemFlag.ItemIsUserCheckable == Qt.ItemFlag.NoItemFlags:
            self._is_open = True
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._detail
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.is_drawer
            and self._is_open
        ):
            self.close_detail()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = theme().tokens.px
        # What lies below the drawer is not to be reached by Tab.
        covered = self._is_open and effective_width(self) < WIDE
        for footer in self._main.findChildren(TableFooter):
            footer.setEnabled(not covered)
        if effective_width(self) >= WIDE:
            if self.is_drawer:
                self._layout.addWidget(self._detail)
            self._detail.setFixedWidth(max(px(_SIDE), (self.width() - px(_GAP)) // 3))
            self._detail.show()
            self._detail.setContentsMargins(0, 0, 0, 0)
            self._close.hide()
            return
        self._layout.removeWidget(self._detail)
        width = min(px(_DRAWER), self.width())
        self._detail.setFixedWidth(width)
        self._detail.setVisible(self._is_open)
        self._detail.setContentsMargins(0, self._close.height() + px(8), 0, 0)
        self._detail.setGeometry(QRect(self.width() - width, 0, width, self.height()))
        self._detail.raise_()
        self._close.move(width - self._close.width() - px(8), px(8))
        self._close.show()
        self._close.raise_()

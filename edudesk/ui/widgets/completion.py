"""What is offered below a line while typing; the model is filtered by whoever owns it."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.ui.theme import theme
from edudesk.ui.widgets.entries import pastes_papers

MOST = 12


class RowDelegate(QStyledItemDelegate):
    """Rows of lists that open below fields, high enough to be touched."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme().tokens.px("row-button"))


class OfferingLine(QLineEdit):
    """A line that shows ``model`` below itself when told; ``taken`` tells the row and writes nothing."""

    taken = Signal(QModelIndex)

    def offer_from(self, model: QAbstractItemModel, holder: QWidget | None = None) -> None:
        """Take what is offered from the model's first column. ``holder``: who has the line's focus."""
        popup = QListView()
        popup.setProperty("role", "choices")
        self._completer = QCompleter(model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST)
        self._completer.setWidget(
            holder or self
        )  # not setCompleter: that would write into the line on every arrow key
        popup.setItemDelegate(RowDelegate(popup))
        self._completer.setPopup(popup)  # after the widget, which keeps the focus for it
        activated: Any = self._completer.activated  # the stubs do not know overloaded signals
        activated[QModelIndex].connect(self.taken)

    def offer(self) -> None:
        """Show what the model has now; nothing where it is empty."""
        self._completer.complete()

    def event(self, event: QEvent) -> bool:
        if pastes_papers(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        if popup is None or not popup.isVisible():
            super().keyPressEvent(event)
            return
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        # The first row is current as soon as the list is there; only an arrow key selects it.
        is_chosen = popup.selectionModel().hasSelection()
        if event.key() == Qt.Key.Key_Escape or (is_enter and is_chosen):
            event.ignore()  # the list takes it: it closes, or hands out its row
            return
        if is_enter:
            popup.hide()
        super().keyPressEvent(event)
        if is_enter:
            event.accept()  # else the list would hand out its row besides

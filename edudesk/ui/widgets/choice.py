"""A drop-down list; a long one is searched by typing a part of the words or their pinyin initials."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from edudesk.texts.initials import is_like
from edudesk.ui.theme import theme
from edudesk.ui.widgets.completion import OfferingLine, RowDelegate
from edudesk.ui.widgets.painting import paint_icon, paint_words
from edudesk.ui.widgets.plain import tip

FEW = 12
"""More entries than these are typed into."""
_INNER = 2
"""Pixels that Qt leaves before the letters of a line, whatever its margins."""
_ICON = 18
_ARROW = 16
_PAD = 11
_CLOSED = 150
_VALUE = Qt.ItemDataRole.UserRole


class _Found(QSortFilterProxyModel):
    """The entries that are like what was typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = ""

    def want(self, typed: str) -> None:
        """Show what is like ``typed``."""
        self._wanted = typed
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        words = self.sourceModel().index(row, 0, parent).data()
        return is_like(self._wanted, str(words))


class ChoiceField(QComboBox):
    """One of several values, shown in words. ``label`` stands before the words, as in filters.

    A field with a label is as wide as what is chosen, so that several stand in one line.
    ``edited`` comes when a person chose, not when the program did. Without a choice ``value()`` is None.
    """

    edited = Signal()
    most_width: ClassVar[int] = 320
    """In design pixels; longer words are shortened."""

    def __init__(
        self,
        items: Sequence[tuple[Any, str]] = (),
        placeholder: str = "",
        *,
        label: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._icon = label, icon
        self._found = _Found(self)
        self.setFont(theme().font("body"))
        self.setFixedHeight(theme().tokens.px("button"))
        self.setPlaceholderText(placeholder)
        self.setMaxVisibleItems(FEW)
        self.setView(QListView())
        self.setItemDelegate(RowDelegate(self))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if label:
            self.setAccessibleName(label)
            self.currentIndexChanged.connect(self.updateGeometry)
        self.activated.connect(self.edited)
        self.currentTextChanged.connect(self._tell_whole)
        self.set_items(items)

    def set_items(self, items: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the chosen one stays chosen where it is still there."""
        before = self.value() if self.count() else None
        model = QStandardItemModel(self)
        for value, words in items:
            item = QStandardItem(words)
            item.setData(value, _VALUE)
            item.setToolTip(words)
            model.appendRow(item)
        # In this order: with the new model the old one goes, and nothing may still look at it.
        self._found.setSourceModel(model)
        self.setModel(model)
        self._let_type(allowed=len(items) > FEW)
        if before is not None or self.placeholderText():
            self.set_value(before)
        self.updateGeometry()

    def value(self) -> Any:
        """Return the value that is chosen, or None."""
        return self.currentData(_VALUE)

    def set_value(self, value: Any) -> None:
        """Choose a value without ``edited``; one that is not offered leaves nothing chosen."""
        values = [self.itemData(row, _VALUE) for row in range(self.count())]
        self.setCurrentIndex(values.index(value) if value in values else -1)
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)  # where the room is short, the beginning is what tells them apart

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        widest = max((self._width(self.itemText(row)) for row in range(self.count())), default=0)
        if self._label:
            chosen = self._width(self.itemText(self.currentIndex())) if self.currentIndex() >= 0 else 0
            widest = max(chosen, min(widest, px(_CLOSED)))
        return QSize(min(max(widest, px(84)), px(self.most_width)), px("button"))

    def _width(self, words: str) -> int:
        """Return how wide the field is with these words in it."""
        px, metrics = theme().tokens.px, self.fontMetrics()
        label = metrics.horizontalAdvance(self._label) + px(8) if self._label else 0
        icon = px(_ICON) + px(8) if self._icon else 0
        return px(_PAD) * 2 + icon + label + metrics.horizontalAdvance(words) + px(_ARROW) + px(10)

    def minimumSizeHint(self) -> QSize:
        least = theme().tokens.px(140 if self._label or self._icon else 84)
        return QSize(min(least, self.sizeHint().width()), theme().tokens.px("button"))

    def showPopup(self) -> None:
        # A list as narrow as its field cuts the longer words and grows a bar to push them about.
        px, view = theme().tokens.px, self.view()
        bar = px(16) if self.count() > self.maxVisibleItems() else 0
        wanted = view.sizeHintForColumn(0) + bar + px(8)
        view.setMinimumWidth(max(self.width(), min(wanted, px(self.most_width) + bar)))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the page; a value must not change because the mouse happened to be over it.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().tokens.px
        arrow = QRect(self.width() - px(_PAD) - px(_ARROW), 0, px(_ARROW), self.height())
        ink = "text2" if self.isEnabled() else "line2"
        if self.isEditable():
            super().paintEvent(event)
            painter = QPainter(self)
            paint_icon(painter, arrow, "chevron-down", ink, _ARROW)
            self._paint_label(painter, px(_PAD))
            return
        painter = QPainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        paint_icon(painter, arrow, "chevron-down", ink, _ARROW)
        self._paint_words(painter, arrow.left() - px(6))

    def _paint_words(self, painter: QPainter, right: int) -> None:
        px = theme().tokens.px
        left = px(_PAD)
        if self._icon:
            paint_icon(painter, QRect(left, 0, px(_ICON), self.height()), self._icon, "text2", _ICON)
            left += px(_ICON) + px(8)
        left += self._paint_label(painter, left)
        is_chosen = self.currentIndex() >= 0
        words = self.currentText() if is_chosen else self.placeholderText()
        ink = "text" if is_chosen and self.isEnabled() else "text3"
        paint_words(painter, QRect(left, 0, right - left, self.height()), words, self.font(), ink)

    def _paint_label(self, painter: QPainter, left: int) -> int:
        """Write the label and return how much room it took with the gap behind it."""
        width = self._width_of_label()
        paint_words(painter, QRect(left, 0, width, self.height()), self._label, self.font(), "text2")
        return width

    def _width_of_label(self) -> int:
        """Return how much room the label takes with the gap behind it."""
        if not self._label:
            return 0
        return QFontMetrics(self.font()).horizontalAdvance(self._label) + theme().tokens.px(8)

    def _tell_whole(self) -> None:
        """Put into the tooltip what is chosen, where there is not room for all of it."""
        words = self.currentText()
        self.setToolTip("" if self._width(words) <= self.width() else tip(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _let_type(self, *, allowed: bool) -> None:
        if not allowed:
            self.setEditable(False)
            return
        line = OfferingLine()
        self.setLineEdit(line)
        line.setFont(self.font())
        label = self._width_of_label()
        line.setTextMargins(label - _INNER, 0, 0, 0)  # its words begin where those of other fields do
        line.setPlaceholderText(self.placeholderText())
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt's own compares from the first letter only
        line.offer_from(self._found, self)
        line.textEdited.connect(self._found.want)
        line.textEdited.connect(line.offer)
        line.editingFinished.connect(self._settle)
        line.taken.connect(self._take)

    def _take(self, index: QModelIndex) -> None:
        self._choose(index.data(_VALUE))

    def _settle(self) -> None:
        """Choose what was typed where it is clear, else show what was chosen before."""
        line = self.lineEdit()
        typed = line.text().strip() if line is not None else ""
        if typed == self.itemText(self.currentIndex()) or line is None:
            return
        self._found.want(typed)
        if typed and self._found.rowCount():
            self._choose(self._found.index(0, 0).data(_VALUE))
        else:
            line.setText(self.itemText(self.currentIndex()))

    def _choose(self, value: Any) -> None:
        before = self.value()
        self.set_value(value)
        line = self.lineEdit()
        if line is not None:
            line.setText(self.currentText())
        if value != before:
            self.edited.emit()

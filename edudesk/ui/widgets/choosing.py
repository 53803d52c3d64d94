"""What chips and segments share: checkable words, and a row of them that arrows move through."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import paint_box
from edudesk.ui.widgets.painting import paint_icon, paint_ring, paint_words
from edudesk.ui.widgets.plain import tip

_LEAST = 44
_PAD = 12
_GAP = 6
_ICON = 16
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_MOVES = {*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End}


class ChoiceButton(QPushButton):
    """A checkable box with words; bold when it is checked."""

    def __init__(self, words: str, role: str, height: float | str, icon: str = "") -> None:
        super().__init__(words)
        self._height, self._icon = height, icon
        self.setProperty("role", role)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def _font(self) -> QFont:
        # Not the widget's own font: a style sheet puts that back whenever it looks at the widget anew.
        return theme().font("body", bold=self.isChecked())

    def _words_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self.text())

    def _shown_icon(self) -> str:
        return self._icon

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            event.ignore()  # the row moves; a button by itself would go to any neighbour
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        width = self._words_width() + 2 * px(_PAD)
        if self._shown_icon():
            width += px(_ICON) + px(_GAP)
        return QSize(max(width, px(_LEAST)), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sizeHint().width() > self.width():
            self.setToolTip(tip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        paint_box(self, painter)
        ink = "text3" if not self.isEnabled() else "accent" if self.isChecked() else "text"
        words = self._words_width()
        icon = self._shown_icon()
        left = (self.width() - words - (px(_ICON) + px(_GAP) if icon else 0)) // 2
        if icon:
            paint_icon(painter, QRect(left, 0, px(_ICON), self.height()), icon, ink, _ICON)
            left += px(_ICON) + px(_GAP)
        paint_words(painter, QRect(left, 0, words + 1, self.height()), self.text(), self._font(), ink)
        if self.hasFocus() and self.property("role") == "segment":
            paint_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), px("tag-radius"))


class ChoiceRow(QWidget):
    """Buttons of which one takes the focus; arrows go to the next."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, ChoiceButton] = {}

    def button(self, value: str) -> ChoiceButton:
        """Return the box of an answer."""
        return self._buttons[value]

    def _reached(self) -> list[ChoiceButton]:
        return [button for button in self._buttons.values() if not button.isHidden() and button.isEnabled()]

    def _enter(self, button: ChoiceButton) -> None:
        for each in self.findChildren(ChoiceButton):
            here = each is button
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reached = self._reached()
        key = Qt.Key(event.key())
        at = next((index for index, button in enumerate(reached) if button.hasFocus()), None)
        if at is None or key not in _MOVES:
            super().keyPressEvent(event)
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(reached) - 1}
        target = reached[ends.get(key, (at + _STEPS.get(key, 0)) % len(reached))]
        self._enter(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._arrived(target)

    def _arrived(self, button: ChoiceButton) -> None:
        """Do what arriving by arrow key does; choosing is left to Space unless overridden."""

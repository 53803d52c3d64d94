"""The field in the top bar that everything is found with."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_icon, paint_words

_ICON, _LEFT, _RIGHT = 18, 12, 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """A line of words.

    For the list of hits below it are ``moved(±1)`` and ``jumped(±1)``, a hit or a group on, ``entered``, with
    Ctrl ``opened``, and ``left`` on Esc; ``lost_focus`` when something else in the window has it.

    What an input method is still composing is not part of the text and starts nothing.
    """

    moved = Signal(int)
    jumped = Signal(int)
    entered = Signal()
    opened = Signal()
    left = Signal()
    lost_focus = Signal()

    def __init__(self, name: str, short: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._short, self._keys = name, short, keys
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys.replace(' ', '+')})")
        self.setFont(theme().font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().tokens.px("button"))
        self.setClearButtonEnabled(False)
        self.setTextMargins(theme().tokens.px(_ICON + 9), 0, 0, 0)
        self.setPlaceholderText(name)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()  # the page below has another use for Ctrl+Enter
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_PageDown:
                self.jumped.emit(1)
            case Qt.Key.Key_PageUp:
                self.jumped.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                is_held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                (self.opened if is_held else self.entered).emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.lost_focus.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = theme().tokens.px
        painter = QPainter(self)
        paint_icon(painter, QRect(px(_LEFT - 1), 0, px(_ICON), self.height()), "search", "text2", _ICON)
        if self.text() or self.hasFocus():
            return
        font = theme().font("hint")
        width = QFontMetrics(font).horizontalAdvance(self._keys)
        place = QRect(self.width() - px(_RIGHT) - width, 0, width + 1, self.height())
        paint_words(painter, place, self._keys, font, "text3")

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        metrics = self.fontMetrics()
        hint = QFontMetrics(theme().font("hint")).horizontalAdvance(self._keys)
        room = self.width() - theme().tokens.px(_LEFT + _ICON + 9 + _RIGHT + 12) - hint
        self.setPlaceholderText(self._name if metrics.horizontalAdvance(self._name) <= room else self._short)

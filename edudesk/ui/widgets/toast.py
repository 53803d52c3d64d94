"""Toasts: what went well, briefly, at the bottom of the window, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_ring, paint_words
from edudesk.ui.widgets.states import paint_glyph
from edudesk.ui.widgets.words import Link, Words

STAYS = 8000  # milliseconds
_HEIGHT, _GLYPH, _FROM_BOTTOM, _MOST, _LEAST = 46, 18, 20, 640, 320


class _StripLink(Link):
    """A link on the dark strip."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        paint_words(painter, self.rect(), self.text(), font, "stripLink", align=Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme().tokens.px(4), "stripLink")


class _Glyph(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        # The strip is dark in both shades, so its glyph has an ink of its own.
        paint_glyph(QPainter(self), QRectF(self.rect()), State.MET, "stripMet")


class Toast(QFrame):
    """The strip itself; it stays while the mouse or the focus is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setProperty("role", "toast")
        self.setFixedHeight(px(_HEIGHT))
        self.button = _StripLink("")
        self.words = Words("", colour="onStrip", elide=True)
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self._leave)
        glyph = _Glyph()
        glyph.setFixedSize(px(_GLYPH), px(_GLYPH))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(15), 0, px(16), 0)
        layout.setSpacing(px(11))
        layout.addWidget(glyph)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._go_back)
        self.button.installEventFilter(self)
        self.hide()

    def tell(self, words: str, button: str, then: Callable[[], None] | None) -> None:
        """Show these words instead of those before."""
        self._then = then
        self.words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(words)
        self._timer.start()
        self.show()
        self.raise_()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def wanted_width(self) -> int:
        """Return how wide the strip is for its words."""
        px = theme().tokens.px
        words = self.words.fontMetrics().horizontalAdvance(self.words.text()) + px(_GLYPH) + px(70)
        link = self.button.sizeHint().width() + px(20) if self.button.text() else 0
        return min(max(words + link, px(_LEAST)), px(_MOST))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.button.hasFocus():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut and not self.underMouse():
            self._timer.start()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        then, self._then = self._then, None
        self._leave()
        if then is not None:
            then()

    def _leave(self) -> None:
        self._timer.stop()
        if self.button.hasFocus():
            window = QApplication.activeWindow()
            if window is not None:
                window.focusNextChild()
        self.hide()


class Toasts(QObject):
    """Shows one toast at a time at the bottom centre of ``parent``; a newer one takes its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.toast = Toast(parent)
        parent.installEventFilter(self)

    def show_words(self, words: str, button: str = "", then: Callable[[], None] | None = None) -> None:
        """Say what went well; ``then`` is called when the button is pressed."""
        self.toast.tell(words, button, then)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        px = theme().tokens.px
        wide = min(self.toast.wanted_width(), self._area.width() - px(24))
        self.toast.resize(wide, self.toast.height())
        left = (self._area.width() - wide) // 2
        self.toast.move(left, self._area.height() - self.toast.height() - px(_FROM_BOTTOM))

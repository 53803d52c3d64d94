"""Fields for words: one line, and several lines that grow."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_icon
from edudesk.ui.widgets.plain import tip

_ICON = 18
_MOST_LINES = 10
_AIR = 14


def pastes_papers(event: QEvent) -> bool:
    """Return whether a key would paste files or a picture: Qt writes the first as paths, the second not.

    A field that leaves this key alone leaves it to the form's own shortcut.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Paste):
        return False
    mime = QGuiApplication.clipboard().mimeData()
    return any(url.isLocalFile() for url in mime.urls()) or (mime.hasImage() and not mime.hasText())


class TextField(QLineEdit):
    """One line of words, with an icon in front where one is named."""

    def __init__(self, placeholder: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._icon = icon
        self.setFont(theme().font("body"))
        self.setPlaceholderText(placeholder)
        self.setToolTip(tip(placeholder))
        self.setFixedHeight(px("button"))
        if icon:
            self.setTextMargins(px(_ICON) + px(8), 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        if pastes_papers(event):
            event.ignore()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            px = theme().tokens.px
            room = QRect(px(10), 0, px(_ICON), self.height())
            paint_icon(QPainter(self), room, self._icon, "text2", _ICON)


class LongField(QPlainTextEdit):
    """Several lines of words; the field grows with them, Tab leaves it."""

    edited = Signal()

    def __init__(self, placeholder: str = "", lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setFont(theme().font("body"))
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme().tokens.px(3))
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self.edited)
        self._grow()

    def text(self) -> str:
        """Return what is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show other words without ``edited``, unless they are there already."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._grow()

    def event(self, event: QEvent) -> bool:
        if pastes_papers(event):
            event.ignore()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _wanted_height(self) -> int:
        written = round(self.document().size().height())  # counted in lines
        lines = min(max(written, self._lines), max(_MOST_LINES, self._lines))
        return lines * self.fontMetrics().lineSpacing() + theme().tokens.px(_AIR)

    def _grow(self) -> None:
        height = self._wanted_height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        fits = round(self.document().size().height()) <= max(_MOST_LINES, self._lines)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)

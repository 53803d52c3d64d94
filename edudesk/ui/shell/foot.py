"""The foot of the navigation: whether the archive is backed up, in words, and one click to do it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.painting import paint_icon, paint_ring, paint_words

_HEIGHT, _LEFT, _SIDE = 52, 18, 18


@dataclass(frozen=True)
class BackupWords:
    """How the backup stands: two lines, and whether it is recent, or time for a new one, or neither."""

    first: str
    second: str
    is_recent: bool = False
    is_old: bool = False


@pressed_by_enter
class Foot(QPushButton):
    """A click backs up. Painted: a shield, or the sign of risk when it is long ago; two lines of words."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._words = BackupWords("", "")
        self.compact = False
        self.setProperty("role", "foot")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.set_words(self._words)

    def set_words(self, words: BackupWords) -> None:
        """Say how the backup stands."""
        self._words = words
        said = " ".join(part for part in (words.first, words.second) if part)
        self.setAccessibleName(f"{said} {self._hint}".strip())
        self.setToolTip(f"{said}\n{self._hint}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme().tokens.px(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme().colour("hover"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().colour("line"))
        left = px(8 if self.compact else _LEFT)
        if not self.compact and self._words.first:
            self._paint_sign(painter, QRectF(left, (self.height() - px(_SIDE)) / 2, px(_SIDE), px(_SIDE)))
            left += px(_SIDE + 10)
        line = QFontMetrics(theme().font("second")).height()
        top = (self.height() - 2 * line) // 2
        for words, colour in ((self._words.first, "text"), (self._words.second, "text2")):
            room = QRect(left, top, self.width() - left - px(4), line)
            paint_words(painter, room, words, theme().font("second"), colour)
            top += line
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), px("radius"))

    def _paint_sign(self, painter: QPainter, place: QRectF) -> None:
        if self._words.is_old:
            from edudesk.services.schemes.results import State
            from edudesk.ui.widgets.states import paint_glyph

            paint_glyph(painter, place, State.AT_RISK)
        elif self._words.is_recent:
            paint_icon(painter, place.toRect(), "shield-check", "met", _SIDE)
        else:
            paint_icon(painter, place.toRect(), "hard-drive", "text2", _SIDE)

"""States as glyph and word, and neutral facts as grey tags; painters for delegates, widgets for pages."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.glyphs import paint_glyph
from edudesk.ui.widgets.painting import paint_words
from edudesk.ui.widgets.plain import tip

__all__ = [
    "FactTag",
    "StateGlyph",
    "StateTag",
    "paint_fact_tag",
    "paint_glyph",
    "paint_state_tag",
    "state_word",
    "tag_width",
]
_HEIGHT = 24
_PAD = 7
_GLYPH = 16
_GAP = 4


def state_word(texts: Texts, state: State) -> str:
    """Return the fixed word of a state."""
    return texts.say(f"fields.state.{state}")


def tag_width(word: str, *, glyph: bool) -> int:
    """Return how wide a tag is, in logical pixels."""
    px = theme().tokens.px
    width = QFontMetrics(theme().font("caption")).horizontalAdvance(word) + 2 * px(_PAD)
    return width + (px(_GLYPH) + px(_GAP) if glyph else 0)


def _paint_ground(painter: QPainter, rect: QRect, colour: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme().colour(colour)))
    radius = theme().tokens.px("tag-radius")
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    painter.restore()


def _tag_rect(rect: QRect, width: int) -> QRect:
    height = theme().tokens.px(_HEIGHT)
    return QRect(rect.left(), rect.top() + (rect.height() - height) // 2, min(width, rect.width()), height)


def paint_state_tag(painter: QPainter, rect: QRect, state: State, word: str) -> None:
    """Draw glyph and word on the state's soft ground, at the left of ``rect`` and in its middle."""
    px = theme().tokens.px
    tag = _tag_rect(rect, tag_width(word, glyph=True))
    _paint_ground(painter, tag, f"{state}-soft")
    side = px(_GLYPH)
    glyph = QRectF(tag.left() + px(_PAD), tag.top() + (tag.height() - side) / 2, side, side)
    paint_glyph(painter, glyph, state)
    words = tag.adjusted(px(_PAD) + side + px(_GAP), 0, -px(_PAD) + 1, 0)
    paint_words(painter, words, word, theme().font("caption"), str(state))


def paint_fact_tag(painter: QPainter, rect: QRect, word: str) -> None:
    """Draw a neutral fact on grey, at the left of ``rect`` and in its middle."""
    pad = theme().tokens.px(_PAD)
    tag = _tag_rect(rect, tag_width(word, glyph=False))
    _paint_ground(painter, tag, "not-applicable-soft")
    paint_words(painter, tag.adjusted(pad, 0, -pad + 1, 0), word, theme().font("caption"), "text2")


class StateGlyph(QLabel):
    """A state's shape; its name is read out and shown under the mouse."""

    def __init__(
        self, state: State, name: str, size: float | str = "icon", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        side = theme().tokens.px(size)
        self.setFixedSize(side, side)
        self.set_state(state, name)

    def set_state(self, state: State, name: str) -> None:
        """Show another state; assistive technology is told by the new name."""
        self._state = state
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_glyph(QPainter(self), QRectF(self.rect()), self._state)


class StateTag(QLabel):
    """Glyph and word on the state's soft ground."""

    def __init__(self, state: State, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._word = state, word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state, word)

    def set_state(self, state: State, word: str) -> None:
        """Show another state; assistive technology is told by the new name."""
        self._state, self._word = state, word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tag_width(self._word, glyph=True), theme().tokens.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_state_tag(QPainter(self), self.rect(), self._state, self._word)


class FactTag(QLabel):
    """A neutral fact such as 补录 or 草稿."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_word(word)

    def set_word(self, word: str) -> None:
        """Show another fact."""
        self._word = word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tag_width(self._word, glyph=False), theme().tokens.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_fact_tag(QPainter(self), self.rect(), self._word)

"""What the shapes of a month mean, beside its name."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.month_painter import PLACES, paint_shape
from edudesk.ui.widgets.words import Words

_SHAPE = 14
_LEAST = 56


class _Shape(QWidget):
    """One of the shapes."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        side = theme().tokens.px(_SHAPE) + 2
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_shape(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), self._state)


class MonthLegend(Line):
    """Each shape with its word."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        said = [(state, texts.say(f"month.state.{state}")) for state in PLACES]
        lines = [Line(_Shape(state), _word(words), gap=6) for state, words in said]
        super().__init__(*lines, gap=14, parent=parent)


def _word(words: str) -> Words:
    """Return a word that is shortened where there is no room, down to what can still be told apart."""
    made = Words(words, "caption", elide=True)
    made.setMinimumWidth(min(made.sizeHint().width(), theme().tokens.px(_LEAST)))
    return made

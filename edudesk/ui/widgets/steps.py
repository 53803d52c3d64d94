"""The numbered steps of something that is done in a few steps, never hidden."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.painting import paint_ring, paint_tick, paint_words, pen
from edudesk.ui.widgets.plain import tip

_DISC = 28
_PAD = 16
_GAP = 10
_HEIGHT = 58


class StepsBar(QFrame):
    """Steps side by side: number, title and a fact below it; ``chosen`` tells which one is gone back to."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self._steps = [_Step(number, *words) for number, words in enumerate(steps, 1)]
        for place, step in enumerate(self._steps):
            step.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            layout.addWidget(step, 1)
        self.set_current(0)

    @property
    def current(self) -> int:
        """The step that is worked on, from 0."""
        return next(place for place, step in enumerate(self._steps) if step.is_current)

    def set_current(self, place: int) -> None:
        """Go to a step: those before it are done and can be gone back to, those after it wait."""
        for number, step in enumerate(self._steps):
            step.set_standing(is_current=number == place, is_done=number < place)

    def set_fact(self, place: int, words: str) -> None:
        """Say something below a step's title."""
        self._steps[place].set_fact(words)


@pressed_by_enter
class _Step(QAbstractButton):
    def __init__(self, number: int, title: str, fact: str) -> None:
        super().__init__()
        self._number, self._title, self._fact = number, title, fact
        self.is_current = self._is_done = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_fact(fact)

    def set_fact(self, fact: str) -> None:
        self._fact = fact
        self.setAccessibleName(f"{self._number} {self._title}")
        self.setAccessibleDescription(fact)
        self.setToolTip(tip(f"{self._title} {fact}"))
        self.update()

    def set_standing(self, *, is_current: bool, is_done: bool) -> None:
        self.is_current, self._is_done = is_current, is_done
        self.setEnabled(is_done)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_done else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_done else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(120), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, colour = theme().tokens.px, theme().colour
        side = px(_DISC)
        disc = QRectF(px(_PAD), (self.height() - side) / 2, side, side)
        self._paint_disc(painter, disc)
        left = px(_PAD) + side + px(_GAP)
        room = QRect(left, 0, self.width() - left - px(8), self.height())
        half = room.height() // 2
        upper = QRect(room.left(), px(7), room.width(), half - px(7))
        lower = QRect(room.left(), half, room.width(), half - px(7))
        title = "accent" if self.is_current else "text"
        paint_words(painter, upper, self._title, theme().font("body", bold=True), title)
        paint_words(painter, lower, self._fact, theme().font("second"), "text2")
        if self._number > 1:
            painter.fillRect(0, 0, 1, self.height(), colour("line"))
        if self.is_current:
            painter.fillRect(0, self.height() - px(3), self.width(), px(3), colour("accent"))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), px("radius"))

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        colour = theme().colour
        painter.setPen(Qt.PenStyle.NoPen)
        if self.is_current or self._is_done:
            painter.setBrush(QColor(colour("accentFill" if self.is_current else "met")))
            painter.drawEllipse(disc)
        else:
            painter.setPen(pen("line2"))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._is_done:
            inset = disc.width() * 0.22
            paint_tick(painter, disc.adjusted(inset, inset, -inset, -inset), "surface", 2)
            return
        ink = "onAccent" if self.is_current else "text2"
        font = theme().font("body", bold=True)
        paint_words(painter, disc.toRect(), str(self._number), font, ink, align=Qt.AlignmentFlag.AlignHCenter)

"""The five steps at the left: which is asked, which are answered and how."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.preferences import SizeChoice
from edudesk.services.starting.answers import PEOPLE, Answers
from edudesk.texts import Texts
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.layout import NARROW, WIDE, effective_width
from edudesk.ui.widgets.painting import first_line, paint_ring, paint_tick, paint_words, pen
from edudesk.ui.widgets.plain import escape
from edudesk.ui.widgets.words import Link, Words

STEPS = 5
_WIDTH, _MEDIUM, _SMALL = 316, 272, 260
_DISC, _GAP, _LINE = 28, 14, 21
_TALL, _LOW = 86, 52
_LEFT, _RIGHT = 28, 24
_LINES = 2
_SIZES: tuple[SizeChoice, ...] = ("standard", "large", "larger")


@pressed_by_enter
class RailStep(QAbstractButton):
    """One step: its number or a tick, its name, at most two lines of answer, the line to the next."""

    def __init__(self, texts: Texts, number: int, title: str) -> None:
        super().__init__()
        self._texts = texts
        self._number, self._title = number, title
        self._lines: tuple[str, ...] = ()
        self._is_current = self._is_done = False
        self.setText(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.set_standing((), is_current=False, is_done=False, is_open=False)

    def set_standing(self, lines: Sequence[str], *, is_current: bool, is_done: bool, is_open: bool) -> None:
        """Show the answer, and whether the step is asked now, is answered, and can be gone to."""
        self._lines = tuple(lines)[:_LINES]
        self._is_current, self._is_done = is_current, is_done
        self.setEnabled(is_open or is_current)
        takes = is_open and not is_current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if takes else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{self._number} {self._title}")
        self.setAccessibleDescription(self._texts.phrase(lines))
        self.setToolTip("<br/>".join(escape(words) for words in (self._title, *lines)))
        self.updateGeometry()
        self.update()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of the answer."""
        return self._lines

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(_SMALL), theme().tokens.px(self._tall()))

    def minimumSizeHint(self) -> QSize:
        low = _LOW if self._number < STEPS else _DISC
        return QSize(0, theme().tokens.px(low + _LINE * max(0, len(self._lines) - 1)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, look = theme().tokens.px, theme()
        disc = QRectF(1, 1, px(_DISC), px(_DISC))
        if self._number < STEPS:
            middle = round(disc.center().x())
            painter.fillRect(QRect(middle, px(_DISC) + 2, 1, self.height()), look.colour("line2"))
        self._paint_disc(painter, disc)
        left = px(_DISC + _GAP)
        room = self.width() - left
        bold = look.font("body", bold=self._is_current)
        ink = "accent" if self._is_current else "text" if self._is_done else "text2"
        paint_words(painter, QRect(left, 1, room, px(_DISC)), self._title, bold, ink)
        for row, line in enumerate(self.fitting()):
            top = px(_DISC - 2 + _LINE * row)
            paint_words(painter, QRect(left, top, room, px(_LINE)), line, look.font("second"), "text2")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            paint_ring(painter, QRectF(left - px(6), 0, room + px(6), px(_DISC) + 2), px("radius"))

    def fitting(self) -> tuple[str, ...]:
        """Return the lines as they are written: a long one on two, several as one, by the room there is."""
        px = theme().tokens.px
        lines = self._broken() if len(self._lines) == 1 else self._lines
        if px(_DISC - 2) + px(_LINE) * len(lines) <= self.height():
            return lines
        return (self._texts.listed(self._lines),)

    def _broken(self) -> tuple[str, ...]:
        line, font = self._lines[0], theme().font("second")
        room = self.width() - theme().tokens.px(_DISC + _GAP)
        if QFontMetrics(font).horizontalAdvance(line) <= room:
            return self._lines
        count = first_line(line, font, room)
        return line[:count].rstrip(), line[count:].lstrip()

    def _tall(self) -> int:
        return _TALL if self._number < STEPS else _DISC + _LINE * _LINES

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        look = theme()
        if self._is_current or self._is_done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accentFill" if self._is_current else "met"))
            painter.drawEllipse(disc)
        else:
            painter.setPen(pen("line2"))
            painter.setBrush(look.colour("nav"))
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._is_done and not self._is_current:
            inset = disc.width() * 0.22
            paint_tick(painter, disc.adjusted(inset, inset, -inset, -inset), "surface", 2)
            return
        ink = "onAccent" if self._is_current else "text2"
        font = look.font("body", bold=True)
        paint_words(painter, disc.toRect(), str(self._number), font, ink, align=Qt.AlignmentFlag.AlignHCenter)


class Rail(QFrame):
    """``chosen(step)`` for a step gone to; type size and language are changed here at once."""

    chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = session.say
        self._session = session
        self.setProperty("role", "nav")
        self.setAccessibleName(say("start.rail"))
        self.steps = [
            RailStep(session.texts, number + 1, say(f"start.step.{number}")) for number in range(STEPS)
        ]
        self.language = Link(say("start.language"), "second")
        self.sizes = Segment([(size, say(f"start.size.{size}")) for size in _SIZES])
        self.sizes.setAccessibleName(say("start.size"))
        self.sizes.set_value(session.preferences.size)
        self.sizes.edited.connect(self._resize)
        self.language.clicked.connect(self._speak)
        self._lay_out()
        for place, step in enumerate(self.steps):
            step.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))

    def show_standing(self, answers: Answers, lines: Sequence[Sequence[str]], *, is_made: bool) -> None:
        """Show what is asked now and what is answered; once the archive is made nothing is gone back to."""
        for place, step in enumerate(self.steps):
            is_left_out = place in answers.skipped
            step.set_standing(
                lines[place],
                is_current=place == answers.step,
                is_done=place < answers.reached and not is_left_out and place != answers.step,
                is_open=not is_made and place <= answers.reached and place < PEOPLE,
            )

    def fit(self) -> None:
        """Take as much width as the window's allows."""
        width = effective_width(self)
        wanted = _WIDTH if width >= WIDE else _MEDIUM if width >= NARROW else _SMALL
        px = theme().tokens.px
        least = self.sizes.sizeHint().width() + px(_LEFT) + px(_RIGHT)  # its words are not shortened
        self.setFixedWidth(max(px(wanted), least))

    def _resize(self) -> None:
        self._session.set_size(next(size for size in _SIZES if size == self.sizes.value()))

    def _speak(self) -> None:
        self._session.set_language("en" if self._session.texts.language == "zh" else "zh")

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self._session.say
        head = QHBoxLayout()
        head.addWidget(Words(say("start.title"), "title", elide=True), 1)
        head.addWidget(self.language)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(_LEFT), px(30), px(_RIGHT), px(16))
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Words(say("start.title-fact"), "second", "text2", elide=True))
        whole.addSpacing(px(20))
        for step in self.steps:
            step.setMaximumHeight(px(_TALL))
            whole.addWidget(step, 100)
        whole.addStretch(1)
        whole.addSpacing(px(10))
        whole.addWidget(Words(say("start.size"), "second", "text2"))
        whole.addSpacing(px(6))
        whole.addWidget(self.sizes)
        whole.addSpacing(px(16))
        whole.addWidget(Separator())
        whole.addSpacing(px(12))
        whole.addWidget(Words(say("start.promise"), "second", "text2", wrap=True))

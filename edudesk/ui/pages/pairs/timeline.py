"""The sessions of a pair from top to bottom, the newest first: a painted line of days."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_ring, paint_words, pen

if TYPE_CHECKING:
    from edudesk.services.pairing.detail import SessionLine

_HEIGHT = 50
_DAY, _RAIL = 92, 20
_DOT = 5.0


class SessionEntry(QAbstractButton):
    """One session: its day, a dot (hollow while it is planned), topic, kind and number of files."""

    moved = Signal(int)

    def __init__(self, session: Session, line: "SessionLine", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = session.say
        self.line = line
        self.is_first = self.is_last = False
        self._day = line.day.isoformat()
        files = say("pairs.files", count=line.files) if line.files else ""
        planned = "" if line.held else say("pairs.planned")
        kinds = session.texts.listed(line.kinds)
        self._second = "　".join(part for part in (planned, kinds, files) if part)
        self.setText(line.topic)
        self.setAccessibleName(session.texts.phrase((self._day, line.topic, self._second)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(_DAY) + px(_RAIL) + px(80), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px, painter = theme().tokens.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rail(painter)
        half, left = px(26), px(_DAY) + px(_RAIL)
        paint_words(painter, QRect(0, 0, px(_DAY), half), self._day, theme().font("second"), "text2")
        font = theme().font("body")
        font.setUnderline(self.underMouse())
        ink = "accent" if self.underMouse() else "text"
        width = self.width() - left - px(2)
        paint_words(painter, QRect(left, 0, width, half), self.text(), font, ink)
        below = QRect(left, half - px(2), width, px(20))
        paint_words(painter, below, self._second, theme().font("caption"), "text3")
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), px("tag-radius"))

    def _paint_rail(self, painter: QPainter) -> None:
        px = theme().tokens.px
        across, middle = px(_DAY) + px(_RAIL) / 2 - px(3), float(px(13))
        dot = _DOT * theme().tokens.scale
        painter.setPen(pen("line2", theme().tokens.scale))
        if not self.is_first:
            painter.drawLine(QPointF(across, 0), QPointF(across, middle - dot))
        if not self.is_last:
            painter.drawLine(QPointF(across, middle + dot), QPointF(across, self.height()))
        ink = str(State.MET if self.line.held else State.ON_TRACK)
        painter.setPen(pen(ink, 1.6 * theme().tokens.scale))
        painter.setBrush(QBrush(theme().colour(ink if self.line.held else "surface")))
        painter.drawEllipse(QPointF(across, middle), dot - 1, dot - 1)


class SessionTimeline(QWidget):
    """The sessions on one line; arrows go from one to the next. ``opened`` carries an activity's id."""

    opened = Signal(str)

    def __init__(
        self, session: Session, lines: "Sequence[SessionLine]", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entries = [SessionEntry(session, line) for line in lines]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for entry in self.entries:
            entry.clicked.connect(lambda _=False, entry=entry: self.opened.emit(entry.line.id))
            entry.moved.connect(lambda step, entry=entry: self._move(entry, step))
            layout.addWidget(entry)
        if self.entries:
            self.entries[0].is_first = True
            self.entries[-1].is_last = True

    def _move(self, entry: SessionEntry, step: int) -> None:
        place = self.entries.index(entry) + step
        if 0 <= place < len(self.entries):
            self.entries[place].setFocus(Qt.FocusReason.OtherFocusReason)

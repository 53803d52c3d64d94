"""One's own scheme that nobody follows: what would be otherwise this term, and the way to take it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from edudesk.ui.choosing.trial import TrialLines
from edudesk.ui.pages.scheme.questions import Shown
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Link, Words

_MOST = 170
"""Pixels at standard size: five lines and the half of a sixth, which tells that there are more."""


class TrialStrip(Card):
    """``adopting`` asks to take the scheme. Hidden unless a scheme of one's own is not in force as it is."""

    adopting = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Shown | None = None
        self._is_open = False
        self.words = Words("", "second", elide=True)
        self.look = Link("", "second")
        self.look.clicked.connect(self._turn)
        self.take = Button(session.say("schemepage.trial.adopt"), row=True)
        self.take.clicked.connect(self.adopting)
        self._lines = QVBoxLayout()
        line = Line(self.words, self.look, None, self.take)
        px = theme().tokens.px
        line.body.setContentsMargins(px(16), px(6), px(8), px(6))
        self.body.addWidget(line)
        self.body.addLayout(self._lines)

    def show_trial(self, shown: Shown | None) -> None:
        """Say what the scheme would change; nothing for one in force."""
        if shown is None or shown.own != (self._shown.own if self._shown else ""):
            self._is_open = False
        self._shown = shown
        is_tried = shown is not None and bool(shown.own) and shown.use != "used" and not shown.problems
        self.setVisible(is_tried)
        if shown is None or not is_tried:
            return
        say = self._session.say
        lines = shown.trial
        if lines is None:
            self.words.setText(say("schemepage.trial.first", community=shown.community_name))
        else:
            sort = "some" if lines else "same"
            begin = say(f"schemepage.trial.{shown.use}")
            self.words.setText(begin + say(f"schemepage.trial.{sort}", count=len(lines)))
        self.look.setVisible(bool(lines))
        self._fill()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        say = self._session.say
        self.look.setText(say("schemepage.trial.away" if self._is_open else "schemepage.trial.look"))
        self.look.updateGeometry()
        if self._is_open and self._shown is not None and self._shown.trial:
            self._lines.addWidget(Separator())
            lines = _Lines(TrialLines(self._session, self._shown.trial))
            lines.setAccessibleName(self.words.text())
            self._lines.addWidget(lines)


class _Lines(QScrollArea):
    """As high as the lines are, but never so high that the rules below have no room."""

    def __init__(self, lines: TrialLines) -> None:
        super().__init__()
        px = theme().tokens.px
        self.setProperty("role", "read")
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.addWidget(lines)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._inside.heightForWidth(self.viewport().width())
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(min(needed + frame, theme().tokens.px(_MOST)))

"""How handing in ends: three things to do, in their order."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.painting import paint_words, pen
from edudesk.ui.widgets.words import Words

_DISC = 26


class NumberDisc(QWidget):
    """A number in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        side = theme().tokens.px(_DISC)
        self._number = number
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen("line2"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        font = theme().font("second", bold=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        paint_words(painter, self.rect(), str(self._number), font, "text2", align=centre)


class NextCard(Card):
    """Three steps until the package is with its receiver."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("handing.next-head"))
        self._session = session
        self.show_receiver("")

    def show_receiver(self, receiver: str) -> None:
        """Name the receiver in the first step."""
        say, px = self._session.say, theme().tokens.px
        self.clear()
        first = say("handing.next.1", receiver=receiver) if receiver else say("handing.next.1-nobody")
        titles = (first, say("handing.next.2"), say("handing.next.3"))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, px(2), 0, px(2))
        column.setSpacing(px(16))
        for number, title in enumerate(titles, 1):
            words = QVBoxLayout()
            words.setSpacing(px(3))
            words.addWidget(Words(title, wrap=True))
            words.addWidget(Words(say(f"handing.next.{number}-why"), "second", "text2", wrap=True))
            row = QHBoxLayout()
            row.setSpacing(px(14))
            row.addWidget(NumberDisc(number), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            column.addLayout(row)
        self.add_block(whole)
        self.body.addStretch(1)

"""How handing in ends: what is to be done, in its order, and whether the receipt has come back."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.handing.view import Handed, Sent
from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.traffic_rows import receipt_cell
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.notice import Notice
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
    """The steps until the package is with its receiver; ``loading`` asks for the receipt's file."""

    loading = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("handing.next-head"))
        self._session = session
        self.receipt: Notice | None = None
        self.load: Button | None = None

    def show_steps(self, receiver: str, one: Handed) -> None:
        """Say how this package gets to the receiver, who may not have been named."""
        px = theme().tokens.px
        self.clear()
        self.receipt = self.load = None
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, px(2), 0, px(2))
        column.setSpacing(px(16))
        for number, (title, why) in enumerate(self._steps(receiver, one), 1):
            words = QVBoxLayout()
            words.setSpacing(px(3))
            words.addWidget(Words(title, wrap=True))
            words.addWidget(Words(why, "second", "text2", wrap=True))
            row = QHBoxLayout()
            row.setSpacing(px(14))
            row.addWidget(NumberDisc(number), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            column.addLayout(row)
        if one.edition == "same-school":  # the other machine is no receiver
            self.add_block(whole)
            self.body.addStretch(1)
            return
        self.receipt = Notice(State.ON_TRACK, self._session.say("incoming.state-none"))
        column.addWidget(self.receipt)
        self.add_block(whole)
        self.body.addStretch(1)
        self.body.addWidget(Separator())
        self.load = Button(self._session.say("handing.load-receipt"))
        self.load.clicked.connect(self.loading)
        self.add_block(self.load)

    def show_receipt(self, sent: Sent) -> None:
        """Say whether the receipt is there, and who gave it."""
        if self.receipt is not None:
            cell = receipt_cell(sent, self._session.texts)
            self.receipt.set_state(cell.state or State.ON_TRACK)
            self.receipt.set_words("　".join(filter(None, (cell.text, cell.hint))))

    def _steps(self, receiver: str, one: Handed) -> list[tuple[str, str]]:
        say = self._session.say
        nobody = "" if receiver else "-nobody"
        if one.edition == "same-school":
            steps = ("machine", "password", "back")
            return [(say(f"sending.next.{step}"), say(f"sending.next.{step}-why")) for step in steps]
        if one.edition == "email":
            count = len(one.parts)
            title = say(f"sending.next.mail{nobody}", receiver=receiver, count=count)
            found = [(title, say("sending.next.mail-why"))]
        else:
            title = say(f"handing.next.1{nobody}", receiver=receiver)
            sealed = say("sending.next.bring-why") if one.sealed else say("handing.next.1-why")
            found = [(title, sealed)]
        if one.sealed:
            found.append((say("sending.next.password"), say("sending.next.password-why")))
        return [*found, *((say(f"handing.next.{step}"), say(f"handing.next.{step}-why")) for step in (2, 3))]

"""A sealed package asks for its password in place; a wrong one is said, and another can be tried."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import FieldBox
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.words import Paragraph

_FIELD = 260


class PasswordCard(Card):
    """The field for the password, and the button that tries it."""

    def __init__(self, session: Session, looking: Looking) -> None:
        say = session.say
        super().__init__(say("incoming.sealed"), looking.package.name if looking.package else "")
        self.field = TextField()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(say("incoming.password"))
        self.field.setMinimumWidth(theme().tokens.px(_FIELD))
        box = FieldBox(self.field)
        box.set_error(say("incoming.wrong-password") if looking.was_wrong else "")
        unlock = Button(say("incoming.unlock"), role="primary", icon="lock-open")
        unlock.clicked.connect(lambda: looking.unlock(self.field.text()))
        self.field.returnPressed.connect(unlock.click)
        line = Line(box, unlock, None, gap=10)
        line.body.setAlignment(unlock, Qt.AlignmentFlag.AlignTop)
        self.add_block(Column(Paragraph(say("incoming.sealed-why"), colour="text2"), line, gap=12))

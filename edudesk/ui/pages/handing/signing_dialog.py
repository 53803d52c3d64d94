"""登记纸质签收: the small window for who signed for a package on paper, and when."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edudesk.ui.kept_window import KeptWindow
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import DateField, FormRow, TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Words

_WIDTH = 440


class SigningDialog(QDialog):
    """Asks who signed and when; ``then`` is given both."""

    def __init__(
        self, session: Session, handover_id: str, then: Callable[[str, date], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        say, px = session.say, theme().tokens.px
        self._session, self._then = session, then
        self.setWindowTitle(say("incoming.signed-title"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.by = TextField(say("incoming.signed-example"))
        self.day = DateField(session.texts, session.clock.today())
        self.day.set_date(session.clock.today())
        self.by_row = FormRow(say("incoming.signed-by"), self.by)
        self.day_row = FormRow(say("incoming.signed-on"), self.day)
        self.cancel, self.do = (
            Button(say("incoming.signed-not")),
            Button(say("incoming.signed-do"), "primary"),
        )
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(Words(say("incoming.signed-title"), "detail", wrap=True))
        for row in (self.by_row, self.day_row):
            layout.addWidget(row)
        layout.addWidget(Line(None, self.cancel, self.do, gap=10))
        self.setMinimumWidth(px(_WIDTH))
        self.by.setFocus()
        KeptWindow(session, self, "signed", ("handover", handover_id), {"by": self.by, "day": self.day})

    def accept(self) -> None:
        say, by, day = self._session.say, self.by.text().strip(), self.day.date()
        self.by_row.set_error("" if by else say("incoming.signed-needs-name"))
        self.day_row.set_error("" if day else say("incoming.signed-needs-day"))
        if by and day:
            self._then(by, day)
            super().accept()

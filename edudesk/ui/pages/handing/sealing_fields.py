"""The password that seals a package: typed twice, judged while it is typed, and never kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import UserError
from edudesk.services.packages.passwords import expect_strong
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.fields import Check, FieldBox, TextField
from edudesk.ui.widgets.words import Words

_LONG = 14
"""Characters from which on a password is called strong."""


class SealingFields(QWidget):
    """A tick and, where it is set, two fields; ``changed`` follows the tick."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._texts = session.texts
        say, px = session.say, theme().tokens.px
        self.tick = Check(say("sending.seal"))
        self.first = self._field(say("sending.password"))
        self.second = self._field(say("sending.password-again"))
        self._first_box, self._second_box = FieldBox(self.first), FieldBox(self.second)
        self._strength = Words("", "caption", "text2", wrap=True)
        self._fields = QWidget()
        below = QVBoxLayout(self._fields)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(4))
        for one in (self._first_box, self._strength, self._second_box):
            below.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(self.tick)
        layout.addWidget(self._fields)
        self.tick.toggled.connect(self._follow)
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(lambda: self._second_box.set_error(""))
        self.second.editingFinished.connect(self._compare)
        self._follow()

    @property
    def password(self) -> str:
        """The password, empty where the package stays open."""
        return self.first.text() if self.tick.isChecked() else ""

    def must_seal(self, *, on: bool) -> None:
        """Leave no choice: what holds everything is sealed. The choice is free again afterwards."""
        if on == self.tick.isEnabled():
            self.tick.setEnabled(not on)
            self.tick.setChecked(on)

    def settle(self) -> bool:
        """Return whether it can be sealed so, or not at all; otherwise say why not where it is typed."""
        if not self.tick.isChecked():
            return True
        if problem := self._weakness():
            self._strength.hide()
            self._first_box.set_error(problem)
            self.first.setFocus()
            return False
        if self.first.text() != self.second.text():
            self._second_box.set_error(self._texts.say("sending.password-differs"))
            self.second.setFocus()
            return False
        return True

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self.first.clear()
        self.second.clear()

    def _weakness(self) -> str:
        try:
            expect_strong(self.first.text())
        except UserError as error:
            return self._texts.say(f"sending.{error.code.removeprefix('signing.')}", **error.parameters)
        return ""

    def _judge(self) -> None:
        typed = self.first.text()
        strong = "sending.password-strong" if len(typed) >= _LONG else "sending.password-good"
        words = self._texts.say("sending.password-hint")
        if typed:
            words = self._weakness() or self._texts.say(strong)
        self._first_box.set_error("")
        self._strength.setText(words)
        self._strength.show()
        self._second_box.set_error("")

    def _compare(self) -> None:
        if self.second.text() and self.second.text() != self.first.text():
            self._second_box.set_error(self._texts.say("sending.password-differs"))

    def _follow(self) -> None:
        on = self.tick.isChecked()
        self._fields.setVisible(on)
        if not on:
            self.forget()
        self._judge()
        self.changed.emit()

    def _field(self, words: str) -> TextField:
        field = TextField(words)
        field.setEchoMode(TextField.EchoMode.Password)
        field.setAccessibleName(words)
        return field

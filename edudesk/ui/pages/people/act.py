"""The small windows of the roster: a few fields, and one button that says what it does."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, UserError
from edudesk.services.schemes.results import State
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import ChoiceField, DateField, FormRow, TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

_WIDTH = 500
Values = Mapping[str, Any]
Field = ChoiceField | TextField | DateField


class ActWindow(QDialog):
    """Fields one below the other. ``wanted`` carries what stands in those that are seen.

    It stays open until :meth:`accept`, so that nothing that was typed is lost when it is refused.
    """

    wanted = Signal(dict)

    def __init__(self, session: Session, title: str, do: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        px = theme().tokens.px
        self.session = session
        self.fields: dict[str, Field] = {}
        self.rows: dict[str, FormRow] = {}
        self._needed: set[str] = set()
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.do, self.cancel = Button(do, "tonal"), Button(session.say("people.cancel"))
        self.do.clicked.connect(self.say_wanted)
        self.cancel.clicked.connect(self.reject)
        self.notice = Notice(State.MISSED, "", below=True)
        self.notice.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(px(10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(12))
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addWidget(Words(title, "detail", elide=True))
        layout.addLayout(self.body)
        layout.addWidget(self.notice)
        layout.addWidget(Line(None, self.cancel, self.do, gap=10))
        self._width = px(_WIDTH)

    def add(self, name: str, field: Field, *, needed: bool = False) -> None:
        """Add a field; its label is ``moving.field.<name>``."""
        row = FormRow(self.session.say(f"moving.field.{name}"), field)
        row.setFixedWidth(self._width)
        self.rows[name], self.fields[name] = row, field
        if needed:
            self._needed.add(name)
        self.body.addWidget(row)

    def add_choice(
        self, name: str, items: Sequence[tuple[str, str]], value: str = "", *, needed: bool = False
    ) -> ChoiceField:
        """Add a choice."""
        field = ChoiceField(items, self.session.say("moving.choose"))
        field.set_value(value or None)
        self.add(name, field, needed=needed)
        return field

    def add_day(self, name: str) -> DateField:
        """Add a day, today at first."""
        field = DateField(self.session.texts, self.session.clock.today())
        field.set_date(self.session.clock.today())
        self.add(name, field, needed=True)
        return field

    def add_words(self, words: str = "") -> Words:
        """Add a sentence."""
        line = Words(words, "second", "text2", wrap=True)
        line.setFixedWidth(self._width)
        self.body.addWidget(line)
        return line

    def show_only(self, names: Sequence[str]) -> None:
        """Show certain fields."""
        for name, row in self.rows.items():
            row.setVisible(name in names)
            row.set_error("")
        self.notice.hide()

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields that are seen."""
        return {name: _value(field) for name, field in self.fields.items() if not self.rows[name].isHidden()}

    def say_wanted(self) -> None:
        """Hand over what is written, or say at its field what is missing."""
        found, first = self.values(), None
        for name, value in found.items():
            field = self.fields[name]
            wrong = field.error() if isinstance(field, DateField) else ""
            if not wrong and name in self._needed and not value:
                wrong = self.session.texts.present(UserError("moving.needed"))
            self.rows[name].set_error(wrong)
            first = first or (field if wrong else None)
        if first is not None:
            first.setFocus()
            return
        self.notice.hide()
        self.wanted.emit(found)

    def refuse(self, error: EduDeskError) -> None:
        """Say why it cannot be done; what is written stays."""
        self.do.set_busy("")
        self.notice.set_words(self.session.texts.present(error))
        self.notice.show()

    def show_first(self) -> None:
        """Open it with the cursor in the first field that is seen."""
        seen = (self.fields[name] for name, row in self.rows.items() if not row.isHidden())
        next(seen).setFocus()
        self.open()


def _value(field: Field) -> Any:
    if isinstance(field, DateField):
        return field.date()
    return (field.value() or "") if isinstance(field, ChoiceField) else field.text().strip()

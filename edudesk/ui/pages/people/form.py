"""The compact forms of the roster: one card of labelled fields, saved by one button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, Invalid, Problem
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.fields import ChoiceField, FormRow, TextField
from edudesk.ui.widgets.layout import BottomBar, PageScroll

if TYPE_CHECKING:
    from edudesk.services.roster import Choices

_WIDEST = 760


@dataclass(frozen=True)
class Asked:
    """One field of a form: its name in the record, and the vocabulary where it is chosen from words."""

    name: str
    vocabulary: str = ""


class RosterForm(QWidget):
    """A form for a record of ``type_code``; ``saved`` carries id and change, ``left`` comes without."""

    type_code = ""
    fields: Sequence[Asked] = ()
    saved = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id: str | None = None
        self._kept: Mapping[str, Any] = {}
        self._as_filled: dict[str, Any] = {}
        self.rows: dict[str, FormRow] = {}
        self.inputs: dict[str, TextField | ChoiceField] = {}
        say = session.say
        self.save_button = Button(say("people.save"), "primary", hint="Ctrl S")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = Button(say("people.cancel"))
        self.cancel_button.clicked.connect(self.leave)
        self.bar = BottomBar("", (self.cancel_button, self.save_button))
        self._shortcut("Ctrl+S", self.save)
        self._shortcut("Ctrl+Return", self.save)
        self._lay_out()

    def fill(self, record_id: str | None, content: Mapping[str, Any], choices: "Choices") -> None:
        """Show a record, or an empty form for a new one."""
        self._id, self._kept = record_id, dict(content)
        self._clear()
        kind = "edit" if record_id else "new"
        self._page.title_bar.set_title(
            self._session.say(f"people.{kind}-{self.type_code}", name=content.get("name", ""))
        )
        self._start_grid()
        for asked in self.fields:
            self._add_field(asked, choices)
        self.fill_more(content, choices)
        self._as_filled = self.content()
        self.inputs[self.fields[0].name].setFocus()

    def fill_more(self, content: Mapping[str, Any], choices: "Choices") -> None:
        """Add what the form has beside its plain fields."""

    def content(self) -> dict[str, Any]:
        """Return what the form says, with what it does not ask for as it was."""
        said = dict(self._kept)
        for name, field in self.inputs.items():
            value = field.value() if isinstance(field, ChoiceField) else field.text().strip()
            said[name] = value or None
        return {name: value for name, value in said.items() if value is not None or name in self._kept}

    def save(self) -> None:
        """Write the record."""
        from edudesk.ui.pages.people import questions

        type_code, record_id, content = self.type_code, self._id, self.content()
        self._clear_trouble()
        self.save_button.set_busy(self._session.say("people.saving"))
        self._session.desk.change(
            self,
            lambda opened: questions.save(opened, type_code, record_id, content),
            self._saved,
            failed=self._failed,
        )

    def leave(self) -> None:
        """Leave without saving, after a question when something was written."""
        if self.content() == self._as_filled:
            self.left.emit()
            return
        say = self._session.say
        title, sentence = say("people.leave-title"), say("people.leave-second")
        dialogs.ask(
            self,
            title,
            sentence,
            say("people.leave-yes"),
            say("people.leave-no"),
            danger=True,
            then=self.left.emit,
        )

    def _saved(self, done: tuple[str, str]) -> None:
        self.save_button.set_busy("")
        self.saved.emit(*done)

    def _failed(self, error: EduDeskError) -> None:
        self.save_button.set_busy("")
        left: list[Problem] = []
        for problem in error.problems if isinstance(error, Invalid) else ():
            row = self.row_of(problem.field)
            if row is None:
                left.append(problem)
            else:
                row.set_error(self._session.say(problem.code, **problem.parameters))
        if left or not isinstance(error, Invalid):
            shown = Invalid(tuple(left)) if left else error
            self._trouble.addWidget(ErrorNotice(self._session.texts, shown))

    def row_of(self, field: str) -> FormRow | None:
        """Return the row at which a problem of a field is shown."""
        return self.rows.get(field)

    def _add_field(self, asked: Asked, choices: "Choices") -> None:
        label = self._session.say(f"people.{self.type_code}.{asked.name}")
        value = self._kept.get(asked.name)
        field: TextField | ChoiceField
        if asked.vocabulary:
            language = self._session.texts.language
            words = [(code, word(language)) for code, word in choices.words[asked.vocabulary]]
            field = ChoiceField([("", self._session.say("people.not-said-field")), *with_value(words, value)])
            field.set_value(value or "")
        else:
            field = TextField()
            field.setText(str(value or ""))
        field.setAccessibleName(label)
        self.inputs[asked.name] = field
        self.rows[asked.name] = FormRow(label, field)
        place = len(self.rows) - 1
        self._grid.addWidget(self.rows[asked.name], place // 2, place % 2)

    def _start_grid(self) -> None:
        px = theme().tokens.px
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(10))
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._card.add_block(inside)

    def _clear(self) -> None:
        self._clear_trouble()
        self._card.clear()
        self.rows, self.inputs = {}, {}

    def _clear_trouble(self) -> None:
        for row in self.rows.values():
            row.set_error("")
        while (item := self._trouble.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        self._page = PageScroll(" ", most=_WIDEST)
        self._trouble = QVBoxLayout()
        self._card = Card()
        self._page.body.addLayout(self._trouble)
        self._page.body.addWidget(self._card)
        self._more = QVBoxLayout()
        self._more.setSpacing(theme().tokens.px(12))
        self._page.body.addLayout(self._more)
        self._page.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._page, 1)
        layout.addWidget(self.bar)
        self._shortcut("Esc", self.leave)

    def _shortcut(self, keys: str, deed: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        if keys != "Ctrl+S":  # saving is meant wherever the cursor is
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(deed)


def with_value(words: list[tuple[str, str]], value: object) -> list[tuple[str, str]]:
    """Return the words to choose from with a word of the record's own that they lack."""
    if isinstance(value, str) and value and value not in {code for code, _word in words}:
        return [*words, (value, value)]
    return words


class SchoolForm(RosterForm):
    """What a school is called, what it is and where."""

    type_code = "school"
    fields = (
        Asked("name"),
        Asked("short_name"),
        Asked("kind", "school-kind"),
        Asked("stage", "stage"),
        Asked("location", "location"),
        Asked("county"),
        Asked("address"),
        Asked("principal"),
        Asked("liaison"),
        Asked("phone"),
    )

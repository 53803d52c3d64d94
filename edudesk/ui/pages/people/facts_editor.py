"""The dated facts of a person as rows: what, from when, to when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from edudesk.ui.pages.people.form import with_value
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import fit_label
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import ChoiceField, DateField, FieldBox, TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.roster import Choices

_SINGLE = {"title", "employment", "stage"}
_OFFERED = ("school", "title", "post", "subject")
_VALUE, _LEVEL, _DAY = 186, 96, 166


class FactsEditor(Card):
    """One row per fact. Of what a person has one at a time, a new row ends the one before."""

    edited = Signal()

    def __init__(self, session: Session, choices: "Choices") -> None:
        super().__init__(session.say("people.dated"), session.say("people.dated-fact"))
        self._session, self._choices = session, choices
        self.facts: list[FactRow] = []
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        px = theme().tokens.px
        self._lines.setContentsMargins(px(16), px(10), px(16), px(4))
        self._lines.setSpacing(px(8))
        self.body.addWidget(inside)
        self.menu = QMenu(self)
        language = session.texts.language
        for code, label in choices.words["person-fact"]:
            self.menu.addAction(label(language)).triggered.connect(
                lambda _on=False, code=code: self.add_new(code)
            )
        self.add_button = Button(session.say("people.add-fact"), icon="plus", row=True, menu=self.menu)
        self.add_block(Line(self.add_button, None))

    def fill(self, facts: tuple[Mapping[str, Any], ...], *, is_new: bool) -> None:
        """Show the facts, and empty rows for the usual ones that are not said."""
        there = {fact["fact"] for fact in facts}
        bare: list[dict[str, Any]] = [{"fact": code} for code in _OFFERED if code not in there]
        if is_new:
            for usual in bare:
                if usual["fact"] == "school":
                    usual["school_id"] = self._choices.holder_id
        order = [code for code, _label in self._choices.words["person-fact"]]
        rows = [*facts, *bare]
        rows.sort(key=lambda fact: order.index(fact["fact"]) if fact["fact"] in order else len(order))
        for fact in rows:
            self._add(fact)

    def add_new(self, code: str) -> None:
        """Add an empty row; the day it begins ends what went before, where there is one at a time."""
        open_rows = [row for row in self.facts if row.fact == code and row.until.date() is None]
        row = self._add({"fact": code})
        if code in _SINGLE:
            row.since.edited.connect(lambda: _end_before(row, open_rows))
        row.value.setFocus()

    def content(self) -> tuple[dict[str, Any], ...]:
        """Return the facts that say something."""
        return tuple(fact for row in self.facts if (fact := row.content()))

    def find_trouble(self) -> bool:
        """Show at their rows the days that cannot be read; return whether there are any."""
        found = [row.find_trouble() for row in self.facts]  # every row speaks, not the first alone
        return any(found)

    def _add(self, fact: Mapping[str, Any]) -> "FactRow":
        row = FactRow(self._session, self._choices, fact)
        row.removed.connect(lambda: self._remove(row))
        self.facts.append(row)
        self._lines.addWidget(row)
        return row

    def _remove(self, row: "FactRow") -> None:
        self.facts.remove(row)
        row.hide()
        row.deleteLater()
        self.edited.emit()


def _end_before(new: "FactRow", open_rows: "list[FactRow]") -> None:
    """Let those that were open when a row was added end on the day before it begins, as it is written."""
    day = new.since.date()
    for row in open_rows:
        started = row.since.date() or date.min
        row.until.set_date(day - timedelta(days=1) if day and started < day else None)


class FactRow(QWidget):
    """One dated fact."""

    removed = Signal()

    def __init__(self, session: Session, choices: "Choices", fact: Mapping[str, Any]) -> None:
        super().__init__()
        self._session = session
        self._kept = dict(fact)
        self.fact: str = fact["fact"]
        language = session.texts.language
        labels = {code: label(language) for code, label in choices.words["person-fact"]}
        self._label = labels.get(self.fact, self.fact)
        self.value = self._make_value(choices)
        self.level = self._make_level(choices) if self.fact == "honour" else None
        self.since = self._make_day("people.from-day", fact.get("since"))
        self.until = self._make_day("people.to-day", fact.get("until"))
        self._from, self._to = FieldBox(self.since), FieldBox(self.until)
        self._lay_out()

    def content(self) -> dict[str, Any] | None:
        """Return the fact, or None when it says nothing."""
        field = self.value
        value = (field.value() if isinstance(field, ChoiceField) else field.text().strip()) or None
        if value is None:
            return None
        said = dict(self._kept)
        said["school_id" if self.fact == "school" else "value"] = value
        if self.level is not None:
            said["level"] = self.level.value() or None
        said["since"], said["until"] = self.since.date(), self.until.date()
        return {name: part for name, part in said.items() if part is not None}

    def find_trouble(self) -> bool:
        """Show a day that cannot be read, or an end before the beginning; return whether there is one."""
        since, until = self.since.date(), self.until.date()
        turned = since is not None and until is not None and until < since
        self._from.set_error(self.since.error())
        self._to.set_error(self.until.error() or (self._session.say("people.days-turned") if turned else ""))
        return bool(self._from.error or self._to.error)

    def _make_value(self, choices: "Choices") -> ChoiceField | TextField:
        if self.fact != "school" and self.fact not in choices.words:
            line = TextField()
            line.setText(self._kept.get("value") or "")
            line.setAccessibleName(self._label)
            return line
        language = self._session.texts.language
        if self.fact == "school":
            words = list(choices.schools)
            value = self._kept.get("school_id")
        else:
            words = [(code, label(language)) for code, label in choices.words[self.fact]]
            value = self._kept.get("value")
        field = ChoiceField([("", self._session.say("people.not-said-field")), *with_value(words, value)])
        field.set_value(value or "")
        field.setAccessibleName(self._label)
        return field

    def _make_level(self, choices: "Choices") -> ChoiceField:
        language = self._session.texts.language
        words = [(code, label(language)) for code, label in choices.words["level"]]
        field = ChoiceField([("", self._session.say("people.no-level")), *words])
        field.set_value(self._kept.get("level") or "")
        field.setAccessibleName(self._session.say("people.level"))
        return field

    def _make_day(self, code: str, day: date | None) -> DateField:
        field = DateField(self._session.texts, self._session.clock.today())
        field.line.setPlaceholderText("")  # too narrow for an example, and most stay empty
        field.setAccessibleName(f"{self._label} {self._session.say(code)}")
        if day:
            field.set_date(day)
        return field

    def _lay_out(self) -> None:
        px = theme().tokens.px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        top = Qt.AlignmentFlag.AlignTop  # what is wrong is said below a field and moves none beside it
        label = Words(self._label, wrap=True)
        fit_label(label)
        self.value.setMinimumWidth(px(_VALUE) if self.level is None else px(_VALUE - _LEVEL - 8))
        name = self._session.say("people.remove-fact", fact=self._label)
        remove = IconButton("circle-x", name, size="button")
        remove.clicked.connect(self.removed)
        to = Words(self._session.say("people.to-day"), "second", "text2")
        to.setFixedHeight(px("button"))
        for day in (self._from, self._to):
            day.setFixedWidth(px(_DAY))
        grid.addWidget(label, 0, 0, top)
        grid.addWidget(self.value, 0, 1, 1, 1 if self.level else 2, top)
        if self.level is not None:
            self.level.setFixedWidth(px(_LEVEL))
            grid.addWidget(self.level, 0, 2, top)
        for column, widget in enumerate((self._from, to, self._to, remove), 3):
            grid.addWidget(widget, 0, column, top)
        grid.setColumnStretch(1, 1)

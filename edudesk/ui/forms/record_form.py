"""A form for a record of any type, made from its description."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import Problem
from edudesk.models.contents import Content, empty
from edudesk.models.description import GROUPS, Field, Kind, RecordType
from edudesk.ui.forms.asking import NO_GROUND, Ground
from edudesk.ui.forms.editors import Editor
from edudesk.ui.forms.making import Surroundings, make_editor
from edudesk.ui.forms.rows import RowsEditor
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import FormRow
from edudesk.ui.widgets.words import Words

WIDEST = 760
_APART = (("from_id", "to_id"),)
"""Fields that cannot name the same: nothing goes from a school to itself."""


class RecordForm(QWidget):
    """Core and needed fields first, the others folded; groups with headings where there are several.

    ``ground`` (asked by :func:`edudesk.ui.forms.asking.ask_ground`) holds what references may choose.
    """

    edited = Signal()

    def __init__(
        self,
        session: Session,
        described: RecordType,
        content: Content,
        ground: Ground = NO_GROUND,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._described = session, described
        self._around = Surroundings(session.texts, session.clock.today(), ground)
        self.editors: dict[str, Editor] = {}
        self.rows: dict[str, FormRow] = {}
        self._folded = [field for field in described.fields if not (field.core or field.required)]
        self._more = QWidget()
        self._fold = Button("", role="quiet", icon="chevron-right", elide=True)
        self._lay_out()
        self.set_content(content)

    def content(self) -> dict[str, Any]:
        """Return what is filled in; what nobody touched is as it came."""
        read = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in read.items() if not empty(value)}

    def set_content(self, content: Content) -> None:
        """Show a content; a folded field that is filled in unfolds."""
        for name, editor in self.editors.items():
            editor.set_value(content.get(name))
        filled = any(not empty(content.get(field.name)) for field in self._folded)
        self._set_folded(folded=not filled)
        self.set_problems(())

    def typed(self) -> dict[str, str]:
        """Return words that cannot be read yet, by field, to be kept in a draft."""
        return {name: words for name, editor in self.editors.items() if (words := editor.typed())}

    def set_typed(self, typed: Mapping[str, str]) -> None:
        """Put such words back."""
        for name, words in typed.items():
            if name in self.editors:
                self.editors[name].set_typed(words)

    def is_changed(self) -> bool:
        """Return whether a person changed anything."""
        return any(editor.is_touched for editor in self.editors.values())

    def show_unreadable(self) -> bool:
        """Explain and go to what was typed and cannot be read, or cannot be so; False when all is well."""
        wrong = {name: words for name, editor in self.editors.items() if (words := editor.error())}
        said = self.content()
        for one, other in _APART:
            if said.get(other) and said.get(one) == said.get(other):
                wrong.setdefault(other, self._session.say("forms.same-school"))
        for name, words in wrong.items():
            if not isinstance(self.editors[name], RowsEditor):
                self.rows[name].set_error(words)
        if wrong:
            self._go_to(next(iter(wrong)))
        return bool(wrong)

    def set_problems(self, problems: Iterable[Problem]) -> tuple[str, ...]:
        """Explain each problem at its field and go to the first; return those that have no field here."""
        for name, row in self.rows.items():
            row.set_error("")
            editor = self.editors[name]
            if isinstance(editor, RowsEditor):
                editor.clear_errors()
        elsewhere: list[str] = []
        places: list[str] = []
        for problem in problems:
            place = self._explain(problem)
            if place:
                places.append(place)
            else:
                elsewhere.append(self._session.texts.problem(problem))
        if {field.name for field in self._folded} & set(places):
            self._set_folded(folded=False)
        if places:
            self._go_to(places[0])
        return tuple(elsewhere)

    def first_field(self) -> QWidget:
        """Return the field to begin with."""
        return next(iter(self.editors.values())).widget

    def _explain(self, problem: Problem) -> str:
        """Return the field at which a problem was explained, or nothing."""
        name, _, inner = problem.field.partition(".")
        if name not in self.rows:
            return ""
        words = self._session.texts.problem(problem)
        editor = self.editors[name]
        place, _, part = inner.partition(".")
        if not (isinstance(editor, RowsEditor) and part and editor.set_problem(int(place), part, words)):
            self.rows[name].set_error(words)
        return name

    def _go_to(self, name: str) -> None:
        if any(field.name == name for field in self._folded):
            self._set_folded(folded=False)
        self.editors[name].widget.setFocus()

    def _lay_out(self) -> None:
        px = theme().tokens.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        core = [field for field in self._described.fields if field not in self._folded]
        self._add_groups(layout, core)
        self._fold.clicked.connect(lambda: self._set_folded(folded=self._more.isVisibleTo(self)))
        layout.addWidget(self._fold)
        below = QVBoxLayout(self._more)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(10))
        self._add_groups(below, self._folded)
        layout.addWidget(self._more)
        self._fold.setVisible(bool(self._folded))
        self.setMaximumWidth(px(WIDEST))

    def _add_groups(self, layout: QVBoxLayout, fields: list[Field]) -> None:
        language = self._session.texts.language
        groups = [name for name in GROUPS if any(field.group == name for field in fields)]
        for name in groups:
            if len(groups) > 1:
                heading = Words(GROUPS[name](language), role="second", colour="text2", bold=True)
                heading.setContentsMargins(0, theme().tokens.px(4), 0, 0)
                layout.addWidget(heading)
            for field in fields:
                if field.group == name:
                    layout.addWidget(self._row(field))

    def _row(self, field: Field) -> FormRow:
        language = self._session.texts.language
        is_list = field.kind is Kind.ROWS
        editor = RowsEditor(field, self._around) if is_list else make_editor(field, self._around)
        editor.edited.connect(self.edited)
        unit = field.unit(language) if field.unit else ""
        label = "" if field.kind is Kind.YES_NO else field.label(language)
        row = FormRow(self._session.texts.aside(label, unit), editor.widget)
        if field.kind is Kind.YES_NO:
            editor.widget.setAccessibleName(field.label(language))
        self.editors[field.name] = editor
        self.rows[field.name] = row
        return row

    def _set_folded(self, *, folded: bool) -> None:
        self._more.setVisible(not folded and bool(self._folded))
        names = self._session.texts.listed(self._names(4))
        code = "forms.also" if folded else "forms.fold"
        self._fold.setText(self._session.say(code, names=names))
        self._fold.set_icon("chevron-right" if folded else "chevron-down")

    def _names(self, most: int) -> Iterator[str]:
        for field in self._folded[:most]:
            yield field.label(self._session.texts.language)

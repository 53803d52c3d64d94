"""The two lists of the roster: people and schools."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.pages.people import questions
from edudesk.ui.pages.people.panes import PersonPane, SchoolPane
from edudesk.ui.pages.people.questions import Rows, Wanted
from edudesk.ui.pages.people.roster_list import RosterList
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.tables import Request

if TYPE_CHECKING:
    from edudesk.services.roster import Choices, PersonDetail, SchoolDetail


class PeopleList(RosterList):
    """People, found by name, narrowed to a school or to those who are still there."""

    tab = "people"
    columns = (
        ("name", 90, True),
        ("school", 0, True),
        ("title", 100, True),
        ("post", 110, True),
        ("subjects", 110, True),
        ("honour", 150, False),
        ("sex", 60, False),
        ("phone", 120, False),
    )
    school_opened = Signal(str)
    acts = ("turn",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        say = session.say
        self.school = ChoiceField([("", say("people.all-schools"))], label=say("people.column-school"))
        items = [(code, say(f"people.{code or 'both'}")) for code in ("", "here", "gone")]
        self.standing = ChoiceField(items, label=say("people.standing"))
        pane = PersonPane(session)
        super().__init__(session, pane, parent)
        pane.school_opened.connect(self.school_opened)
        pane.turning.connect(lambda record_id: self.acting.emit("turn", (record_id,)))
        self.person_pane = pane
        for field in (self.school, self.standing):
            field.edited.connect(self._narrow)

    def filters(self) -> Sequence[QWidget]:
        self.school.setMinimumWidth(theme().tokens.px(190))
        return (self.school, self.standing)

    def set_choices(self, choices: "Choices") -> None:
        """Offer the schools as they are now."""
        kept = self.school.value()
        self.school.set_items([("", self.session.say("people.all-schools")), *choices.schools])
        self.school.set_value(kept)

    def set_filters(self, wanted: Wanted) -> None:
        self.school.set_value(wanted.school)
        self.standing.set_value(wanted.standing)

    def take_filters(self) -> Wanted:
        said = super().take_filters()
        return replace(said, school=self.school.value() or "", standing=self.standing.value() or "")

    def ask_page(self, opened: Opened, wanted: Wanted, request: Request) -> Rows:
        return questions.people_rows(opened, wanted, request, self.session.texts)

    def ask_ids(self, opened: Opened, wanted: Wanted, sort: str, *, descending: bool) -> tuple[str, ...]:
        return questions.people_ids(opened, wanted, sort, self.session.texts, descending=descending)

    def ask_detail(self, record_id: str) -> None:
        self.session.desk.ask(
            self, lambda opened: questions.ask_person(opened, record_id), self._show_person, key="detail"
        )

    def _show_person(self, found: "PersonDetail") -> None:
        if found.deleted:
            self.person_pane.clear()
        else:
            self.person_pane.show_person(found)


class SchoolList(RosterList):
    """Schools: our own first, then partners."""

    tab = "schools"
    columns = (
        ("name", 0, True),
        ("kind", 130, True),
        ("location", 80, True),
        ("roles", 150, True),
        ("people", 80, True),
    )
    people_opened = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.school_pane = SchoolPane(session)
        super().__init__(session, self.school_pane, parent)
        self.school_pane.acting.connect(lambda code, record_id: self.acting.emit(code, (record_id,)))
        self.school_pane.school_opened.connect(self.select)
        self.school_pane.people_opened.connect(self.people_opened)

    def column_title(self, code: str) -> str:
        return super().column_title("school" if code == "name" else code)

    def ask_page(self, opened: Opened, wanted: Wanted, request: Request) -> Rows:
        return questions.school_rows(opened, wanted, request, self.session.texts)

    def ask_ids(self, opened: Opened, wanted: Wanted, sort: str, *, descending: bool) -> tuple[str, ...]:
        return questions.school_ids(opened, wanted, sort, self.session.texts, descending=descending)

    def ask_detail(self, record_id: str) -> None:
        self.session.desk.ask(
            self, lambda opened: questions.ask_school(opened, record_id), self._show_school, key="detail"
        )

    def _show_school(self, found: "tuple[SchoolDetail, int]") -> None:
        school, people = found
        if school.deleted:
            self.school_pane.clear()
        else:
            self.school_pane.show_school(school, people)

"""What is known of one person, and of one school."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from edudesk.ui.history import offer_history
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.pane import Pane, PaneWords

if TYPE_CHECKING:
    from edudesk.models.base import RecordId
    from edudesk.services.roster import FactLine, PersonDetail, SchoolDetail


def _add_work(pane: Pane, session: Session, name: str, activities: "Sequence[RecordId]") -> None:
    """Add how many activities somebody took part in, as a way to them."""
    words = session.say("people.activities", count=len(activities))
    work = pane.add_link(session.say("people.work"), words)
    title = session.say("people.activities-of", name=name)
    lead_to_records(work, session, [("activity", one) for one in activities], title)


class PersonPane(Pane):
    """School, title, post, subjects as they stand, the phone in part until it is asked for, then what was."""

    school_opened = Signal(str)
    turning = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(pane_words(session, "none-chosen"))
        self._session = session
        self.turn = Button(session.say("moving.turn"), icon="arrow-left-right")
        self.turn.set_tip(session.say("moving.turn-tip"))
        self.turn.clicked.connect(lambda: self.turning.emit(self.shown))
        self.buttons.insert(1, self.turn)
        offer_history(session, self)
        self._phone = ""

    def show_person(self, found: "PersonDetail") -> None:
        """Show a person."""
        language = self._session.texts.language
        second = " · ".join(filter(None, (found.sex(language) if found.sex else "", found.school)))
        self.begin(found.id, found.name, second, ours=found.ours)
        self.turn.setVisible(found.ours)
        for line in found.facts:
            if line.current:
                self._add_fact_line(line)
        self._add_contact(found)
        if found.activities:
            _add_work(self, self._session, found.name, found.activities)
        self._add_history(found)

    def _add_contact(self, found: "PersonDetail") -> None:
        say = self._session.say
        for code, name in (("people.birth", "birth_month"), ("people.teaching", "teaching_since")):
            if words := found.content.get(name):
                self.add_fact(say(code), str(words))
        if found.phone:
            self.add_fact(
                say("people.phone"),
                say("people.phone-shown", phone=found.phone)
                if self._phone == found.id
                else say("people.phone-masked", phone=found.phone_masked),
                then=lambda: self._turn_phone(found),
            )
        if note := found.content.get("note"):
            self.add_fact(say("people.note"), str(note))

    def _turn_phone(self, found: "PersonDetail") -> None:
        self._phone = "" if self._phone == found.id else found.id
        self.show_person(found)

    def _add_history(self, found: "PersonDetail") -> None:
        past = [line for line in found.facts if not line.current]
        if past:
            self.add_heading(self._session.say("people.before"))
        for line in past:
            self._add_fact_line(line)

    def _add_fact_line(self, line: "FactLine") -> None:
        language = self._session.texts.language
        words = line.words(language)
        dates = span(self._session, line.since, line.until) if line.since or line.until else ""
        school_id = line.school_id
        if school_id:
            self.add_fact(
                line.label(language),
                words,
                second=dates,
                then=lambda: self.school_opened.emit(school_id),
            )
        else:
            self.add_fact(line.label(language), f"{words}  {dates}".rstrip(), faint=not line.current)


def span(session: Session, since: date | None, until: date | None) -> str:
    """Return from when to when something was so."""
    if until is None:
        return session.say("people.since", since=since)
    if since is None:
        return session.say("people.until", until=until)
    return session.say("people.span", since=since, until=until)


class SchoolPane(Pane):
    """Kind, place and communities of a school; ``people_opened`` asks for those who belong to it."""

    people_opened = Signal(str, str)
    school_opened = Signal(str)
    acting = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(pane_words(session, "no-school-chosen"))
        self._session = session
        self._acts: dict[str, QAction] = {}
        menu = QMenu(self)
        for code in ("rename", "merge", "split"):
            action = self._acts[code] = menu.addAction(session.say(f"moving.{code}"))
            action.triggered.connect(lambda _on=False, code=code: self.acting.emit(code, self.shown))
        self.change = Button(session.say("moving.school-acts"), menu=menu)
        self.buttons.insert(1, self.change)
        offer_history(session, self)

    def show_school(self, found: "SchoolDetail", people: int) -> None:
        """Show a school and how many people belong to it."""
        language, say = self._session.texts.language, self._session.say
        tag = say("people.holder") if found.holder else say("people.partner") if found.partner else ""
        second = " · ".join(filter(None, (tag, found.content.get("short_name"))))
        self.begin(found.id, found.name, second, ours=found.ours)
        for code, label in (
            ("people.kind", found.kind),
            ("people.stage", found.stage),
            ("people.location", found.location),
        ):
            if label:
                self.add_fact(say(code), label(language))
        place = " ".join(filter(None, (found.content.get(name) for name in ("province", "city", "county"))))
        for code, words in (
            ("people.county", place),
            ("people.address", found.content.get("address")),
            ("people.principal", found.content.get("principal")),
            ("people.liaison", found.content.get("liaison")),
            ("people.phone", found.phone_masked),
        ):
            if words:
                self.add_fact(say(code), str(words))
        self.add_fact(
            say("people.people"),
            say("people.count", count=people),
            then=(lambda: self.people_opened.emit(found.id, found.name)) if people else None,
        )
        if found.activities:
            _add_work(self, self._session, found.name, found.activities)
        self._add_communities(found)
        self._add_past(found)
        self.change.setVisible(found.ours)
        self._acts["merge"].setVisible(not found.holder)

    def _add_past(self, found: "SchoolDetail") -> None:
        say = self._session.say
        if found.past:
            self.add_heading(say("moving.past"))
        for line in found.past:
            label = line.on.isoformat() if line.on else say("moving.some-day")
            words = say(f"moving.past-{line.kind}", name=line.name)
            other = line.other_id
            then = (lambda other=other: self.school_opened.emit(other)) if other else None
            self.add_fact(label, words, then=then)

    def _add_communities(self, found: "SchoolDetail") -> None:
        language = self._session.texts.language
        if found.memberships:
            self.add_heading(self._session.say("people.communities"))
        for member in found.memberships:
            dates = span(self._session, member.since, member.until) if member.since or member.until else ""
            self.add_fact(member.role(language), f"{member.community}  {dates}".rstrip())


def pane_words(session: Session, empty: str) -> PaneWords:
    """Return what a pane of the roster says by itself; ``empty`` is its code while nothing is chosen."""
    return PaneWords(
        *(session.say(f"people.{code}") for code in (empty, "edit", "delete", "more", "not-ours"))
    )

"""我方的人、对方的人: who took part, with the people of the last time one click away."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from edudesk.texts import Texts
from edudesk.ui.pages.record.advice import listed
from edudesk.ui.pages.record.ground import Ground, GroupChoice, PersonChoice, Surroundings
from edudesk.ui.pages.record.telling import PAIR_ROLES, Someone, Told, everyone, is_mentoring
from edudesk.ui.widgets.fields import FormRow
from edudesk.ui.widgets.persons import Candidate, PersonsField, PersonToken
from edudesk.ui.widgets.words import Link

_NAMED = 2
_MANY = 3  # people from whom on a field says how many they are together


class PeopleRows(QObject):
    """The two rows of people. Nobody is entered unasked: the last ones are offered."""

    edited = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._around: Surroundings | None = None
        self._people: tuple[PersonChoice, ...] = ()
        self._groups: tuple[GroupChoice, ...] = ()
        self._followed: tuple[str, ...] | None = None
        self._mentoring = False
        self.ours = PersonsField(texts.say("record.people-hint"), texts)
        self.theirs = PersonsField(texts.say("record.people-hint"), texts)
        self.as_last = Link("", "second")
        self.as_last.clicked.connect(self._take_last)
        self.ours_row = FormRow(texts.say("record.ours"), self.ours)
        self.theirs_row = FormRow(texts.say("record.theirs"), self.theirs)
        inside = self.ours.layout()
        assert inside is not None
        inside.addWidget(self.as_last)
        for field in (self.ours, self.theirs):
            field.edited.connect(self._changed)
            # A name that is being typed is kept too, long before Enter.
            field.line.textEdited.connect(self._changed)

    def set_surroundings(self, around: Surroundings, ground: Ground) -> None:
        """Offer the people of a community's schools, and call the sides as it does."""
        self._around, self._people, self._followed = around, ground.people, None
        self._groups = ground.groups
        ours, theirs = ("ours", "theirs")
        if around.neutral:
            ours, theirs = f"{around.sides.side}-people", f"{around.sides.other}-people"
        for row, field, name in ((self.ours_row, self.ours, ours), (self.theirs_row, self.theirs, theirs)):
            row.label.setText(self._texts.say(f"record.{name}"))
            field.setAccessibleName(self._texts.say(f"record.{name}"))
            field.set_roles(around.roles)

    def follow(self, partners: Sequence[str], *, mentoring: bool = False) -> None:
        """Offer the people of these schools first; where it is not ``mentoring``, nobody is a mentor."""
        self._mentoring = mentoring
        if self._around is None or self._followed == tuple(partners):
            return
        self._followed = tuple(partners)
        us = self._around.sides.school_id
        known = {one.id for one in self._around.partners}
        ours = [one for one in self._people if one.school_id == us]
        chosen = [one for one in self._people if one.school_id in partners]
        others = [one for one in self._people if one.school_id in known and one.school_id not in partners]
        loose = [one for one in self._people if not one.school_id]
        self.ours.set_candidates([*map(_candidate, (*ours, *loose)), *self._groups_of({us, ""})])
        theirs = [*map(_candidate, (*chosen, *others, *loose)), *self._groups_of({*known, ""})]
        self.theirs.set_candidates(theirs)

    def _groups_of(self, schools: Collection[str]) -> list[Candidate]:
        return [
            Candidate("", one.name, one.school, count=one.count)
            for one in self._groups
            if one.school_id in schools
        ]

    def set_value(self, told: Told) -> None:
        """Show who is told."""
        self.ours.set_tokens([_token(one) for one in told.ours])
        self.theirs.set_tokens([_token(one) for one in told.theirs])
        self.follow(told.partners, mentoring=is_mentoring(told))
        self._tell()

    def told(self, told: Told) -> Told:
        """Return what is told with the people in it."""
        return replace(told, ours=_people(self.ours), theirs=_people(self.theirs))

    def _take_last(self) -> None:
        last = self._around.last if self._around else None
        if last is not None:
            self.ours.set_tokens([_token(self._in_role(one)) for one in last.ours])
            self.theirs.set_tokens([_token(self._in_role(one)) for one in last.theirs])
            self.ours.setFocus()
            self._changed()

    def _in_role(self, one: Someone) -> Someone:
        return one if self._mentoring or one.role not in PAIR_ROLES else replace(one, role="")

    def _changed(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        told = self.told(Told())
        for field, people in ((self.ours, told.ours), (self.theirs, told.theirs)):
            together = sum(one.count or 1 for one in people)
            field.set_fact(self._texts.say("record.total", count=together) if together >= _MANY else "")
        last = self._around.last if self._around else None
        people = (*last.ours, *last.theirs) if last else ()
        self.as_last.setVisible(bool(people) and not everyone(told))
        names = listed(self._texts, [one.name for one in people[:_NAMED]])
        words = self._texts.say(
            "record.as-last" if len(people) <= _NAMED else "record.as-last-more", names=names
        )
        self.as_last.setText(words)
        self.as_last.updateGeometry()


def _people(field: PersonsField) -> tuple[Someone, ...]:
    return tuple(Someone(one.name, one.person_id or "", one.count, one.role or "") for one in field.tokens())


def _token(one: Someone) -> PersonToken:
    return PersonToken(one.person_id or None, one.name, one.count or 1, one.role)


def _candidate(one: PersonChoice) -> Candidate:
    return Candidate(one.id, one.name, one.school)

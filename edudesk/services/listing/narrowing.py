"""What a list of activities is narrowed to, and the conditions that the database is asked with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from edudesk.models.activity import Activity, ActivityPerson, ActivitySchool
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.models.person import Person
from edudesk.models.school import School
from edudesk.services.listing.columns import EVERYTHING, Columns, Readings, fitting
from edudesk.services.listing.query import holds, listed, present
from edudesk.services.listing.sides import Sides
from edudesk.services.listing.terms import TermRange


@dataclass(frozen=True)
class ActivityFilter:
    """Which activities are meant; what is empty or None does not narrow, and everything named must hold.

    ``text``: each word (split at spaces) stands in the topic, the place, or the name of a person or school.
    ``kinds``, ``schools``, ``states``, ``communities``: one of these. ``month`` is ``2025-09`` and means
    every activity with a day in it; so do ``days``, a first and a last one. ``ids``, ``of_rule`` and
    ``missing`` narrow to these records, where given: those behind a figure, those a rule counts, those that
    lack papers (:mod:`edudesk.services.standing` knows them).
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    schools: tuple[RecordId, ...] = ()
    states: tuple[str, ...] = ()
    communities: tuple[RecordId, ...] = ()
    month: str = ""
    days: tuple[date, date] | None = None
    term: TermRange | None = None
    ids: tuple[RecordId, ...] | None = None
    of_rule: tuple[RecordId, ...] | None = None
    missing: tuple[RecordId, ...] | None = None
    columns: Columns = EVERYTHING


def conditions(chosen: ActivityFilter, sides: Sides) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of a filter on the table of activities."""
    for only in (chosen.ids, chosen.of_rule, chosen.missing):
        if only is not None:
            yield Activity.id.in_(listed(only))
    yield from fitting(chosen.columns, readings(sides))
    for word in chosen.text.split():
        yield _about(word)
    if chosen.kinds:
        kind = func.json_each(Activity.kinds).table_valued("value", name="kind")
        yield exists(select(1).select_from(kind).where(kind.c.value.in_(chosen.kinds)))
    if chosen.states:
        yield Activity.state.in_(chosen.states)
    if chosen.communities:
        yield Activity.community_id.in_({one for found in chosen.communities for one in sides.all_ids(found)})
    if chosen.schools:
        yield _at_schools({one for school in chosen.schools for one in sides.all_ids(school)})
    yield from _on_days(chosen)


def _on_days(chosen: ActivityFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.month:
        yield _in_month(chosen.month)
    if chosen.days:
        yield _in_days(*chosen.days)
    if chosen.term:
        yield _in_term(chosen.term)


def readings(sides: Sides) -> Readings:
    """Return what the columns of a list of activities read as.

    What papers are lacking and where it counts is known outside of the database.
    """
    count = func.range_called(files().where(Evidence.about_id == Activity.id).scalar_subquery())
    others = (
        select(func.group_concat(func.coalesce(School.short_name, School.name), "、"))
        .join(ActivitySchool, ActivitySchool.school_id == School.id)
        .where(ActivitySchool.record_id == Activity.id, School.id.not_in(sides.all_ids(sides.holder_id)))
        .correlate(Activity)
        .scalar_subquery()
    )
    return {
        "date": func.day_called(Activity.starts_on),
        "topic": Activity.topic,
        "kinds": func.all_called("activity-kind", Activity.kinds),
        "partner": others,
        "evidence": func.coalesce(func.nullif(func.known_of("evidence", Activity.id), ""), count),
        "counts": func.known_of("counts", Activity.id),
    }


def files() -> Select[Any]:
    """Return the number of files that are not in the recycle bin, to be asked of a record."""
    return select(func.count()).select_from(Evidence.__table__).where(present(Evidence.id))


def _about(word: str) -> ColumnElement[bool]:
    """Return whether a word stands in an activity, or in the name of somebody who takes part."""
    people = select(Person.id).where(holds(Person.name, word))
    of_person = select(ActivityPerson.record_id).where(
        or_(holds(ActivityPerson.name, word), ActivityPerson.person_id.in_(people))
    )
    named = select(School.id).where(or_(holds(School.name, word), holds(School.short_name, word)))
    of_school = select(ActivitySchool.record_id).where(ActivitySchool.school_id.in_(named))
    return or_(
        holds(Activity.topic, word),
        holds(Activity.place, word),
        Activity.id.in_(of_person),
        Activity.id.in_(of_school),
    )


def _at_schools(ids: set[RecordId]) -> ColumnElement[bool]:
    taking_part = select(ActivitySchool.record_id).where(ActivitySchool.school_id.in_(ids))
    return or_(Activity.id.in_(taking_part), Activity.host_id.in_(ids))


def _in_month(month: str) -> ColumnElement[bool]:
    first = date.fromisoformat(f"{month}-01")
    return _in_days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _in_days(first: date, last: date) -> ColumnElement[bool]:
    ending: Any = func.coalesce(Activity.ends_on, Activity.starts_on)
    return and_(Activity.starts_on <= last, ending >= first)


def _in_term(term: TermRange) -> ColumnElement[bool]:
    """Return whether an activity counts in a term: as the person said, else by its day."""
    by_day = and_(Activity.term.is_(None), Activity.starts_on.between(term.first, term.last))
    return or_(Activity.term == term.code, by_day)

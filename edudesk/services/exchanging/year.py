"""The stays of a school year, ours out and theirs in, as rows for time bars and list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.models.people_work import Exchange, Opinion
from edudesk.models.person import Person
from edudesk.models.school import School
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode, full_terms
from edudesk.services.exchanging.stay import first_terms
from edudesk.services.exchanging.steps import CONFIRMATION, grade_code
from edudesk.services.listing.query import present
from edudesk.services.listing.sides import Sides, sides

Direction = Literal["out", "in", "other"]
Phase = Literal["planned", "late", "here", "over", "cancelled"]
DOCUMENT = "formal-document"


@dataclass(frozen=True)
class StayRow:
    """One stay of the year.

    ``document`` tells whether the formal document lies with it; ``grade`` is the host's, a code of ``grade``
    or its own words; ``ours`` whether the record is ours to change.
    """

    id: RecordId
    name: str
    person_id: RecordId | None
    form: str
    from_name: str
    to_name: str
    direction: Direction
    state: str
    planned_from: date | None
    planned_until: date | None
    starts_on: date | None
    ends_on: date | None
    subjects: tuple[str, ...]
    document: bool
    document_number: str
    confirmed: bool
    grade: str
    ours: bool

    @property
    def first(self) -> date | None:
        """The first day, the real one where it is known."""
        return self.starts_on or self.planned_from

    @property
    def last(self) -> date | None:
        """The last day, the real one where it is known."""
        return self.ends_on or self.planned_until

    def phase(self, today: date) -> Phase:
        """Return how far the stay is: planned, its day passed without an arrival, there, over, cancelled."""
        if self.state == "cancelled":
            return "cancelled"
        if self.state == "planned":
            return "late" if self.planned_from is not None and self.planned_from <= today else "planned"
        return "over" if self.ends_on is not None and self.ends_on < today else "here"


@dataclass(frozen=True)
class Year:
    """A school year with its terms and the stays that touch it, ours first, by person and day."""

    start_year: int
    first: date
    last: date
    terms: tuple[Term, ...]
    today: date
    stays: tuple[StayRow, ...]

    def of(self, direction: Direction) -> tuple[StayRow, ...]:
        """Return the stays of one direction."""
        return tuple(one for one in self.stays if one.direction == direction)


def year_of(archive: Archive, start_year: int, today: date) -> Year:
    """Return the stays that touch a school year; rows are asked of the typed table alone."""
    with archive.read() as connection:
        terms = first_terms(connection, archive.holder_id)
        known = full_terms(terms, start_year, start_year)
        own = tuple(term for term in known if term.code.start_year == start_year)
        first = min([date(start_year, 9, 1), *(term.starts_on for term in own)])
        last = max([date(start_year + 1, 8, 31), *(term.ends_on for term in own)])
        around = sides(connection, archive.holder_id)
        rows = connection.execute(_chosen(first, last)).all()
        grades = _grades(connection)
    stays = (_row(row, around, grades, archive.holder_id) for row in rows)
    order = {"out": 0, "in": 1, "other": 2}
    shown = sorted(stays, key=lambda one: (order[one.direction], one.first or date.max, one.id))
    return Year(start_year, first, last, own, today, tuple(shown))


def school_year(code: TermCode | None, today: date) -> int:
    """Return the start year of the school year that is looked at."""
    autumn = 9
    return code.start_year if code else today.year - (today.month < autumn)


def _chosen(first: date, last: date) -> Select[Any]:
    home, host = aliased(School), aliased(School)
    begun = func.coalesce(Exchange.starts_on, Exchange.planned_from)
    ended = func.coalesce(Exchange.ends_on, Exchange.planned_until)
    return (
        select(
            Exchange.__table__,
            RecordHead.owner_id,
            Person.name.label("person"),
            func.coalesce(home.short_name, home.name).label("home"),
            func.coalesce(host.short_name, host.name).label("host"),
            exists()
            .where(Evidence.about_id == Exchange.id, Evidence.kind == DOCUMENT, present(Evidence.id))
            .label("document"),
        )
        .join(RecordHead, RecordHead.id == Exchange.id)
        .outerjoin(Person, Person.id == Exchange.person_id)
        .outerjoin(home, home.id == Exchange.from_id)
        .outerjoin(host, host.id == Exchange.to_id)
        .where(RecordHead.deleted.is_(False))
        .where(or_(begun.is_(None), begun <= last), or_(ended.is_(None), ended >= first))
    )


def _grades(connection: Connection) -> Mapping[RecordId, str]:
    """Return the newest grade by the stay that a host confirmed, empty where none is given."""
    rows = connection.execute(
        select(Opinion.about_id, Opinion.grade)
        .where(Opinion.kind == CONFIRMATION, present(Opinion.id))
        .order_by(Opinion.dated, Opinion.id)
    )
    return {about_id: grade_code(grade or "") for about_id, grade in rows}


def _row(row: Row[Any], around: Sides, grades: Mapping[RecordId, str], holder_id: RecordId) -> StayRow:
    return StayRow(
        row.id,
        row.person or row.name,
        row.person_id,
        row.form or "",
        row.home or "",
        row.host or "",
        direction_of(around, row.from_id, row.to_id),
        row.state,
        row.planned_from,
        row.planned_until,
        row.starts_on,
        row.ends_on,
        tuple(row.subjects or ()),
        bool(row.document),
        row.document_number or "",
        row.id in grades,
        grades.get(row.id) or row.grade or "",
        row.owner_id == holder_id,
    )


def direction_of(around: Sides, from_id: RecordId | None, to_id: RecordId | None) -> Direction:
    """Return whether somebody goes out from our school, comes in to us, or moves between others."""
    if around.ours(from_id):
        return "out"
    return "in" if around.ours(to_id) else "other"


def by_person(stays: Sequence[StayRow]) -> tuple[tuple[StayRow, ...], ...]:
    """Return the stays person by person, in the order of each one's first."""
    found: dict[str, list[StayRow]] = {}
    for one in stays:
        found.setdefault(one.person_id or one.name, []).append(one)
    return tuple(tuple(rows) for rows in found.values())

"""Mentor pairs and their sessions, read from the typed tables: no record is built for a row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Document, Evidence
from edudesk.models.people_work import MentorPair, MentorPairPerson
from edudesk.models.person import Person, PersonFact
from edudesk.models.school import School
from edudesk.services.identity import same_events
from edudesk.services.listing.query import listed, present
from edudesk.services.listing.sides import in_force

PARTS = ("mentor", "apprentice")


@dataclass(frozen=True)
class PairPerson:
    """Somebody of a pair, with the school of the day the pair began."""

    part: str
    name: str
    person_id: RecordId | None
    school_id: RecordId | None
    school: str


@dataclass(frozen=True)
class Session:
    """A session of a pair as it is counted: an event that both sides recorded comes once."""

    id: RecordId
    pair_id: RecordId
    state: str
    starts_on: date
    term: str | None


def pair_rows(connection: Connection, only: RecordId | None = None) -> list[Row[Any]]:
    """Return the pairs that are not in the recycle bin, each with its owner."""
    chosen = (
        select(MentorPair.__table__, RecordHead.owner_id)
        .join(RecordHead, RecordHead.id == MentorPair.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(MentorPair.starts_on, MentorPair.id)
    )
    if only is not None:
        chosen = chosen.where(MentorPair.id == only)
    return list(connection.execute(chosen))


def people_of(connection: Connection, pairs: Sequence[Row[Any]]) -> Mapping[RecordId, tuple[PairPerson, ...]]:
    """Return the mentors and apprentices of pairs, mentors first."""
    begun = {row.id: row.starts_on or row.signed_on for row in pairs}
    rows = list(
        connection.execute(
            select(MentorPairPerson.__table__)
            .where(MentorPairPerson.record_id.in_(listed(begun)))
            .order_by(MentorPairPerson.record_id, MentorPairPerson.position)
        )
    )
    ids = {row.person_id for row in rows if row.person_id}
    names = _names(connection, ids)
    schools = _schools_of(connection, ids)
    called = school_names(connection)
    found: dict[RecordId, list[PairPerson]] = defaultdict(list)
    for row in rows:
        if row.part in PARTS:
            day = begun[row.record_id]
            serving = [one["school_id"] for one in schools.get(row.person_id or "", ()) if in_force(one, day)]
            school = serving[-1] if serving else None
            name = names.get(row.person_id or "") or row.name or ""
            found[row.record_id].append(
                PairPerson(row.part, name, row.person_id, school, called.get(school or "", ""))
            )
    return {
        one: tuple(sorted(people, key=lambda person: PARTS.index(person.part)))
        for one, people in found.items()
    }


def _names(connection: Connection, ids: Iterable[RecordId]) -> Mapping[RecordId, str]:
    rows = connection.execute(select(Person.id, Person.name).where(Person.id.in_(listed(ids))))
    return {row.id: row.name for row in rows}


def _schools_of(
    connection: Connection, ids: Iterable[RecordId]
) -> Mapping[RecordId, Sequence[Mapping[str, Any]]]:
    found: dict[RecordId, list[Mapping[str, Any]]] = defaultdict(list)
    rows = connection.execute(
        select(PersonFact.record_id, PersonFact.school_id, PersonFact.since, PersonFact.until)
        .where(PersonFact.record_id.in_(listed(ids)), PersonFact.fact == "school")
        .where(PersonFact.school_id.is_not(None))
        .order_by(PersonFact.record_id, PersonFact.position)
    )
    for row in rows.mappings():
        found[row["record_id"]].append(dict(row))
    return found


def school_names(connection: Connection) -> Mapping[RecordId, str]:
    """Return every school's short name, its name where it has none."""
    rows = connection.execute(select(School.id, School.name, School.short_name))
    return {row.id: row.short_name or row.name for row in rows}


def sessions_between(connection: Connection, first: date, last: date) -> tuple[Session, ...]:
    """Return the sessions of all pairs that may count in a term: of these days, or moved to some term."""
    return _sessions(connection, or_(Activity.starts_on.between(first, last), Activity.term.is_not(None)))


def sessions_of(connection: Connection, pair_id: RecordId) -> tuple[Session, ...]:
    """Return all sessions of one pair, the newest first."""
    found = _sessions(connection, Activity.pair_id == pair_id)
    return tuple(sorted(found, key=lambda one: (one.starts_on, one.id), reverse=True))


def _sessions(connection: Connection, narrowed: Any) -> tuple[Session, ...]:
    rows = connection.execute(
        select(Activity.id, Activity.pair_id, Activity.state, Activity.starts_on, Activity.term)
        .where(Activity.pair_id.is_not(None), Activity.starts_on.is_not(None), narrowed)
        .where(Activity.state != "cancelled", present(Activity.id))
        .order_by(Activity.starts_on, Activity.id)
    )
    events, seen, found = same_events(connection), set(), []
    for row in rows:
        event = (row.pair_id, events.of(row.id))
        if event not in seen:
            seen.add(event)
            found.append(Session(row.id, row.pair_id, row.state, row.starts_on, row.term))
    return tuple(found)


def last_held(connection: Connection, today: date) -> Mapping[RecordId, date]:
    """Return the day of the last session of every pair that has had one."""
    rows = connection.execute(
        select(Activity.pair_id, func.max(Activity.starts_on))
        .where(Activity.pair_id.is_not(None), Activity.state == "held", Activity.starts_on <= today)
        .where(present(Activity.id))
        .group_by(Activity.pair_id)
    )
    return {pair_id: day for pair_id, day in rows if pair_id and day}


def papered(connection: Connection, pairs: Iterable[RecordId]) -> frozenset[RecordId]:
    """Return which pairs have a paper: a file of their own, or a document of the archive about them."""
    ids = list(pairs)
    found: set[RecordId] = set()
    for table in (Evidence, Document):
        about: Any = table.about_id
        rows = connection.execute(select(about).where(about.in_(listed(ids)), present(table.id)))
        found |= set(rows.scalars())
    return frozenset(found)


def on_the_roster(connection: Connection, day: date) -> tuple[tuple[RecordId, str, str], ...]:
    """Return everybody of the roster: id, name and the school of a day."""
    people = connection.execute(
        select(Person.id, Person.name).where(present(Person.id)).order_by(Person.id)
    ).all()
    schools, called = _schools_of(connection, (row.id for row in people)), school_names(connection)
    found = []
    for row in people:
        serving = [one["school_id"] for one in schools.get(row.id, ()) if in_force(one, day)]
        found.append((row.id, row.name, called.get(serving[-1], "") if serving else ""))
    return tuple(found)

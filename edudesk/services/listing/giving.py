"""Requests, donations and achievements as rows of tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.models.giving import Achievement, AchievementPerson, Donation, DonationItem, Request, worth
from edudesk.models.person import Person
from edudesk.models.school import School
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.listing.query import present
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.texts import Label


@dataclass(frozen=True)
class RequestRow:
    """What a school asks for; ``answers`` are the activities that answer it, in the order of their making."""

    id: RecordId
    topic: str
    school: str
    asked_on: date | None
    wanted_by: date | None
    state: str
    state_label: Label
    kinds: tuple[Label, ...]
    subjects: tuple[Label, ...]
    answers: tuple[RecordId, ...]
    ours: bool
    late: bool


@dataclass(frozen=True)
class DonationRow:
    """What was given; ``value`` in yuan is the sum of its lines, None where no line has one."""

    id: RecordId
    purpose: str
    dated: date | None
    giver: str
    receiver: str
    items: tuple[str, ...]
    value: Decimal | None
    files: int
    ours: bool
    late: bool


@dataclass(frozen=True)
class AchievementRow:
    """A paper, award, project or honour; ``rank`` sorts levels from national to school, without one last."""

    id: RecordId
    title: str
    kind: Label | None
    level: Label | None
    rank: int
    dated: date | None
    people: tuple[str, ...]
    school: str
    files: int
    ours: bool
    late: bool


def requests(archive: Archive, own_words: OwnWords = NO_OWN_WORDS) -> tuple[RequestRow, ...]:
    """Return all requests, newest first."""
    table: Any = Request.__table__
    with archive.read() as connection:
        rows = _rows(connection, Request, table.c.asked_on)
        schools = _schools(connection)
        answers = _answers(connection)
    return tuple(
        RequestRow(
            id=row.id,
            topic=row.topic,
            school=schools.get(row.school_id, ""),
            asked_on=row.asked_on,
            wanted_by=row.wanted_by,
            state=row.state,
            state_label=word("request-state", row.state, own_words),
            kinds=tuple(word("activity-kind", code, own_words) for code in row.kinds or ()),
            subjects=tuple(word("subject", code, own_words) for code in row.subjects or ()),
            answers=tuple(answers.get(row.id, ())),
            ours=row.owner_id == archive.holder_id,
            late=row.late,
        )
        for row in rows
    )


def donations(archive: Archive) -> tuple[DonationRow, ...]:
    """Return all donations, newest first."""
    table: Any = Donation.__table__
    with archive.read() as connection:
        rows = _rows(connection, Donation, table.c.dated)
        schools = _schools(connection)
        items = _items(connection)
        files = _files(connection, Donation)
    return tuple(
        DonationRow(
            id=row.id,
            purpose=row.purpose,
            dated=row.dated,
            giver=schools.get(row.from_id) or row.from_name or "",
            receiver=schools.get(row.to_id, ""),
            items=tuple(_item(one) for one in items.get(row.id, ())),
            value=_sum(worth(one.quantity, one.unit_price, one.value) for one in items.get(row.id, ())),
            files=files.get(row.id, 0),
            ours=row.owner_id == archive.holder_id,
            late=row.late,
        )
        for row in rows
    )


def achievements(archive: Archive, own_words: OwnWords = NO_OWN_WORDS) -> tuple[AchievementRow, ...]:
    """Return all achievements, newest first; they are listed, and never counted against anybody."""
    table: Any = Achievement.__table__
    ranks = {choice.code: place for place, choice in enumerate(VOCABULARIES["level"].choices)}
    with archive.read() as connection:
        rows = _rows(connection, Achievement, table.c.dated)
        schools = _schools(connection)
        people = _people(connection)
        files = _files(connection, Achievement)
    return tuple(
        AchievementRow(
            id=row.id,
            title=row.title,
            kind=word("achievement-kind", row.kind, own_words) if row.kind else None,
            level=word("level", row.level, own_words) if row.level else None,
            rank=ranks.get(row.level, len(ranks)),
            dated=row.dated,
            people=tuple(people.get(row.id, ())),
            school=schools.get(row.school_id, ""),
            files=files.get(row.id, 0),
            ours=row.owner_id == archive.holder_id,
            late=row.late,
        )
        for row in rows
    )


def _rows(connection: Connection, table: type[Any], day: Any) -> list[Any]:
    chosen = (
        select(table.__table__, RecordHead.owner_id, RecordHead.late)
        .join(RecordHead, RecordHead.id == table.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(day.is_(None), day.desc(), table.id.desc())
    )
    return list(connection.execute(chosen))


def _schools(connection: Connection) -> Mapping[RecordId, str]:
    """Return what schools are called in a narrow column."""
    chosen = select(School.id, School.name, School.short_name)
    return {row.id: row.short_name or row.name for row in connection.execute(chosen)}


def _answers(connection: Connection) -> Mapping[RecordId, list[RecordId]]:
    chosen = (
        select(Activity.request_id, Activity.id)
        .where(Activity.request_id.is_not(None), present(Activity.id))
        .order_by(Activity.id)
    )
    found: dict[RecordId, list[RecordId]] = defaultdict(list)
    for row in connection.execute(chosen):
        found[row.request_id].append(row.id)
    return found


def _items(connection: Connection) -> Mapping[RecordId, list[Any]]:
    table: Any = DonationItem.__table__
    found: dict[RecordId, list[Any]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.record_id, table.c.position)):
        found[row.record_id].append(row)
    return found


def _item(row: Any) -> str:
    quantity = f"{row.quantity.normalize():f}" if row.quantity is not None else ""
    return " ".join(filter(None, (row.name, quantity + (row.unit or ""))))


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _people(connection: Connection) -> Mapping[RecordId, list[str]]:
    table: Any = AchievementPerson.__table__
    chosen = (
        select(table.c.record_id, func.coalesce(Person.name, table.c.name).label("name"))
        .outerjoin(Person, Person.id == table.c.person_id)
        .order_by(table.c.record_id, table.c.position)
    )
    found: dict[RecordId, list[str]] = defaultdict(list)
    for row in connection.execute(chosen):
        if row.name:
            found[row.record_id].append(row.name)
    return found


def _files(connection: Connection, table: type[Any]) -> Mapping[RecordId, int]:
    chosen = (
        select(Evidence.about_id, func.count())
        .join(table, table.id == Evidence.about_id)
        .where(present(Evidence.id))
        .group_by(Evidence.about_id)
    )
    return {row[0]: row[1] for row in connection.execute(chosen)}

"""The roster as rows of a table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.person import Person, PersonFact
from edudesk.models.school import School
from edudesk.models.vocabularies import VOCABULARIES, vocabulary_of_fact
from edudesk.services.archive import Archive
from edudesk.services.listing.columns import (
    EVERYTHING,
    Columns,
    Readings,
    few_values,
    fitting,
    prepare_columns,
)
from edudesk.services.listing.query import holds, listed, prepare, present
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.reports.masking import masked_phone
from edudesk.texts import Label

PersonColumn = Literal[
    "name", "sex", "school", "title", "post", "subjects", "honour", "phone", "active", "entered"
]


@dataclass(frozen=True)
class PersonFilter:
    """Which people are meant; ``text`` is in the name, ``schools`` are those they belong to on the day.

    ``active``: False only who has left the school they had, True everybody else, None both.
    """

    text: str = ""
    schools: tuple[RecordId, ...] = ()
    active: bool | None = None
    ids: tuple[RecordId, ...] | None = None
    columns: Columns = EVERYTHING


@dataclass(frozen=True)
class PersonSort:
    """The column that orders the rows; names in the order of pinyin."""

    column: PersonColumn = "name"
    descending: bool = False


@dataclass(frozen=True)
class PersonRow:
    """A person as things stand on the day asked; ``phone`` is masked.

    ``title``, ``post`` and ``honour`` may hold several names; an honour has its level before it.
    """

    id: RecordId
    name: str
    sex: Label | None
    school_id: RecordId | None
    school: str
    title: Label
    post: Label
    honour: Label
    subjects: tuple[Label, ...]
    stage: Label | None
    phone: str
    active: bool
    ours: bool


def count(archive: Archive, chosen: PersonFilter, *, today: date) -> int:
    """Return how many people the filter leaves."""
    with archive.read() as connection:
        prepare_columns(connection, chosen.columns)
        return int(connection.execute(_left(chosen, today, func.count())).scalar_one())


def ids(archive: Archive, chosen: PersonFilter, sort: PersonSort, *, today: date) -> tuple[RecordId, ...]:
    """Return the ids of all people that the filter leaves, in order."""
    with archive.read() as connection:
        prepare(connection)
        prepare_columns(connection, chosen.columns)
        return tuple(connection.execute(_ordered(chosen, sort, today)).scalars())


def page(
    archive: Archive,
    chosen: PersonFilter,
    sort: PersonSort,
    offset: int,
    limit: int,
    *,
    today: date,
    own_words: OwnWords = NO_OWN_WORDS,
) -> tuple[PersonRow, ...]:
    """Return ``limit`` rows from the row ``offset`` on, as things stand ``today``."""
    with archive.read() as connection:
        prepare(connection)
        prepare_columns(connection, chosen.columns)
        ordered = _ordered(chosen, sort, today).offset(offset).limit(limit)
        shown = list(connection.execute(ordered).scalars())
        return _rows(connection, shown, archive.holder_id, today, own_words)


def in_force(today: date) -> ColumnElement[bool]:
    """Return whether a dated fact of a person holds on a day."""
    return and_(
        or_(PersonFact.since.is_(None), PersonFact.since <= today),
        or_(PersonFact.until.is_(None), PersonFact.until >= today),
    )


def school_of(today: date) -> Any:
    """Return the school a person belongs to on a day: the one that was written last."""
    return _fact("school", today, PersonFact.school_id)


def _fact(code: str, today: date, column: Any) -> Any:
    return (
        select(column)
        .where(PersonFact.record_id == Person.id, PersonFact.fact == code, in_force(today))
        .order_by(PersonFact.position.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _active(today: date) -> ColumnElement[bool]:
    of_school = select(1).where(PersonFact.record_id == Person.id, PersonFact.fact == "school")
    return or_(~of_school.exists(), of_school.where(in_force(today)).exists())


def _left(chosen: PersonFilter, today: date, *columns: Any) -> Select[Any]:
    named = (holds(Person.name, part) for part in chosen.text.split())
    left = select(*columns).select_from(Person.__table__).where(present(Person.id), *named)
    if chosen.columns.wanted:
        left = left.where(*fitting(chosen.columns, _readings(today)))
    if chosen.ids is not None:
        left = left.where(Person.id.in_(listed(chosen.ids)))
    if chosen.schools:
        left = left.where(school_of(today).in_(chosen.schools))
    if chosen.active is not None:
        left = left.where(_active(today) if chosen.active else ~_active(today))
    return left


def _honour(today: date) -> Any:
    """Return what sorts honours: the highest level first, words within it."""
    level = func.word_rank("level", func.coalesce(_fact("honour", today, PersonFact.level), "~"))
    words = func.reading_key(_fact("honour", today, PersonFact.value))
    return case((words.is_not(None), func.printf("%03d", level).concat(func.hex(words))))


def _readings(today: date) -> Readings:
    """Return what the columns read as; of a phone number, which is masked, whether there is one."""
    return {
        "name": Person.name,
        "sex": func.called("sex", Person.sex),
        "phone": func.whether(Person.phone),
        "school": select(School.name).where(School.id == school_of(today)).scalar_subquery(),
        **{
            column: _facts_called(fact, today)
            for column, fact in (("title",) * 2, ("post",) * 2, ("subjects", "subject"), ("honour",) * 2)
        },
    }


def _facts_called(fact: str, today: date) -> Any:
    words = func.called(vocabulary_of_fact(fact), PersonFact.value)
    said = words if fact != "honour" else func.called("level", PersonFact.level).concat(words)
    return (
        select(func.group_concat(said, "、"))
        .where(PersonFact.record_id == Person.id, PersonFact.fact == fact, in_force(today))
        .correlate(Person)
        .scalar_subquery()
    )


def values(archive: Archive, column: str, columns: Columns, *, today: date) -> tuple[str, ...]:
    """Return the few different words of a column; nothing where they are many or cannot be read."""
    reading = _readings(today).get(column)
    if reading is None:
        return ()
    with archive.read() as connection:
        prepare_columns(connection, columns)
        return few_values(connection, select(reading).select_from(Person.__table__).where(present(Person.id)))


def _ordered(chosen: PersonFilter, sort: PersonSort, today: date) -> Select[Any]:
    by_name = func.reading_key(Person.name)
    keys = {
        "name": by_name,
        "sex": func.word_rank("sex", Person.sex),
        "school": select(func.reading_key(School.name))
        .where(School.id == school_of(today))
        .scalar_subquery(),
        "title": func.word_rank("title", _fact("title", today, PersonFact.value)),
        "post": func.reading_key(_fact("post", today, PersonFact.value)),
        "subjects": func.word_rank("subject", _fact("subject", today, PersonFact.value)),
        "honour": _honour(today),
        "phone": func.nullif(Person.phone, ""),
        "active": ~_active(today),
        "entered": select(RecordHead.entered_at).where(RecordHead.id == Person.id).scalar_subquery(),
    }
    key: Any = keys[sort.column]
    return _left(chosen, today, Person.id).order_by(
        key.desc().nulls_last() if sort.descending else key.nulls_last(), by_name, Person.id
    )


def _rows(
    connection: Connection, shown: Sequence[RecordId], holder_id: RecordId, today: date, own_words: OwnWords
) -> tuple[PersonRow, ...]:
    chosen = (
        select(
            *(Person.id, Person.name, Person.sex, Person.phone, RecordHead.owner_id),
            _active(today).label("active"),
            school_of(today).label("school_id"),
        )
        .join(RecordHead, RecordHead.id == Person.id)
        .where(Person.id.in_(listed(shown)))
    )
    found = {row.id: row for row in connection.execute(chosen)}
    facts = _facts(connection, shown, today, own_words)
    schools = _schools(connection, {row.school_id for row in found.values() if row.school_id})
    return tuple(_row(found[one], facts[one], schools, holder_id) for one in shown)


def _row(
    row: Row[Any], facts: dict[str, list[Label]], schools: dict[RecordId, str], holder_id: RecordId
) -> PersonRow:
    return PersonRow(
        id=row.id,
        name=row.name,
        sex=VOCABULARIES["sex"].label(row.sex) if row.sex else None,
        school_id=row.school_id,
        school=schools.get(row.school_id, ""),
        title=_joined(facts["title"]),
        post=_joined(facts["post"]),
        honour=_joined(facts["honour"]),
        subjects=tuple(facts["subject"]),
        stage=next(iter(facts["stage"]), None),
        phone=masked_phone(row.phone or ""),
        active=bool(row.active),
        ours=row.owner_id == holder_id,
    )


def _joined(labels: Sequence[Label]) -> Label:
    return Label("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def _facts(
    connection: Connection, shown: Sequence[RecordId], today: date, own_words: OwnWords
) -> dict[RecordId, dict[str, list[Label]]]:
    """Return the names of what is true of people on a day, by person and fact."""
    facts: dict[RecordId, dict[str, list[Label]]] = {one: defaultdict(list) for one in shown}
    rows = connection.execute(
        select(PersonFact.record_id, PersonFact.fact, PersonFact.value, PersonFact.level)
        .where(PersonFact.record_id.in_(listed(shown)), in_force(today), PersonFact.value.is_not(None))
        .order_by(PersonFact.record_id, PersonFact.position)
    )
    for row in rows:
        words = vocabulary_of_fact(row.fact)
        known = VOCABULARIES.get(words)
        named = word(words, (known.read(row.value) if known else None) or row.value, own_words)
        if row.level:
            level = word("level", row.level, own_words)
            named = Label(level.zh + named.zh, f"{level.en} {named.en}")
        facts[row.record_id][row.fact].append(named)
    return facts


def _schools(connection: Connection, wanted: set[RecordId]) -> dict[RecordId, str]:
    rows = connection.execute(select(School.id, School.name).where(School.id.in_(listed(wanted))))
    return {row.id: row.name for row in rows}

"""What may be one: schools, people and events that stand twice in the archive (decisions 6, 8).

A person confirms or says no. A yes is a link record, which can be undone and parted; a no is kept as a fact
of this archive, so that it is not proposed again, and can be looked at once more.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.person import Person, PersonFact
from edudesk.models.school import School
from edudesk.services.archive import Archive
from edudesk.services.identity import Identity, same_objects

REFUSED = "not-the-same"
"""The archive's fact that keeps what somebody said no to, as pairs of ids."""
MOST = 200
"""More proposals than these are not looked for: they come when those are answered."""
_CROWD = 12
"""So many records of one name or code are compared with each other."""


@dataclass(frozen=True)
class Proposal:
    """Two records that may be one. ``sort`` is "school", "person" or "event".

    ``basis`` is why: "code", "name-county", "id-number", "name-phone", "name-birth" or "day-schools-kind".
    """

    sort: str
    first: RecordId
    second: RecordId
    basis: str


Refused = frozenset[frozenset[RecordId]]


def refused_pairs(archive: Archive) -> tuple[tuple[RecordId, RecordId], ...]:
    """Return the pairs that somebody said no to, the latest first."""
    kept = archive.fact(REFUSED) or []
    return tuple((first, second) for first, second in reversed(kept))


def refusals(pairs: Iterable[tuple[RecordId, RecordId]], same: Identity) -> Refused:
    """Return what was refused by the ids that stand for each."""
    return frozenset(frozenset((same.of(first), same.of(second))) for first, second in pairs)


@dataclass(frozen=True)
class _Known:
    """What is joined already, and what somebody said no to."""

    same: Identity
    no: Refused


@dataclass(frozen=True)
class _Kind:
    """How records of a sort are found to be one: what they are sorted by, and why two of those are one."""

    sort: str
    keys: Callable[[Row[Any]], Iterator[Hashable]]
    basis: Callable[[Row[Any], Row[Any]], str]


def _known(archive: Archive, connection: Connection) -> _Known:
    same = same_objects(connection, archive.holder_id)
    return _Known(same, refusals(refused_pairs(archive), same))


def same_schools(archive: Archive) -> tuple[Proposal, ...]:
    """Return schools with one 标识码, or with exactly the same name in the same county."""
    with archive.read() as connection:
        known = _known(archive, connection)
        rows = _crowded(connection, School, (School.code,), (School.name, School.county))
    return tuple(_proposed(rows, known, _Kind("school", _school_keys, _school_basis)))


def _school_keys(row: Row[Any]) -> Iterator[Hashable]:
    yield ("code", row.code) if row.code else None
    yield ("name", row.name, row.county) if row.county else None


def _school_basis(one: Row[Any], other: Row[Any]) -> str:
    if one.code and other.code:
        return "code" if one.code == other.code else ""
    return "name-county" if one.county and (one.name, one.county) == (other.name, other.county) else ""


def same_people(archive: Archive) -> tuple[Proposal, ...]:
    """Return people with one identity number, or with one name and one phone or birth month and school."""
    with archive.read() as connection:
        known = _known(archive, connection)
        rows = _crowded(connection, Person, (Person.id_number,), (Person.name, Person.phone), (Person.name,))
        schools = _schools_of(connection, known.same)

    def basis(one: Row[Any], other: Row[Any]) -> str:
        if one.id_number and other.id_number:
            return "id-number" if one.id_number == other.id_number else ""
        if one.name != other.name:
            return ""
        if one.phone and one.phone == other.phone:
            return "name-phone"
        born = one.birth_month and one.birth_month == other.birth_month
        return "name-birth" if born and schools[one.id] & schools[other.id] else ""

    return tuple(_proposed(rows, known, _Kind("person", _person_keys, basis)))


def _person_keys(row: Row[Any]) -> Iterator[Hashable]:
    yield ("id", row.id_number) if row.id_number else None
    yield ("name", row.name)


def _schools_of(connection: Connection, same: Identity) -> Mapping[RecordId, set[RecordId]]:
    chosen = select(PersonFact.record_id, PersonFact.school_id).where(
        PersonFact.fact == "school", PersonFact.school_id.is_not(None)
    )
    found: dict[RecordId, set[RecordId]] = defaultdict(set)
    for person_id, school_id in connection.execute(chosen):
        if school_id:
            found[person_id].add(same.of(school_id))
    return found


Column = InstrumentedAttribute[Any]


def _crowded(
    connection: Connection, table: type[School] | type[Person], *keys: tuple[Column, ...]
) -> list[Row[Any]]:
    """Return the rows that share all columns of a key with another one; empty columns share nothing."""
    plain: Any = table.__table__
    there = RecordHead.id == table.id, RecordHead.deleted.is_(False)
    met = []
    for key in keys:
        said = [column.is_not(None) & (column != "") for column in key]
        there_are = select(*key).join(RecordHead, there[0]).where(there[1], *said)
        twice = there_are.group_by(*key).having(func.count() > 1).subquery()
        same = [column == twice.c[column.key] for column in key]
        met.append(table.id.in_(select(table.id).join(twice, same[0] if len(same) == 1 else _all(same))))
    chosen = select(plain).join(RecordHead, there[0]).where(there[1], or_(*met)).order_by(table.id)
    return list(connection.execute(chosen))


def _all(conditions: list[Any]) -> Any:
    joined = conditions[0]
    for one in conditions[1:]:
        joined = joined & one
    return joined


def _proposed(rows: Iterable[Row[Any]], known: _Known, kind: _Kind) -> Iterator[Proposal]:
    """Give every two records of a key that are not joined and that nobody said no to, each two once."""
    crowds: dict[Hashable, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        for key in kind.keys(row):
            if key is not None:
                crowds[key].append(row)
    seen = set(known.no)
    for crowd in crowds.values():
        for one, other in combinations(crowd[:_CROWD], 2):
            both = frozenset((known.same.of(one.id), known.same.of(other.id)))
            if len(both) < 2 or both in seen:  # noqa: PLR2004 - one id stands for both
                continue
            if why := kind.basis(one, other):
                seen.add(both)
                yield Proposal(kind.sort, one.id, other.id, why)

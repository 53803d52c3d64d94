"""What may be one: schools, people and events that stand twice in the archive (decisions 6, 8).

A person confirms or says no. A yes is a link record, which can be undone and parted; a no is kept as a fact
of this archive, so that it is not proposed again, and can be looked at once more.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.community import Community, CommunityMember
from edudesk.models.person import Person, PersonFact
from edudesk.models.school import School
from edudesk.services.archive import Archive, fact_of
from edudesk.services.identity import Identity, same_objects
from edudesk.services.listing.query import listed

REFUSED = "not-the-same"
"""The archive's fact that keeps what somebody said no to, as pairs of ids."""
MOST = 200
"""More proposals than these are not looked for: they come when those are answered."""
_TWO = 2
_CROWD = 12
"""So many records of one name or code are compared with each other."""


@dataclass(frozen=True)
class Proposal:
    """Two records that may be one. ``sort`` is "school", "person", "community" or "event".

    ``basis`` is why: "code", "name-county", "id-number", "name-phone", "name-birth", "members" or
    "day-schools-kind".
    """

    sort: str
    first: RecordId
    second: RecordId
    basis: str


Refused = frozenset[frozenset[RecordId]]


def refused_pairs(archive: Archive) -> tuple[tuple[RecordId, RecordId], ...]:
    """Return the pairs that somebody said no to, the latest first."""
    with archive.read() as connection:
        return refused_in(connection)


def refused_in(connection: Connection) -> tuple[tuple[RecordId, RecordId], ...]:
    """Return the pairs that somebody said no to, as the connection sees them."""
    kept = fact_of(connection, REFUSED) or []
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


def _known(connection: Connection, holder_id: RecordId) -> _Known:
    same = same_objects(connection, holder_id)
    return _Known(same, refusals(refused_in(connection), same))


def same_schools(archive: Archive) -> tuple[Proposal, ...]:
    """Return schools with one 标识码, or with exactly the same name in the same county."""
    with archive.read() as connection:
        return same_schools_in(connection, archive.holder_id)


def same_schools_in(
    connection: Connection, holder_id: RecordId, among: Collection[RecordId] | None = None
) -> tuple[Proposal, ...]:
    """Return the schools that may be one, as the connection sees them; with ``among`` only theirs."""
    known = _known(connection, holder_id)
    rows = _crowded(connection, School, (School.code,), (School.name, School.county), among=among)
    return tuple(_proposed(rows, known, _Kind("school", _school_keys, _school_basis)))


def _school_keys(row: Row[Any]) -> Iterator[Hashable]:
    yield ("code", row.code) if row.code else None
    yield ("name", row.name, row.county) if row.county else None


def _school_basis(one: Row[Any], other: Row[Any]) -> str:
    if one.code and other.code:
        return "code" if one.code == other.code else ""
    return "name-county" if one.county and (one.name, one.county) == (other.name, other.county) else ""


def same_communities(archive: Archive) -> tuple[Proposal, ...]:
    """Return communities that different schools keep and that have two schools in common, owners included."""
    with archive.read() as connection:
        return same_communities_in(connection, archive.holder_id)


def same_communities_in(connection: Connection, holder_id: RecordId) -> tuple[Proposal, ...]:
    """Return the communities that may be one, as the connection sees them."""
    known = _known(connection, holder_id)
    chosen = (
        select(Community.id, RecordHead.owner_id, CommunityMember.school_id)
        .join(RecordHead, RecordHead.id == Community.id)
        .join(CommunityMember, CommunityMember.record_id == Community.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(Community.id)
    )
    owners: dict[RecordId, RecordId] = {}
    members: dict[RecordId, set[RecordId]] = defaultdict(set)
    for row in connection.execute(chosen):
        owners[row.id] = known.same.of(row.owner_id)
        members[row.id] |= {known.same.of(row.owner_id), known.same.of(row.school_id)}
    return tuple(_same_members(owners, members, known))


def _same_members(
    owners: Mapping[RecordId, RecordId], members: Mapping[RecordId, set[RecordId]], known: _Known
) -> Iterator[Proposal]:
    seen = set(known.no)
    of_school: dict[RecordId, list[RecordId]] = defaultdict(list)
    for one, schools in members.items():
        for school in schools:
            of_school[school].append(one)
    # A pairing of two is found through either of them: looking through its owner's is enough.
    for one, owner in owners.items():
        for other in of_school[owner]:
            both = frozenset((known.same.of(one), known.same.of(other)))
            if owners[other] == owner or len(both) < _TWO or both in seen:
                continue
            if len(members[one] & members[other]) >= _TWO:
                seen.add(both)
                yield Proposal("community", min(one, other), max(one, other), "members")


def same_people(archive: Archive) -> tuple[Proposal, ...]:
    """Return people with one identity number, or with one name and one phone or birth month and school."""
    with archive.read() as connection:
        known = _known(connection, archive.holder_id)
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
    connection: Connection,
    table: type[School] | type[Person],
    *keys: tuple[Column, ...],
    among: Collection[RecordId] | None = None,
) -> list[Row[Any]]:
    """Return the rows that share all columns of a key with another one; empty columns share nothing.

    With ``among`` one of those that share must be one of these.
    """
    plain: Any = table.__table__
    there = RecordHead.id == table.id, RecordHead.deleted.is_(False)
    met = []
    for key in keys:
        said = [column.is_not(None) & (column != "") for column in key]
        there_are = select(*key).join(RecordHead, there[0]).where(there[1], *said)
        crowd = there_are.group_by(*key).having(func.count() > 1)
        if among is not None:
            crowd = crowd.having(func.max(table.id.in_(listed(among))) == 1)
        twice = crowd.subquery()
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
            if len(both) < _TWO or both in seen:
                continue
            if why := kind.basis(one, other):
                seen.add(both)
                yield Proposal(kind.sort, one.id, other.id, why)

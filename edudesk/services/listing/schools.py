"""Schools and kindergartens as rows of a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from edudesk.models.base import RecordId
from edudesk.models.community import Community, CommunityMember
from edudesk.models.person import PersonFact
from edudesk.models.school import School
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.listing.columns import (
    EVERYTHING,
    Columns,
    Readings,
    few_values,
    fitting,
    prepare_columns,
)
from edudesk.services.listing.people import in_force
from edudesk.services.listing.query import holds, listed, prepare, present
from edudesk.services.listing.words import NO_OWN_WORDS, RoleWords, word
from edudesk.texts import Label

SchoolColumn = Literal["name", "kind", "location", "roles", "people", "ours"]


@dataclass(frozen=True)
class SchoolFilter:
    """Which schools are meant; ``text`` is in a name or the county, ``community`` has them as members."""

    text: str = ""
    community: RecordId | None = None
    ids: tuple[RecordId, ...] | None = None
    columns: Columns = EVERYTHING


@dataclass(frozen=True)
class SchoolSort:
    """The column that orders the rows; by ``ours`` our own school comes first, then partners, then others."""

    column: SchoolColumn = "ours"
    descending: bool = False


@dataclass(frozen=True)
class SchoolRow:
    """A school on the day asked; ``ours`` for the archive's own, ``partner`` for one that shares a community.

    ``roles`` are its roles, each with the community's name; ``people`` counts who belongs to it.
    """

    id: RecordId
    name: str
    short_name: str
    kind: Label | None
    stage: Label | None
    location: Label | None
    county: str
    ours: bool
    partner: bool
    roles: tuple[tuple[Label, str], ...]
    people: int


def count(archive: Archive, chosen: SchoolFilter, *, today: date) -> int:
    """Return how many schools the filter leaves."""
    with archive.read() as connection:
        prepare_columns(connection, chosen.columns)
        return int(connection.execute(_left(chosen, today, func.count())).scalar_one())


def ids(archive: Archive, chosen: SchoolFilter, sort: SchoolSort, *, today: date) -> tuple[RecordId, ...]:
    """Return the ids of all schools that the filter leaves, in order."""
    with archive.read() as connection:
        prepare(connection)
        prepare_columns(connection, chosen.columns)
        return tuple(connection.execute(_ordered(chosen, sort, archive.holder_id, today)).scalars())


def page(
    archive: Archive,
    chosen: SchoolFilter,
    sort: SchoolSort,
    offset: int,
    limit: int,
    *,
    today: date,
    roles: RoleWords = NO_OWN_WORDS,
) -> tuple[SchoolRow, ...]:
    """Return ``limit`` rows from the row ``offset`` on, as things stand ``today``.

    ``roles`` are the words of each community's scheme (:func:`~edudesk.services.listing.words.role_words`).
    """
    with archive.read() as connection:
        prepare(connection)
        prepare_columns(connection, chosen.columns)
        ordered = _ordered(chosen, sort, archive.holder_id, today).offset(offset).limit(limit)
        shown = list(connection.execute(ordered).scalars())
        return _rows(connection, shown, archive.holder_id, today, roles)


def _in_force(today: date) -> ColumnElement[bool]:
    return and_(
        or_(CommunityMember.since.is_(None), CommunityMember.since <= today),
        or_(CommunityMember.until.is_(None), CommunityMember.until >= today),
    )


def _members(today: date) -> Select[Any]:
    """Return the members of the communities that are not in the recycle bin."""
    return select(CommunityMember.school_id).where(present(CommunityMember.record_id), _in_force(today))


def _partners(holder_id: RecordId, today: date) -> Select[Any]:
    ours = select(CommunityMember.record_id).where(CommunityMember.school_id == holder_id, _in_force(today))
    return _members(today).where(CommunityMember.record_id.in_(ours))


def _left(chosen: SchoolFilter, today: date, *columns: Any) -> Select[Any]:
    left = select(*columns).select_from(School.__table__).where(present(School.id))
    for part in chosen.text.split():
        places = (School.name, School.short_name, School.county)
        left = left.where(or_(*(holds(place, part) for place in places)))
    if chosen.community:
        members = _members(today).where(CommunityMember.record_id == chosen.community)
        left = left.where(School.id.in_(members))
    if chosen.columns.wanted:
        left = left.where(*fitting(chosen.columns, _readings(today)))
    if chosen.ids is not None:
        left = left.where(School.id.in_(listed(chosen.ids)))
    return left


def _readings(today: date) -> Readings:
    """Return what the columns read as; of its roles, which each community calls otherwise, what is known."""
    people = _people(today).where(PersonFact.school_id == School.id).correlate(School).scalar_subquery()
    return {
        "name": School.name.concat(" ").concat(func.coalesce(School.short_name, "")),
        "kind": func.called("school-kind", School.kind),
        "location": func.called("location", School.location),
        "roles": func.known_of("roles", School.id),
        "people": func.range_called(people),
    }


def role_names(archive: Archive, roles: RoleWords, *, today: date) -> dict[RecordId, tuple[Label, ...]]:
    """Return what every school with a role is called in its communities, each word once."""
    with archive.read() as connection:
        members = set(connection.execute(_members(today)).scalars())
        found = _roles(connection, members, today, roles)
    return {school: tuple(dict.fromkeys(role for role, _community in said)) for school, said in found.items()}


def values(archive: Archive, column: str, columns: Columns, *, today: date) -> tuple[str, ...]:
    """Return the few different words of a column; nothing where they are many or cannot be read."""
    reading = _readings(today).get(column)
    if reading is None or column == "name":
        return ()
    with archive.read() as connection:
        prepare_columns(connection, columns)
        chosen = select(reading).select_from(School.__table__).where(present(School.id))
        return few_values(connection, chosen)


def _ordered(chosen: SchoolFilter, sort: SchoolSort, holder_id: RecordId, today: date) -> Select[Any]:
    by_name = func.reading_key(School.name)
    people = _people(today).where(PersonFact.school_id == School.id)
    keys = {
        "name": by_name,
        "kind": func.word_rank("school-kind", School.kind),
        "location": func.word_rank("location", School.location),
        "roles": select(func.min(func.word_rank("member-role", CommunityMember.role)))
        .where(CommunityMember.school_id == School.id, present(CommunityMember.record_id), _in_force(today))
        .correlate(School)
        .scalar_subquery(),
        "people": people.scalar_subquery(),
        "ours": case((School.id == holder_id, 0), (School.id.in_(_partners(holder_id, today)), 1), else_=2),
    }
    key: Any = keys[sort.column]
    return _left(chosen, today, School.id).order_by(
        key.desc().nulls_last() if sort.descending else key.nulls_last(), by_name, School.id
    )


def _people(today: date) -> Select[Any]:
    return (
        select(func.count(PersonFact.record_id.distinct()))
        .select_from(PersonFact.__table__)
        .where(present(PersonFact.record_id), PersonFact.fact == "school", in_force(today))
    )


def _rows(
    connection: Connection, shown: Sequence[RecordId], holder_id: RecordId, today: date, role_words: RoleWords
) -> tuple[SchoolRow, ...]:
    table: Any = School.__table__
    found = {row.id: row for row in connection.execute(select(table).where(School.id.in_(listed(shown))))}
    partners = set(connection.execute(_partners(holder_id, today)).scalars())
    roles = _roles(connection, shown, today, role_words)
    belonging = _people(today).add_columns(PersonFact.school_id).group_by(PersonFact.school_id)
    people = {school_id: number for number, school_id in connection.execute(belonging)}
    return tuple(
        _row(
            found[one],
            ours=one == holder_id,
            partner=one in partners and one != holder_id,
            roles=tuple(roles[one]),
            people=people.get(one, 0),
        )
        for one in shown
    )


def _row(
    row: Row[Any], *, ours: bool, partner: bool, roles: tuple[tuple[Label, str], ...], people: int
) -> SchoolRow:
    def named(vocabulary: str, code: str | None) -> Label | None:
        return VOCABULARIES[vocabulary].label(code) if code else None

    return SchoolRow(
        id=row.id,
        name=row.name,
        short_name=row.short_name or "",
        kind=named("school-kind", row.kind),
        stage=named("stage", row.stage),
        location=named("location", row.location),
        county=row.county or "",
        ours=ours,
        partner=partner,
        roles=roles,
        people=people,
    )


def _roles(
    connection: Connection, shown: Iterable[RecordId], today: date, role_words: RoleWords
) -> dict[RecordId, list[tuple[Label, str]]]:
    rows = connection.execute(
        _members(today)
        .add_columns(CommunityMember.role, CommunityMember.record_id, Community.name)
        .join(Community, Community.id == CommunityMember.record_id)
        .where(CommunityMember.school_id.in_(listed(shown)))
        .order_by(Community.id)
    )
    roles: dict[RecordId, list[tuple[Label, str]]] = defaultdict(list)
    for row in rows:
        named = role_words(row.record_id, row.role) or word("member-role", row.role)
        roles[row.school_id].append((named, row.name))
    return roles

"""Activities as rows of a table: filtered, sorted and paged by the database, without building records.

The first page by date walks the index of days and stops when it is full, so that it takes hardly longer in an
archive of many years than in a new one. Other orders make a key for every row that the filter leaves.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from edudesk.models.activity import Activity, ActivitySchool
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.models.school import School
from edudesk.services.archive import Archive
from edudesk.services.listing.columns import Columns, few_values, prepare_columns
from edudesk.services.listing.narrowing import ActivityFilter, conditions, files, readings
from edudesk.services.listing.query import listed, prepare, present
from edudesk.services.listing.sides import Sides, sides
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.texts import Label

__all__ = ["ActivityColumn", "ActivityFilter", "ActivityRow", "ActivitySort", "count", "ids", "page", "rows"]

ActivityColumn = Literal["date", "topic", "kinds", "partner", "evidence", "state", "entered"]


@dataclass(frozen=True)
class ActivitySort:
    """The column that orders the rows; equal ones follow newest first."""

    column: ActivityColumn = "date"
    descending: bool = True


@dataclass(frozen=True)
class ActivityRow:
    """One activity in a table.

    ``partners`` are the short names of the schools on the other side than ours; of all others where none is.
    ``evidence`` counts the files that are not in the recycle bin, ``photos`` those of them that are photos.
    """

    id: RecordId
    topic: str
    state: str
    starts_on: date | None
    ends_on: date | None
    kinds: tuple[Label, ...]
    partners: tuple[str, ...]
    evidence: int
    photos: int
    late: bool
    historical: bool
    ours: bool
    community_id: RecordId | None
    entered_at: datetime


def count(archive: Archive, chosen: ActivityFilter) -> int:
    """Return how many activities the filter leaves."""
    with archive.read() as connection:
        prepare_columns(connection, chosen.columns)
        whole = _left(chosen, sides(connection, archive.holder_id), func.count())
        return int(connection.execute(whole).scalar_one())


def ids(archive: Archive, chosen: ActivityFilter, sort: ActivitySort) -> tuple[RecordId, ...]:
    """Return the ids of all activities that the filter leaves, in order."""
    with archive.read() as connection:
        prepare(connection)
        prepare_columns(connection, chosen.columns)
        ordered = _ordered(chosen, sort, sides(connection, archive.holder_id))
        return tuple(connection.execute(ordered).scalars())


def page(
    archive: Archive,
    chosen: ActivityFilter,
    sort: ActivitySort,
    offset: int,
    limit: int,
    *,
    own_words: OwnWords = NO_OWN_WORDS,
) -> tuple[ActivityRow, ...]:
    """Return ``limit`` rows from the row ``offset`` on; ``own_words`` are a scheme's (``scheme.word``)."""
    with archive.read() as connection:
        prepare(connection)
        prepare_columns(connection, chosen.columns)
        known = sides(connection, archive.holder_id)
        ordered = _ordered(chosen, sort, known).offset(offset).limit(limit)
        return _rows(connection, list(connection.execute(ordered).scalars()), known, own_words)


def rows(
    archive: Archive, wanted: Sequence[RecordId], *, own_words: OwnWords = NO_OWN_WORDS
) -> tuple[ActivityRow, ...]:
    """Return the rows of these activities in the order given, without what is not there or lies in the bin.

    For a list in an order that takes long to make: :func:`ids` once, then these for what is in sight.
    """
    with archive.read() as connection:
        there = select(Activity.id).where(Activity.id.in_(listed(wanted)), present(Activity.id))
        found = set(connection.execute(there).scalars())
        known = sides(connection, archive.holder_id)
        return _rows(connection, [one for one in wanted if one in found], known, own_words)


def _left(chosen: ActivityFilter, known: Sides, *columns: ColumnElement[Any] | Any) -> Select[Any]:
    left = select(*columns).select_from(Activity.__table__)
    return left.where(present(Activity.id), *conditions(chosen, known))


def _ordered(chosen: ActivityFilter, sort: ActivitySort, known: Sides) -> Select[Any]:
    keys = [_towards(key, sort) for key in _keys(sort.column, known)]
    newest_first = (Activity.starts_on.desc(), Activity.starts_at.desc(), Activity.id.desc())
    last = newest_first[2:] if sort.column == "date" else newest_first
    return _left(chosen, known, Activity.id).order_by(*keys, *last)


def _towards(key: Any, sort: ActivitySort) -> Any:
    """Return a key in its direction with what is empty last; days are never empty and have an index."""
    if sort.column == "date":
        return key.desc() if sort.descending else key
    return key.desc().nulls_last() if sort.descending else key.nulls_last()


def values(archive: Archive, column: str, columns: Columns) -> tuple[str, ...]:
    """Return the few different words of a column; of days and topics there are always many."""
    if column in {"date", "topic"}:
        return ()
    with archive.read() as connection:
        prepare_columns(connection, columns)
        reading = readings(sides(connection, archive.holder_id))[column]
        chosen = select(reading).select_from(Activity.__table__).where(present(Activity.id))
        return few_values(connection, chosen)


def _keys(column: ActivityColumn, known: Sides) -> tuple[ColumnElement[Any] | Any, ...]:
    keys: Mapping[str, tuple[ColumnElement[Any] | Any, ...]] = {
        "date": (Activity.starts_on, Activity.starts_at),
        "topic": (func.reading_key(Activity.topic),),
        "kinds": (func.kinds_key(Activity.kinds),),
        "state": (case({"planned": 0, "held": 1, "cancelled": 2}, value=Activity.state),),
        "entered": (_entered_at(),),
        "evidence": (files().where(Evidence.about_id == Activity.id).scalar_subquery(),),
        "partner": (_first_partner(known),),
    }
    return keys[column]


def _entered_at() -> ColumnElement[Any] | Any:
    return select(RecordHead.entered_at).where(RecordHead.id == Activity.id).scalar_subquery()


def _first_partner(known: Sides) -> ColumnElement[Any] | Any:
    """Return the key of the first school that is not ours, as near to the column as the database can say."""
    return (
        select(func.min(func.reading_key(func.coalesce(School.short_name, School.name))))
        .join(ActivitySchool, ActivitySchool.school_id == School.id)
        .where(
            ActivitySchool.record_id == Activity.id,
            School.id.not_in(known.all_ids(known.holder_id)),
        )
        .scalar_subquery()
    )


def _rows(
    connection: Connection, shown: Sequence[RecordId], known: Sides, own_words: OwnWords
) -> tuple[ActivityRow, ...]:
    found = {
        row.id: row
        for row in connection.execute(
            select(
                Activity.__table__,
                *(RecordHead.late, RecordHead.historical, RecordHead.owner_id, RecordHead.entered_at),
            )
            .join(RecordHead, RecordHead.id == Activity.id)
            .where(Activity.id.in_(listed(shown)))
        )
    }
    partners = _partners(connection, found, known)
    papers = _papers(connection, shown)
    return tuple(_row(found[one], partners[one], papers.get(one, (0, 0)), known, own_words) for one in shown)


def _row(
    row: Row[Any], partners: tuple[str, ...], papers: tuple[int, int], known: Sides, own_words: OwnWords
) -> ActivityRow:
    return ActivityRow(
        id=row.id,
        topic=row.topic,
        state=row.state,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        kinds=tuple(word("activity-kind", code, own_words) for code in row.kinds or ()),
        partners=partners,
        evidence=papers[0],
        photos=papers[1],
        late=row.late,
        historical=row.historical,
        ours=row.owner_id == known.holder_id,
        community_id=row.community_id,
        entered_at=row.entered_at,
    )


def _partners(
    connection: Connection, found: Mapping[RecordId, Row[Any]], known: Sides
) -> dict[RecordId, tuple[str, ...]]:
    taking_part: dict[RecordId, list[tuple[RecordId, str | None]]] = defaultdict(list)
    rows = connection.execute(
        select(ActivitySchool.record_id, ActivitySchool.school_id, ActivitySchool.side)
        .where(ActivitySchool.record_id.in_(listed(found)))
        .order_by(ActivitySchool.record_id, ActivitySchool.position)
    )
    for row in rows:
        taking_part[row.record_id].append((row.school_id, row.side))
    partners = {
        one: known.partners(taking_part[one], row.host_id, row.community_id, row.starts_on)
        for one, row in found.items()
    }
    named = {school for schools in partners.values() for school in schools}
    names = short_names(connection, named)
    return {one: tuple(names[school] for school in schools) for one, schools in partners.items()}


def short_names(connection: Connection, schools: set[RecordId]) -> dict[RecordId, str]:
    """Return the short names of schools, their names where they have none."""
    rows = connection.execute(
        select(School.id, School.name, School.short_name).where(School.id.in_(listed(schools)))
    )
    return {row.id: row.short_name or row.name for row in rows}


def _papers(connection: Connection, shown: Sequence[RecordId]) -> dict[RecordId, tuple[int, int]]:
    """Return the number of files, and of photos among them, by record."""
    rows = connection.execute(
        select(Evidence.about_id, func.count(), func.count().filter(Evidence.kind == "photo"))
        .where(Evidence.about_id.in_(listed(shown)), present(Evidence.id))
        .group_by(Evidence.about_id)
    )
    return {about_id: (files, photos) for about_id, files, photos in rows}

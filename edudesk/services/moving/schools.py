"""Schools that are renamed, merged or split on a day (decision 27).

A school keeps its id through every name, so that records of the past go on pointing to the school they named;
the former name is a row of 沿革, by which the school is still found. After a merger both schools stay in the
archive: what was done with the one that is gone was done with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.person import Person, PersonFact
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change
from edudesk.services.moving.people import begun, ended
from edudesk.services.records import Record

Row = Mapping[str, Any]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SchoolPast:
    """A line of a school's 沿革. ``kind``: "renamed", "into" (it went into another), "took", "split".

    ``name`` is the former name, or that of the other school.
    """

    kind: str
    on: date | None
    name: str
    other_id: RecordId = ""


@dataclass(frozen=True)
class Merging:
    """A merger that is thought of: which school goes into which on a day, and whether people go along."""

    gone_id: RecordId
    into_id: RecordId
    day: date
    people: bool = True
    communities: bool = True


@dataclass(frozen=True)
class Merger:
    """What a merger would do: names of people and communities that it would change."""

    gone: str
    into: str
    people: tuple[str, ...]
    communities: tuple[str, ...]


def rename(
    archive: Archive,
    school_id: RecordId,
    name: str,
    day: date,
    now: datetime,
    *,
    today: date,
    short: str = "",
) -> str:
    """Give a school another name from a day on, and another ``short`` one or none; return the change.

    Errors: ``moving.same-name``, ``moving.ahead`` for a day still to come, ``record.not-ours``.
    """
    record = records.get(archive, school_id)
    former = str(record.content["name"])
    if name in {"", former}:
        raise UserError("moving.same-name")
    if day > today:
        raise UserError("moving.ahead", day=day)
    row = {"change": "renamed", "on": day, "name": former}
    with change(archive, "school.rename", now, subject=name) as writing:
        writing.edit(
            school_id, {"name": name, "short_name": short or None, "changes": (*_changes(record), row)}
        )
    return writing.change_id


def preview(archive: Archive, wanted: Merging) -> Merger:
    """Return what a merger would do; nothing is written. Errors as those of :func:`merge`."""
    gone, into = _both(archive, wanted)
    people = (one.title for one in _people_of(archive, wanted) if _moved(one, wanted) is not None)
    communities = (one.title for one in _communities_of(archive, wanted))
    return Merger(gone.title, into.title, tuple(people), tuple(communities))


def merge(archive: Archive, wanted: Merging, now: datetime) -> str:
    """Let one school go into another from a day on; return the change.

    Both get a row of 沿革; people and seats in communities go along where ``wanted`` says so. What happened
    before keeps the school it names. Errors: ``moving.itself``, ``moving.holder`` when the archive's own
    school would be gone.
    """
    gone, into = _both(archive, wanted)
    rows = {
        gone.id: {"change": "merged", "on": wanted.day, "other_id": into.id},
        into.id: {"change": "merged", "on": wanted.day, "name": gone.title, "other_id": gone.id},
    }
    with change(archive, "school.merge", now, subject=f"{gone.title} → {into.title}") as writing:
        for school in (gone, into):
            if school.owner_id == archive.holder_id:
                writing.edit(school.id, {"changes": (*_changes(school), rows[school.id])})
        if wanted.people:
            _move_people(writing, _people_of(archive, wanted), wanted)
        if wanted.communities:
            for one in _communities_of(archive, wanted):
                writing.edit(one.id, _seats(one, wanted))
    return writing.change_id


def split(
    archive: Archive,
    school_id: RecordId,
    day: date,
    now: datetime,
    *,
    other_id: RecordId = "",
    new_name: str = "",
) -> str:
    """Note that a part of a school became a school of its own; return the change.

    It is there already (``other_id``), or is made by its name. Nobody is moved by it.

    Errors: ``moving.which-school``, ``moving.itself``, ``record.not-ours``.
    """
    if not other_id and not new_name:
        raise UserError("moving.which-school")
    if other_id == school_id:
        raise UserError("moving.itself")
    record = records.get(archive, school_id)
    with change(archive, "school.split", now, subject=record.title) as writing:
        back = {"change": "split", "on": day, "other_id": school_id}
        if not other_id:
            kept = {name: record.content.get(name) for name in ("kind", "stage", "location", "county")}
            other_id = writing.create("school", {"name": new_name, **kept, "changes": (back,)})
        row = {"change": "split", "on": day, "name": new_name or None, "other_id": other_id}
        writing.edit(school_id, {"changes": (*_changes(record), row)})
    return writing.change_id


def former_names(changes: Iterable[Row], name: str) -> tuple[tuple[date, str], ...]:
    """Return the names a school had before ``name``, each with the first day without it, the oldest first.

    ``changes`` are the rows of its 沿革; renamings without a day or a name say nothing of when.
    """
    renamed = ((row.get("on"), row.get("name")) for row in changes if row["change"] == "renamed")
    return tuple(sorted((on, former) for on, former in renamed if on and former and former != name))


def name_on(content: Row, day: date, *, short: bool = False) -> str:
    """Return what a school was called on a day, by its content; of a former name no short form is known."""
    name = str(content["name"])
    former = next((was for until, was in former_names(content.get("changes", ()), name) if day < until), None)
    return former or str((short and content.get("short_name")) or name)


def past_of(archive: Archive, record: Record) -> tuple[SchoolPast, ...]:
    """Return the 沿革 of a school, the newest first."""
    rows = _changes(record)
    others = records.get_many(archive, {row["other_id"] for row in rows if row.get("other_id")})

    def line(row: Row) -> SchoolPast:
        other_id = row.get("other_id") or ""
        other = others[other_id].title if other_id in others else ""
        name = row.get("name") or ""
        if row["change"] == "merged":
            return SchoolPast("took" if name else "into", row.get("on"), name or other, other_id)
        return SchoolPast(row["change"], row.get("on"), other or name, other_id)

    ordered = sorted(rows, key=lambda row: row.get("on") or date.min, reverse=True)
    return tuple(line(row) for row in ordered)


def _both(archive: Archive, wanted: Merging) -> tuple[Record, Record]:
    if wanted.gone_id == wanted.into_id:
        raise UserError("moving.itself")
    if wanted.gone_id == archive.holder_id:
        raise UserError("moving.holder")
    return records.get(archive, wanted.gone_id), records.get(archive, wanted.into_id)


def _changes(record: Record) -> tuple[Row, ...]:
    return tuple(record.content.get("changes", ()))


def _people_of(archive: Archive, wanted: Merging) -> list[Record]:
    """Return our people who ever belonged to the school that goes, by name."""
    asked = (
        select(Person.id)
        .join(PersonFact, PersonFact.record_id == Person.id)
        .join(RecordHead, RecordHead.id == Person.id)
        .where(
            RecordHead.deleted.is_(False),
            PersonFact.school_id == wanted.gone_id,
            RecordHead.owner_id == archive.holder_id,
        )
        .distinct()
    )
    with archive.read() as connection:
        ids = connection.execute(asked).scalars().all()
    return sorted(records.get_many(archive, ids).values(), key=lambda one: one.title)


def _moved(person: Record, wanted: Merging) -> tuple[Row, ...] | None:
    """Return a person's facts with the new school in place of the old; None who had left before."""
    facts = tuple(person.content.get("facts", ()))
    there = [one for one in facts if one["fact"] == "school" and one.get("school_id") == wanted.gone_id]
    serving = [one for one in there if (one.get("until") or date.max) >= wanted.day]
    if not serving:
        return None
    others = [one for one in facts if one not in serving]
    # Who begins at it only later begins at the other school; who serves moves on the day.
    left = [*others, *ended((one for one in serving if _since(one) <= wanted.day), {"school"}, wanted.day)]
    first = max(wanted.day, min(_since(one) for one in serving))
    new = {"fact": "school", "school_id": wanted.into_id, "since": first}
    ends = [one.get("until") for one in serving]
    if all(ends):
        return (*left, {**new, "until": max(end for end in ends if end)})
    return tuple(begun(left, new))


def _move_people(writing: Writing, people: Iterable[Record], wanted: Merging) -> None:
    for person in people:
        facts = _moved(person, wanted)
        if facts is not None:
            writing.edit(person.id, {"facts": facts})


def _communities_of(archive: Archive, wanted: Merging) -> Iterator[Record]:
    """Give our communities in which the school that goes has a seat on the day."""
    for one in records.all_of(archive, "community"):
        lists = (*one.content.get("members", ()), *one.content.get("group", ()))
        seated = any(row.get("school_id") == wanted.gone_id and _runs(row, wanted.day) for row in lists)
        if seated and one.owner_id == archive.holder_id:
            yield one


def _seats(community: Record, wanted: Merging) -> dict[str, Any]:
    """Return the members, the leading group and what is counted over, with the one school for the other."""
    content = community.content
    members = tuple(content.get("members", ()))
    seated = any(row["school_id"] == wanted.into_id and _runs(row, wanted.day) for row in members)
    made: dict[str, Any] = {
        "members": tuple(_taken_over(members, "school_id", wanted, begins=not seated)),
        "group": tuple(_taken_over(content.get("group", ()), "school_id", wanted, begins=True)),
        "domains": tuple(_taken_over(content.get("domains", ()), "about_id", wanted, begins=not seated)),
    }
    return {name: rows for name, rows in made.items() if rows or content.get(name)}


def _taken_over(rows: Iterable[Row], name: str, wanted: Merging, *, begins: bool) -> Iterator[Row]:
    for row in rows:
        if row.get(name) != wanted.gone_id or not _runs(row, wanted.day):
            yield row
            continue
        if _since(row) < wanted.day:
            yield {**row, "until": wanted.day - _DAY}
        if begins:
            yield {**row, name: wanted.into_id, "since": max(wanted.day, _since(row))}


def _runs(row: Row, day: date) -> bool:
    return (row.get("until") or date.max) >= day


def _since(row: Row) -> date:
    return row.get("since") or date.min

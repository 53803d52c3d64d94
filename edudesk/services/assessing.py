"""Filling in assessment tables and figures: one line, link or number is one change and one step of undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import Connection, Select, or_, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead
from edudesk.models.assessing import Assessment, Figure
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.identity import same_objects
from edudesk.services.schemes.results import Entry

Part = Literal["self", "review"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """What stands at one indicator: points, or how many faults or things were counted, and why."""

    score: Decimal | None = None
    count: Decimal | None = None
    note: str | None = None

    def __bool__(self) -> bool:
        """Whether anything stands there."""
        return self != Line()

    def check(self) -> None:
        """Raise UserError ``assessment.negative`` for points or a number below 0."""
        if any(value is not None and value < 0 for value in (self.score, self.count)):
            raise UserError("assessment.negative")


@dataclass(frozen=True)
class Filled:
    """What was written: the record (None where nothing had to be kept) and the change, to be undone."""

    record_id: RecordId | None
    change_id: str


@dataclass(frozen=True)
class Place:
    """A table of a community, or its figures: what a person fills in, and what it is called."""

    archive: Archive
    community_id: RecordId
    title: str
    """The name of the table or figure, for the record and the history."""


def line_at(place: Place, entry: Entry, part: Part = "self") -> Line:
    """Return what stands at an indicator now."""
    with place.archive.read() as connection:
        found = _sheet(connection, place, entry, part)
        rows = records.get(connection, found).content.get("lines", ()) if found else ()
    return next((_line(row) for row in rows if row["indicator"] == entry.id), Line())


def set_line(place: Place, entry: Entry, line: Line, *, now: datetime, part: Part = "self") -> Filled:
    """Write what stands at an indicator; an empty line takes it away.

    UserError ``record.not-ours`` when another school wrote the sheet, ``assessment.negative``.
    """
    line.check()

    def changed(rows: list[Row]) -> list[Row]:
        return _put(rows, entry.id, [_row(entry.id, line)] if line else [])

    return _write_sheet(place, entry, part, now, "lines", changed)


def set_samples(
    place: Place, entry: Entry, lines: tuple[Line, ...], *, now: datetime, part: Part = "self"
) -> Filled:
    """Write the scores of all samples of an indicator; UserErrors as of one line."""
    for line in lines:
        line.check()
    rows = [_row(entry.id, line) for line in lines if line]
    return _write_sheet(place, entry, part, now, "lines", lambda kept: _put(kept, entry.id, rows))


def link(place: Place, entry: Entry, about_id: RecordId, *, now: datetime, part: Part = "self") -> Filled:
    """Say that a record shows what an indicator asks for."""
    row = {"indicator": entry.id, "about_id": about_id}
    return _write_sheet(place, entry, part, now, "links", lambda rows: [*_without(rows, row), row])


def unlink(place: Place, entry: Entry, about_id: RecordId, *, now: datetime, part: Part = "self") -> Filled:
    """Take a link away; the record itself stays."""
    row = {"indicator": entry.id, "about_id": about_id}
    return _write_sheet(place, entry, part, now, "links", lambda rows: _without(rows, row))


def sign(
    place: Place,
    entries: Sequence[Entry],
    by: str,
    dated: date | None,
    *,
    now: datetime,
    part: Part = "review",
) -> Filled:
    """Say who filled in the sheets of some indicators, and when; without any sheet the first is begun."""
    said = {"by": by or None, "dated": dated}
    with change(place.archive, "assessment.edit", now, subject=place.title) as writing:
        places = {(one.sheet, one.school_id, one.school_year, one.term): one for one in entries}.values()
        sheets = [_sheet(writing.connection, place, one, part) for one in places]
        found = [sheet for sheet in sheets if sheet]
        for sheet in found:
            writing.edit(sheet, said)
        if not found and (by or dated):
            found = [writing.create("assessment", _sheet_key(place, entries[0], part) | said)]
        return Filled(found[0] if found else None, writing.change_id)


def set_figure(
    place: Place, entry: Entry, value: Decimal | None, *, now: datetime, source: str | None = None
) -> Filled:
    """Write a figure, or take it away with None; without ``source`` that stays as it is."""
    with change(place.archive, "figure.edit", now, subject=place.title) as writing:
        found = _figure(writing.connection, place, entry)
        said = {"value": value} | ({} if source is None else {"source": source or None})
        if value is None:
            if found:
                writing.delete(found)
        elif found:
            writing.edit(found, said)
        else:
            named = {"name": place.title, "code": entry.id}
            found = writing.create("figure", _key(place, entry) | named | said)
        return Filled(found, writing.change_id)


# -- one change


def _write_sheet(  # noqa: PLR0917 - one change, told whole
    place: Place,
    entry: Entry,
    part: Part,
    now: datetime,
    field: str,
    changed: Callable[[list[Row]], list[Row]],
) -> Filled:
    with change(place.archive, "assessment.edit", now, subject=place.title) as writing:
        found = _sheet(writing.connection, place, entry, part)
        old = (
            [dict(row) for row in records.get(writing.connection, found).content.get(field, ())]
            if found
            else []
        )
        rows = changed(old)
        if found:
            writing.edit(found, {field: rows})
        elif rows:
            found = writing.create("assessment", _sheet_key(place, entry, part) | {field: rows})
        return Filled(found, writing.change_id)


def _sheet_key(place: Place, entry: Entry, part: Part) -> dict[str, Any]:
    return _key(place, entry) | {"title": place.title, "sheet": entry.sheet, "part": part}


def _key(place: Place, entry: Entry) -> dict[str, Any]:
    key = {
        "community_id": place.community_id,
        "school_id": entry.school_id,
        "school_year": entry.school_year,
        "term": str(entry.term) if entry.term else None,
    }
    return {name: value for name, value in key.items() if value is not None}


# -- what is there already


def _sheet(connection: Connection, place: Place, entry: Entry, part: Part) -> RecordId | None:
    """Return the record of a filled-in table, by what makes it the same one."""
    table = Assessment
    chosen = _present(table).where(table.sheet == entry.sheet, table.part == part)
    return _same(connection, place, entry, chosen.where(table.community_id == place.community_id), table)


def _figure(connection: Connection, place: Place, entry: Entry) -> RecordId | None:
    """Return the record of a figure; one of a school may have been filed with no community."""
    table = Figure
    communities = [table.community_id == place.community_id]
    if entry.school_id:
        communities.append(table.community_id.is_(None))
    return _same(
        connection, place, entry, _present(table).where(table.code == entry.id, or_(*communities)), table
    )


def _present(table: Any) -> Select[Any]:
    return (
        select(table.id, table.school_id)
        .join(RecordHead, RecordHead.id == table.id)
        .where(RecordHead.deleted.is_(False))
        .order_by(table.id)
    )


def _same(
    connection: Connection, place: Place, entry: Entry, chosen: Select[Any], table: Any
) -> RecordId | None:
    term = str(entry.term) if entry.term else None
    chosen = chosen.where(table.term.is_(None) if term is None else table.term == term)
    if term is None and entry.school_year is not None:
        chosen = chosen.where(table.school_year == entry.school_year)
    identity = same_objects(connection, place.archive.fact("holder"))
    found = [row.id for row in connection.execute(chosen) if identity.maybe(row.school_id) == entry.school_id]
    return found[-1] if found else None


# -- rows


def _line(row: Row) -> Line:
    return Line(row.get("score"), row.get("count"), row.get("note"))


def _row(indicator: str, line: Line) -> Row:
    values = {"score": line.score, "count": line.count, "note": line.note or None}
    return {"indicator": indicator} | {name: value for name, value in values.items() if value is not None}


def _put(rows: list[Row], indicator: str, new: list[Row]) -> list[Row]:
    """Return the rows with those of an indicator replaced, at the place of the first of them."""
    at = next((place for place, row in enumerate(rows) if row["indicator"] == indicator), len(rows))
    before = [row for row in rows[:at] if row["indicator"] != indicator]
    return [*before, *new, *(row for row in rows[at:] if row["indicator"] != indicator)]


def _without(rows: list[Row], row: Row) -> list[Row]:
    return [one for one in rows if (one["indicator"], one["about_id"]) != (row["indicator"], row["about_id"])]

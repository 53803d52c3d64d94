"""A week of a stay as a grid: kinds of work by days, each number an activity record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, func, select

from edudesk.errors import UserError
from edudesk.models.activity import Activity, ActivityPerson, ActivitySchool, ActivityUnit
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.models.people_work import Opinion
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, term_of
from edudesk.services.exchanging.kinds import OTHER, WorkKind, other_kind, unit_label
from edudesk.services.exchanging.stay import Stay, read_stay
from edudesk.services.listing.query import listed, present
from edudesk.services.schemes.explain import plain

Place = tuple[str, date]
"""The code of a row, and a day."""
NOTHING = Decimal(0)
WEEK = timedelta(days=7)
_TYPED = frozenset(
    {
        *("id", "topic", "state", "kinds", "starts_on", "community_id", "exchange_id", "form"),
        *("host_id", "subjects", "owner_id"),
    }
)
"""What an activity says that was typed into a grid; one that says more is a detailed one."""


@dataclass(frozen=True)
class Entry:
    """An activity of the stay: where it stands in the grid and how much it is.

    ``amount`` is None where it does not say the row's quantity; ``words`` are then what it says instead.
    ``typed`` ones say nothing but what a grid writes.
    """

    id: RecordId
    code: str
    day: date
    last: date
    amount: Decimal | None
    words: str
    typed: bool
    planned: bool


@dataclass(frozen=True)
class Cell:
    """What stands in one place; typing changes only what is ``open``.

    ``goes_on`` marks the later days of an activity over several days.
    """

    amount: Decimal | None = None
    words: str = ""
    ids: tuple[RecordId, ...] = ()
    detailed: bool = False
    planned: bool = False
    goes_on: bool = False

    @property
    def open(self) -> bool:
        """Whether a number may be typed here without touching what somebody wrote in detail."""
        return not self.detailed and not self.goes_on


@dataclass(frozen=True)
class Day:
    """A day of the week: whether it lies in the stay, is free, has not come yet; the name of a holiday."""

    day: date
    inside: bool
    free: bool
    ahead: bool
    name: str = ""


@dataclass(frozen=True)
class Line:
    """A row: its kind, a cell for each day, and sums of the week, the month, the term and the stay."""

    kind: WorkKind
    cells: tuple[Cell, ...]
    week: Decimal
    month: Decimal
    term: Decimal
    stay: Decimal


@dataclass(frozen=True)
class Week:
    """A week of a stay. ``month`` (YYYY-MM) and ``term`` are those that the sums beside it are of."""

    stay: Stay
    monday: date
    days: tuple[Day, ...]
    lines: tuple[Line, ...]
    month: str
    term: TermCode | None
    before: Mapping[Place, Decimal]
    """What stood in the week before, by row and day of this week."""


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def best_week(stay: Stay, today: date) -> date:
    """Return the Monday of the week to begin with: the present one, else the stay's last or first."""
    day = min(today, stay.last or today)
    return monday_of(max(day, stay.first or day))


def week_of(archive: Archive, stay_id: RecordId, monday: date | None, today: date) -> Week:
    """Return a week of a stay, the best one where none is named; ``record.none`` when the stay is gone."""
    with archive.read() as connection:
        stay = read_stay(connection, archive.holder_id, stay_id)
        found = entries(connection, stay)
    return _week(stay, found, monday or best_week(stay, today), today)


def _week(stay: Stay, found: Sequence[Entry], monday: date, today: date) -> Week:
    days = tuple(_day(stay, monday + timedelta(days=number), today) for number in range(7))
    counted = next((one.day for one in reversed(days) if one.inside), days[3].day)
    kinds = [*stay.kinds, *_others(stay, found, days)]
    cells = _cells(found)
    rows = [(kind, tuple(cells.get((kind.code, one.day), Cell()) for one in days)) for kind in kinds]
    return Week(
        stay,
        monday,
        days,
        tuple(_line(stay, kind, shown, _held(found, kind), counted) for kind, shown in rows),
        f"{counted:%Y-%m}",
        term_of_day(stay, counted),
        {
            (one.code, one.day + WEEK): one.amount
            for one in found
            if one.typed and one.amount and monday - WEEK <= one.day < monday
        },
    )


def _day(stay: Stay, day: date, today: date) -> Day:
    named = next((one.name for one in reversed(stay.special.ranges) if one.first <= day <= one.last), "")
    return Day(day, stay.covers(day), not stay.special.works(day), day > today, named)


def _others(stay: Stay, found: Iterable[Entry], days: Sequence[Day]) -> list[WorkKind]:
    """Return rows for what happened in these days and has no row of its own."""
    first, last = days[0].day, days[-1].day
    near = (one.code for one in found if one.day <= last and one.last >= first)
    codes = {code.removeprefix(OTHER) for code in near if code.startswith(OTHER)}
    return [other_kind(code, "time", stay.asked.names) for code in sorted(codes)]


def _cells(found: Iterable[Entry]) -> Mapping[Place, Cell]:
    by_place: dict[Place, list[Entry]] = defaultdict(list)
    cells: dict[Place, Cell] = {}
    for one in found:
        by_place[one.code, one.day].append(one)
        for number in range(1, (one.last - one.day).days + 1):
            place = (one.code, one.day + timedelta(days=number))
            cells[place] = Cell(ids=(one.id,), goes_on=True, planned=one.planned)
    for place, there in by_place.items():
        amounts = [one.amount for one in there if one.amount is not None]
        cells[place] = Cell(
            sum(amounts, NOTHING) if amounts else None,
            "" if amounts else there[0].words,
            tuple(one.id for one in there),
            detailed=len(there) > 1 or not there[0].typed,
            planned=all(one.planned for one in there),
        )
    return cells


def _held(found: Iterable[Entry], kind: WorkKind) -> list[Entry]:
    return [one for one in found if one.code == kind.code and one.amount and not one.planned]


def _line(stay: Stay, kind: WorkKind, cells: tuple[Cell, ...], held: Sequence[Entry], counted: date) -> Line:
    term, monday = term_of_day(stay, counted), monday_of(counted)
    return Line(
        kind,
        cells,
        _sum(one for one in held if monday <= one.day < monday + WEEK),
        _sum(one for one in held if (one.day.year, one.day.month) == (counted.year, counted.month)),
        _sum(one for one in held if term is not None and term_of_day(stay, one.day) == term),
        _sum(held),
    )


def _sum(found: Iterable[Entry]) -> Decimal:
    return sum((one.amount for one in found if one.amount), NOTHING)


def term_of_day(stay: Stay, day: date) -> TermCode | None:
    """Return the term that a day's work counts in, None for a day that no calendar knows."""
    try:
        return term_of(day, stay.terms)
    except UserError:
        return None


# -- reading the activities of a stay


def topic_of(stay: Stay, kind: WorkKind) -> str:
    """Return the topic of what is typed into the grid."""
    return f"{stay.name}{kind.label.zh}"


def entries(connection: Connection, stay: Stay) -> tuple[Entry, ...]:
    """Return every activity of a stay that was not cancelled, in the order of days."""
    table: Any = Activity.__table__
    rows = connection.execute(
        select(table, RecordHead.owner_id)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(Activity.exchange_id == stay.id, Activity.state != "cancelled", RecordHead.deleted.is_(False))
        .order_by(Activity.starts_on, Activity.id)
    ).all()
    ids = [row.id for row in rows]
    units = _units(connection, ids)
    more = _enriched(connection, ids)
    return tuple(_entry(stay, row, units.get(row.id, {}), more) for row in rows if row.starts_on is not None)


def _entry(
    stay: Stay,
    row: Row[Any],
    units: Mapping[str, Decimal],
    more: frozenset[RecordId],
) -> Entry:
    own = _kind_of(row.kinds, units, stay)
    amount = units.get(own.unit)
    words = "" if amount is not None else _said(units)
    bare = all(not value for name, value in row._mapping.items() if name not in _TYPED)  # noqa: SLF001 - a row's only way to its columns
    typed = (
        bare
        and row.state == "held"
        and row.owner_id == stay.sides.holder_id
        and list(row.kinds) == [own.kind]
        and row.topic == topic_of(stay, own)
        and list(units) == [own.unit]
        and row.id not in more
    )
    last = row.ends_on or row.starts_on
    return Entry(row.id, own.code, row.starts_on, last, amount, words, typed, row.state == "planned")


def _kind_of(kinds: Sequence[str], units: Mapping[str, Decimal], stay: Stay) -> WorkKind:
    """Return the row an activity stands in: that of its kind and quantity, else that of its kind."""
    of_kind = [one for one in stay.kinds if one.kind in kinds]
    of_unit = [one for one in of_kind if one.unit in units]
    found = (*of_unit, *of_kind)
    return found[0] if found else other_kind(kinds[0] if kinds else "other", "time", stay.asked.names)


def _said(units: Mapping[str, Decimal]) -> str:
    return next((f"{plain(amount)}{unit_label(unit).zh}" for unit, amount in units.items()), "✓")


def _units(connection: Connection, ids: Iterable[RecordId]) -> Mapping[RecordId, Mapping[str, Decimal]]:
    chosen = select(ActivityUnit.record_id, ActivityUnit.unit, ActivityUnit.amount)
    found: dict[RecordId, dict[str, Decimal]] = defaultdict(dict)
    for record_id, unit, amount in connection.execute(chosen.where(ActivityUnit.record_id.in_(listed(ids)))):
        found[record_id][unit] = found[record_id].get(unit, NOTHING) + amount
    return found


def _enriched(connection: Connection, ids: Sequence[RecordId]) -> frozenset[RecordId]:
    """Return those with files, opinions, or more people and schools than a grid writes."""

    def found() -> Iterator[RecordId]:
        for table in (Evidence, Opinion):
            there = select(table.about_id).where(table.about_id.in_(listed(ids)), present(table.id))
            yield from connection.execute(there).scalars()
        for part, most in ((ActivityPerson, 1), (ActivitySchool, 2)):
            many = (
                select(part.record_id)
                .where(part.record_id.in_(listed(ids)))
                .group_by(part.record_id)
                .having(func.count() > most)
            )
            yield from connection.execute(many).scalars()

    return frozenset(found())

"""The monthly notes of a stay, and beside each what the records of the month say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.exchanging.grid import Entry, entries
from edudesk.services.exchanging.kinds import WorkKind
from edudesk.services.exchanging.stay import Stay, read_stay
from edudesk.texts import Label

_TEACHING = ("lesson", "demonstration")


@dataclass(frozen=True)
class Counted:
    """What the records of a month say: days with work, lessons given, and every kind with its sum."""

    days: int
    lessons: Decimal
    kinds: tuple[tuple[WorkKind, Decimal], ...]
    ids: tuple[RecordId, ...]


@dataclass(frozen=True)
class MonthNote:
    """A month (YYYY-MM) in the teacher's own words; what nobody wrote is None or empty."""

    month: str
    days: int | None
    periods: Decimal | None
    body: str
    counted: Counted


@dataclass(frozen=True)
class Months:
    """The months of a stay up to today, and those that were written."""

    stay: Stay
    notes: tuple[MonthNote, ...]


def months_of(archive: Archive, stay_id: RecordId, today: date) -> Months:
    """Return the months of a stay; ``record.none`` when it is gone."""
    with archive.read() as connection:
        stay = read_stay(connection, archive.holder_id, stay_id)
        found = entries(connection, stay)
    return Months(stay, notes_of(stay, found, today))


def notes_of(stay: Stay, found: Sequence[Entry], today: date) -> tuple[MonthNote, ...]:
    """Return the months of a stay with what its activities say of each."""
    written = {row["month"]: row for row in stay.record.content.get("months", ()) if row.get("month")}
    kinds = stay.kinds
    return tuple(
        _note(month, written.get(month, {}), found, kinds)
        for month in sorted({*_spanned(stay, today), *written})
    )


def _spanned(stay: Stay, today: date) -> Iterator[str]:
    first, last = stay.first, min(stay.last or today, today)
    if first is None:
        return
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year}-{month:02}"
        year, month = (year + month // 12, month % 12 + 1)


def _note(month: str, row: Mapping[str, Any], found: Sequence[Entry], kinds: Sequence[WorkKind]) -> MonthNote:
    held = [one for one in found if f"{one.day:%Y-%m}" == month and not one.planned]
    sums = tuple(
        (kind, sum((one.amount for one in held if one.code == kind.code and one.amount), Decimal(0)))
        for kind in kinds
    )
    counted = Counted(
        len({one.day for one in held}),
        sum((amount for kind, amount in sums if kind.code in _TEACHING), Decimal(0)),
        tuple((kind, amount) for kind, amount in sums if amount),
        tuple(one.id for one in held),
    )
    return MonthNote(month, row.get("days"), row.get("periods"), row.get("body") or "", counted)


def save_months(archive: Archive, stay_id: RecordId, written: Mapping[str, Content], now: datetime) -> str:
    """Write what was typed of some months, by month; the others stay. Return the change, empty if none.

    Of a month only the named fields change. Errors: ``record.none``, ``record.not-ours``, Invalid.
    """
    with archive.read() as connection:
        stay = read_stay(connection, archive.holder_id, stay_id)
    before = [dict(row) for row in stay.record.content.get("months", ())]
    rows = {row.get("month"): dict(row) for row in before}
    for month, fields in written.items():
        row = rows.setdefault(month, {"month": month})
        row |= {name: value if value not in ("", None) else None for name, value in fields.items()}
    kept = [
        {name: value for name, value in row.items() if value is not None}
        for row in sorted(rows.values(), key=lambda one: one.get("month") or "")
    ]
    kept = [row for row in kept if set(row) - {"month"} or row in before]
    if kept == before:
        return ""
    with change(archive, "exchange.months", now, subject=stay.name) as writing:
        writing.edit(stay_id, {"months": tuple(kept)})
    return writing.change_id


def month_label(month: str) -> Label:
    """Return a month's name."""
    year, number = month.split("-")
    return Label(f"{year}年{int(number)}月", month)

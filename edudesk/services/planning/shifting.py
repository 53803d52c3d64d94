"""Days of one term in another: same week of teaching, same weekday, holidays and 调休 respected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from edudesk.errors import UserError
from edudesk.services.calendar import (
    NO_SPECIAL_DAYS,
    SpecialDays,
    Term,
    TermCode,
    default_term,
    full_terms,
    term_of,
    term_reach,
)

_ONE_DAY, _WEEK = timedelta(days=1), 7
_SATURDAY = 5
MOVED_FREE, MOVED_END = "holiday", "end"
"""Why a day is another than the same weekday of the same week: it is free there, or the term is over."""


@dataclass(frozen=True)
class Calendar:
    """The terms and special days that a community keeps; default days hold where no term is entered."""

    terms: tuple[Term, ...] = ()
    special: SpecialDays = NO_SPECIAL_DAYS

    def term(self, code: TermCode) -> Term:
        """Return a term with its days."""
        around = full_terms(self.terms, code.start_year, code.start_year)
        return next((one for one in around if one.code == code), default_term(code))

    def reach(self, code: TermCode) -> tuple[date, date]:
        """Return the days that belong to a term, the holiday after it included."""
        return term_reach(self.term(code), self.terms)

    def term_at(self, day: date) -> Term | None:
        """Return the term that a day belongs to; None for a day that no calendar knows."""
        try:
            return self.term(term_of(day, self.terms))
        except UserError:
            return None

    def is_off(self, day: date) -> bool:
        """Return whether nobody is at school on a day."""
        return not self.special.works(day)

    def is_holiday(self, day: date) -> bool:
        """Return whether a day is free by a holiday, and not only as a weekend."""
        return self.is_off(day) and any(one.first <= day <= one.last for one in self.special.ranges)


@dataclass(frozen=True)
class Shifted:
    """A day in the new term, and why it is not the same weekday of the same week, where it is not."""

    day: date
    moved: str = ""


def week_of(first: date, day: date) -> int:
    """Return the week of teaching, counted from the week of the term's first day; below 1 before it."""
    return (day - _monday(first)).days // _WEEK + 1


def shift(day: date, old: Term, new: Term, calendar: Calendar) -> Shifted:
    """Return the day of ``new`` in the same week of teaching and on the same weekday as ``day`` in ``old``.

    A Saturday that was worked stands for the working day it made up for, so it goes to that week's Friday
    unless it is worked again. What falls on a holiday goes to the nearest working day, first of the same
    week; what falls behind the end of the term to the term's last week.
    """
    wanted = _monday(new.starts_on) + (day - _monday(old.starts_on))
    wanted = max(wanted, new.starts_on)
    if wanted > new.ends_on:
        return Shifted(_nearest(_same_weekday_before(wanted, new.ends_on), new, calendar, day), MOVED_END)
    placed = _nearest(wanted, new, calendar, day)
    return Shifted(placed, "" if placed == wanted else MOVED_FREE)


def spread(count: int, first: date, last: date, calendar: Calendar, taken: Sequence[date]) -> list[date]:
    """Return working days evenly between two days for so many things, where possible on days still free."""
    found: list[date] = []
    span = max(0, (last - first).days)
    for number in range(1, count + 1):
        wanted = first + round(span * number / (count + 1)) * _ONE_DAY
        near = [day for day in _around(wanted) if first <= day <= last and not calendar.is_off(day)]
        free = [day for day in near if day not in taken and day not in found]
        found.append(next(iter(free or near), wanted))
    return found


def _nearest(wanted: date, term: Term, calendar: Calendar, before: date) -> date:
    """Return ``wanted``, or the working day nearest to it where school is off.

    Something that was on a free weekend before may be on one again, but not in the holidays.
    """
    was_weekend = before.weekday() >= _SATURDAY and calendar.is_off(before)
    if not calendar.is_off(wanted) or (was_weekend and not calendar.is_holiday(wanted)):
        return wanted
    monday = _monday(wanted)
    in_week = sorted(
        (monday + passed * _ONE_DAY for passed in range(_WEEK)), key=lambda day: abs((day - wanted).days)
    )
    within = (day for day in chain(in_week, _around(wanted)) if term.starts_on <= day <= term.ends_on)
    return next((day for day in within if not calendar.is_off(day)), wanted)


def _around(wanted: date) -> Iterator[date]:
    yield wanted
    for passed in range(1, 5 * _WEEK):
        yield wanted + passed * _ONE_DAY
        yield wanted - passed * _ONE_DAY


def _same_weekday_before(day: date, last: date) -> date:
    return last - ((last.weekday() - day.weekday()) % _WEEK) * _ONE_DAY


def _monday(day: date) -> date:
    return day - day.weekday() * _ONE_DAY

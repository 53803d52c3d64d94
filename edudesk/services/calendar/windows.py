"""Periods in which a rule counts: terms, years, cycles, months, yearly windows, until a date."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from edudesk.services.calendar.terms import (
    AUTUMN,
    ONE_DAY,
    Term,
    TermCode,
    default_term,
    term_of,
    term_reach,
    terms_around,
)
from edudesk.services.calendar.writing import TermStyle, term_label
from edudesk.texts import Label


@dataclass(frozen=True)
class Window:
    """A run of days, both ends included, with its name."""

    first: date
    last: date
    label: Label

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Sort(Protocol):
    """One sort of period: its windows follow each other and never overlap."""

    def ending_from(self, day: date) -> Window | None:
        """Return the earliest window that ends on ``day`` or later, or None after the last one."""


def window_at(sort: Sort, day: date) -> Window | None:
    """Return the window of ``sort`` that contains ``day``, if there is one."""
    window = sort.ending_from(day)
    return window if window is not None and day in window else None


def windows_ending_in(sort: Sort, first: date, last: date) -> tuple[Window, ...]:
    """Return the windows of ``sort`` whose last day lies in the days given, in order."""
    ending = []
    window = sort.ending_from(first)
    while window is not None and window.last <= last:
        ending.append(window)
        window = sort.ending_from(window.last + ONE_DAY)
    return tuple(ending)


def windows_for_term(sort: Sort, term: Term, terms: Sequence[Term]) -> tuple[Window, ...]:
    """Return the windows a rule is judged by in ``term``: those that end in it, else the one that is running.

    The holiday after the term belongs to it. Empty when no window touches the term's end.
    """
    first, last = term_reach(term, terms)
    if ending := windows_ending_in(sort, first, last):
        return ending
    running = window_at(sort, last)
    return (running,) if running else ()


@dataclass(frozen=True)
class Terms:
    """Each term with the holiday after it; default days where none are entered."""

    terms: tuple[Term, ...] = ()
    style: TermStyle = TermStyle.LONG_DASH

    def ending_from(self, day: date) -> Window:
        """Return the term's window that contains ``day``."""
        code = term_of(day, self.terms)
        term = next(term for term in terms_around(day.year, self.terms) if term.code == code)
        return Window(*term_reach(term, self.terms), term_label(code, self.style))


@dataclass(frozen=True)
class SchoolYears:
    """From the first day of autumn to the eve of the next; from 1 Sep where no autumn term is entered."""

    terms: tuple[Term, ...] = ()

    def _start(self, year: int) -> date:
        autumn = TermCode(year, AUTUMN)
        return next((term for term in self.terms if term.code == autumn), default_term(autumn)).starts_on

    def ending_from(self, day: date) -> Window:
        """Return the school year that contains ``day``."""
        year = day.year if day >= self._start(day.year) else day.year - 1
        label = Label(f"{year}—{year + 1}学年", f"school year {year}–{year + 1}")
        return Window(self._start(year), self._start(year + 1) - ONE_DAY, label)


@dataclass(frozen=True)
class CalendarYears:
    """1 January to 31 December."""

    def ending_from(self, day: date) -> Window:
        """Return the year that contains ``day``."""
        label = Label(f"{day.year}年", f"year {day.year}")
        return Window(date(day.year, 1, 1), date(day.year, 12, 31), label)


@dataclass(frozen=True)
class Months:
    """Calendar months."""

    def ending_from(self, day: date) -> Window:
        """Return the month that contains ``day``."""
        last = calendar.monthrange(day.year, day.month)[1]
        label = Label(f"{day.year}年{day.month}月", f"{day.year}-{day.month:02}")
        return Window(day.replace(day=1), day.replace(day=last), label)


@dataclass(frozen=True)
class Weeks:
    """Monday to Sunday."""

    def ending_from(self, day: date) -> Window:
        """Return the week that contains ``day``."""
        first = day - day.weekday() * ONE_DAY
        last = first + 6 * ONE_DAY
        zh = f"{first.month}月{first.day}日—{last.month}月{last.day}日"
        return Window(first, last, Label(zh, f"{first} to {last}"))


@dataclass(frozen=True)
class Quarters:
    """Calendar quarters."""

    def ending_from(self, day: date) -> Window:
        """Return the quarter that contains ``day``."""
        number = (day.month - 1) // 3 + 1
        last = calendar.monthrange(day.year, number * 3)[1]
        label = Label(f"{day.year}年第{'一二三四'[number - 1]}季度", f"quarter {number} of {day.year}")
        return Window(date(day.year, number * 3 - 2, 1), date(day.year, number * 3, last), label)


def _months_on(day: date, months: int) -> date:
    """Return the day so many months later; where the month is too short its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Cycles:
    """Runs of ``years`` years (or of ``months``), one after the other, from ``start`` on."""

    start: date
    years: int
    months: int = 0

    def ending_from(self, day: date) -> Window:
        """Return the cycle that contains ``day``, before the start the first one."""
        length = 12 * self.years + self.months
        apart = 12 * (day.year - self.start.year) + day.month - self.start.month
        passed = max(0, apart // length)
        if day < _months_on(self.start, passed * length):
            passed = max(0, passed - 1)
        first = _months_on(self.start, passed * length)
        last = _months_on(self.start, (passed + 1) * length) - ONE_DAY
        return Window(first, last, Label(f"{first:%Y.%m}—{last:%Y.%m}", f"{first:%Y-%m} to {last:%Y-%m}"))


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day of any year; 29 Feb means the last day of February."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the day in ``year``."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


@dataclass(frozen=True)
class YearlyWindow:
    """The same days each year; when ``last`` is earlier in the year than ``first`` it runs over new year."""

    first: MonthDay
    last: MonthDay

    def ending_from(self, day: date) -> Window:
        """Return the window that contains ``day``, else the next one."""
        year = day.year if day <= self.last.in_year(day.year) else day.year + 1
        last = self.last.in_year(year)
        first = self.first.in_year(year - (self.first > self.last))
        zh = f"{first.year}年{first.month}月{first.day}日—{last.year}年{last.month}月{last.day}日"
        return Window(first, last, Label(zh, f"{first} to {last}"))


@dataclass(frozen=True)
class Until:
    """One window, from ``first`` to the date something is due."""

    first: date
    last: date

    def ending_from(self, day: date) -> Window | None:
        """Return the window unless it has passed."""
        if day > self.last:
            return None
        zh = f"{self.last.year}年{self.last.month}月{self.last.day}日前"
        return Window(self.first, self.last, Label(zh, f"until {self.last}"))


@dataclass(frozen=True)
class Once:
    """One window between two dates."""

    first: date
    last: date
    label: Label

    def ending_from(self, day: date) -> Window | None:
        """Return the window unless it has passed."""
        return Window(self.first, self.last, self.label) if day <= self.last else None

"""The months of a term, and in which of them a session lies: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.errors import UserError
from edudesk.services.calendar import Term, TermCode, days_between, full_terms, term_of
from edudesk.services.calendar.terms import AUTUMN, SPRING

LEAST = 10
"""A month of which the term has fewer days than these belongs to its neighbour."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """A month of a term, cut to it; ``named`` is a day of the month it is called by."""

    first: date
    last: date
    named: date

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.first <= day <= self.last


def months_of(term: Term) -> tuple[Month, ...]:
    """Return the months of a term in order; a stub at either edge is taken in by the month beside it."""
    months = _calendar_months(term)
    if len(months) > 1 and _is_stub(months[0]):
        months[:2] = [Month(months[0].first, months[1].last, months[1].named)]
    if len(months) > 1 and _is_stub(months[-1]):
        months[-2:] = [Month(months[-2].first, months[-1].last, months[-2].named)]
    return tuple(months)


def _calendar_months(term: Term) -> list[Month]:
    months = []
    first = term.starts_on
    while first <= term.ends_on:
        last = min(_last_day(first), term.ends_on)
        months.append(Month(first, last, first))
        first = last + _ONE_DAY
    return months


def _is_stub(month: Month) -> bool:
    return days_between(month.first, month.last) < LEAST


def _last_day(day: date) -> date:
    following = day.replace(day=28) + timedelta(days=4)
    return following.replace(day=1) - _ONE_DAY


def session_term(day: date, moved: str | None, terms: Sequence[Term]) -> TermCode | None:
    """Return the term a session counts in: the one a person moved it to, else that of its day."""
    if moved:
        return TermCode.parse(moved)
    try:
        return term_of(day, terms)
    except UserError:  # a day that no calendar knows
        return None


def school_year(terms: Sequence[Term], today: date) -> tuple[date, date]:
    """Return the first and last day of the school year of ``today``; in its summer the one that comes."""
    code = term_of(today, terms)
    year = code.start_year
    known = {one.code: one for one in full_terms(terms, year, year + 1)}
    spring = known[TermCode(year, SPRING)]
    if today > spring.ends_on:
        year += 1
    return known[TermCode(year, AUTUMN)].starts_on, known[TermCode(year, SPRING)].ends_on

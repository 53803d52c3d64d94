"""The time that a summary is about: a term, a school year or a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from edudesk.errors import UserError
from edudesk.services.calendar import Term, TermCode, default_term, term_of, term_reach
from edudesk.services.calendar.terms import full_terms

TERM, YEAR, MONTH = "term", "year", "month"
_MONTH_LENGTH = len("2025-12")


@dataclass(frozen=True)
class Span:
    """``first`` to ``last`` day, the holiday after a term included; ``code`` is the term it is judged in.

    ``codes`` are the terms that lie in it (of a month none: a holiday belongs to a term by more than days).
    """

    level: str
    code: TermCode
    first: date
    last: date
    codes: frozenset[TermCode] = frozenset()

    def holds(self, day: date | None) -> bool:
        """Return whether a day lies in it."""
        return day is not None and self.first <= day <= self.last

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Return whether something that lasts lies in it, if only in part; an open end is far away."""
        return (first is None or first <= self.last) and (last is None or last >= self.first)


def span_of(content: Mapping[str, Any], terms: Sequence[Term], looked_at: TermCode) -> Span:
    """Return what a summary's content says it is about; ``looked_at`` where it says nothing."""
    month = str(content.get("month") or "")
    level = content.get("level") or (MONTH if month and not content.get("term") else TERM)
    if level == MONTH and len(month) == _MONTH_LENGTH:
        return _of_month(month, terms, looked_at)
    written = content.get("term")
    code = TermCode.parse(written) if written else looked_at
    if level == YEAR:
        return _of_year(content.get("school_year") or code.start_year, terms)
    first, last = term_reach(_term(code, terms), terms)
    return Span(TERM, code, first, last, frozenset({code}))


def months_of(term: Term, until: date) -> tuple[str, ...]:
    """Return the months of a term that have begun by a day, as ``2025-12``."""
    found, day = [], term.starts_on.replace(day=1)
    while day <= min(term.ends_on, until):
        found.append(f"{day:%Y-%m}")
        day = _next_month(day)
    return tuple(found)


def term_at(code: TermCode, terms: Sequence[Term]) -> Term:
    """Return a term as it was entered, or with the days that hold else."""
    return _term(code, terms)


def _of_year(year: int, terms: Sequence[Term]) -> Span:
    of_year = [term for term in full_terms(terms, year, year) if term.code.start_year == year]
    first, last = of_year[0], of_year[-1]
    codes = frozenset(term.code for term in of_year)
    return Span(YEAR, last.code, first.starts_on, term_reach(last, terms)[1], codes)


def _of_month(month: str, terms: Sequence[Term], looked_at: TermCode) -> Span:
    first = date.fromisoformat(f"{month}-01")
    try:
        code = term_of(first, terms)
    except UserError:  # a month that no calendar knows is looked at from where one is
        code = looked_at
    return Span(MONTH, code, first, date.fromordinal(_next_month(first).toordinal() - 1))


def _term(code: TermCode, terms: Sequence[Term]) -> Term:
    around = full_terms(terms, code.start_year, code.start_year)
    return next((term for term in around if term.code == code), default_term(code))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)

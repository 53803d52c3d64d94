"""Terms with real first and last days, and which term a day belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from edudesk.errors import Problem, UserError

ONE_DAY = timedelta(days=1)
AUTUMN, SPRING, THIRD = 1, 2, 3
FIRST_YEAR, LAST_YEAR = 1950, 2200
_CODE = re.compile(r"([0-9]{4})-([1-3])")


@dataclass(frozen=True, order=True)
class TermCode:
    """The year a school year starts in and the term's number: 1 autumn, 2 spring, 3 in three-term pilots."""

    start_year: int
    number: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.start_year <= LAST_YEAR and AUTUMN <= self.number <= THIRD):
            raise UserError("term.code", text=f"{self.start_year}-{self.number}")

    def __str__(self) -> str:
        return f"{self.start_year}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> "TermCode":
        """Return the term written as ``2025-1``; UserError ``term.code`` for anything else."""
        found = _CODE.fullmatch(text.strip())
        if not found:
            raise UserError("term.code", text=text)
        return cls(int(found[1]), int(found[2]))


@dataclass(frozen=True, order=True)
class Term:
    """A term with its first and last school day, both included."""

    code: TermCode
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise UserError("term.backwards", term=self.code)


def default_term(code: TermCode) -> Term:
    """Return the term with the days that hold until the school enters its own.

    Autumn 1 Sep to 31 Jan, spring 1 Feb to 10 Jul, third 11 Jul to 31 Aug: general knowledge, no source.
    """
    year, after = code.start_year, code.start_year + 1
    days = {
        AUTUMN: (date(year, 9, 1), date(after, 1, 31)),
        SPRING: (date(after, 2, 1), date(after, 7, 10)),
        THIRD: (date(after, 7, 11), date(after, 8, 31)),
    }
    return Term(code, *days[code.number])


def check_terms(terms: Sequence[Term]) -> tuple[Problem, ...]:
    """Return one problem for each term entered twice or overlapping the one before it."""
    problems = []
    for before, after in pairwise(sorted(terms)):
        if before.code == after.code:
            problems.append(Problem("term.twice", "code", parameters={"term": after.code}))
        elif after.starts_on <= before.ends_on:
            both = {"before": before.code, "after": after.code}
            problems.append(Problem("term.overlap", "starts_on", parameters=both))
    return tuple(problems)


def full_terms(terms: Sequence[Term], first_year: int, last_year: int) -> tuple[Term, ...]:
    """Return the entered terms, and defaults where a term of the start years in the range is missing.

    A default is cut where it would overlap its entered neighbours, and left out when nothing remains.
    """
    return _full_terms(tuple(terms), first_year, last_year)


@lru_cache(maxsize=1024)
def _full_terms(terms: tuple[Term, ...], first_year: int, last_year: int) -> tuple[Term, ...]:
    known = {term.code: term for term in terms}
    years = range(max(first_year, FIRST_YEAR), min(last_year, LAST_YEAR) + 1)
    wanted = {TermCode(year, number) for year in years for number in (AUTUMN, SPRING)}
    full: list[Term] = sorted(terms)
    for code in sorted(wanted - known.keys()):
        if fitted := _fitted(default_term(code), full):
            full.append(fitted)
            full.sort()
    return tuple(full)


def _fitted(term: Term, others: Sequence[Term]) -> Term | None:
    starts_on, ends_on = term.starts_on, term.ends_on
    for other in others:
        if other.code < term.code:
            starts_on = max(starts_on, other.ends_on + ONE_DAY)
        else:
            ends_on = min(ends_on, other.starts_on - ONE_DAY)
    return replace(term, starts_on=starts_on, ends_on=ends_on) if starts_on <= ends_on else None


@lru_cache(maxsize=1024)
def terms_around(year: int, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms, entered or by default, that may touch a day of calendar ``year``."""
    near = tuple(term for term in terms if abs(term.code.start_year - year) <= 3)  # noqa: PLR2004 - a margin
    return full_terms(near, year - 2, year + 1)


def term_of(day: date, terms: Sequence[Term], override: TermCode | None = None) -> TermCode:
    """Return the term a day belongs to; ``override`` is what the person chose for one activity.

    A holiday day belongs to the term that has just ended (winter holiday: autumn, summer holiday: spring).
    Where no term is entered the default days hold. UserError ``term.day`` for an absurd day.
    """
    if override is not None:
        return override
    started = [term for term in terms_around(day.year, tuple(terms)) if term.starts_on <= day]
    if not started or day.year > LAST_YEAR:
        raise UserError("term.day", day=day)
    return max(started).code


def term_reach(term: Term, terms: Sequence[Term]) -> tuple[date, date]:
    """Return the first and last day that belong to ``term``, the holiday after it included."""
    around = terms_around(term.ends_on.year, (*(other for other in terms if other.code != term.code), term))
    following = min(other for other in around if other.code > term.code)
    return term.starts_on, max(term.ends_on, following.starts_on - ONE_DAY)

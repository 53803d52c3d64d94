"""The parts of a period: months and weeks of a term, and what a condition asks for in every one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from edudesk.services.calendar import (
    CalendarYears,
    Months,
    Quarters,
    SchoolYears,
    Sort,
    SpecialDays,
    Term,
    Weeks,
    Window,
    days_between,
    full_terms,
    term_label,
    term_reach,
    windows_ending_in,
    working_days,
)
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.results import Period
from edudesk.texts import Label

MOST = 400
A_YEAR = timedelta(days=366)
ONE_DAY = timedelta(days=1)
LEAST_DAYS = {"week": 3, "month": 10, "quarter": 30, "term": 45, "school-year": 120, "calendar-year": 120}
"""A part of which fewer days lie in the period asks for nothing."""


def term_parts(
    sort: str, term: Term, reach: date, least_days: int, special: SpecialDays | None = None
) -> tuple[Span, ...]:
    """Return the months or weeks of a term, cut to it; one with too few days in the term asks for nothing.

    With ``special`` days the least ones are working days.

    The last one's holiday belongs to it. What was moved here counts in the month of its day, in no other.
    """
    far = term.ends_on + timedelta(days=31)
    kept = []
    windows = windows_ending_in(Weeks() if sort == "week" else Months(), term.starts_on, far)
    for number, window in enumerate(windows, 1):
        first, last = max(window.first, term.starts_on), min(window.last, term.ends_on)
        days = days_between(first, last) if special is None else working_days(first, last, special)
        if days >= least_days:
            whole = (window.first, window.last)
            label = _week(number, window) if sort == "week" else window.label
            kept.append(Span(Period(first, last, label), min(window.last, reach), term.code, month=whole))
    return tuple(kept)


def _week(number: int, window: Window) -> Label:
    return Label(f"第{number}周（{window.label.zh}）", f"week {number} ({window.label.en})")


def parts_of(span: Span, part: str, facts: Facts, earliest: date) -> tuple[Span, ...]:
    """Return the parts of a period that ask for something, cut to it; none from before there were records.

    Months and weeks are those of its terms.
    """
    first = max(span.first, min(earliest, span.period.last))
    if part in {"month", "week", "term"}:
        found = tuple(_of_terms(span, first, part, facts))
    else:
        sort: Sort = SchoolYears(facts.terms)
        if part != "school-year":
            sort = Quarters() if part == "quarter" else CalendarYears()
        found = tuple(_windows(span, first, part, sort))
    return found[-MOST:]


def _of_terms(span: Span, first: date, part: str, facts: Facts) -> Iterator[Span]:
    for term in full_terms(facts.terms, first.year - 1, span.period.last.year):
        begins, ends = max(term.starts_on, first), min(term.ends_on, span.period.last)
        if ends < begins or (span.term and term.code != span.term):
            continue
        reach = min(term_reach(term, facts.terms)[1], span.reach)
        if part == "term":
            if days_between(begins, ends) >= min(
                LEAST_DAYS[part], days_between(term.starts_on, term.ends_on)
            ):
                yield Span(Period(begins, ends, term_label(term.code)), reach, term.code, shown=span.shown)
        else:
            cut = Term(term.code, begins, ends)
            for one in term_parts(part, cut, reach, LEAST_DAYS[part]):
                named = one if part == "week" or span.reach - span.first > A_YEAR else _plain(one)
                yield replace(named, shown=span.shown)


def _plain(month: Span) -> Span:
    """Return a month called by its name alone, where its year goes without saying."""
    label = Label(f"{month.first.month}月", month.period.label.en)
    return replace(month, period=replace(month.period, label=label))


def _windows(span: Span, first: date, part: str, sort: Sort) -> Iterator[Span]:
    window = sort.ending_from(first)
    while window and window.first <= span.period.last:
        begins, ends = max(window.first, first), min(window.last, span.period.last)
        if days_between(begins, ends) >= LEAST_DAYS[part]:
            year = window.first.year if part == "school-year" else None
            reach = min(window.last, span.reach)
            yield Span(Period(begins, ends, window.label), max(reach, ends), year=year, shown=span.shown)
        window = sort.ending_from(window.last + ONE_DAY)

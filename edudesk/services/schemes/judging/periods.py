"""Which days a rule is judged by in a term, and which records fall into them."""

from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.services.calendar import (
    CalendarYears,
    Cycles,
    Months,
    SchoolYears,
    Sort,
    Term,
    TermCode,
    Until,
    Window,
    YearlyWindow,
    days_between,
    full_terms,
    term_label,
    term_reach,
    windows_ending_in,
    windows_for_term,
)
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.results import Period
from edudesk.services.schemes.scheme import Cycle, PeriodSpec

LEAD = timedelta(days=92)


@dataclass(frozen=True)
class Span:
    """A period with the days that belong to it: the holiday after a term belongs to the term."""

    period: Period
    reach: date  # the last day that belongs to it
    term: TermCode | None = None  # for the sorts term and month
    month: tuple[date, date] | None = (
        None  # for the month sort: the whole month, of which the term has a part
    )
    year: int | None = None  # for the school-year sort: the year it starts in

    @property
    def first(self) -> date:
        """The first day."""
        return self.period.first

    def holds(self, day: date, moved_to: TermCode | None) -> bool:
        """Return whether a record of ``day`` belongs here; ``moved_to`` is the term a person chose for it."""
        if moved_to is not None and self.term is not None:
            in_month = self.month is None or self.month[0] <= day <= self.month[1]
            return moved_to == self.term and in_month
        if moved_to is not None and self.year is not None:
            return moved_to.start_year == self.year
        return self.first <= day <= self.reach

    def part(self, first: date, last: date, moved_to: TermCode | None) -> tuple[date, date] | None:
        """Return the days of a record's run that count here: of a moved one all, of others those inside."""
        if moved_to is not None and (self.term is not None or self.year is not None):
            return (first, last) if self.holds(first, moved_to) else None
        return self.overlap(first, last)

    def overlap(self, first: date, last: date) -> tuple[date, date] | None:
        """Return the days of a run that lie inside, None when there are none."""
        first, last = max(first, self.first), min(last, self.reach)
        return (first, last) if first <= last else None


def term_days(facts: Facts, code: TermCode) -> Term:
    """Return the term with its entered days, its default days where none are entered."""
    return next(
        term for term in full_terms(facts.terms, code.start_year, code.start_year) if term.code == code
    )


def cycle_start(cycle: Cycle, facts: Facts) -> date | None:
    """Return the first day of the first cycle: the earliest agreement's, else the community's.

    Where the scheme fixes the day of the year, it is the last one before; an agreement may be made up to a
    quarter ahead of it.
    """
    started = [day for each in facts.agreements if (day := each.starts_on or each.signed_on)]
    anchor = min(started) if started else facts.community.since
    if anchor is None or cycle.starts is None:
        return anchor
    days = [cycle.starts.in_year(anchor.year + shift) for shift in (-1, 0, 1)]
    return max(day for day in days if day <= anchor + LEAD)


def spans(spec: PeriodSpec, cycle: Cycle | None, facts: Facts, code: TermCode) -> tuple[Span, ...]:
    """Return the periods by which a rule is judged in a term; empty when none touches it (decision 11)."""
    term = term_days(facts, code)
    if spec.sort == "term":
        return (term_span(facts, code),)
    if spec.sort == "month":
        return _months(term, term_reach(term, facts.terms)[1], spec.least_days)
    sort = _sort(spec, cycle, facts)
    if sort is None:
        return ()
    of_year = spec.sort == "school-year"
    return tuple(
        Span(_period(window), window.last, year=window.first.year if of_year else None)
        for window in windows_for_term(sort, term, facts.terms)
    )


def term_span(facts: Facts, code: TermCode) -> Span:
    """Return a term with the holiday after it."""
    term = term_days(facts, code)
    period = Period(term.starts_on, term.ends_on, term_label(code))
    return Span(period, term_reach(term, facts.terms)[1], term=code)


def _period(window: Window) -> Period:
    return Period(window.first, window.last, window.label)


def _months(term: Term, reach: date, least_days: int) -> tuple[Span, ...]:
    """Return the months of a term, cut to it; one with too few days in the term asks for nothing.

    The last month's holiday belongs to it. What was moved here counts in the month of its day, in no other.
    """
    far = term.ends_on + timedelta(days=31)
    kept = []
    for month in windows_ending_in(Months(), term.starts_on, far):
        first, last = max(month.first, term.starts_on), min(month.last, term.ends_on)
        if days_between(first, last) >= least_days:
            whole = (month.first, month.last)
            period = Period(first, last, month.label)
            kept.append(Span(period, min(month.last, reach), term.code, month=whole))
    return tuple(kept)


def _sort(spec: PeriodSpec, cycle: Cycle | None, facts: Facts) -> Sort | None:
    match spec.sort:
        case "school-year":
            return SchoolYears(facts.terms)
        case "calendar-year":
            return CalendarYears()
        case "window" if spec.first and spec.last:
            return YearlyWindow(spec.first, spec.last)
        case "cycle" | "until":
            start = cycle_start(cycle, facts) if cycle else facts.community.since
            return _from_start(spec, cycle, start)
    return None


def _from_start(spec: PeriodSpec, cycle: Cycle | None, start: date | None) -> Sort | None:
    if spec.sort == "until" and spec.on:
        return Until(start or date(spec.on.year, 1, 1), spec.on)
    if start is None:
        return None
    if spec.sort == "cycle":
        return Cycles(start, cycle.years) if cycle else None
    return Until(start, spec.last.in_year(start.year)) if spec.last else None

"""Which days a rule is judged by in a term, and which records fall into them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from edudesk.services.calendar import (
    CalendarYears,
    Cycles,
    Once,
    Quarters,
    SchoolYears,
    Sort,
    Term,
    TermCode,
    Until,
    Window,
    YearlyWindow,
    full_terms,
    term_label,
    term_reach,
    windows_ending_in,
    windows_for_term,
)
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.judging.parts import term_parts
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.results import EVER, Period
from edudesk.services.schemes.scheme import Cycle, PeriodSpec, Phase, Scheme
from edudesk.texts import Label

LEAD = timedelta(days=92)
ONE_DAY = timedelta(days=1)
LONG = timedelta(days=400)  # a school year and what terms may add to it


def term_days(facts: Facts, code: TermCode) -> Term:
    """Return the term with its entered days, its default days where none are entered."""
    return next(
        term for term in full_terms(facts.terms, code.start_year, code.start_year) if term.code == code
    )


def cycle_start(cycle: Cycle, facts: Facts) -> date | None:
    """Return the first day of the first cycle: the earliest agreement's, else the community's.

    Where the scheme fixes the day of the year, it is the last one before; an agreement may be made up to a
    quarter ahead of it. A cycle between two dates begins on the first.
    """
    if cycle.first:
        return cycle.first
    started = [day for each in facts.agreements if (day := each.starts_on or each.signed_on)]
    anchor = min(started) if started else facts.community.since
    if anchor is None or cycle.starts is None:
        return anchor
    days = [cycle.starts.in_year(anchor.year + shift) for shift in (-1, 0, 1)]
    return max(day for day in days if day <= anchor + LEAD)


def cycles_from(cycle: Cycle, start: date) -> Sort:
    """Return a scheme's cycles, the first of which begins on ``start``."""
    if cycle.first and cycle.last:
        name = f"{cycle.first:%Y.%m}—{cycle.last:%Y.%m}"
        return Once(cycle.first, cycle.last, Label(name, f"{cycle.first:%Y-%m} to {cycle.last:%Y-%m}"))
    return Cycles(start, cycle.years, cycle.months)


def spans(spec: PeriodSpec, scheme: Scheme, facts: Facts, code: TermCode) -> tuple[Span, ...]:
    """Return the periods by which a rule is judged in a term; empty when none touches it (decision 11)."""
    term = term_days(facts, code)
    reach = term_reach(term, facts.terms)
    match spec.sort:
        case "term":
            return (term_span(facts, code),)
        case "month" | "week":
            special = facts.special_days if spec.working else None
            return term_parts(spec.sort, term, reach[1], spec.least_days, special)
        case "quarter":
            windows: tuple[Window, ...] = windows_ending_in(Quarters(), *reach)
        case "before-term":
            windows = _before(term, facts, spec.days)
        case "last-years":
            windows = _years(facts, code, spec.years)
        case "ever":
            windows = (Window(EVER, term.ends_on, Label("至今", "so far")),)
        case _:
            sort = _sort(spec, scheme, facts)
            windows = windows_for_term(sort, term, facts.terms) if sort else ()
    of_year = spec.sort == "school-year"
    found = tuple(
        Span(_period(window), window.last, year=window.first.year if of_year else None) for window in windows
    )
    if spec.sort == "ever":
        found = tuple(replace(span, reach=reach[1]) for span in found)
    return tuple(replace(span, shown=reach) if _is_long(span) else span for span in found)


def _is_long(span: Span) -> bool:
    return span.reach - span.first > LONG


def term_span(facts: Facts, code: TermCode) -> Span:
    """Return a term with the holiday after it."""
    term = term_days(facts, code)
    period = Period(term.starts_on, term.ends_on, term_label(code))
    return Span(period, term_reach(term, facts.terms)[1], term=code)


def _period(window: Window) -> Period:
    return Period(window.first, window.last, window.label)


def _before(term: Term, facts: Facts, days: int) -> tuple[Window, ...]:
    """Return the days before a term, back to the end of the term before at most."""
    code = term.code
    earlier = full_terms(facts.terms, code.start_year - 1, code.start_year)
    ends = max((one.ends_on for one in earlier if one.code < code), default=EVER)
    first, last = max(term.starts_on - days * ONE_DAY, ends + ONE_DAY), term.starts_on - ONE_DAY
    label = Label(f"{term_label(code).zh}开学前", f"before the {term_label(code).en}")
    return (Window(first, last, label),) if first <= last else ()


def _years(facts: Facts, code: TermCode, years: int) -> tuple[Window, ...]:
    """Return a term's school year with those before it, so many in all."""
    sort, day = SchoolYears(facts.terms), term_days(facts, code).ends_on
    last = sort.ending_from(day)
    first = last
    for _ in range(min(years - 1, last.first.year - EVER.year)):
        first = sort.ending_from(first.first - ONE_DAY)
    label = last.label
    if years > 1:
        zh = f"{first.first.year}—{last.last.year}年的{years}个学年"
        label = Label(zh, f"{years} school years to {last.last.year}")
    return (Window(first.first, last.last, label),)


def _sort(spec: PeriodSpec, scheme: Scheme, facts: Facts) -> Sort | None:
    match spec.sort:
        case "school-year":
            return SchoolYears(facts.terms)
        case "calendar-year":
            return CalendarYears()
        case "window" if spec.first and spec.last:
            return YearlyWindow(spec.first, spec.last)
        case "phase":
            phase = next((one for one in scheme.phases if one.id == spec.phase), None)
            return _phase_sort(phase) if phase else None
        case "cycle" | "until":
            start = cycle_start(scheme.cycle, facts) if scheme.cycle else facts.community.since
            return _from_start(spec, scheme.cycle, start)
    return None


def _phase_sort(phase: Phase) -> Sort | None:
    if phase.on_first and phase.on_last:
        return Once(phase.on_first, phase.on_last, phase.name)
    if phase.first and phase.last:
        return _NamedWindow(phase.first, phase.last, phase.name)
    return None


@dataclass(frozen=True)
class _NamedWindow(YearlyWindow):
    """A yearly window called by the name of its phase."""

    name: Label

    def ending_from(self, day: date) -> Window:
        return replace(super().ending_from(day), label=self.name)


def _from_start(spec: PeriodSpec, cycle: Cycle | None, start: date | None) -> Sort | None:
    if spec.sort == "until" and spec.on:
        return Until(start or date(spec.on.year, 1, 1), spec.on)
    if start is None:
        return None
    if spec.sort == "cycle":
        return cycles_from(cycle, start) if cycle else None
    return Until(start, spec.last.in_year(start.year)) if spec.last else None

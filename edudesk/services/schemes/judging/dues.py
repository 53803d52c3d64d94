"""The days on which papers are due in a term: around terms, years, cycles, agreements, or on a fixed day."""

from collections.abc import Iterator
from datetime import date, timedelta

from edudesk.services.calendar import TermCode, add_working_days, full_terms
from edudesk.services.schemes.facts import AgreementFacts
from edudesk.services.schemes.judging.periods import cycle_start, cycles_from, spans, term_days
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Period
from edudesk.services.schemes.scheme import Cycle, Due, PeriodSpec
from edudesk.texts import Label

ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)  # the first papers are written long before the cycle begins
EARLY = timedelta(days=45)  # papers for a term are written in the holiday before it


def moved(world: World, day: date, due: Due, sign: int = 1) -> date:
    """Return the day that lies the rule's days after ``day``, before it for a sign of -1."""
    if due.working:
        return add_working_days(day, sign * due.days, world.facts.special_days)
    return day + sign * due.days * ONE_DAY


def dues_of(world: World, due: Due, span: Span, code: TermCode, basis: Basis) -> Iterator[Period]:
    """Give by when the papers are due that somebody owes in a term, and since when they may be written."""
    term, label = term_days(world.facts, code), span.period.label
    match due.sort:
        case "term-start":
            yield Period(term.starts_on - EARLY, moved(world, term.starts_on, due), label)
        case "term-end":
            yield Period(term.starts_on, moved(world, term.ends_on, due), label)
        case "first-year" if world.scheme.cycle:
            yield from _first_year(world, world.scheme.cycle, due, span)
        case "every-year":
            yield from _every_year(due, span)
        case "on" if due.on and _inside(span, due.on):
            yield Period(due.on - A_YEAR, due.on, label)
        case "month-end" | "quarter-end":
            yield from _parts(world, due, span, code)
        case "agreement-start" | "agreement-end":
            yield from _agreement(world, due, span, basis)
        case _:
            yield from _around(world, due, span, code)


def _around(world: World, due: Due, span: Span, code: TermCode) -> Iterator[Period]:
    """Return the days around school years, cycles and phases."""
    match due.sort:
        case "school-year-start" | "school-year-end":
            yield from _school_year(world, due, code)
        case "cycle-start" | "cycle-end":
            yield from _cycle(world, due, span, code)
        case "phase-end":
            yield from _phase(world, due, span, code)


def _inside(span: Span, day: date) -> bool:
    return span.first <= day <= span.reach


def _every_year(due: Due, span: Span) -> Iterator[Period]:
    """Return the day that lies in the term; one in January is about the calendar year before."""
    assert due.day is not None
    for year in range(span.first.year, span.reach.year + 1):
        day = due.day.in_year(year)
        if not _inside(span, day):
            continue
        about, first = year, date(year, 1, 1)
        if day.month == 1:
            about, first = year - 1, due.day.in_year(year - 1) + EARLY  # until then it is the one before
        yield Period(first, day, Label(f"{about}年", f"year {about}"))


def _parts(world: World, due: Due, span: Span, code: TermCode) -> Iterator[Period]:
    """Return the months or quarters of a term, each due some days after its own end."""
    if due.sort == "month-end":
        for month in spans(PeriodSpec("month"), world.scheme, world.facts, code):
            assert month.month is not None
            yield Period(month.first, moved(world, month.month[1], due), month.period.label)
        return
    for year in range(span.first.year, span.reach.year + 1):
        for number in range(1, 5):
            first = date(year, 3 * number - 2, 1)
            last = date(year + number // 4, 3 * number % 12 + 1, 1) - ONE_DAY
            if _inside(span, last):
                label = Label(f"{year}年第{number}季度", f"quarter {number} of {year}")
                yield Period(first, moved(world, last, due), label)


def _school_year(world: World, due: Due, code: TermCode) -> Iterator[Period]:
    """Return the day after the year's first or last school day, in the term that begins or ends it."""
    year = code.start_year
    terms = [one for one in full_terms(world.facts.terms, year, year) if one.code.start_year == year]
    first, last = terms[0], terms[-1]
    label = Label(f"{year}—{year + 1}学年", f"school year {year}–{year + 1}")
    if due.sort == "school-year-start" and code == first.code:
        yield Period(first.starts_on - EARLY, moved(world, first.starts_on, due), label)
    if due.sort == "school-year-end" and code == last.code:
        yield Period(first.starts_on, moved(world, last.ends_on, due), label)


def _phase(world: World, due: Due, span: Span, code: TermCode) -> Iterator[Period]:
    """Return the phases whose day lies in the term; one may have ended in the term before."""
    for phase in _near(world, PeriodSpec("phase", phase=due.phase), code):
        day = moved(world, phase.period.last, due)
        if _inside(span, day):
            yield Period(phase.first, day, phase.period.label)


def _near(world: World, spec: PeriodSpec, code: TermCode) -> list[Span]:
    """Return the periods of a sort that end in one of the terms around, or run through them, in order."""
    years = range(code.start_year - 1, code.start_year + 2)
    codes = [one.code for one in full_terms(world.facts.terms, years[0], years[-1])]
    found = {
        (run.period.first, run.period.last): run
        for one in codes
        for run in spans(spec, world.scheme, world.facts, one)
    }
    return [found[days] for days in sorted(found)]


# -- cycles


def _first_year(world: World, cycle: Cycle, due: Due, span: Span) -> Iterator[Period]:
    """Return the period of a cycle's first paper, in the term it is due in and from the cycle's start on.

    Every cycle asks anew; a paper of the one before does not answer.
    """
    start, before = cycle_start(cycle, world.facts), date.min
    while start and due.day:
        last = due.day.in_year(start.year)
        if min(start, last) > span.reach:
            return
        if last >= span.first:
            first = max(min(start, last) - A_YEAR, before)
            yield Period(first, last, Label(f"{last.year}年", f"year {last.year}"))
            return
        run = cycles_from(cycle, start).ending_from(start)
        following = None if cycle.first or run is None else run.last + ONE_DAY
        start, before = following, last + ONE_DAY


def _cycle(world: World, due: Due, span: Span, code: TermCode) -> Iterator[Period]:
    """Return the days around the cycles' starts or ends that lie in the term."""
    sign = -1 if due.before else 1
    for place, cycle in enumerate(_near(world, PeriodSpec("cycle"), code)):
        first, last = cycle.period.first, cycle.period.last
        if due.sort == "cycle-start":
            # The first papers are written long before; those of later cycles are not.
            day, since = moved(world, first, due, sign), first - (EARLY if place else A_YEAR)
        else:
            day, since = moved(world, last, due, sign), first
        if _inside(span, day):
            yield Period(since, day, cycle.period.label)


# -- agreements


def _agreement(world: World, due: Due, span: Span, basis: Basis) -> Iterator[Period]:
    """Return the days around the agreements of a pairing, or of the community, that lie in the term."""
    pairing = {basis.helper_id, basis.helped_id}
    bound = [
        each
        for each in world.facts.agreements
        if basis.sort != "partner" or not each.parties or pairing <= set(each.parties)
    ]
    if due.sort == "agreement-end":
        ends = [each.ends_on for each in bound if each.ends_on]
        last = moved(world, max(ends), due, -1) if ends else None
        if last and _inside(span, last):
            yield Period(span.first, last, span.period.label)
        return
    days = {
        moved(world, start, due, -1 if due.before else 1): start for each in bound if (start := _start(each))
    }
    for day in sorted(days):
        if _inside(span, day):
            yield Period(days[day] - A_YEAR, day, span.period.label)


def _start(agreement: AgreementFacts) -> date | None:
    return agreement.starts_on or agreement.signed_on

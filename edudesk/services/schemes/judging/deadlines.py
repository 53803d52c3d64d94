"""Which papers a document rule calls for in a term, from whom, and until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from edudesk.services.calendar import CalendarYears, Cycles, TermCode, add_working_days, windows_for_term
from edudesk.services.schemes.judging.bases import bases_of
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.periods import Span, cycle_start, term_days, term_span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Period
from edudesk.services.schemes.scheme import Cycle, DocumentRule, Due
from edudesk.texts import Label

ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)  # the first papers are written long before the cycle begins
EARLY = timedelta(days=45)  # papers for a term are written in the holiday before it


@dataclass(frozen=True)
class Call:
    """One paper that is asked for: from when on it may be written, and until when it is due."""

    period: Period
    basis: Basis
    term: TermCode | None = None
    about_id: str | None = None


def calls_of(world: World, rule: DocumentRule, code: TermCode) -> Iterable[Call]:
    """Return what a document rule calls for in a term."""
    span = term_span(world.facts, code)
    if rule.due.sort in {"activity", "exchange"}:
        yield from _per_record(world, rule.due, span)
        return
    period = _due_period(world, rule.due, span, code)
    if period is None:
        return
    of_term = code if rule.due.sort.startswith("term-") else None
    for basis in _bases(world, rule, span):
        yield Call(period, basis, of_term)


def _bases(world: World, rule: DocumentRule, span: Span) -> tuple[Basis, ...]:
    """Return who owes the paper; of the schools asked our own alone, for a bureau every one."""
    bases = bases_of(world, rule.per, rule.applies, span)
    own = tuple(basis for basis in bases if basis.id in world.ours)
    return own if rule.per.each == "school" and own else bases


def _moved(world: World, day: date, due: Due, sign: int = 1) -> date:
    """Return the day that lies the rule's days after ``day``, before it for a sign of -1."""
    if due.working:
        return add_working_days(day, sign * due.days, world.facts.special_days)
    return day + sign * due.days * ONE_DAY


def _per_record(world: World, due: Due, span: Span) -> Iterator[Call]:
    """Return a call for each activity or stay: some days after its end, or before it begins."""
    wanted = set(due.kinds if due.sort == "activity" else due.exchange_forms)
    for item in world.items(due.sort, span):
        if (wanted and wanted.isdisjoint(item.kinds)) or not _asks(item, due, span):
            continue
        if due.before:
            last = _moved(world, item.first, due, -1)
            period = Period(last - EARLY, last, span.period.label)
        else:
            last = _moved(world, item.last, due)
            period = Period(item.first, last, span.period.label)
        yield Call(period, Basis(item.record, item.id, _named(world, item)), about_id=item.id)


def _named(world: World, item: Item) -> Label:
    """Return how a record is spoken of: a stay by its person, an activity by its day."""
    if item.record == "exchange":
        (person,) = item.people
        return world.label("person", person.person_id or person.name)
    return Label(f"{item.first.month}月{item.first.day}日的活动", f"activity of {item.first}")


def _asks(item: Item, due: Due, span: Span) -> bool:
    """Return whether a record asks for its paper in a term: one held, or before it one still to come too."""
    run = item.hoped if due.before else item.done
    if due.sort == "activity":
        return run is not None and span.holds(item.first, item.moved_to)
    edge = item.first if due.before else item.last
    return run is not None and span.first <= edge <= span.reach


def _due_period(world: World, due: Due, span: Span, code: TermCode) -> Period | None:
    term, label = term_days(world.facts, code), span.period.label
    match due.sort:
        case "term-start":
            return Period(term.starts_on - EARLY, _moved(world, term.starts_on, due), label)
        case "term-end":
            return Period(term.starts_on, _moved(world, term.ends_on, due), label)
        case "first-year" if due.day and world.scheme.cycle:
            return _first_year(world, world.scheme.cycle, due, span)
        case "every-year" if due.day:
            (year,) = windows_for_term(CalendarYears(), term, world.facts.terms)[-1:]
            day = due.day.in_year(year.first.year)
            return Period(year.first, day, year.label) if span.first <= day <= span.reach else None
        case "agreement-end":
            ends = [each.ends_on for each in world.facts.agreements if each.ends_on]
            last = _moved(world, max(ends), due, -1) if ends else None
            return Period(span.first, last, label) if last and span.first <= last <= span.reach else None
    return None


def _first_year(world: World, cycle: Cycle, due: Due, span: Span) -> Period | None:
    """Return the period of a cycle's first paper, in the term it is due in and from the cycle's start on.

    Every cycle asks anew; a paper of the one before does not answer.
    """
    start, before = cycle_start(cycle, world.facts), date.min
    while start and due.day:
        last = due.day.in_year(start.year)
        if min(start, last) > span.reach:
            return None
        if last >= span.first:
            first = max(min(start, last) - A_YEAR, before)
            return Period(first, last, Label(f"{last.year}年", f"year {last.year}"))
        start, before = Cycles(start, cycle.years).ending_from(start).last + ONE_DAY, last + ONE_DAY
    return None

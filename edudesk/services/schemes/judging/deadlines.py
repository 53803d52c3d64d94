"""Which papers a document rule calls for in a term, from whom, and until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.bases import bases_of
from edudesk.services.schemes.judging.dues import EARLY, dues_of, moved
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.periods import spans, term_span
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Period
from edudesk.services.schemes.scheme import DocumentRule, Due, PeriodSpec
from edudesk.texts import Label

OF_RECORDS = frozenset({"activity", "exchange", "pair"})


@dataclass(frozen=True)
class Call:
    """One paper that is asked for: from when on it may be written, and until when it is due."""

    period: Period
    basis: Basis
    term: TermCode | None = None  # a paper that names this term answers
    year: int | None = None  # a paper that names this school year answers
    about_id: str | None = None
    latest: date = date.max  # dated later it is another one


def calls_of(world: World, rule: DocumentRule, code: TermCode) -> Iterable[Call]:
    """Return what a document rule calls for in a term."""
    span = term_span(world.facts, code)
    if rule.due.sort in OF_RECORDS:
        yield from _per_record(world, rule, span)
        return
    for basis in _bases(world, rule, span):
        for period in dues_of(world, rule.due, span, code, basis):
            call = _dated(Call(period, basis), rule.due, code)
            yield _standing(world, call, code) if rule.standing else call


def _bases(world: World, rule: DocumentRule, span: Span) -> tuple[Basis, ...]:
    """Return who owes the paper; of the schools asked our own alone, for a bureau every one."""
    bases = bases_of(world, rule.per, rule.applies, span)
    if rule.per.each != "school" or world.ours.isdisjoint(world.membership.members(span)):
        return bases
    return tuple(basis for basis in bases if basis.id in world.ours)


def _dated(call: Call, due: Due, code: TermCode) -> Call:
    """Return a call with what a paper may name instead of its day, and the day after which it is another."""
    match due.sort:
        case "term-start" | "term-end":
            return replace(call, term=code, latest=call.period.last + EARLY)
        case "school-year-start" | "school-year-end":
            return replace(call, year=code.start_year, latest=call.period.last + EARLY)
        case "month-end" | "quarter-end":
            return replace(call, latest=call.period.last + EARLY)
    return call


def _standing(world: World, call: Call, code: TermCode) -> Call:
    """Return a call that a paper of the whole cycle answers, or of any time where there is no cycle."""
    cycle = next(iter(spans(PeriodSpec("cycle"), world.scheme, world.facts, code)), None)
    first = cycle.first - EARLY if cycle and world.scheme.cycle else date.min
    period = replace(call.period, first=min(first, call.period.first))
    return replace(call, period=period, term=None, year=None, latest=date.max)


# -- one for each record


def _per_record(world: World, rule: DocumentRule, span: Span) -> Iterator[Call]:
    """Return a call for each activity, stay or pair: some days after its end, or before it begins."""
    due = rule.due
    chosen = _chosen(world, due, span)
    if not bases_of(world, replace(rule.per, each="community"), rule.applies, span):
        return
    for item in world.items(due.sort, span):
        if (chosen is not None and item.id not in chosen) or not _asks(world, item, due, span):
            continue
        period = _period(world, due, item, span)
        people = (
            [one for one in item.people if one.person_id or one.name] if rule.per.each == "person" else []
        )
        for person in people:
            name = person.person_id or person.name
            yield Call(period, Basis("person", name, world.label("person", name)), about_id=item.id)
        if rule.per.each != "person":
            yield Call(period, Basis(item.record, item.id, _named(world, item)), about_id=item.id)


def _chosen(world: World, due: Due, span: Span) -> set[str] | None:
    """Return the records that ask, None when all of them do."""
    if due.select is not None:
        return {item.id for item in select(world, due.select, span, COMMUNITY).items}
    wanted = set(due.kinds if due.sort == "activity" else due.exchange_forms)
    if not wanted:
        return None
    return {item.id for item in world.items(due.sort, span) if not wanted.isdisjoint(item.kinds)}


def _period(world: World, due: Due, item: Item, span: Span) -> Period:
    if due.before:
        last = moved(world, item.first, due, -1)
        return Period(last - EARLY, last, span.period.label)
    edge = item.first if due.sort == "pair" and not due.at_end else item.last
    return Period(item.first, moved(world, edge, due), span.period.label)


def _named(world: World, item: Item) -> Label:
    """Return how a record is spoken of: a stay or pair by its people, an activity by its day."""
    if item.record in {"exchange", "pair"}:
        names = [world.label("person", one.person_id or one.name) for one in item.people]
        return Label("、".join(name.zh for name in names), ", ".join(name.en for name in names))
    return Label(f"{item.first.month}月{item.first.day}日的活动", f"activity of {item.first}")


def _asks(world: World, item: Item, due: Due, span: Span) -> bool:
    """Return whether a record asks for its paper in a term: one held, or before it one still to come too."""
    if due.sort == "pair":
        ends = {pair.id: pair.ends_on for pair in world.facts.pairs}
        edge = ends.get(item.id) if due.at_end else item.first
        return edge is not None and span.first <= edge <= span.reach
    run = item.hoped if due.before else item.done
    if due.sort == "activity":
        return run is not None and span.holds(item.first, item.moved_to)
    edge = item.first if due.before else item.last
    return run is not None and span.first <= edge <= span.reach

"""Who may be sent, mentor or hold a duty: everybody who does not fit is named, with the reason."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import DocumentFacts, Participant
from edudesk.services.schemes.judging.bases import bases_of
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.lacking import without_day
from edudesk.services.schemes.judging.outcomes import Judge
from edudesk.services.schemes.judging.periods import spans
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.states import worst
from edudesk.services.schemes.judging.unfit import unfit
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import (
    EVER,
    Basis,
    Counted,
    Near,
    Owed,
    Part,
    Period,
    RuleKind,
    RuleResult,
    State,
)
from edudesk.services.schemes.scheme import Eligibility, Per
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)
ONE_DAY = timedelta(days=1)
PEOPLE = Label("人", "people")
FITS = frozenset({State.MET, State.EXCEEDED})


@dataclass(frozen=True)
class _Case:
    """Somebody in a record, and the day on which they are judged."""

    item: Item
    person: Participant
    day: date
    since: date  # the condition is judged from here to the eve of the day


def judge_eligibility(world: World, rule: Eligibility, code: TermCode) -> RuleResult:
    """Return who of the period's records fits, those only planned too; one part for each of them."""
    runs = spans(rule.period, world.scheme, world.facts, code)
    span = runs[-1] if runs else None
    holds = span is not None and bases_of(world, Per(), rule.applies, span)
    cases = list(_cases(world, rule, span)) if span and holds else []
    parts = tuple(_judge(world, rule, case, span.period) for case in cases if span)
    fit = Decimal(sum(part.state in FITS for part in parts))
    hoped = Decimal(sum(part.planned >= ONE for part in parts))
    return RuleResult(
        rule.id,
        RuleKind.ELIGIBILITY,
        rule.name,
        rule.sentence,
        PEOPLE,
        worst([part.state for part in parts]),
        fit,
        hoped,
        Decimal(len(parts)),
        span.period if span else None,
        tuple(
            Owed("scheme.owed.for", {"basis": part.basis.label, "what": owed})
            for part in parts
            for owed in part.owed
        ),
        parts,
        tuple({each.id: each for part in parts for each in part.counted}.values()),
        tuple(each for part in parts for each in part.near),
        note=_note(parts, span),
        warning=not rule.blocks,
    )


def _note(parts: Sequence[Part], span: Span | None) -> Owed | None:
    if not parts:
        return Owed("scheme.note.nobody-sent" if span else "scheme.note.no-period")
    freed = tuple(
        Owed("scheme.owed.for", {"basis": part.basis.label, "what": part.note}) for part in parts if part.note
    )
    return Owed("scheme.note.exempted", {"people": freed}) if freed else None


def _cases(world: World, rule: Eligibility, span: Span) -> Iterator[_Case]:
    found = select(world, rule.select, span, COMMUNITY).items
    for item in sorted(found, key=lambda item: (item.first, item.id)):
        day, since = item.day, EVER
        if rule.after_months:
            day, since = _months_on(item.first, rule.after_months), item.first
            if item.last < day:
                continue
        for person in item.people:
            named = person.person_id or person.name
            if named and (not rule.roles or person.role in rule.roles):
                yield _Case(item, person, day, since)


def _months_on(day: date, months: int) -> date:
    """Return the day so many months later; where the month is too short its last day."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _judge(world: World, rule: Eligibility, case: _Case, period: Period) -> Part:
    item, who = case.item, case.person.person_id or case.person.name
    basis = Basis("person", who, world.label("person", who))
    reasons = unfit(world, rule.who, item, case.person, case.day)
    state, more = _of_condition(world, rule, case, basis)
    reasons = (*reasons, *more)
    counted = (Counted(item.record, item.id, ONE),)
    if not reasons:
        value = ONE if state is State.MET else NONE
        return Part(basis, period, state, value, ONE, ONE, (), counted if value else ())
    if paper := _freed(world, rule, item, who):
        author = paper.author
        note = Owed("scheme.note.freed" if author else "scheme.note.freed-unnamed", {"author": author})
        return Part(basis, period, State.MET, ONE, ONE, ONE, (), counted, note=note)
    begun = item.done is not None and case.day <= world.today
    state = State.MISSED if begun else State.AT_RISK
    near = (Near(item.record, item.id, "not-eligible"),)
    return Part(basis, period, state, NONE, NONE, ONE, reasons, (), near)


def _of_condition(
    world: World, rule: Eligibility, case: _Case, basis: Basis
) -> tuple[State, tuple[Owed, ...]]:
    """Return whether the condition holds until the day, and what it lacks; what is to come may yet do it."""
    last = case.day - ONE_DAY
    if rule.condition is None or last < case.since:
        return State.MET, ()
    span = Span(Period(case.since, last, Label(f"{last:%Y.%m.%d}", f"{last}")), last)
    outcome = Judge(world, span, basis, None).judge(rule.condition)
    if outcome.holds or outcome.state is State.NOT_APPLICABLE:
        return State.MET, ()
    if last >= world.today and outcome.hoped:
        return State.ON_TRACK, ()
    return State.MISSED, tuple(map(without_day, outcome.owed)) or (Owed("scheme.owed.unfit-other"),)


def _freed(world: World, rule: Eligibility, item: Item, who: str) -> DocumentFacts | None:
    """Return the paper about the record or the person that lets them pass."""
    for paper in world.facts.documents:
        about = paper.about_id == item.id or (paper.person_id == who and paper.about_id in {None, item.id})
        if paper.kind in rule.exempt and about:
            return paper
    return None

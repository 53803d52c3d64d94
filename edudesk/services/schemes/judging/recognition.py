"""What people gain for what they did; nobody owes it, so it is met or on track."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import Participant
from edudesk.services.schemes.judging.bases import bases_of
from edudesk.services.schemes.judging.lacking import without_day
from edudesk.services.schemes.judging.measures import Scale
from edudesk.services.schemes.judging.outcomes import Judge, Outcome
from edudesk.services.schemes.judging.periods import spans
from edudesk.services.schemes.judging.persons import passes
from edudesk.services.schemes.judging.selection import occurring, select
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.units import unit_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Leaf, Per, Recognition, leaves_of
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)
PEOPLE = Label("人", "people")


def judge_recognition(world: World, rule: Recognition, code: TermCode) -> RuleResult:
    """Return who has what is asked for, and what others still lack; people are listed, never ranked."""
    runs = spans(rule.period, world.scheme, world.facts, code)
    span = runs[-1] if runs else None
    holds = span is not None and bases_of(world, Per(), rule.applies, span)
    parts = tuple(_parts(world, rule, span)) if span and holds else ()
    done = Decimal(sum(part.state is State.MET for part in parts))
    state = State.MET if done == len(parts) else State.ON_TRACK
    return RuleResult(
        rule.id,
        RuleKind.RECOGNITION,
        rule.name,
        rule.sentence,
        PEOPLE,
        state if parts else State.NOT_APPLICABLE,
        done,
        Decimal(sum(part.planned >= part.target for part in parts)),
        Decimal(len(parts)),
        span.period if span else None,
        (),
        parts,
        tuple({(each.record, each.id): each for part in parts for each in part.counted}.values()),
        note=None if parts else Owed("scheme.note.nobody-yet" if span else "scheme.note.no-period"),
        warning=True,
    )


def _parts(world: World, rule: Recognition, span: Span) -> Iterator[Part]:
    named = rule.among is not None or bool(rule.people)
    for who in _in_question(world, rule, span):
        basis = Basis("person", who, world.label("person", who))
        outcome = _outcome(world, rule, span, basis)
        if named or outcome.counted or outcome.planned:
            yield _part(world, rule, span, basis, outcome)


# -- who comes into question


def _in_question(world: World, rule: Recognition, span: Span) -> Sequence[str]:
    """Return people by the roster's order, those who are only a name behind them."""
    selects = [rule.among] if rule.among else [leaf.select for leaf in _leaves(rule)]
    found: set[str] = set()
    if rule.among or not rule.people:
        found = found.union(*(occurring(world, one, span).hoped for one in selects))
    else:
        found = set(world.people)
    day = min(max(world.today, span.first), span.reach)
    passing = {
        one for one in found if all(passes(world, test, None, _alone(one), day) for test in rule.people)
    }
    known = [one for one in world.people if one in passing]
    return [*known, *sorted(passing - set(known))]


def _alone(who: str) -> Participant:
    return Participant(who, who)


def _leaves(rule: Recognition) -> Iterator[Leaf]:
    if rule.time:
        yield rule.time
    if rule.condition:
        yield from leaves_of(rule.condition)


# -- how somebody stands


def _outcome(world: World, rule: Recognition, span: Span, basis: Basis) -> Outcome:
    if rule.time:
        return _served(world, rule.time, span, basis)
    assert rule.condition is not None
    return Judge(world, span, basis, None).judge(rule.condition)


def _served(world: World, leaf: Leaf, span: Span, basis: Basis) -> Outcome:
    """Return the time that somebody served; any of it is recognised."""
    chosen = select(world, leaf.select, span, basis, by_days=True, working=leaf.measure.working)
    tally = Scale(world, leaf, span, basis).weigh(chosen.items)
    state = State.MET if tally.value else State.ON_TRACK
    return Outcome(state, tally.value, tally.planned, NONE, (), tally.counted, unit=unit_of(leaf))


def _part(world: World, rule: Recognition, span: Span, basis: Basis, outcome: Outcome) -> Part:
    lacking = _papers_lacking(world, rule, basis, outcome.counted)
    met = outcome.holds and not lacking
    owed = [without_day(one) for one in outcome.owed]
    if rule.time and not outcome.value:
        owed.append(Owed("scheme.owed.gain-time"))
    if lacking:
        labels = tuple(world.label("document-kind", kind) for kind in lacking)
        owed.append(Owed("scheme.owed.gain-papers", {"papers": labels}))
    part = Part(
        basis,
        span.period,
        State.MET if met else State.ON_TRACK,
        outcome.value,
        outcome.planned,
        outcome.target,
        tuple(owed),
        outcome.counted,
        unit=outcome.unit,
    )
    return replace(part, near=outcome.near if not met else ())


def _papers_lacking(
    world: World, rule: Recognition, basis: Basis, counted: Sequence[Counted]
) -> tuple[str, ...]:
    """Return the papers that lie neither with the person nor with one of the records that count."""
    own = {paper.kind for paper in world.facts.documents if paper.person_id == basis.id}
    own = own.union(*(world.documents_about(each.id) for each in counted))
    own |= {paper.kind for paper in world.facts.documents if paper.id in {each.id for each in counted}}
    return tuple(kind for kind in rule.documents if kind not in own)

"""All rules of a scheme for one term on one day: a pure function of facts, term, day and settings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import Facts, SettingValue
from edudesk.services.schemes.judging.allowances import judge_allowance
from edudesk.services.schemes.judging.bases import bases_of, stays_of
from edudesk.services.schemes.judging.documents import judge_document
from edudesk.services.schemes.judging.effort import Exhausted
from edudesk.services.schemes.judging.eligibility import judge_eligibility
from edudesk.services.schemes.judging.evidence import gaps_of, judge_evidence
from edudesk.services.schemes.judging.exempting import exemption
from edudesk.services.schemes.judging.limits import judge_limit
from edudesk.services.schemes.judging.outcomes import Judge
from edudesk.services.schemes.judging.periods import spans, term_span
from edudesk.services.schemes.judging.recognition import judge_recognition
from edudesk.services.schemes.judging.scores import judge_scores
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.states import worst
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import (
    Basis,
    Counted,
    Evaluation,
    Near,
    Owed,
    Part,
    Period,
    RuleKind,
    RuleResult,
    ScoreResult,
    State,
)
from edudesk.services.schemes.scheme import Leaf, Per, Rule, Scheme
from edudesk.texts import Label

NONE = Decimal(0)
NO_UNIT = Label("", "")
_OF_THE_WHOLE = frozenset({"distinct", "share", "average"})


def evaluate(
    scheme: Scheme,
    facts: Facts,
    term: TermCode,
    today: date,
    settings: Mapping[str, SettingValue] | None = None,
) -> Evaluation:
    """Return how every rule stands; ``settings`` try others than those the community has chosen.

    UserError when a setting is unknown to the scheme or out of its range.
    """
    chosen = facts.settings if settings is None else settings
    if dict(scheme.settings) != {setting.id: setting.default for setting in scheme.choices} | dict(chosen):
        scheme = read_scheme(scheme.text, chosen)
    world = World(scheme, facts, today, term)
    ways: tuple[tuple[Iterable[Any], RuleKind, Callable[[World, Any, TermCode], RuleResult]], ...] = (
        (scheme.limits, RuleKind.LIMIT, judge_limit),
        (scheme.eligibility, RuleKind.ELIGIBILITY, judge_eligibility),
        (scheme.rules, RuleKind.QUOTA, _judge_rule),
        (scheme.evidence, RuleKind.EVIDENCE, judge_evidence),
        (scheme.documents, RuleKind.DOCUMENT, judge_document),
        (scheme.recognition, RuleKind.RECOGNITION, judge_recognition),
        (scheme.allowances, RuleKind.ALLOWANCE, judge_allowance),
    )
    told = tuple(
        _bounded(world, partial(judge, world, rule, term), rule, kind)
        for rules, kind, judge in ways
        for rule in rules
    )
    # Most pages show no score, so that they need not wait for any.
    score = partial(_scores, scheme, facts, term, today, told) if scheme.assessments else tuple
    return Evaluation(scheme.id, facts.community.id, term, today, scheme.settings, told, score)


def _bounded(world: World, judge: Callable[[], RuleResult], rule: Any, kind: RuleKind) -> RuleResult:
    """Return how a rule stands; of one that asks to look at too much, that it does."""
    world.effort.begin()
    try:
        return judge()
    except Exhausted:
        kind, unit = getattr(rule, "kind", kind), getattr(rule, "unit", NO_UNIT)
        note, state = Owed("scheme.note.too-much"), State.NOT_APPLICABLE
        figures = (NONE, NONE, NONE, None)
        return RuleResult(rule.id, kind, rule.name, rule.sentence, unit, state, *figures, note=note)


def _scores(
    scheme: Scheme, facts: Facts, term: TermCode, today: date, results: tuple[RuleResult, ...]
) -> tuple[ScoreResult, ...]:
    world = World(scheme, facts, today, term)
    return judge_scores(world, term, results, partial(_judge, world))


def _judge(world: World, rule_id: str, term: TermCode) -> RuleResult:
    """Return how one rule of any section stands in a term; KeyError when the scheme has no such rule."""
    scheme = world.scheme
    ways: tuple[tuple[Iterable[Any], Callable[[World, Any, TermCode], RuleResult]], ...] = (
        (scheme.rules, _judge_rule),
        (scheme.documents, judge_document),
        (scheme.limits, judge_limit),
        (scheme.evidence, judge_evidence),
        (scheme.eligibility, judge_eligibility),
    )
    for rules, judge in ways:
        for rule in rules:
            if rule.id == rule_id:
                return _bounded(world, partial(judge, world, rule, term), rule, RuleKind.QUOTA)
    raise KeyError(rule_id)


def _judge_rule(world: World, rule: Rule, term: TermCode) -> RuleResult:
    warning = rule.kind is not RuleKind.QUOTA
    nothing = RuleResult(
        rule.id,
        rule.kind,
        rule.name,
        rule.sentence,
        rule.unit,
        State.NOT_APPLICABLE,
        NONE,
        NONE,
        NONE,
        None,
        warning=warning,
    )
    if rule.in_terms and term.number not in rule.in_terms:
        return replace(nothing, note=Owed("scheme.note.other-term"))
    asked, runs = _asked(world, rule, term)
    if not runs:
        return replace(nothing, note=Owed("scheme.note.no-period"))
    period = _joined(runs)
    if not asked:
        return replace(nothing, period=period, note=_why_nobody(world, rule))
    parts = tuple(_judge_part(world, rule, span, basis) for span, basis in asked)
    if rule.kind is RuleKind.STATISTIC:
        whole = Span(period, max(run.reach for run in runs), shown=runs[-1].shown)
        return _stated(world, rule, replace(nothing, period=period), whole, parts)
    return _whole(replace(nothing, period=period), parts)


def _asked(world: World, rule: Rule, term: TermCode) -> tuple[list[tuple[Span, Basis]], tuple[Span, ...]]:
    """Return for whom a rule asks in which period, and the periods by which the term is judged."""
    if rule.period.sort == "stay":
        whole = term_span(world.facts, term)
        holds = bases_of(world, Per(), rule.applies, whole)
        asked = [*stays_of(world, rule.period, whole)] if holds else []
        return asked, tuple(span for span, _ in asked) or (whole,)
    runs = spans(rule.period, world.scheme, world.facts, term)
    return [(span, basis) for span in runs for basis in bases_of(world, rule.per, rule.applies, span)], runs


def _why_nobody(world: World, rule: Rule) -> Owed:
    if rule.applies.types and not world.facts.community.type:
        return Owed("scheme.note.no-type", {"types": tuple(word.name for word in world.scheme.types)})
    if rule.per.each in {"subject", "line", "stage"}:
        return Owed("scheme.note.no-list", {"list": Owed(f"scheme.list.{rule.per.each}")})
    return Owed("scheme.note.nobody")


def _joined(runs: tuple[Span, ...]) -> Period:
    """Return one period for several, named from the first to the last."""
    first = min((run.period for run in runs), key=lambda period: period.first)
    last = max((run.period for run in runs), key=lambda period: period.last)
    if len(runs) == 1:
        return first
    label = Label(f"{first.label.zh}–{last.label.zh}", f"{first.label.en} to {last.label.en}")
    return Period(first.first, last.last, label)


def _judge_part(world: World, rule: Rule, span: Span, basis: Basis) -> tuple[Part, Owed | None]:
    if freed := exemption(world, rule.exempt, span, basis):
        note, paper = freed
        papers = (Counted("document", paper, NONE),)
        state = State.NOT_APPLICABLE
        return Part(basis, span.period, state, NONE, NONE, NONE, counted=papers), note
    outcome = Judge(world, span, basis, rule.unit).judge(rule.condition)
    counted = {(each.record, each.id) for each in outcome.counted}
    near = tuple(each for each in outcome.near if (each.record, each.id) not in counted)
    part = Part(
        basis,
        span.period,
        outcome.state,
        outcome.value,
        outcome.planned,
        outcome.target,
        outcome.owed,
        outcome.counted,
        near,
        gaps_of(world, outcome.counted),
    )
    return part, outcome.note


def _whole(empty: RuleResult, judged: tuple[tuple[Part, Owed | None], ...]) -> RuleResult:
    """Return a rule's figure: of several parts the sum of the smaller of value and target (decision 17)."""
    parts = tuple(part for part, _ in judged)
    asked = [part for part in parts if part.state is not State.NOT_APPLICABLE]
    counted = tuple({(each.record, each.id): each for part in asked for each in part.counted}.values())
    known = {(each.record, each.id) for each in counted}
    near = _nearest(asked)
    alone = len(asked) == 1
    return replace(
        empty,
        state=worst([part.state for part in parts]),
        value=sum((part.value if alone else min(part.value, part.target) for part in asked), NONE),
        planned=sum((part.planned if alone else min(part.planned, part.target) for part in asked), NONE),
        target=sum((part.target for part in asked), NONE),
        owed=tuple(_for(part, owed, alone=len(parts) == 1) for part in asked for owed in part.owed),
        parts=parts,
        counted=counted,
        near=tuple(each for key, each in near.items() if key not in known),
        gaps=tuple({gap.id: gap for part in asked for gap in part.gaps}.values()),
        note=next((note for _, note in judged if note), None),
    )


def _stated(
    world: World, rule: Rule, empty: RuleResult, whole: Span, judged: tuple[tuple[Part, Owed | None], ...]
) -> RuleResult:
    """Return a figure that is only stated: the sum of its parts; a share or mean of all together."""
    parts = tuple(part for part, _ in judged)
    condition, figures = rule.condition, parts
    if len(parts) > 1 and isinstance(condition, Leaf) and condition.measure.sort in _OF_THE_WHOLE:
        figures = (_judge_part(world, rule, whole, COMMUNITY)[0],)
    counted = {(one.record, one.id): one for part in parts for one in part.counted}
    near = _nearest(list(parts))
    return replace(
        empty,
        value=sum((part.value for part in figures), NONE),
        planned=sum((part.planned for part in figures), NONE),
        parts=parts,
        counted=tuple(counted.values()),
        near=tuple(each for key, each in near.items() if key not in counted),
        gaps=tuple({gap.id: gap for part in parts for gap in part.gaps}.values()),
        note=next((note for _, note in judged if note), None),
    )


def _nearest(parts: list[Part]) -> dict[tuple[str, str], Near]:
    """Return each near record once, by the part it belongs to rather than by those it does not."""
    near: dict[tuple[str, str], Near] = {}
    for each in (each for part in parts for each in part.near):
        key = (each.record, each.id)
        if key not in near or near[key].reason in {"other-partner", "other-basis", "other-period"}:
            near[key] = each
    return near


def _for(part: Part, owed: Owed, *, alone: bool) -> Owed:
    if alone or part.basis.sort == "community":
        return owed
    return Owed("scheme.owed.for", {"basis": part.basis.label, "what": owed})

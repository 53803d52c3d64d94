"""Which papers are missing with the activities; a missing paper lowers no value (decision 14)."""

from collections.abc import Iterable
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.periods import term_span
from edudesk.services.schemes.judging.states import by_day, state_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Counted, Gap, Owed, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import EvidenceNeed
from edudesk.texts import Label

ONE = Decimal(1)


def _missing(world: World, need: EvidenceNeed, activity_id: str, kinds: frozenset[str]) -> tuple[str, ...]:
    have = kinds | world.documents_about(activity_id)
    return tuple(choices[0] for choices in need.needs if have.isdisjoint(choices))


def _asked(need: EvidenceNeed, kinds: Iterable[str]) -> bool:
    return not need.kinds or not set(need.kinds).isdisjoint(kinds)


def gaps_of(world: World, counted: tuple[Counted, ...]) -> tuple[Gap, ...]:
    """Return what is missing with the activities that count; a stay always needs its formal document."""
    bare = {one.id for one in world.facts.exchanges if not one.document_attached}
    gaps = [
        Gap("exchange", each.id, ("formal-document",))
        for each in counted
        if each.record == "exchange" and each.id in bare
    ]
    for each in counted:
        item = world.made(each.id) if each.record == "activity" else None
        missing = [
            kind
            for need in world.scheme.evidence
            if item and _asked(need, item.kinds)
            for kind in _missing(world, need, item.id, item.evidence)
        ]
        if missing:
            gaps.append(Gap("activity", each.id, tuple(dict.fromkeys(missing))))
    return tuple(gaps)


def _held(world: World, need: EvidenceNeed, code: TermCode) -> list[Item]:
    span = term_span(world.facts, code)
    items = world.items("activity", span)
    return [
        item
        for item in items
        if item.done and _asked(need, item.kinds) and span.holds(item.first, item.moved_to)
    ]


def judge_evidence(world: World, need: EvidenceNeed, code: TermCode) -> RuleResult:
    """Return how many of the term's held activities have all their papers; this reminds and never blocks."""
    span = term_span(world.facts, code)
    held = _held(world, need, code)
    gaps = tuple(
        Gap("activity", item.id, missing)
        for item in held
        if (missing := _missing(world, need, item.id, item.evidence))
    )
    short = {gap.id for gap in gaps}
    value, target = Decimal(len(held) - len(gaps)), Decimal(len(held))
    state = state_of(value, value, target, span.period, world.today)
    words = by_day("scheme.owed.evidence", span.period, world.today)
    owed = Owed(words, {"count": len(gaps), "from": span.first, "until": span.period.last})
    return RuleResult(
        need.id,
        RuleKind.EVIDENCE,
        need.name,
        need.sentence,
        Label("次", "activities"),
        state if held else State.NOT_APPLICABLE,
        value,
        value,
        target,
        span.period,
        (owed,) if gaps else (),
        counted=tuple(Counted("activity", item.id, ONE) for item in held if item.id not in short),
        gaps=gaps,
        note=None if held else Owed("scheme.note.nothing-held"),
        warning=True,
    )

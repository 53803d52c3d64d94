"""Which papers are missing with the records; a missing paper lowers no value (decision 14)."""

from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.items import Item
from edudesk.services.schemes.judging.periods import term_span
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.states import by_day, state_of
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Counted, Gap, Owed, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import EvidenceNeed
from edudesk.texts import Label

ONE = Decimal(1)


OTHERS = frozenset({"exchange", "pair", "donation"})
UNITS = {
    "activity": Label("次", "activities"),
    "exchange": Label("人次", "stays"),
    "pair": Label("对", "mentor pairs"),
    "donation": Label("笔", "donations"),
}
NOTHING = {
    "activity": "nothing-held",
    "exchange": "no-stay",
    "pair": "no-pair",
    "donation": "nothing-given",
}


def _missing(world: World, need: EvidenceNeed, item: Item) -> tuple[str, ...]:
    have = item.evidence | world.documents_about(item.id)
    return tuple(choices[0] for choices in need.needs if have.isdisjoint(choices))


def _asked(need: EvidenceNeed, item: Item) -> bool:
    kinds = need.exchange_forms if need.record == "exchange" else need.kinds
    if not kinds and item.exchange_id is not None:
        return False  # everyday work of a stay: papers are asked of the stay, not of every lesson
    return item.record == need.record and (not kinds or not set(kinds).isdisjoint(item.kinds))


def gaps_of(world: World, counted: tuple[Counted, ...]) -> tuple[Gap, ...]:
    """Return what is missing with the records that count; a stay always needs its formal document."""
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
            if item and _asked(need, item)
            for kind in _missing(world, need, item)
        ]
        if missing:
            gaps.append(Gap("activity", each.id, tuple(dict.fromkeys(missing))))
    return tuple(gaps)


def _held(world: World, need: EvidenceNeed, code: TermCode) -> list[Item]:
    """Return the activities held in a term, the stays and pairs that ran in it, or what was given in it."""
    span = term_span(world.facts, code)
    return [item for item in world.items(need.record, span) if _asked(need, item) and _runs(item, span)]


def _runs(item: Item, span: Span) -> bool:
    if item.done is None:
        return False
    if item.record == "activity":
        return span.holds(item.first, item.moved_to)
    return span.overlap(*item.done) is not None


def judge_evidence(world: World, need: EvidenceNeed, code: TermCode, school: str = "") -> RuleResult:
    """Return how many of the term's records of a sort have all their papers; this reminds, never blocks.

    Of one ``school`` those in which it takes part.
    """
    span = term_span(world.facts, code)
    held = [item for item in _held(world, need, code) if not school or school in world.index.schools_of(item)]
    gaps = tuple(
        Gap(item.record, item.id, missing) for item in held if (missing := _missing(world, need, item))
    )
    short = {gap.id for gap in gaps}
    value, target = Decimal(len(held) - len(gaps)), Decimal(len(held))
    state = state_of(value, value, target, span.period, world.today)
    words = by_day(f"scheme.owed.evidence{'-other' * (need.record in OTHERS)}", span.period, world.today)
    owed = Owed(words, {"count": len(gaps), "from": span.first, "until": span.period.last})
    return RuleResult(
        need.id,
        RuleKind.EVIDENCE,
        need.name,
        need.sentence,
        UNITS[need.record],
        state if held else State.NOT_APPLICABLE,
        value,
        value,
        target,
        span.period,
        (owed,) if gaps else (),
        counted=tuple(Counted(item.record, item.id, ONE) for item in held if item.id not in short),
        gaps=gaps,
        note=None if held else Owed(f"scheme.note.{NOTHING[need.record]}"),
        warning=True,
    )

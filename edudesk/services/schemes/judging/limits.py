"""Limits on who may pair with how many and with whom, how long an agreement lasts, how many apprentices."""

from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.bases import bases_of
from edudesk.services.schemes.judging.counting import Count, counts_of
from edudesk.services.schemes.judging.numbers import Ends, ends_of
from edudesk.services.schemes.judging.periods import spans, term_span
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.states import worst
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Counted, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Applies, Limit, Per
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)
SCHOOLS = Label("所", "schools")
UNITS = {
    "agreement-years": Label("年", "years"),
    "agreement-months": Label("个月", "months"),
    "pairs": Label("人", "people"),
}


def judge_limit(world: World, limit: Limit, code: TermCode) -> RuleResult:
    """Return whether the pairing of a term keeps a limit; ``warning`` when the limit does not block."""
    span = next(iter(spans(limit.period, world.scheme, world.facts, code)), None)
    span = span or term_span(world.facts, code)
    holds = limit.applies == Applies() or bases_of(world, Per(), limit.applies, span)
    counts = counts_of(world, limit, span) if holds else []
    judged = [(one, ends_of(world, limit.bound, span, one.basis)) for one in counts]
    missing = next((ends for _, ends in judged if isinstance(ends, Owed)), None)
    # Who has no partner at all breaks only a limit that asks for some.
    known = [
        (one, ends)
        for one, ends in judged
        if isinstance(ends, Ends) and (one.value or ends.low or limit.each is None or limit.sort == "same")
    ]
    parts = tuple(_part(world, limit, span, count, ends) for count, ends in known)
    low, high = next(((ends.low, ends.high) for _, ends in judged if isinstance(ends, Ends)), (None, None))
    value = max((part.value for part in parts), default=NONE)
    return RuleResult(
        limit.id,
        RuleKind.LIMIT,
        limit.name,
        limit.sentence,
        UNITS.get(limit.sort, SCHOOLS),
        worst([part.state for part in parts]),
        value,
        value,
        (high if high is not None else low) or NONE,
        span.period,
        tuple(owed for part in parts for owed in part.owed),
        parts,
        tuple({one.id: one for part in parts for one in part.counted}.values()),
        note=missing or (None if parts else Owed(f"scheme.note.{'unpaired' if judged else 'nobody'}")),
        warning=not limit.blocks,
    )


def _part(world: World, limit: Limit, span: Span, count: Count, ends: Ends) -> Part:
    low, high, value = ends.low, ends.high, _value(count, ends)
    kept = (low is None or value >= low) and (high is None or value <= high)
    target = (high if high is not None and (low is None or value > high) else low) or NONE
    state = State.MET if kept else State.MISSED
    owed = () if kept else (_words(world, limit, count, ends),)
    record = "pair" if limit.sort == "pairs" else "school"
    counted = tuple(Counted(record, one, ONE) for one in count.ids)
    return Part(count.basis, span.period, state, value, value, target, owed, counted)


def _value(count: Count, ends: Ends) -> Decimal:
    """Return the figure that is shown: of a length over the most allowed with the days beyond whole years."""
    longest = count.value if count.longest is None else count.longest
    return longest if ends.high is not None and longest > ends.high else count.value


def _words(world: World, limit: Limit, count: Count, ends: Ends) -> Owed:
    if limit.sort == "same":
        schools = tuple(world.label("member", one) for one in count.ids)
        owed = Owed(f"scheme.owed.limit-{limit.of}", {"schools": schools, "high": ends.high})
    else:
        said = {
            "count": _value(count, ends),
            "unit": UNITS.get(limit.sort, SCHOOLS),
            "low": ends.low,
            "high": ends.high,
        }
        owed = Owed(f"scheme.owed.limit{_sort(ends)}", said)
    basis = count.basis.label
    return Owed("scheme.owed.for", {"basis": basis, "what": owed}) if basis.zh else owed


def _sort(ends: Ends) -> str:
    if ends.low is not None and ends.high is not None:
        return "-exactly" if ends.low == ends.high else "-between"
    return "-most" if ends.low is None else "-least"

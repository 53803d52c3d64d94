"""Money by rule: so much for every month, day or stay, as far as it is served until today."""

from collections.abc import Iterator
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.bases import bases_of
from edudesk.services.schemes.judging.exempting import exemption
from edudesk.services.schemes.judging.numbers import number_of
from edudesk.services.schemes.judging.paying import payees_of
from edudesk.services.schemes.judging.periods import spans
from edudesk.services.schemes.judging.reckoning import Reckoner, Reckoning
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Counted, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Allowance, Per
from edudesk.texts import Label

NONE = Decimal(0)
YUAN = Label("元", "yuan")
UNITS = {
    "month": Label("个月", "months"),
    "day": Label("天", "days"),
    "week": Label("周", "weeks"),
    "term": Label("学期", "terms"),
    "school-year": Label("学年", "school years"),
    "calendar-year": Label("年", "years"),
    "record": Label("次", "times"),
    "once": Label("次", "times"),
}


def judge_allowance(world: World, rule: Allowance, code: TermCode) -> RuleResult:
    """Return what each person, school or pair is paid so far, and what the planned end will make of it."""
    runs = spans(rule.period, world.scheme, world.facts, code)
    span = runs[-1] if runs else None
    holds = span is not None and bases_of(world, Per(), rule.applies, span)
    judged = list(_parts(world, rule, span)) if span and holds else []
    parts = tuple(part for part, _ in judged)
    value, planned = sum((part.value for part in parts), NONE), sum((part.planned for part in parts), NONE)
    state = State.MET if value else State.ON_TRACK if planned else State.NOT_APPLICABLE
    missing = next((note for _, note in judged if note), None)
    empty = Owed("scheme.note.nothing-to-pay" if span else "scheme.note.no-period")
    return RuleResult(
        rule.id,
        RuleKind.ALLOWANCE,
        rule.name,
        rule.sentence,
        YUAN,
        state,
        value,
        planned,
        planned,
        span.period if span else None,
        (),
        parts,
        tuple({(each.record, each.id): each for part in parts for each in part.counted}.values()),
        note=missing or (None if parts else empty),
        warning=True,
    )


def _parts(world: World, rule: Allowance, span: Span) -> Iterator[tuple[Part, Owed | None]]:
    """Give a part for everybody who is paid something, with the number that is missing to reckon more."""
    reckoner = Reckoner(world, rule, span)
    for payee in payees_of(world, rule, span):
        basis = payee.basis
        most = None if rule.most is None else number_of(world, rule.most, span, basis)
        freed = exemption(world, rule.unless, span, basis)
        if freed or isinstance(most, Owed):
            note = freed[0] if freed else most
            assert isinstance(note, Owed)
            nothing = Part(basis, span.period, State.NOT_APPLICABLE, NONE, NONE, NONE, note=note)
            yield nothing, None if freed else note
            continue
        done, hoped = reckoner.reckon(payee, planned=False), reckoner.reckon(payee, planned=True)
        value, planned = _cut(done.total, most), _cut(max(done.total, hoped.total), most)
        if planned or done.missing:
            yield (
                Part(
                    basis,
                    span.period,
                    State.MET if value else State.ON_TRACK,
                    value,
                    planned,
                    planned,
                    counted=tuple(Counted(*key, money) for key, money in done.brought.items()),
                    note=done.missing,
                    formula=_said(rule, done, hoped, value, planned),
                ),
                done.missing,
            )


def _cut(total: Decimal, most: Decimal | None) -> Decimal:
    return total if most is None else min(total, most)


# -- in words


def _said(
    rule: Allowance, done: Reckoning, hoped: Reckoning, value: Decimal, planned: Decimal
) -> Owed | None:
    """Return how a sum comes about; nothing where the rate is not known yet."""
    if value:
        return formula(rule, done, value, planned)
    return expected(rule, hoped, planned) if planned else None


def formula(rule: Allowance, reckoned: Reckoning, value: Decimal, planned: Decimal) -> Owed:
    """Return how a sum comes about: 200 元 × 8 个月 = 1600 元, and what the planned end will make of it."""
    terms = tuple(
        Owed("scheme.formula.term", {"rate": rate, "units": units, "unit": UNITS[rule.each]})
        for rate, units in reckoned.units.items()
    )
    said: Owed = terms[0] if len(terms) == 1 else _plus(terms)
    sort = "sum" if reckoned.total == value else "cut"
    whole = Owed(f"scheme.formula.{sort}", {"terms": said, "total": reckoned.total, "sum": value})
    if planned == value:
        return whole
    return Owed("scheme.formula.planned", {"formula": whole, "planned": planned})


def expected(rule: Allowance, hoped: Reckoning, planned: Decimal) -> Owed:
    """Return how the sum will come about that nobody is paid yet."""
    return Owed("scheme.formula.expected", {"formula": formula(rule, hoped, planned, planned)})


def _plus(terms: tuple[Owed, ...]) -> Owed:
    first, *rest = terms
    for term in rest:
        first = Owed("scheme.formula.plus", {"first": first, "second": term})
    return first

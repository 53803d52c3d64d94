"""Scores that are entered, or reckoned from what is counted: sheets, rules, records, figures."""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING
from fractions import Fraction

from edudesk.services.schemes.judging.measures import Scale, by_days
from edudesk.services.schemes.judging.numbers import number_of
from edudesk.services.schemes.judging.scores.amounts import as_decimal, said
from edudesk.services.schemes.judging.scores.cases import ZERO, Case, Found, equation, left_out, opened
from edudesk.services.schemes.judging.scores.sheets import counted_in
from edudesk.services.schemes.judging.selection import select
from edudesk.services.schemes.results import Counted, Entry, Owed, ScoreNode
from edudesk.services.schemes.scheme import Bound, Leaf, Measure, Select
from edudesk.services.schemes.scheme.conditions import FigureNumber, Number, Reckoned
from edudesk.services.schemes.scheme.scoring import (
    ByFigure,
    ByRule,
    Collect,
    Deduct,
    Entered,
    Levels,
    Quantity,
    Rank,
    Sample,
)


def by_sheet(case: Case, method: Entered) -> Found:
    """Return the points that stand in the sheet, the reviewer's before the school's own."""
    entry = case.entry("score", method.term)
    found = case.scores.sheets.score(entry)
    if found is None:
        return opened((case.not_entered(entry),), entries=(entry,))
    line, reviewed = found
    value = Fraction(line.line.score or 0)
    formula = equation("reviewed" if reviewed else "self", "", value)
    return Found(value, formula, counted=counted_in((line,)), entries=(entry,))


def by_rule(case: Case, method: ByRule) -> Found:
    """Return the points in the share in which a rule is met."""
    rulings = case.scores.rulings
    if rulings.elsewhere(method.rule, case.who):
        owed = Owed("scheme.score.missing.elsewhere", {"who": case.who.label, "name": case.part.name})
        return opened((owed,))
    ruling = rulings.ruling(method.rule, case.who, case.occasion)
    if ruling is None:
        return left_out()
    figure = f"{said(ruling.value)}/{said(ruling.target)}"
    if method.whole:
        value = case.points if ruling.share >= 1 else ZERO
        formula = equation("all-or-nothing", figure, value)
    else:
        value = case.points * min(ruling.share, Fraction(1))
        formula = equation("rule", f"{said(case.points)}×{figure}", value)
    return Found(value, formula, counted=ruling.counted)


def deducted(case: Case, method: Deduct) -> Found:
    """Return full points less so much for everything counted."""
    amount, each = _quantity(case, method.what), _number(case, method.each)
    missing = (*amount.missing, *each.missing)
    if amount.left_out:
        return left_out()
    entries = (*amount.entries, *each.entries)
    terms = f"{said(case.points)} − {said(each.value)}×{said(amount.value)}"
    if amount.value is None or each.value is None:
        return opened(missing, terms, entries=entries)
    least = min(Fraction(method.to), case.points)
    value = case.points - each.value * amount.value
    formula = equation("sum", terms, max(value, least))
    if value < least:
        formula = equation("not-below", terms, least)
    return Found(max(value, least), formula, counted=amount.counted, entries=entries)


def collected(case: Case, method: Collect) -> Found:
    """Return so much for everything counted."""
    amount, each = _quantity(case, method.what), _number(case, method.each)
    if amount.left_out:
        return left_out()
    entries = (*amount.entries, *each.entries)
    terms = f"{said(each.value)}×{said(amount.value)}"
    if amount.value is None or each.value is None:
        return opened((*amount.missing, *each.missing), terms, entries=entries)
    value = each.value * amount.value
    return Found(value, equation("sum", terms, value), counted=amount.counted, entries=entries)


def by_level(case: Case, method: Levels) -> Found:
    """Return the points of the first level that is reached."""
    amount = _quantity(case, method.of)
    if amount.left_out:
        return left_out()
    if amount.value is None:
        return replace(opened(amount.missing, entries=amount.entries), inputs=amount.inputs)
    level = next((step for step in method.table if amount.value >= step.edge), None)
    value = Fraction(level.points) if level else ZERO
    edge = level.edge if level else method.table[-1].edge
    code = "level" if level else "no-level"
    formula = equation(code, said(amount.value), value, edge=said(edge))
    return Found(value, formula, amount.inputs, amount.counted, entries=amount.entries)


def by_rank(case: Case, method: Rank) -> Found:
    """Return the points of the first band that a rank lies in."""
    rank = case.figure(method.figure)
    whole = case.figure(method.per_cent_of) if method.per_cent_of else None
    entries = (rank.entry, *((whole.entry,) if whole else ()))
    missing = (*rank.missing, *(whole.missing if whole else ()))
    if rank.value is None or (whole and whole.value is None):
        return opened(missing, entries=entries)
    size = whole.value / 100 if whole and whole.value else Fraction(1)
    band = next((step for step in method.bands if rank.value <= Fraction(step.edge) * size), None)
    value = Fraction(band.points) if band else ZERO
    edge = Fraction(band.edge if band else method.bands[-1].edge) * size
    formula = equation("rank" if band else "no-rank", said(rank.value), value, edge=said(edge))
    counted = (*rank.counted, *(whole.counted if whole else ()))
    return Found(value, formula, counted=counted, entries=entries)


def sampled(case: Case, method: Sample) -> Found:
    """Return the mean of the scores entered, saying how many are asked for."""
    entry = case.entry("scores")
    lines = case.scores.sheets.scores(entry)
    asked = Fraction(method.least)
    if method.whole:
        whole = _records(case, method.whole, Measure())
        part = as_decimal((whole.value or ZERO) * Fraction(method.rate) / 100)
        asked = max(asked, Fraction(part.to_integral_value(ROUND_CEILING)))
    if not lines:
        return opened((case.not_entered(entry),), entries=(entry,))
    scores = [Fraction(line.line.score or 0) for line in lines]
    value = sum(scores, ZERO) / len(scores)
    terms = f"({' + '.join(said(each) for each in scores)})÷{len(scores)}"
    formula = equation("sample", terms, value, asked=said(asked), there=len(scores))
    parameters = {**case.not_entered(entry).parameters, "asked": said(asked), "there": len(scores)}
    short = (Owed("scheme.score.missing.samples", parameters),) if len(scores) < asked else ()
    return Found(value, formula, counted=counted_in(lines), missing=short, entries=(entry,))


def by_figure(case: Case, method: ByFigure) -> Found:
    """Return a figure itself."""
    figure = case.figure(method.figure)
    if figure.value is None:
        return opened(figure.missing, entries=(figure.entry,))
    formula = equation("figure", "", figure.value, name=figure.name)
    return Found(figure.value, formula, counted=figure.counted, entries=(figure.entry,))


# -- what is counted


@dataclass(frozen=True)
class _Amount:
    """A number with what stands behind it; None while it is missing."""

    value: Fraction | None
    counted: tuple[Counted, ...] = ()
    missing: tuple[Owed, ...] = ()
    entries: tuple[Entry, ...] = ()
    inputs: tuple[ScoreNode, ...] = ()
    left_out: bool = False


def _quantity(case: Case, what: Quantity) -> _Amount:
    if what.select:
        return _records(case, what.select, what.measure or Measure())
    if what.number is not None:
        return _number(case, what.number)
    if what.figure:
        figure = case.figure(what.figure)
        return _Amount(figure.value, figure.counted, figure.missing, (figure.entry,))
    if what.score:
        scored = case.scores.named(case, what.score, case.who)
        return _Amount(
            scored.value, missing=scored.node.missing, inputs=(scored.node,), left_out=scored.node.left_out
        )
    if what.owed:
        return _owed(case, what.owed)
    return _counted(case)


def _records(case: Case, chosen: Select, measure: Measure) -> _Amount:
    world, span = case.scores.world, case.occasion.span
    scale = Scale(world, Leaf(chosen, measure, Bound()), span, case.who)
    tally = scale.weigh(select(world, chosen, span, case.who, by_days=by_days(measure)).items)
    return _Amount(Fraction(tally.value), tally.counted)


def _owed(case: Case, rule: str) -> _Amount:
    rulings = case.scores.rulings
    if rulings.elsewhere(rule, case.who):
        owed = Owed("scheme.score.missing.elsewhere", {"who": case.who.label, "name": case.part.name})
        return _Amount(None, missing=(owed,))
    ruling = rulings.ruling(rule, case.who, case.occasion)
    return _Amount(ruling.owed, ruling.counted) if ruling else _Amount(None, left_out=True)


def _counted(case: Case) -> _Amount:
    entry = case.entry("count")
    found = case.scores.sheets.count(entry)
    if found is None:
        return _Amount(None, missing=(case.not_entered(entry),), entries=(entry,))
    return _Amount(Fraction(found[0].line.count or 0), counted_in((found[0],)), entries=(entry,))


def _number(case: Case, number: Number) -> _Amount:
    entries = tuple(case.figure(one.figure, one.back).entry for one in _figures(number))
    found = number_of(case.scores.world, number, case.occasion.span, case.who)
    if isinstance(found, Owed):
        return _Amount(None, missing=(found,), entries=entries)
    return _Amount(Fraction(found), entries=entries)


def _figures(number: Number) -> list[FigureNumber]:
    if isinstance(number, FigureNumber):
        return [number]
    inner = number.numbers if isinstance(number, Reckoned) else ()
    return [one for each in inner for one in _figures(each)]

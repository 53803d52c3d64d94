"""Scores that are made of other scores: sums and weights, others' scores, ratios, the better of two."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from edudesk.services.schemes.judging.outcomes import Judge
from edudesk.services.schemes.judging.scores.amounts import joined, said
from edudesk.services.schemes.judging.scores.cases import (
    ZERO,
    Case,
    Found,
    Scored,
    equation,
    left_out,
    opened,
)
from edudesk.services.schemes.judging.scores.occasions import others
from edudesk.services.schemes.results import Basis, Counted, Entry, Owed, ScoreNode, State
from edudesk.services.schemes.scheme import Condition
from edudesk.services.schemes.scheme.scoring import Better, Ratio, Rise, ScoreOf, ScorePart, Sum
from edudesk.texts import Label

HUNDRED = Fraction(100)
TIMES = Label("次", "times")
_JOINTS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "mean": lambda values: sum(values, ZERO) / len(values),
    "sum": lambda values: sum(values, ZERO),
    "least": min,
    "most": max,
}


def summed(case: Case, method: Sum) -> Found:
    """Return the parts' scores together; what is left out gives its points or weight to the others."""
    scored = [(part, case.scores.inner(case, part)) for part in method.parts]
    nodes = tuple(one.node for _, one in scored)
    there = [(part, one) for part, one in scored if not one.node.left_out]
    asked = [(part, one) for part, one in there if not part.bonus]
    if not asked and any(one.node.left_out for _, one in scored):
        return replace(left_out(), inputs=nodes)
    weighted = any(part.weight is not None for part, _ in asked)
    factor = _factor(case, [part for part, _ in asked], weighted=weighted)
    terms, value = _together(asked, weighted=weighted, factor=factor)
    for part, one in there:
        if part.bonus and one.value is not None:
            added = one.value * (Fraction(part.weight) / HUNDRED if part.weight is not None else 1)
            terms, value = f"{terms} + {said(added)}", None if value is None else value + added
    missing = tuple(dict.fromkeys(owed for _, one in asked for owed in one.node.missing))
    if value is None:
        return replace(opened(missing, terms), inputs=nodes)
    return Found(value, equation("sum", terms, value), nodes, missing=missing)


def _factor(case: Case, asked: list[ScorePart], *, weighted: bool) -> Fraction:
    """Return by how much the parts that are asked are raised for those that are left out."""
    if weighted:
        return HUNDRED / sum((Fraction(part.weight or 0) for part in asked), ZERO)
    full = sum((Fraction(part.points or 0) for part in asked), ZERO)
    return case.points / full if case.part.points is not None and full else Fraction(1)


def _together(
    asked: list[tuple[ScorePart, Scored]], *, weighted: bool, factor: Fraction
) -> tuple[str, Fraction | None]:
    if weighted:
        shares = [Fraction(part.weight or 0) * factor / HUNDRED for part, _ in asked]
        terms = joined(
            f"{said(share * HUNDRED)}%×{said(one.value)}"
            for share, (_, one) in zip(shares, asked, strict=True)
        )
    else:
        shares = [factor] * len(asked)
        terms = joined(said(one.value) for _, one in asked)
        if factor != 1:
            terms = f"({terms})×{said(factor)}" if len(asked) > 1 else f"{terms}×{said(factor)}"
    values = [one.value for _, one in asked]
    if None in values:
        return terms, None
    return terms, sum((share * (value or 0) for share, value in zip(shares, values, strict=True)), ZERO)


def score_of(case: Case, method: ScoreOf) -> Found:
    """Return the score of another part or table, for others; several are joined."""
    whom = others(case.scores.world, case.who, method.of, case.occasion)
    found = [(who, case.scores.named(case, method.id, who, method.term)) for who in whom]
    kept = [(who, one) for who, one in found if not one.node.left_out]
    nodes = tuple(_of(who, one.node, alone=method.of in {"own", "community"}) for who, one in found)
    if found and not kept:
        return replace(left_out(), inputs=nodes)
    return _joined(kept, method.mean, nodes, method.of)


def _joined(kept: list[tuple[Basis, Scored]], mean: str, nodes: tuple[ScoreNode, ...], of: str) -> Found:
    if not kept:
        return replace(opened((Owed(f"scheme.score.missing.{of}"),)), inputs=nodes)
    values = [one.value for _, one in kept if one.value is not None]
    missing = tuple(dict.fromkeys(owed for _, one in kept for owed in one.node.missing))
    sign = " + " if mean in {"mean", "sum"} else "; "
    terms = joined((said(one.value) for _, one in kept), sign)
    if len(kept) > 1 and mean == "mean":
        terms = f"({terms})÷{len(kept)}"
    if len(values) < len(kept):
        return replace(opened(missing, terms), inputs=nodes)
    value = _JOINTS[mean](values)
    code = {"least": "least", "most": "most-of"}.get(mean, "sum") if len(kept) > 1 else "taken"
    return Found(value, equation(code, terms, value), nodes, missing=missing)


def _of(who: Basis, node: ScoreNode, *, alone: bool) -> ScoreNode:
    """Return a node that says whose score it is."""
    if alone:
        return node
    return replace(
        node, name=Label(f"{who.label.zh} · {node.name.zh}", f"{who.label.en} · {node.name.en}"), weight=None
    )


def in_ratio(case: Case, method: Ratio) -> Found:
    """Return the lead's and the members' mean score in a ratio."""
    ends = [
        (Fraction(share), score_of(case, ScoreOf(method.score, of)))
        for of, share in (("lead", method.lead), ("members", method.member))
    ]
    nodes = tuple(node for _, found in ends for node in found.inputs)
    kept = [(share, found) for share, found in ends if not found.left_out]
    if not kept:
        return replace(left_out(), inputs=nodes)
    whole = sum((share for share, _ in kept), ZERO)
    missing = tuple(dict.fromkeys(owed for _, found in kept for owed in found.missing))
    terms = f"({joined(f'{said(share)}×{said(found.value)}' for share, found in kept)})÷{said(whole)}"
    if any(found.value is None for _, found in kept):
        return replace(opened(missing, terms), inputs=nodes)
    value = sum((share * (found.value or 0) for share, found in kept), ZERO) / whole
    return Found(value, equation("sum", terms, value), nodes, missing=missing)


# -- the better of several


def better(case: Case, method: Better) -> Found:
    """Return the best of several scores, always or when the exception holds; else the one that is usual."""
    if method.when is None:
        return _always_best(case, method.of)
    names = tuple(dict.fromkeys((*method.of, method.otherwise)))
    found = {name: case.scores.named(case, name, case.who) for name in names}
    holds, counted, missing, entries = _holds(case, method.when)
    usual, candidates = found[method.otherwise], [found[name] for name in method.of]
    taken = candidates if holds else [usual]
    best = _best(candidates)
    behind = replace(opened(missing), inputs=tuple(one.node for one in found.values()), entries=entries)
    if holds is None and (best is None or best != usual.value):
        return replace(behind, formula=Owed("scheme.score.rise-open"))
    value, terms = _best(taken), joined((said(one.value) for one in taken), " / ")
    if value is None:
        gaps = tuple(dict.fromkeys(owed for one in taken for owed in one.node.missing))
        waits = any(one.node.left_out for one in taken)
        return replace(behind, formula=opened((), terms).formula, missing=gaps or _no_type(case, waits=waits))
    formula = equation("better", terms, value, because=_because(method, holds=bool(holds)))
    return replace(behind, value=value, formula=formula, counted=counted, missing=())


def _always_best(case: Case, names: tuple[str, ...]) -> Found:
    """Return the best of several scores; those that ask nothing here are passed over."""
    found = [case.scores.named(case, name, case.who) for name in dict.fromkeys(names)]
    kept = [one for one in found if not one.node.left_out]
    nodes = tuple(one.node for one in found)
    if not kept:
        return replace(left_out(), inputs=nodes)
    terms, value = joined((said(one.value) for one in kept), " / "), _best(kept)
    missing = tuple(dict.fromkeys(owed for one in kept for owed in one.node.missing))
    if value is None:
        return replace(opened(missing, terms), inputs=nodes)
    return Found(value, equation("most-of", terms, value), nodes, missing=missing)


def _no_type(case: Case, *, waits: bool) -> tuple[Owed, ...]:
    """Return that a score waits for the community's type, where that decides what it is made of."""
    world = case.scores.world
    if not waits or world.facts.community.type or not world.scheme.types:
        return ()
    return (Owed("scheme.note.no-type", {"types": tuple(word.name for word in world.scheme.types)}),)


def _best(scores: list[Scored]) -> Fraction | None:
    values = [one.value for one in scores if one.value is not None]
    return max(values) if len(values) == len(scores) else None


def _because(method: Better, *, holds: bool) -> Owed:
    word = "holds" if holds else "fails"
    if isinstance(method.when, Rise):
        return Owed(f"scheme.score.rise.{word}", {"places": method.when.places})
    return Owed(f"scheme.score.exception.{word}")


_Holding = tuple[bool | None, tuple[Counted, ...], tuple[Owed, ...], tuple[Entry, ...]]


def _holds(case: Case, when: Rise | Condition) -> _Holding:
    """Return whether the exception holds, None while that is open, with what it was read from."""
    if not isinstance(when, Rise):
        outcome = Judge(case.scores.world, case.occasion.span, case.who, TIMES).judge(when)
        return outcome.state in {State.MET, State.EXCEEDED}, outcome.counted, (), ()
    of = {"any-member": "members", "all-members": "members"}.get(when.of, when.of)
    answers, counted, missing, entries = [], [], [], []
    for who in others(case.scores.world, case.who, of, case.occasion):
        now, before = (case.figure(when.figure, back, who) for back in (0, 1))
        counted += [*now.counted, *before.counted]
        missing += [*now.missing, *before.missing]
        entries += [now.entry, before.entry]
        known = now.value is not None and before.value is not None
        answers.append((before.value or 0) - (now.value or 0) >= when.places if known else None)
    return _answer(answers, all_=when.of == "all-members"), tuple(counted), tuple(missing), tuple(entries)


def _answer(answers: list[bool | None], *, all_: bool) -> bool | None:
    if not answers:
        return False
    if all_:
        return False if False in answers else None if None in answers else True
    return True if True in answers else None if None in answers else False

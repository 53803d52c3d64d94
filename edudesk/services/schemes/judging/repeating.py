"""What holds in every part of a period, or in so many of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from edudesk.services.schemes.judging.joining import Outcome, counted_up
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.results import Owed, Period, State
from edudesk.services.schemes.scheme import InEvery
from edudesk.texts import Label

OPEN = frozenset({State.ON_TRACK, State.AT_RISK})


@dataclass(frozen=True)
class Repeated:
    """One part of the period with how the condition stands in it."""

    period: Period
    outcome: Outcome


def repeated(
    asked: InEvery, period: Period, parts: Sequence[tuple[Span, Outcome]], what: Label | None, today: date
) -> Outcome:
    """Return how a condition stands that must hold in the parts of a period; see "States" in the format.

    A part that has not begun does not hold yet: what is bounded by ``at_most`` might still be passed in it.
    """
    all_parts = [Repeated(span.period, outcome) for span, outcome in parts]
    found = [one for one in all_parts if one.outcome.state is not State.NOT_APPLICABLE]
    begun = [one for one in found if one.period.first <= today]
    to_come = [one for one in found if one.period.first > today]
    least = asked.at_least or len(found)
    met = sum(1 for one in begun if one.outcome.holds)
    state = _state(begun, len(to_come), least, met)
    owed: tuple[Owed, ...] = ()
    if met < least and asked.at_least:
        owed = (_more(asked, least - met, period),)
    elif met < least:
        owed = tuple(_open(begun, what)) or (_coming(asked, len(to_come)),)
    return counted_up([one.outcome for one in found], state, met, least, owed)


def _state(begun: Sequence[Repeated], to_come: int, least: int, met: int) -> State:
    if met >= least:
        return State.EXCEEDED if met > least else State.MET
    states = [one.outcome.state for one in begun]
    if met + to_come + sum(1 for state in states if state in OPEN) < least:
        return State.MISSED
    calm = met + to_come + states.count(State.ON_TRACK)
    return State.ON_TRACK if calm >= least else State.AT_RISK


# -- what is owed


def _open(begun: Sequence[Repeated], what: Label | None) -> Iterator[Owed]:
    """Say in which parts nothing was done, and in which something is missing."""
    empty: list[Label] = []
    short: dict[Decimal, list[Label]] = defaultdict(list)
    for one in begun:
        outcome = one.outcome
        if outcome.holds:
            continue
        missing = outcome.target - outcome.value
        if outcome.value > 0 and missing > 0:
            short[missing].append(one.period.label)
        elif missing > 0:
            empty.append(one.period.label)
        else:
            yield Owed("scheme.owed.in-parts", {"parts": (one.period.label,), "what": outcome.owed[0]})
    if empty and what:
        yield Owed("scheme.owed.parts-without", {"parts": tuple(empty), "what": what})
    elif empty:
        yield Owed("scheme.owed.parts-empty", {"parts": tuple(empty)})
    for missing, labels in short.items():
        yield Owed("scheme.owed.parts-short", {"parts": tuple(labels), "missing": missing})


def _of(asked: InEvery) -> Owed:
    return Owed(f"scheme.part.{asked.part}")


def _more(asked: InEvery, missing: int, period: Period) -> Owed:
    due = {"from": period.first, "until": period.last}
    return Owed("scheme.owed.more-parts", {"missing": Decimal(missing), "of": _of(asked), **due})


def _coming(asked: InEvery, count: int) -> Owed:
    return Owed("scheme.owed.parts-to-come", {"count": Decimal(count), "of": _of(asked)})

"""What several conditions come to together: all of them, any one, so many of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from edudesk.services.schemes.judging.items import PLANNED
from edudesk.services.schemes.judging.states import RANKS, worst
from edudesk.services.schemes.results import Counted, Near, Owed, State
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)
DONE = frozenset({State.MET, State.EXCEEDED})


@dataclass(frozen=True)
class Outcome:
    """The figures of a condition, with the records behind them."""

    state: State
    value: Decimal
    planned: Decimal
    target: Decimal
    owed: tuple[Owed, ...] = ()
    counted: tuple[Counted, ...] = ()
    near: tuple[Near, ...] = ()
    note: Owed | None = None
    unit: Label | None = None  # what the figure counts, where the rule names no unit

    @property
    def holds(self) -> bool:
        """What is asked is done."""
        return self.state in DONE

    @property
    def hoped(self) -> bool:
        """It holds, or will once what is planned is held; what was passed stays so."""
        return self.holds or self.value < self.target <= self.planned


def nothing(note: Owed) -> Outcome:
    """Return that nothing is asked here, and why."""
    return Outcome(State.NOT_APPLICABLE, NONE, NONE, NONE, note=note)


def asked_of(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return those that ask for something."""
    return [outcome for outcome in outcomes if outcome.state is not State.NOT_APPLICABLE]


def all_of(outcomes: Sequence[Outcome]) -> Outcome:
    """Return how several conditions stand that must all hold; the figure is how many do."""
    asked = asked_of(outcomes)
    if not asked:
        return outcomes[0]
    met = sum(1 for outcome in asked if outcome.holds)
    state = State.MET if met == len(asked) else worst([outcome.state for outcome in asked])
    owed = tuple(owed for outcome in asked for owed in outcome.owed)
    return counted_up(asked, state, met, len(asked), owed)


def any_of(outcomes: Sequence[Outcome], least: int) -> Outcome:
    """Return how conditions stand of which one is enough, or ``least``."""
    asked = asked_of(outcomes)
    if not asked:
        return outcomes[0]
    return _best(asked) if least == 1 else _some(asked, least)


def _best(outcomes: Sequence[Outcome]) -> Outcome:
    best = max(
        outcomes,
        key=lambda each: (RANKS.index(each.state), each.hoped, each.value / max(each.target, ONE)),
    )
    owed = best.owed
    if owed and any(outcome.owed for outcome in outcomes if outcome is not best):
        owed = (Owed("scheme.owed.any", {"ways": tuple(each.owed[0] for each in outcomes if each.owed)}),)
    return replace(best, owed=owed, near=near_together([best, *outcomes]))


def _some(outcomes: Sequence[Outcome], least: int) -> Outcome:
    """Return the state of the last one that is needed, the best ones first."""
    met = sum(1 for outcome in outcomes if outcome.holds)
    ranked = sorted((outcome.state for outcome in outcomes), key=RANKS.index, reverse=True)
    state = ranked[least - 1] if least <= len(ranked) else State.MISSED
    if met >= least:
        state = State.EXCEEDED if met > least else State.MET
    ways = tuple(each.owed[0] for each in outcomes if each.owed)
    parameters = {"missing": Decimal(least - met), "ways": ways}
    owed = () if met >= least else (Owed("scheme.owed.some-of", parameters),)
    return counted_up(outcomes, state, met, least, owed)


def counted_up(
    outcomes: Sequence[Outcome], state: State, met: int, target: int, owed: tuple[Owed, ...]
) -> Outcome:
    """Return the outcome whose figure is how many conditions hold."""
    hoped = sum(1 for outcome in outcomes if outcome.hoped)
    figures = (Decimal(met), Decimal(max(met, hoped)), Decimal(target))
    note = next((outcome.note for outcome in outcomes if outcome.note), None)
    return Outcome(state, *figures, owed, together(outcomes), near_together(outcomes), note)


def together(outcomes: Sequence[Outcome]) -> tuple[Counted, ...]:
    """Return the records that count in any of several conditions, each once."""
    return tuple({(each.record, each.id): each for outcome in outcomes for each in outcome.counted}.values())


def near_together(outcomes: Sequence[Outcome]) -> tuple[Near, ...]:
    """Return the records that nearly count and count in none of several conditions."""
    found = [each for outcome in outcomes for each in outcome.near]
    return near_but(found, [each for outcome in outcomes for each in outcome.counted])


def near_but(found: Sequence[Near], counting: Sequence[Counted]) -> tuple[Near, ...]:
    """Return the records that nearly count and do not count; of a planned one nothing else is told."""
    planned = {(each.record, each.id) for each in found if each.reason == PLANNED}
    counted = {(each.record, each.id) for each in counting}
    return tuple(
        dict.fromkeys(
            each
            for each in found
            if (each.record, each.id) not in counted
            and (each.reason == PLANNED or (each.record, each.id) not in planned)
        )
    )

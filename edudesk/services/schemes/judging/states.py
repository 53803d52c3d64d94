"""Met, on track, at risk, missed: see "States" in ``docs/scheme-format.md``."""

from datetime import date
from decimal import ROUND_FLOOR, Decimal

from edudesk.services.schemes.results import Period, State

NONE = Decimal(0)
CALM = Decimal(2) / Decimal(3)  # up to this share of a period nothing is at risk that keeps pace
RANKS = (  # the worst first
    State.MISSED,
    State.AT_RISK,
    State.ON_TRACK,
    State.MET,
    State.EXCEEDED,
    State.NOT_APPLICABLE,
)


def worst(states: list[State]) -> State:
    """Return the state of a whole from its parts: what is missed first; not applicable only when all are."""
    asked = [state for state in states if state is not State.NOT_APPLICABLE]
    return min(asked, key=RANKS.index) if asked else State.NOT_APPLICABLE


def by_day(code: str, period: Period, today: date) -> str:
    """Return the code of what is owed, of what is overdue once the last day has passed."""
    return f"{code}-overdue" if today > period.last else code


def pace(period: Period, today: date) -> Decimal:
    """Return the share of a period that has passed at the end of ``today``."""
    passed = Decimal((min(today, period.last) - period.first).days + 1)
    return max(NONE, passed / Decimal((period.last - period.first).days + 1))


def state_of(
    value: Decimal,
    planned: Decimal,
    least: Decimal,
    period: Period,
    today: date,
    *,
    paced: Period | None = None,
) -> State:
    """Return how a least number stands: see "States" in ``docs/scheme-format.md``.

    ``paced`` are the days by which pace is judged where they are others than the period's.
    """
    if value >= least:
        return State.EXCEEDED if value > least else State.MET
    if today > period.last:
        return State.MISSED
    passed = pace(paced or period, today)
    keeps_pace = passed <= CALM and planned >= (least * passed).to_integral_value(ROUND_FLOOR)
    return State.ON_TRACK if planned >= least or keeps_pace else State.AT_RISK

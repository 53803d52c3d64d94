"""Bounds that no records can ever meet, and those that are met by nothing at all."""

from collections.abc import Iterator
from decimal import Decimal

from edudesk.errors import Problem
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.checking.walking import Spot
from edudesk.services.schemes.scheme import (
    Bound,
    InEvery,
    Leaf,
    OnlyIf,
    PeopleTest,
    PeriodSpec,
    Scheme,
    Select,
)

_HUNDRED = Decimal(100)
_LONGEST = {"month": 31, "week": 7}
_DAYS = {"term": 250, "month": 31, "week": 7, "quarter": 92, "school-year": 366, "calendar-year": 366}
_PART_DAYS = {"week": 7, "month": 28, "quarter": 90, "term": 120, "school-year": 365, "calendar-year": 365}
_PAIRS = (
    ("at_least", "at_most"),
    ("age_at_least", "age_at_most"),
    ("teaching_years_at_least", "teaching_years_at_most"),
    ("years_here_at_least", "years_here_at_most"),
    ("least_months", "most_months"),
)
"""Fields of which the first may not be more than the second."""


def check_bounds(spot: Spot, scheme: Scheme) -> Iterator[Problem]:
    """Give what can never be met in one table."""
    match spot.value:
        case Leaf():
            yield from _leaf(spot, spot.value, scheme)
        case PeopleTest() | Select():
            yield from _pairs(spot)
        case PeriodSpec(sort=("month" | "week") as sort, least_days=days) if days > _LONGEST[sort]:
            yield spot.problem("scheme.impossible", "least_days", low=days, high=_LONGEST[sort])
        case InEvery():
            yield from _in_every(spot, spot.value)


def _leaf(spot: Spot, leaf: Leaf, scheme: Scheme) -> Iterator[Problem]:
    low = leaf.bound.at_least
    if not isinstance(low, Decimal):
        return
    if leaf.measure.sort == "share" and leaf.measure.whole_number is not None and low > _HUNDRED:
        yield spot.problem("scheme.check-over-hundred", "at_least", low=low)
    if leaf.measure.sort == "distinct" and (most := _values(leaf, scheme)) is not None and low > most:
        yield spot.problem("scheme.impossible", "at_least", low=low, high=most)
    if leaf.every and leaf.measure.sort == "distinct" and leaf.measure.of == leaf.every.each and low > 1:
        yield spot.problem("scheme.impossible", "at_least", low=low, high=1)


def _values(leaf: Leaf, scheme: Scheme) -> int | None:
    """Return how many different values there can be at most; None when nobody knows."""
    select, of = leaf.select, leaf.measure.of
    given = {"subject": select.subjects, "line": select.lines, "kind": select.kinds}.get(of, ())
    if given and not select.either:
        return len(set(given))
    if of == "line":
        return len(scheme.vocabulary.get("line", ()))
    return len(VOCABULARIES["stage"].choices) if of == "stage" else None


def _pairs(spot: Spot) -> Iterator[Problem]:
    for first, second in _PAIRS:
        low, high = getattr(spot.value, first, None), getattr(spot.value, second, None)
        if low is not None and high is not None and low > high:
            yield spot.problem("scheme.impossible", first, low=low, high=high)


def _in_every(spot: Spot, condition: InEvery) -> Iterator[Problem]:
    """Refuse more parts than the period has room for, and parts longer than the period."""
    period = getattr(spot.rule, "period", None)
    if not isinstance(period, PeriodSpec):
        return
    if period.sort == "window" and condition.part == "month" and period.first and period.last:
        months = (period.last.month - period.first.month) % 12 + 1
        if condition.at_least > months:
            yield spot.problem("scheme.impossible", "at_least", low=condition.at_least, high=months)
    if period.sort not in _DAYS:
        return
    days = _DAYS[period.sort]
    most = -(-days // _PART_DAYS[condition.part]) + 1
    if condition.part == period.sort or _PART_DAYS[condition.part] > days:
        most = 1
    if condition.at_least > most:
        yield spot.problem("scheme.impossible", "at_least", low=condition.at_least, high=most)


def check_idle(spot: Spot) -> Iterator[Problem]:
    """Give what asks for nothing: a premise that always holds, a limit that nobody passes."""
    match spot.value:
        case OnlyIf(premise=Leaf(bound=Bound(at_least=Decimal() as low))) if low == 0:
            yield spot.problem("scheme.check-always", "only_if")

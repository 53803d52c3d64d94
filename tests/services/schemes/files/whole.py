"""A whole term at a glance, and records that are spoilt in one way each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import Facts, SettingValue
from tests.services.schemes.making import AFTER, AUTUMN, SPRING

from .making import shipped

YEAR_END = date(2026, 9, 1)  # the school year is over
IN_SPRING = date(2026, 3, 10)
IN_HOLIDAY = date(2026, 2, 2)  # belongs to the autumn term


def standing(
    name: str,
    facts: Facts,
    settings: Mapping[str, SettingValue] | None = None,
    *,
    today: date = AFTER,
    term: TermCode = AUTUMN,
) -> dict[str, tuple[Any, ...]]:
    """Return value, target and state of every rule that asks for something."""
    results = evaluate(shipped(name), facts, term, today, settings).results
    return {
        each.rule_id: (each.value, each.target, each.state.value)
        for each in results
        if each.state.value != "not-applicable"
    }


def score(
    name: str,
    table: str,
    facts: Facts,
    settings: Mapping[str, SettingValue] | None = None,
    *,
    school: str = "",
    today: date = YEAR_END,
    term: TermCode = SPRING,
) -> Any:
    """Return the score of a table, of a school where one is named; None while something is missing."""
    found = evaluate(shipped(name), facts, term, today, settings).scores
    return next(
        each.node.value
        for each in found
        if each.assessment_id == table and (not school or each.basis.id == school)
    )


def spoilt(record: Any, **day: date) -> tuple[Any, ...]:
    """Return the record deleted, planned only, cancelled, and of the other term."""
    moved = day or {"starts_on": IN_SPRING}
    return (
        replace(record, deleted=True),
        replace(record, state="planned"),
        replace(record, state="cancelled"),
        replace(record, **moved),
    )

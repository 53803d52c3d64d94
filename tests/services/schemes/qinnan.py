"""Qinnan's scheme asked for one rule on invented facts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import ActivityFacts, Facts, SettingValue
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import RuleResult

from .making import AFTER, AUTUMN, EAST_ONLY, scheme_text, stay

SCHEME = read_scheme(scheme_text("qinnan"))


def result(
    rule: str,
    facts: Facts,
    today: date = AFTER,
    settings: Mapping[str, SettingValue] | None = None,
    term=AUTUMN,
) -> RuleResult:
    """Return what one rule says of invented facts."""
    return evaluate(SCHEME, facts, term, today, settings).result(rule)


def guidance(*activities: ActivityFacts, today: date = AFTER, term=AUTUMN) -> RuleResult:
    """Return what the rule of guidance visits says of these activities."""
    return result("guidance-visits", replace(EAST_ONLY, activities=activities), today, term=term)


def exchanges(*, days: int = 5, back: bool = True) -> Facts:
    """Return facts with a teacher of ours at the partner, and one of theirs here, for so many days."""
    last = date(2025, 10, 12 + days)
    stays = [
        stay("x1", "p-backbone", date(2025, 10, 13), last),
        stay("x2", "p-east", date(2025, 10, 13), last, back=True),
    ]
    return replace(EAST_ONLY, exchanges=tuple(stays if back else stays[:1]))

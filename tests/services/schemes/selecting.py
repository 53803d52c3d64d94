"""What one selection takes and what it nearly takes, as the tests of select see it."""

from datetime import date

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import RuleResult

from .making import AFTER, AUTUMN
from .own import own

ADDED = """
types = [{ code = "inner", name = { zh = "县内", en = "Inner" } }]
"""


def selected(select: str, facts: Facts, *, per: str = '"community"', today: date = AFTER) -> RuleResult:
    """Return how one rule stands that asks for one record of the term in this selection."""
    text = own("quotas", f'period = "term"\nper = {per}\ncondition = {{ select = {select}, at_least = 1 }}')
    text = text.replace("cycle = { years = 2 }", f"cycle = {{ years = 2 }}{ADDED}")
    assert check_scheme(text) == ()
    return evaluate(read_scheme(text), facts, AUTUMN, today).result("rule")


def taken(select: str, facts: Facts, **more: object) -> set[str]:
    """Return the ids of the records that count."""
    return {each.id for each in selected(select, facts, **more).counted}  # type: ignore[arg-type]


def reasons(select: str, facts: Facts, **more: object) -> dict[str, str]:
    """Return why each record that nearly counts does not."""
    return {each.id: each.reason for each in selected(select, facts, **more).near}  # type: ignore[arg-type]


def refused(select: str) -> set[tuple[str, str]]:
    """Return the problems of a selection, by code and field."""
    text = own("quotas", f'period = "term"\ncondition = {{ select = {select}, at_least = 1 }}')
    return {(problem.code, problem.field) for problem in check_scheme(text)}

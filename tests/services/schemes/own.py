"""A scheme of one rule, written in the test that needs it."""

from datetime import date
from typing import Any

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import RuleResult

from .making import AFTER, AUTUMN

HEAD = """
format = "edudesk-scheme 0.1"
id = "own"
version = "1"
name = { zh = "自定", en = "Own" }
source = "自定"
cycle = { years = 2 }
"""
RULE = """
id = "rule"
name = { zh = "一条", en = "Rule" }
sentence = "一条要求。"
"""


def own(section: str, body: str) -> str:
    """Return a scheme with one rule in ``section``, such as ``quotas``."""
    return f"{HEAD}[[{section}]]{RULE}{body}"


def judged(text: str, facts: Facts, today: date = AFTER, term: TermCode = AUTUMN) -> RuleResult:
    """Return how the rule stands."""
    assert check_scheme(text) == ()
    return evaluate(read_scheme(text), facts, term, today).result("rule")


def shown(text: str, facts: Facts, today: date = AFTER, term: TermCode = AUTUMN) -> Any:
    """Return how the rule stands, to be compared with plain values."""
    return judged(text, facts, today, term)

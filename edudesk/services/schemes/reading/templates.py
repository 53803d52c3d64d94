"""What a new rule of each section asks at first, so that it can be read and then be changed."""

import copy
from collections.abc import Mapping
from typing import Any

_COUNT: Mapping[str, Any] = {
    "period": "term",
    "condition": {"select": {"kinds": ["joint-research"]}, "at_least": 1},
}
_TEMPLATES: Mapping[str, Mapping[str, Any]] = {
    "quotas": _COUNT,
    "targets": _COUNT,
    "statistics": {"period": "term", "condition": {"select": {"kinds": ["joint-research"]}}},
    "evidence": {"needs": ["record"]},
    "documents": {"kinds": ["term-summary"], "due": {"sort": "term-end", "days": 0}},
    "limits": {"count": {"side": "helped"}, "at_most": 2, "effect": "warn"},
    "eligibility": {"select": {"record": "exchange"}, "who": [{"honours": ["backbone"]}]},
    "recognition": {
        "gives": {"zh": "交流经历", "en": "Experience of exchange"},
        "condition": {"select": {"record": "exchange"}, "at_least": 1},
    },
    "allowances": {"select": {"record": "exchange"}, "amount": 200, "each": "month"},
    "assessments": {
        "of": "school",
        "points": 100,
        "parts": [{"id": "part", "name": {"zh": "指标", "en": "Indicator"}, "points": 100, "entered": True}],
    },
}


def template(section: str) -> dict[str, Any]:
    """Return the fields of a new rule beside id, name and sentence; KeyError for what is no section."""
    return copy.deepcopy(dict(_TEMPLATES[section]))

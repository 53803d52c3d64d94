"""What a package says of its sender's term: the rules as they stood when it was made, and what is missing."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from edudesk.services.schemes.results import RuleKind, State

_LONGEST = 2_000
"""Characters of a sentence or a name; longer ones no program of ours writes."""
_DIGITS = 40
"""Before or behind the point; with more a number of a few letters would fill the screen."""


def frozen_results(about: Mapping[str, Any]) -> dict[str, Any]:
    """Return the results of a ``records.json`` as an arrival keeps them (decision 12); 同校交接 has none.

    Raises ValueError, KeyError or TypeError where they are not of the format.
    """
    return {
        "rules": [_rule(one) for one in about.get("results", ())],
        "gaps": [_words(one) for one in about.get("gaps", ())],
    }


def _rule(said: Mapping[str, Any]) -> dict[str, Any]:
    name = said["name"]
    return {
        "id": _words(said["rule_id"]),
        "kind": RuleKind(said["kind"]).value,
        "name": {"zh": _words(name["zh"]), "en": _words(name["en"])},
        "state": State(said["state"]).value,
        "value": _figure(said),
        "target": _number(said["target"]),
    }


def _figure(said: Mapping[str, Any]) -> str:
    """Return what stands before the target, as :attr:`.RuleResult.figure` tells it of our own rules."""
    parts = said.get("parts", ())
    if said["state"] != State.EXCEEDED or not parts:
        return _number(said["value"])
    return str(sum((Decimal(_number(part["value"])) for part in parts), Decimal(0)))


def _words(said: Any) -> str:
    if not isinstance(said, str) or len(said) > _LONGEST:
        raise ValueError(str(said)[:40])
    return said


def _number(said: Any) -> str:
    try:
        number = Decimal(_words(said))
    except InvalidOperation as error:
        raise ValueError(said) from error
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS:
        raise ValueError(said)
    return str(said)

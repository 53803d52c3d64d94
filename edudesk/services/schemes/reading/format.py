"""Whether a text is a scheme that this program can read, and none that is made to exhaust it."""

import re
from collections.abc import Mapping
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.scheme import FORMAT, READABLE
from edudesk.services.toml_text import Unreadable

MOST_BYTES = 1_000_000
MOST_RULES = 300
MOST_SETTINGS = 60
MOST_TABLES = 8_000
"""In all; the longest published scheme has fewer than a tenth of it."""
DEEPEST = 60
"""Tables and lists inside each other; a condition nested eight deep takes fewer."""

RULES = (
    "quotas",
    "targets",
    "statistics",
    "evidence",
    "documents",
    "limits",
    "eligibility",
    "recognition",
    "allowances",
    "assessments",
)
"""The sections whose tables are rules, each with an id of its own in the whole file."""

CHANGES = ("set", "change", "drop")
"""What a file that builds on another says of it."""

_FORMAT = re.compile(r"edudesk-scheme (\d{1,4})\.(\d{1,4})")


def check_size(text: str) -> Problem | None:
    """Return what is wrong when the text is longer than any scheme."""
    size = len(text.encode())
    if size <= MOST_BYTES:
        return None
    return Problem("scheme.too-big", "", "", {"size": f"{size / 1_000_000:.1f}", "most": 1})


def unreadable(stop: Unreadable) -> Problem:
    """Return what is wrong with a text that is no TOML."""
    code = f"scheme.toml-{stop.reason}" if stop.reason else "scheme.toml"
    return Problem(code, "", "", {"line": stop.line, "column": stop.column})


def check_format(raw: Mapping[str, Any]) -> Problem | None:
    """Return what is wrong with the format that a file names: none, another, or one newer than ours."""
    named = raw.get("format")
    if named in READABLE:
        return None
    found = str("" if named is None else named)[:60]
    version = _FORMAT.fullmatch(found)
    code = "scheme.other-format" if found.startswith("edudesk-scheme") else "scheme.no-format"
    if version and (int(version[1]), int(version[2])) > _newest():
        code = "scheme.newer-format"
    return Problem(code, "format", "", {"found": found, "wanted": FORMAT})


def _newest() -> tuple[int, int]:
    version = _FORMAT.fullmatch(FORMAT)
    assert version is not None
    return int(version[1]), int(version[2])


def check_amounts(raw: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return which limit of a file is passed: its depth, its rules, its settings."""
    if _is_deeper(raw, DEEPEST):
        return (Problem("scheme.too-deep", "", "", {"most": DEEPEST}),)
    if count_tables(raw) > MOST_TABLES:
        return (Problem("scheme.too-many-tables", "", "", {"most": MOST_TABLES}),)
    rules = sum(len(listed) for section in RULES if isinstance(listed := raw.get(section), list))
    settings = raw.get("settings")
    asked = len(settings) if isinstance(settings, list) else 0
    found = (("scheme.too-many-rules", rules, MOST_RULES), ("scheme.too-many-settings", asked, MOST_SETTINGS))
    return tuple(
        Problem(code, "", "", {"count": count, "most": most}) for code, count, most in found if count > most
    )


def count_tables(raw: Any) -> int:
    """Return how many tables and lists there are, each of which takes its time to be read."""
    count, waiting = 0, [raw]
    while waiting:
        value = waiting.pop()
        count += 1
        inner = value.values() if isinstance(value, dict) else value
        waiting += [item for item in inner if isinstance(item, dict | list)]
    return count


def check_whole(raw: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong when the text is only the changes to another scheme (see ``building``)."""
    if "builds_on" in raw:
        base = raw["builds_on"].get("id", "") if isinstance(raw["builds_on"], Mapping) else ""
        parameters = {"field": "builds_on", "base": str(base)[:60]}
        return (Problem("scheme.not-composed", "builds_on", "", parameters),)
    return tuple(
        Problem("scheme.builds-on-nothing", field, "", {"field": field}) for field in CHANGES if field in raw
    )


def _is_deeper(raw: Any, most: int) -> bool:
    """Tell whether lists and tables lie more than ``most`` inside each other; without recursion."""
    level: list[Any] = [raw]
    for _ in range(most):
        level = [
            item
            for value in level
            for item in (value.values() if isinstance(value, dict) else value)
            if isinstance(item, dict | list)
        ]
        if not level:
            return False
    return True

"""Whether a revision that came has the form of all revisions, and says what its type may say."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from edudesk.errors import Problem
from edudesk.models.contents import from_json, problems, to_json
from edudesk.models.registry import record_types

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST = 10**12
"""A counter or clock from here on was never counted to; it would push our own out of reach."""
_WRITERS = 10_000
_LONGEST_NAME = 1_000
_FIRST_YEAR, _LAST_YEAR = 1971, 2999
"""Windows tells no local time before 1970 and after 3000, nobody one at the ends of the calendar."""


def is_id(value: object) -> bool:
    """Return whether a value has the form of our ids."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_sha256(value: object) -> bool:
    """Return whether a value has the form of a hash."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def is_moment(value: object) -> bool:
    """Return whether a value is a moment that can be told in local time on every system."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        return False
    return _FIRST_YEAR <= value.year <= _LAST_YEAR


def wrong_in(row: Mapping[str, Any]) -> str:
    """Return the part of a revision that is malformed, or nothing."""
    if row.keys() != _FORMS.keys():
        return "members"
    for name, fits in _FORMS.items():
        if not fits(row[name]):
            return name
    return "" if row["vector"].get(row["writer_id"]) == row["counter"] else "vector"


def _counts(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST


def _is_name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_NAME


def content_problem(row: Mapping[str, Any]) -> Problem | None:
    """Return the first thing that the content of a well-formed revision must not say.

    What the sender kept back may be missing. Unknown types and fields come from a newer program.
    """
    described = record_types().get(row["type"])
    if described is None:
        return Problem("receiving.type-unknown", parameters={"type": row["type"][:40]})
    try:
        content = from_json(described.fields, row["content"])
        if to_json(described.fields, content) != row["content"]:
            return Problem("receiving.field-unknown")
        found = problems(described, content)
    except (ValueError, TypeError, AttributeError, KeyError, ArithmeticError):
        return Problem("receiving.field-unreadable")
    if row["type"] == "evidence" and not _names_a_file(content):
        return Problem("receiving.field-unreadable")
    return next((one for one in found if not _kept_back(one, row["withheld"])), None)


def _names_a_file(evidence: Mapping[str, Any]) -> bool:
    name = evidence.get("name", "")
    named = name not in {"", ".", ".."} and not any(sign in name for sign in "/\\\0")
    return named and is_sha256(evidence.get("sha256"))


def _kept_back(problem: Problem, withheld: list[str]) -> bool:
    named = ".".join(part for part in problem.field.split(".") if not part.isdecimal())
    return problem.code == "field.required" and named in withheld


def _are(kind: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(kind, value))


def _is_vector(value: object) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= _WRITERS
        and all(is_id(writer) and _counts(counter) for writer, counter in value.items())
    )


def _may_be_name(value: object) -> bool:
    return value is None or _is_name(value)


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


_FORMS: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(("id", "record_id", "owner_id", "writer_id"), is_id),
    **dict.fromkeys(("counter", "clock"), _counts),
    **dict.fromkeys(("author", "entered_by"), _may_be_name),
    **dict.fromkeys(("made_at", "entered_at"), is_moment),
    **dict.fromkeys(("deleted", "late", "historical"), _is(bool)),
    **dict.fromkeys(("content", "extra"), _is(dict)),
    **dict.fromkeys(("parents", "withheld"), _are(_is_name)),
    "type": _is_name,
    "vector": _is_vector,
}
"""The parts of a revision, all that travel, with what each must be like."""

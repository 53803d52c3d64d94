"""Revisions as JSON: the one form that journal, package and merge share."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_MOMENTS = ("made_at", "entered_at")


def as_json(value: Mapping[str, Any]) -> str:
    """Return JSON in one form only: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def instant(moment: datetime) -> str:
    """Return a moment as RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def revision_as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the revision table as JSON values."""
    return {name: instant(value) if name in _MOMENTS else value for name, value in row.items()}


def revision_from_json(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row that :func:`revision_as_json` wrote; the local ``sequence`` is left out."""
    row = {
        name: datetime.fromisoformat(value) if name in _MOMENTS else value for name, value in plain.items()
    }
    row.pop("sequence", None)
    return row

"""How a line of a table is typed and shown: points, a number of things, or the points of several samples."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from edudesk.ui.widgets.typed_fields import read_number

if TYPE_CHECKING:
    from edudesk.services.schemes.results import Entry
    from edudesk.services.schemes.sheeted import Sheeted
    from edudesk.services.standing.assessing import IndicatorRow

TYPED = ("score", "count", "scores")
"""Sorts of entries that are typed as numbers into a sheet."""
_BETWEEN = re.compile(r"[、，,;；\s]+")


def typed_entry(row: "IndicatorRow") -> "Entry | None":
    """Return where the number of a row is entered; None where none is."""
    return next((entry for entry in row.entries if entry.sort in TYPED), None)


def written(entry: "Entry", side: "Sheeted") -> str:
    """Return what one side wrote at an entry, as it is typed."""
    return side.count if entry.sort == "count" else side.score


def read_all(text: str) -> tuple[Decimal, ...]:
    """Return the numbers of a line, one for each sample; UserError ``fields.number.unreadable``."""
    return tuple(read_number(word) for word in _BETWEEN.split(text.strip()) if word)


def read_typed(entry: "Entry", text: str) -> tuple[Decimal, ...]:
    """Return what was typed at an entry: none, one, or of samples several numbers."""
    if entry.sort == "scores":
        return read_all(text)
    return (read_number(text),) if text.strip() else ()


def is_open(row: "IndicatorRow") -> bool:
    """Return whether something is still missing for the row's score."""
    return not row.left_out and row.value == "—"

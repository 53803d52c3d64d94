"""What a cell of a foreign table may hold, as plain values."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

_BLANKS = " \t\r\n\v\f\u00a0\u3000\ufeff\u200b"
_SECONDS_A_DAY = 86400
_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# Controls, and marks that turn the direction of writing: they hide or disguise what is written.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class CellError:
    """A cell without a usable value: an Excel error such as ``#N/A``, or ``formula`` never worked out."""

    text: str


Cell = str | int | float | date | datetime | time | bool | CellError | None


def plain(value: object) -> Cell:
    """Return a reader's value as a plain one: whole floats as int, clean trimmed text, None for nothing.

    Days and times come as a list of sort and ISO text, as the reader's process sends them.
    """
    match value:
        case float() if not math.isfinite(value):
            return CellError("#NUM!")
        case float() if value.is_integer():
            return int(value)
        case str():
            return _UNSEEN.sub("", _LINE_END.sub("\n", value)).strip(_BLANKS) or None
        case [str(sort), written]:
            return _READ[sort](written)
        case bool() | int() | float():
            return value
    return None


def _clock(seconds: float) -> time | str:
    """Return a duration as a clock time, from a day on as hours and minutes in words."""
    whole = round(seconds)
    if 0 <= whole < _SECONDS_A_DAY:
        return time(whole // 3600, whole // 60 % 60, whole % 60)
    return f"{whole // 3600}:{whole // 60 % 60:02}"


_READ: Mapping[str, Callable[[Any], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": _clock,
}

"""Reading TOML that people write by hand, with the place of the first thing that cannot be read."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

_PLACE = re.compile(r"at line (\d+), column (\d+)")
_MOST_DOTS = 1_000
"""In one line: the parser takes the square of a dotted key's parts, and prose has fewer."""


class Unreadable(Exception):
    """The text is no TOML; ``line`` and ``column`` count from 1 and tell where reading stopped.

    ``reason`` is one of the common ones, or empty: "broken-table" (a line break inside ``{ … }``), "date".
    """

    def __init__(self, line: int, column: int, reason: str = "") -> None:
        super().__init__(line, column, reason)
        self.line = line
        self.column = column
        self.reason = reason


def parse(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return what TOML text says; Unreadable when it is none, or is made to exhaust its reader."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _MOST_DOTS:
            raise Unreadable(number, 1)
    try:
        return tomllib.loads(text.removeprefix("\ufeff"), parse_float=parse_float)
    # ValueError is the parser's own, and Python's where a number has thousands of digits.
    except (ValueError, RecursionError) as fault:
        found = _PLACE.search(str(fault))
        place = (int(found[1]), int(found[2])) if found else (max(1, len(text.splitlines())), 1)
        raise Unreadable(*place, _reason(text, str(fault), *place)) from fault


def _reason(text: str, fault: str, line: int, column: int) -> str:
    """Return which of the common mistakes it is, by what the parser says and where it stopped."""
    if fault.startswith("Invalid date"):
        return "date"
    lines = text.splitlines()
    ends = line <= len(lines) and column > len(lines[line - 1].rstrip())
    in_table = "key part" in fault or "inline table" in fault
    return "broken-table" if ends and in_table else ""

"""Reading TOML that people write by hand, with the place of the first thing that cannot be read."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

_PLACE = re.compile(r"at line (\d+), column (\d+)")
_MOST_DOTS = 1_000
"""In one line: the parser takes the square of a dotted key's parts, and prose has fewer."""


class Unreadable(Exception):
    """The text is no TOML; ``line`` and ``column`` count from 1 and tell where reading stopped."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column


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
        raise Unreadable(*place) from fault

"""The lines of an assessment in one cell: indicator, points, how many were counted, and why."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from edudesk.services.importing.cells import read_text
from edudesk.services.importing.cellvalues import Cell
from edudesk.services.importing.faults import CellFault

_LINE = re.compile(r"(?P<indicator>[^\s:：=(（]+)[\s:：=]*(?P<amounts>[^(（]*)(?:[(（](?P<note>.*)[)）])?")
_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?)\s*([^\d\s.,，\-]*)[\s,，]*")
_POINTS = {"", "分"}


def read_scores(cell: Cell) -> Iterator[Mapping[str, Any]]:
    """Give the lines of a cell such as ``1.1 5分；2.3 4.5分 2处（缺签到表）``; CellFault ``cell.scores``."""
    for line in re.split(r"[;；\n]+", read_text(cell)):
        if line.strip():
            yield _line(line.strip())


def _line(line: str) -> Mapping[str, Any]:
    found = _LINE.fullmatch(line)
    amounts = found["amounts"].strip() if found else ""
    if not found or (amounts and not re.fullmatch(f"(?:{_AMOUNT.pattern})+", amounts)):
        raise CellFault("cell.scores", value=line)
    read: dict[str, Any] = {"indicator": found["indicator"]}
    for digits, unit in _AMOUNT.findall(amounts):
        # Of two bare numbers the second is how many.
        name = "score" if unit in _POINTS and "score" not in read else "count"
        if name in read:
            raise CellFault("cell.scores", value=line)
        read[name] = Decimal(digits)
    if found["note"]:
        read["note"] = found["note"].strip()
    return read

"""Rows of cells in thin rules: split over pages where they must, headings repeated."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.services.reports.layout import FillMark, Flow, RuleMark
from edudesk.services.reports.lines import Line
from edudesk.services.reports.profiles import Style

# A row higher than this share of the page is split where it stands instead of leaving a large gap.
_SPLIT_FROM = 0.33
_LEAST_LINES = 3
_MOST_HEADING = 0.4
_TINY = 0.01


@dataclass(frozen=True)
class Cell:
    """Lines in a box between two verticals; a ``label`` has a ground and repeats when its row is split."""

    x: float
    width: float
    lines: tuple[Line, ...]
    style: Style
    label: bool = False
    top: bool = False

    @property
    def text_height(self) -> float:
        """Return the height of the lines alone."""
        return len(self.lines) * self.style.leading


@dataclass(frozen=True)
class Row:
    """Cells side by side, at least ``least`` points high."""

    cells: tuple[Cell, ...]
    least: float = 0.0


def lay_rows(flow: Flow, rows: Sequence[Row], heading: Row | None = None) -> None:
    """Lay the rows under one another; ``heading`` stands above them on every page.

    A heading too high to repeat is laid once, like any row.
    """
    if heading and _height(flow, heading) > flow.height * _MOST_HEADING:
        rows, heading = (heading, *rows), None
    if heading:
        first = min(_height(flow, rows[0]), flow.height * _SPLIT_FROM) if rows else 0.0
        if not flow.fresh and flow.room < _height(flow, heading) + first:
            flow.turn()
        _draw(flow, heading, _height(flow, heading))
    for row in rows:
        _lay(flow, row, heading)


def _lay(flow: Flow, row: Row, heading: Row | None) -> None:
    rest: Row | None = row
    while rest is not None:
        height = _height(flow, rest)
        if height <= flow.room + _TINY:
            _draw(flow, rest, height)
            return
        head = _height(flow, heading) if heading else 0.0
        at_start = flow.y <= flow.top + head + _TINY
        fitting = _fitting(flow, rest)
        small = height <= flow.height * _SPLIT_FROM or fitting < _LEAST_LINES
        if small and not at_start:
            flow.turn()
            if heading:
                _draw(flow, heading, head)
            continue
        rest = _split(flow, rest, max(1, fitting))
        if rest is not None:
            flow.turn()
            if heading:
                _draw(flow, heading, head)


def _fitting(flow: Flow, row: Row) -> int:
    """Return how many lines of the row's longest cell fit into the room that is left."""
    longest = max(row.cells, key=lambda cell: cell.text_height)
    return int((flow.room - 2 * flow.profile.padding[1]) // longest.style.leading)


def _split(flow: Flow, row: Row, lines: int) -> Row | None:
    """Draw what fits of a row that is higher than the room and return what is left of it."""
    room = flow.room
    longest = max(row.cells, key=lambda cell: cell.text_height)
    height = lines * longest.style.leading

    def share(cell: Cell) -> int:
        return max(1, int((height + _TINY) // cell.style.leading))

    shown = tuple(
        dataclasses.replace(cell, lines=cell.lines[: share(cell)], top=not cell.label) for cell in row.cells
    )
    left = tuple(
        dataclasses.replace(
            cell,
            lines=cell.lines if _repeats(cell, height) else cell.lines[share(cell) :],
            top=not cell.label,
        )
        for cell in row.cells
    )
    _draw(flow, Row(shown), room)
    unfinished = any(
        cell.lines for cell, before in zip(left, row.cells, strict=True) if not _repeats(before, height)
    )
    if not unfinished and row.least <= room:
        return None
    return Row(left, max(0.0, row.least - room))


def _repeats(cell: Cell, height: float) -> bool:
    return cell.label and cell.text_height <= height


def _height(flow: Flow, row: Row) -> float:
    text = max((cell.text_height for cell in row.cells), default=0.0)
    return max(row.least, text + 2 * flow.profile.padding[1])


def _draw(flow: Flow, row: Row, height: float) -> None:
    across, down = flow.profile.padding
    y = flow.y
    for cell in row.cells:
        if cell.label and flow.profile.fill < 1:
            flow.mark(FillMark(cell.x, y, cell.width, height))
        start = y + down if cell.top else y + (height - cell.text_height) / 2
        flow.place(cell.lines, cell.style, cell.x + across, start, cell.width - 2 * across)
    if row.cells:
        left, right = row.cells[0].x, row.cells[-1].x + row.cells[-1].width
        flow.mark(RuleMark(left, y, right, y))
        flow.mark(RuleMark(left, y + height, right, y + height))
        for x in (*(cell.x for cell in row.cells), right):
            flow.mark(RuleMark(x, y, x, y + height))
    flow.y = y + height

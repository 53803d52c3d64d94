"""How 格子 are drawn: one cell per thing that is asked for, or a bar where there are many."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import crisp, dashed, paint_tick, pen, whole

MOST_CELLS = 12
_BAR_WIDTH = 76
_BAR_HEIGHT = 12
_DOT = 4.0


@dataclass(frozen=True)
class Cells:
    """What is shown: done, planned besides, asked for, and what would be gained by saving."""

    value: float
    planned: float
    target: float
    state: State
    gained: float = 0
    bar: bool = False

    @property
    def is_bar(self) -> bool:
        """Whether a bar is drawn: asked for, or too many or broken counts for cells."""
        parts = (self.value, self.planned, self.gained)
        return self.bar or self.most > MOST_CELLS or any(part != int(part) for part in parts)

    @property
    def most(self) -> float:
        """The end of the row: what is asked for, or what will be there when that is more."""
        return max(self.target, self.value + self.gained + self.planned)


class _Cell(Enum):
    DONE = auto()
    GAINED = auto()
    PLANNED = auto()
    OWED = auto()


def _kinds(cells: Cells) -> Iterator[_Cell]:
    for count, kind in (
        (cells.value, _Cell.DONE),
        (cells.gained, _Cell.GAINED),
        (cells.planned, _Cell.PLANNED),
    ):
        yield from (kind for _ in range(int(count)))
    owed = cells.target - cells.value - cells.gained - cells.planned
    yield from (_Cell.OWED for _ in range(max(0, ceil(owed))))


def _split(cells: Cells) -> int:
    """Return after how many cells the upright line stands; 0 for none."""
    return int(cells.target) if 0 < cells.target < cells.most else 0


def tally_width(cells: Cells, size: float = 16) -> int:
    """Return how wide the cells are in logical pixels; a bar has a width of its own."""
    px = theme().tokens.px
    if cells.is_bar:
        return px(_BAR_WIDTH)
    count, gap = int(cells.most), px("cell-gap")
    return max(0, count * (px(size) + gap) - gap) + (gap + px(3) if _split(cells) else 0)


def paint_tally(painter: QPainter, rect: QRect, cells: Cells, size: float = 16) -> None:
    """Draw the cells at the left of ``rect`` and in its middle; a bar takes the whole width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if cells.is_bar:
        _paint_bar(painter, rect, cells)
    else:
        _paint_row(painter, rect, cells, size)
    painter.restore()


def _paint_row(painter: QPainter, rect: QRect, cells: Cells, size: float) -> None:
    px = theme().tokens.px
    side, gap, split = px(size), px("cell-gap"), _split(cells)
    left, top = float(rect.left()), rect.top() + (rect.height() - side) // 2
    for index, kind in enumerate(_kinds(cells)):
        if split and index == split:
            line = whole(painter, 1.6 * theme().tokens.scale)
            middle = left + px(3) / 2
            painter.setPen(pen("text3", line))
            painter.drawLine(QPointF(middle, top - 1), QPointF(middle, top + side + 1))
            left += px(3) + gap
        _paint_cell(painter, QRectF(left, top, side, side), kind, cells.state)
        left += side + gap


def _paint_cell(painter: QPainter, rect: QRectF, kind: _Cell, state: State) -> None:
    scale = rect.width() / 16
    radius = theme().tokens.px("cell-radius")
    ink = str(state)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is _Cell.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme().colour(ink)))
        painter.drawRoundedRect(crisp(painter, rect, 0), radius, radius)
    elif kind is _Cell.OWED:
        worried = state in {State.AT_RISK, State.MISSED}
        line = 1.5 * scale
        path = _round_from_top(crisp(painter, rect, line), radius)
        painter.setPen(dashed(pen(ink if worried else "line2", line), path.length(), 12))
        painter.drawPath(path)
    else:
        _paint_promise(painter, rect, kind, ink)


def _paint_promise(painter: QPainter, rect: QRectF, kind: _Cell, ink: str) -> None:
    scale = rect.width() / 16
    radius = theme().tokens.px("cell-radius")
    line = (1.5 if kind is _Cell.PLANNED else 1.8) * scale
    painter.setPen(pen(ink, line))
    painter.setBrush(QBrush(theme().colour("surface")))
    painter.drawRoundedRect(crisp(painter, rect, line), radius, radius)
    if kind is _Cell.GAINED:
        paint_tick(painter, rect.adjusted(scale, scale, -scale, -scale), ink, 1.8 * scale)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme().colour(ink)))
        painter.drawEllipse(rect.center(), _DOT / 2 * scale * 1.2, _DOT / 2 * scale * 1.2)


def _round_from_top(rect: QRectF, radius: float) -> QPainterPath:
    """Return a rounded square that starts in the middle of its top, so that dashes lie evenly."""
    path = QPainterPath(QPointF(rect.center().x(), rect.top()))
    twice = 2 * radius
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(QRectF(rect.right() - twice, rect.top(), twice, twice), 90, -90)
    path.lineTo(rect.right(), rect.bottom() - radius)
    path.arcTo(QRectF(rect.right() - twice, rect.bottom() - twice, twice, twice), 0, -90)
    path.lineTo(rect.left() + radius, rect.bottom())
    path.arcTo(QRectF(rect.left(), rect.bottom() - twice, twice, twice), 270, -90)
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(QRectF(rect.left(), rect.top(), twice, twice), 180, -90)
    path.closeSubpath()
    return path


def _paint_bar(painter: QPainter, rect: QRect, cells: Cells) -> None:
    height = theme().tokens.px(_BAR_HEIGHT)
    bar = QRectF(rect.left(), rect.top() + (rect.height() - height) // 2, rect.width(), height)
    line, radius, ink = whole(painter, 1.0), theme().tokens.px("cell-radius"), str(cells.state)
    worried = cells.state in {State.AT_RISK, State.MISSED}
    most = cells.most or 1
    done = bar.width() * min(1.0, cells.value / most)
    planned = bar.width() * min(1.0, (cells.value + cells.gained + cells.planned) / most)
    painter.setPen(pen(ink if worried else "line2", line))
    painter.setBrush(QBrush(theme().colour("surface")))
    painter.drawRoundedRect(crisp(painter, bar, line), radius, radius)
    shape = QPainterPath()
    shape.addRoundedRect(crisp(painter, bar, 0), radius, radius)
    painter.setClipPath(shape)
    painter.fillRect(QRectF(bar.left(), bar.top(), done, height), theme().colour(ink))
    _paint_dots(painter, QRectF(bar.left() + done, bar.top(), planned - done, height), ink)
    if 0 < cells.target < most:
        gap = whole(painter, 2.0)
        at = bar.left() + bar.width() * cells.target / most
        painter.fillRect(QRectF(at - gap / 2, bar.top(), gap, height), theme().colour("surface"))


def _paint_dots(painter: QPainter, rect: QRectF, ink: str) -> None:
    step, dot = rect.height() * 0.36, rect.height() * 0.1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme().colour(ink)))
    across = rect.left() + step * 0.65
    while across + dot < rect.right():
        for row in (0.31, 0.69):
            painter.drawEllipse(QPointF(across, rect.top() + row * rect.height()), dot, dot)
        across += step

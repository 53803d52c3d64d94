"""The shapes of the six states: each is told from the others in black and white."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPainterPathStroker, QPolygonF

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import dashed, pen

_GRID = 24.0
_LINE = 2.0


def paint_glyph(painter: QPainter, rect: QRectF, state: State, colour: str | None = None) -> None:
    """Draw a state's shape into the square ``rect``, in the state's ink unless a colour is named."""
    ink = colour or str(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    painter.setPen(pen(ink, _LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES[state](painter, ink)
    painter.restore()


def _cut(painter: QPainter, body: QPainterPath, sign: QPainterPath, ink: str) -> None:
    stroker = QPainterPathStroker()
    stroker.setWidth(2.4)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.fillPath(body.subtracted(stroker.createStroke(sign)), QBrush(theme().colour(ink)))


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for stroke in strokes:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in stroke]))
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 10, 10)
    return path


def _met(painter: QPainter, ink: str) -> None:
    _cut(painter, _disc(), _lines(((7.6, 12.4), (10.8, 15.5), (16.6, 9.2))), ink)


def _exceeded(painter: QPainter, ink: str) -> None:
    _cut(painter, _disc(), _lines(((12, 7.2), (12, 16.8)), ((7.2, 12), (16.8, 12))), ink)


def _on_track(painter: QPainter, ink: str) -> None:
    painter.drawEllipse(QPointF(12, 12), 9.4, 9.4)
    half = QPainterPath(QPointF(12, 6.2))
    half.arcTo(QRectF(6.2, 6.2, 11.6, 11.6), 90, -180)
    half.closeSubpath()
    painter.fillPath(half, QBrush(theme().colour(ink)))


def _at_risk(painter: QPainter, ink: str) -> None:
    painter.drawPolygon(QPolygonF([QPointF(12, 3.2), QPointF(22.2, 20.6), QPointF(1.8, 20.6)]))
    painter.drawLine(QPointF(12, 9.6), QPointF(12, 13.6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme().colour(ink)))
    painter.drawEllipse(QPointF(12, 17.1), 1.3, 1.3)


def _missed(painter: QPainter, ink: str) -> None:
    body = QPainterPath()
    body.addRoundedRect(QRectF(2.4, 2.4, 19.2, 19.2), 3.2, 3.2)
    _cut(painter, body, _lines(((8.2, 8.2), (15.8, 15.8)), ((15.8, 8.2), (8.2, 15.8))), ink)


def _not_applicable(painter: QPainter, ink: str) -> None:
    ring = QPainterPath()
    ring.addEllipse(QPointF(12, 12), 9.4, 9.4)
    painter.setPen(dashed(pen(ink, _LINE), ring.length(), 10))
    painter.drawPath(ring)
    painter.setPen(pen(ink, _LINE))
    painter.drawLine(QPointF(8.4, 12), QPointF(15.6, 12))


_SHAPES: Mapping[State, Callable[[QPainter, str], None]] = {
    State.MET: _met,
    State.EXCEEDED: _exceeded,
    State.ON_TRACK: _on_track,
    State.AT_RISK: _at_risk,
    State.MISSED: _missed,
    State.NOT_APPLICABLE: _not_applicable,
}

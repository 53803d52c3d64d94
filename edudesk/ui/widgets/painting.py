"""Small things that several painters draw: text, lines, check boxes, radio marks and the ring of focus."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from edudesk.ui.theme import theme

_TICK = ((0.22, 0.53), (0.42, 0.72), (0.79, 0.30))
FOCUS = 2.0
"""Width of the ring of focus in logical pixels."""
_EPSILON = 1e-6


def pen(colour: str, width: float = 1.0) -> QPen:
    """Return a pen in a colour of the table, with round ends and joins; width 0 is one device pixel."""
    made = QPen(theme().colour(colour), width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made


def crisp(painter: QPainter, rect: QRectF, width: float) -> QRectF:
    """Return ``rect`` moved to whole device pixels and drawn in by half of a line of ``width``."""
    ratio = painter.device().devicePixelRatioF()
    left, top = round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio
    side, height = round(rect.width() * ratio) / ratio, round(rect.height() * ratio) / ratio
    return QRectF(left, top, side, height).adjusted(width / 2, width / 2, -width / 2, -width / 2)


def whole(painter: QPainter, width: float) -> float:
    """Return a line width that covers whole device pixels, at least one."""
    ratio = painter.device().devicePixelRatioF()
    return max(1, round(width * ratio)) / ratio


def paint_hairline(painter: QPainter, area: QRect, colour: str, *, at_top: bool = False) -> None:
    """Paint a line of one device pixel at the bottom of ``area``, or its top, whatever the scaling."""
    to_device = painter.deviceTransform()
    top = to_device.map(QPointF(area.topLeft()))
    bottom = to_device.map(QPointF(area.left(), area.bottom() + 1))
    # Half a pixel must neither fall into the row beside nor be painted twice as thick.
    row = math.ceil(top.y() - _EPSILON) if at_top else math.floor(bottom.y() + _EPSILON) - 1
    back, _possible = to_device.inverted()
    y = back.map(QPointF(top.x(), row)).y()
    painter.fillRect(QRectF(area.left(), y, area.width(), 1 / to_device.m22()), theme().colour(colour))


def paint_words(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    width: int | None = None,
) -> None:
    """Write one line of plain text, vertically centred, shortened where it does not fit.

    ``width`` is that of the words in pixels, where it is known: to measure takes as long as to paint.
    """
    line = words.replace("\n", " ")
    if width is None:
        width = QFontMetrics(font).horizontalAdvance(line)
    if width > rect.width():
        line = QFontMetrics(font).elidedText(line, elide, rect.width())
    painter.setFont(font)
    painter.setPen(theme().colour(colour))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


def paint_lines(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write plain text in as many lines as it needs, vertically centred."""
    painter.setFont(font)
    painter.setPen(theme().colour(colour))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, words)


def first_line(words: str, font: QFont, width: float) -> int:
    """Return how many letters of ``words`` stand in a first line of ``width``, broken as Qt breaks lines."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(1.0, width))
    layout.endLayout()
    # Qt counts in units of UTF-16: a rare character of a name is two of them.
    return len(words.encode("utf-16-le")[: 2 * line.textLength()].decode("utf-16-le", "ignore"))


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: str, px: float) -> None:
    """Draw an icon of ``px`` design pixels in the middle of ``rect``."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = theme().pixmap(name, colour, px, ratio)
    side = pixmap.deviceIndependentSize()
    painter.drawPixmap(
        QPointF(
            round((rect.left() + (rect.width() - side.width()) / 2) * ratio) / ratio,
            round((rect.top() + (rect.height() - side.height()) / 2) * ratio) / ratio,
        ),
        pixmap,
    )


def paint_tick(painter: QPainter, rect: QRectF, colour: str, width: float) -> None:
    """Draw the tick of check boxes, cells and glyphs."""
    painter.setPen(pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in _TICK]
    painter.drawPolyline(QPolygonF(points))


def paint_ring(painter: QPainter, rect: QRectF, radius: float, colour: str = "accent") -> None:
    """Draw the ring of focus just inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(colour, FOCUS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(crisp(painter, rect, FOCUS), radius, radius)


def paint_picture_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw the ring of focus on a picture: with a light one inside it, one of both stands out from any."""
    inner = rect.adjusted(FOCUS, FOCUS, -FOCUS, -FOCUS)
    paint_ring(painter, inner, max(radius - FOCUS, 0), "surface")
    paint_ring(painter, rect, radius)


def paint_row_ring(painter: QPainter, area: QRect, *, first: bool = True, last: bool = True) -> None:
    """Draw what a cell has of the ring around its row, which ends at the first and the last cell."""
    beyond = theme().tokens.px(8)
    whole_row = area.adjusted(0 if first else -beyond, 0, 0 if last else beyond, 0)
    painter.save()
    painter.setClipRect(area)
    paint_ring(painter, whole_row.toRectF(), theme().tokens.px(2))
    painter.restore()


def paint_check(
    painter: QPainter, rect: QRectF, *, checked: bool, enabled: bool = True, on_picture: bool = False
) -> None:
    """Draw a check box of the size of ``rect``; ``on_picture`` an empty one is white, also in the dark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = whole(painter, 1.0)
    fill = ("accentFill" if enabled else "line2") if checked else ("surface" if enabled else "disabled")
    edge = fill if checked else ("line2" if enabled else "line")
    if on_picture and not checked:
        fill, edge = "onStrip", "strip"
    painter.setPen(pen(edge, line))
    painter.setBrush(QBrush(theme().colour(fill)))
    radius = rect.width() * 0.2
    painter.drawRoundedRect(crisp(painter, rect, line), radius, radius)
    if checked:
        paint_tick(painter, rect, "onAccent", rect.width() * 0.11)
    painter.restore()


def paint_radio(painter: QPainter, rect: QRectF, *, checked: bool, enabled: bool = True) -> None:
    """Draw a radio mark of the size of ``rect``: a ring, thick when chosen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = rect.width() * 0.28 if checked else whole(painter, 1.0)
    chosen = "accentFill" if enabled else "line2"
    painter.setPen(pen(chosen if checked else ("line2" if enabled else "line"), line))
    painter.setBrush(QBrush(theme().colour("surface")))
    painter.drawEllipse(crisp(painter, rect, line))
    painter.restore()


def dashed(line: QPen, length: float, count: int) -> QPen:
    """Return ``line`` with ``count`` dashes spread evenly over ``length``, one centred on its start."""
    period = length / count / line.widthF()
    line.setCapStyle(Qt.PenCapStyle.FlatCap)
    line.setDashPattern([period * 0.58, period * 0.42])
    line.setDashOffset(period * 0.29)
    return line

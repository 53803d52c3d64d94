"""Months with their cells: held, planned, owed; painted in a row, or each a way to its sessions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.cells import Cells, paint_tally, tally_width
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.painting import paint_ring, paint_words, pen
from edudesk.ui.widgets.plain import tip

if TYPE_CHECKING:
    from edudesk.services.pairing.overview import PairMonth

_SLOT = 46
_WORDS, _CELLS = 22, 20
_SIZE = 14
_DASH = 8


class MonthRow(QLabel):
    """The months of a term in even columns; a dash where nothing was and nothing is asked."""

    def __init__(self, months: "tuple[PairMonth, ...]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months = months
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(month.spoken for month in months))

    @property
    def months(self) -> "tuple[PairMonth, ...]":
        """What is shown."""
        return self._months

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(_SLOT) * max(1, len(self._months)), px(_WORDS) + px(_CELLS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px, painter = theme().tokens.px, QPainter(self)
        slot = self.width() / max(1, len(self._months))
        for place, month in enumerate(self._months):
            room = QRect(round(place * slot), 0, round(slot), px(_WORDS) + px(_CELLS))
            _paint_month(painter, room, month, "text2" if month.applies else "text3")


@pressed_by_enter
class MonthButton(QAbstractButton):
    """One month in which there are sessions; a click opens them."""

    def __init__(self, month: "PairMonth", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = month
        self.setText(month.label)
        self.setAccessibleName(month.spoken)
        self.setToolTip(tip(month.spoken))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(_SLOT), px(_WORDS) + px(_CELLS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        _paint_month(painter, self.rect(), self.month, "accent", underlined=self.underMouse())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme().tokens.px("tag-radius"))


def _paint_month(
    painter: QPainter, room: QRect, month: "PairMonth", ink: str, *, underlined: bool = False
) -> None:
    px = theme().tokens.px
    font = QFont(theme().font("caption"))
    font.setUnderline(underlined)
    paint_words(painter, QRect(room.left(), 0, room.width(), px(_WORDS)), month.label, font, ink)
    cells = QRect(room.left(), px(_WORDS), room.width() - px(4), px(_CELLS))
    if month.held or month.planned or month.owed:
        _paint_cells(painter, cells, month)
    elif month.applies and month.past:
        _paint_dash(painter, cells)


def _paint_cells(painter: QPainter, room: QRect, month: "PairMonth") -> None:
    cells = _cells(month)
    if tally_width(cells, _SIZE) <= room.width():
        paint_tally(painter, room, cells, _SIZE)
        return
    # More than there is room for: one of each sort, and the number.
    one = Cells(float(bool(month.held)), 0.0, 1.0, month.state)
    paint_tally(painter, room, one, _SIZE)
    number = f"×{month.held + month.planned}"
    font = theme().font("caption")
    left = room.left() + tally_width(one, _SIZE) + theme().tokens.px(4)
    width = QFontMetrics(font).horizontalAdvance(number) + 2
    paint_words(painter, QRect(left, room.top(), width, room.height()), number, font, "text2")


def _cells(month: "PairMonth") -> Cells:
    target = month.held + month.planned + month.owed
    return Cells(float(month.held), float(month.planned), float(target), month.state)


def _paint_dash(painter: QPainter, room: QRect) -> None:
    px = theme().tokens.px
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = pen("line2", 1.5 * theme().tokens.scale)
    line.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(line)
    middle = room.top() + room.height() / 2
    painter.drawLine(QPointF(room.left() + 2, middle), QPointF(room.left() + 2 + px(_DASH), middle))

"""格子 on pages: cells that are read out, and figures with cells that open what is behind them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.cells import Cells, paint_tally, tally_width
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.painting import paint_ring, paint_words
from edudesk.ui.widgets.plain import tip

__all__ = ["Cells", "TallyGroup", "TallyWidget", "paint_tally", "tally_width"]


class TallyWidget(QLabel):
    """Cells on a page; ``accessible`` says the same in words."""

    def __init__(
        self, cells: Cells, accessible: str, size: float = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cells, self._size = cells, size
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_cells(cells, accessible)

    @property
    def cells(self) -> Cells:
        """What is shown."""
        return self._cells

    def set_cells(self, cells: Cells, accessible: str) -> None:
        """Show other cells; assistive technology is told by the new words."""
        self._cells = cells
        self.setAccessibleName(accessible)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tally_width(self._cells, self._size), theme().tokens.px(self._size) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_tally(QPainter(self), self.rect(), self._cells, self._size)


@pressed_by_enter
class TallyGroup(QAbstractButton):
    """A figure with its cells below; a click opens the records behind it."""

    opened = Signal()

    def __init__(self, figure: str, cells: Cells, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(figure)
        self._cells = cells
        self.setAccessibleName(accessible)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(theme().font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.opened)

    def set_cells(self, figure: str, cells: Cells, accessible: str) -> None:
        """Show another figure; assistive technology is told by the new words."""
        self.setText(figure)
        self._cells = cells
        self.setAccessibleName(accessible)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(max(words, tally_width(self._cells)) + 2 * px(2), px(46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if self.sizeHint().width() <= self.width() else tip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        room = self.rect().adjusted(px(2), 0, -px(2), 0)
        figure = QRect(room.left(), room.top(), room.width(), px(24))
        paint_words(painter, figure, self.text(), font, "accent" if self.underMouse() else "text2")
        width = min(tally_width(self._cells), room.width())
        paint_tally(painter, QRect(room.left(), px(25), width, px(18)), self._cells)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), px("tag-radius"))

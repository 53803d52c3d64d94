"""What stays in sight beside a long list while the page scrolls."""

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from edudesk.ui.theme import theme

_AIR = 16


class Following(QWidget):
    """Holds a widget beside something longer and moves it down as the page around them is scrolled.

    One taller than the page stays with its end in sight, once it was scrolled so far. It is placed by hand:
    the room above it in a layout would keep the page long when the list beside it becomes shorter.
    """

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = held
        self._area: QScrollArea | None = None
        held.setParent(self)

    def sizeHint(self) -> QSize:
        return self._held.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._held.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return self._held.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self._held.heightForWidth(width)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self._area is None:
            self._area = around
            around.verticalScrollBar().valueChanged.connect(self._place)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        held = self._held
        high = held.heightForWidth(self.width()) if held.hasHeightForWidth() else held.sizeHint().height()
        high = max(high, held.minimumHeight())
        held.setGeometry(0, min(self._wanted(high), max(0, self.height() - high)), self.width(), high)

    def _wanted(self, high: int) -> int:
        """Return how far down it would be best, as if there were no end."""
        if self._area is None:
            return 0
        view, air = self._area.viewport(), theme().tokens.px(_AIR)
        seen_from = -self.mapTo(view, QPoint()).y()
        is_tall = high + 2 * air > view.height()
        return max(0, seen_from + view.height() - air - high if is_tall else seen_from + air)

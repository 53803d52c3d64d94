"""An icon for looking at only."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_icon


class Icon(QWidget):
    """One of Lucide's icons; words beside it say what it means."""

    def __init__(
        self, name: str, px: float = 20, colour: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._px, self._colour = name, px, colour
        side = theme().tokens.px(px)
        self.setFixedSize(QSize(side, side))

    def set_icon(self, name: str, colour: str = "text2") -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_icon(QPainter(self), self.rect(), self._name, self._colour, self._px)

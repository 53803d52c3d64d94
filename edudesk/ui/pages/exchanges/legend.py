"""What the shapes among the time bars mean."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import crisp, pen, whole
from edudesk.ui.widgets.words import Words

_WIDE, _HIGH, _ROW = 26, 12, 38
SHAPES = ("planned", "real", "today")


class _Shape(QWidget):
    """One shape, drawn as among the bars."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self._shape = shape
        px = theme().tokens.px
        self.setFixedSize(QSize(px(_WIDE if shape != "today" else 8), px(_HIGH + 4)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter, px = QPainter(self), theme().tokens.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, px(2), self.width(), px(_HIGH))
        if self._shape == "today":
            painter.setPen(pen("text", whole(painter, 1.0)))
            painter.drawLine(QPointF(self.width() / 2, 0), QPointF(self.width() / 2, self.height()))
            return
        line = whole(painter, 1.4)
        painter.setPen(pen("accent", line))
        painter.setBrush(QBrush(theme().colour("accent" if self._shape == "real" else "surface")))
        painter.drawRoundedRect(crisp(painter, area, line), px("cell-radius"), px("cell-radius"))


class Legend(QWidget):
    """The shapes with their words, and how keys work."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setFixedHeight(px(_ROW))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(12), 0, px(12), 0)
        layout.setSpacing(px(6))
        for shape in SHAPES:
            layout.addWidget(_Shape(shape))
            layout.addWidget(Words(texts.say(f"exchanges.legend.{shape}"), "caption", "text2"))
            layout.addSpacing(px(12))
        layout.addStretch(1)
        layout.addWidget(Words(texts.say("exchanges.legend.keys"), "caption", "text2", elide=True))

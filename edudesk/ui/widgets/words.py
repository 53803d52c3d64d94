"""Words on the screen: labels, links and longer text."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.painting import paint_lines, paint_ring, paint_words
from edudesk.ui.widgets.plain import escape, tip, unbroken

_INSET = 2
_RADIUS = 4
_AIR = 1.5
_LEAST_NAME = 160
_LEAST = "中中中中…"
"""So much stays of a link that is shortened."""
_ENDLESS = 1 << 16
"""As high as no link is."""


class Words(QLabel):
    """Plain text in a role of ``POINTS`` and a colour of the table; ``elide`` shortens it at the end."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        *,
        bold: bool = False,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme().font(role, bold))
        self.setProperty("colour", colour)
        self.setWordWrap(wrap)
        if wrap:
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setText(text)

    def set_colour(self, colour: str) -> None:
        """Show the words in another colour of the table."""
        if colour != self._colour:
            self._colour = colour
            self.setProperty("colour", colour)
            self.style().unpolish(self)
            self.style().polish(self)

    def setText(self, text: str) -> None:
        super().setText(unbroken(text) if self.wordWrap() else text)
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        if not self._elide:
            return super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("中…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        paint_words(painter, self.contentsRect(), self.text(), self.font(), self._colour, align=side)

    def _tell_whole(self) -> None:
        if self._elide:
            is_short = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
            self.setToolTip("" if is_short else tip(self.text()))


class Name(Words):
    """A name with tags beside it: as wide as its words, wrapped only where a line has no room for them."""

    def __init__(self, text: str, role: str = "detail", colour: str = "text", *, bold: bool = True) -> None:
        super().__init__(text, role, colour, bold=bold, wrap=True)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(wide, max(self.fontMetrics().height(), self.heightForWidth(wide)))

    def minimumSizeHint(self) -> QSize:
        asked = self.sizeHint()
        return QSize(min(asked.width(), theme().tokens.px(_LEAST_NAME)), asked.height())


class Paragraph(Words):
    """Longer text, wrapped, with half a line of air."""

    def __init__(
        self, text: str = "", role: str = "body", colour: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__("", role, colour, wrap=True, parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(text)

    def setText(self, text: str) -> None:
        lines = escape(text).replace("\n", "<br/>")
        # Half as much again as the letters are high; a percentage would count from the font's own spacing.
        height = round(QFontInfo(self.font()).pixelSize() * _AIR)
        style = f"line-height:{height}px; -qt-line-height-type:minimum"
        super().setText(f'<p style="{style}">{lines}</p>' if text else "")
        self.setAccessibleName(text)


@pressed_by_enter
class Link(QPushButton):
    """Words that are clicked: without a box, underlined under the mouse, at least 28 pixels high.

    ``elide`` shortens them at the end where there is not room for all, ``wrap`` goes on in the next line.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        parent: QWidget | None = None,
        *,
        elide: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._elide = elide
        self._wrap = wrap
        self._heights: dict[tuple[str, int], int] = {}
        """By words and width: layouts ask for the same height some dozen times."""
        self.setProperty("role", "link")
        self.setFont(theme().font(role))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Maximum if elide or wrap else QSizePolicy.Policy.Fixed
        # A layout would hold a fixed height at that of a single line.
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self.setToolTip("" if self.sizeHint().width() <= self.width() else tip(self.text()))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _INSET
        return QSize(max(width, theme().tokens.px("target")), theme().tokens.px("target"))

    def minimumSizeHint(self) -> QSize:
        asked = self.sizeHint()
        if self._elide or self._wrap:
            asked.setWidth(min(asked.width(), self.fontMetrics().horizontalAdvance(_LEAST)))
        return asked

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        if not self._wrap:
            return super().heightForWidth(width)
        key = (self.text(), width)
        if key not in self._heights:
            self._heights[key] = self._height(width)
        return self._heights[key]

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        self._heights.clear()
        super().setFont(font)

    def _height(self, width: int) -> int:
        room = QRect(0, 0, max(width - 2 * _INSET, 1), _ENDLESS)
        if self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            # Lines are broken at parts of a pixel: words as wide as the room would get a second one.
            return theme().tokens.px("target")
        lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return theme().tokens.px("target") + max(lines - self.fontMetrics().height(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        font = QFont(self.font())
        font.setUnderline(self.underMouse() and self.isEnabled())
        room = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        colour = "accent" if self.isEnabled() else "text3"
        # Shortened words begin where whole ones would, in line with the words above and below.
        is_short = self.fontMetrics().horizontalAdvance(self.text()) > room.width()
        align = Qt.AlignmentFlag.AlignLeft if is_short else Qt.AlignmentFlag.AlignHCenter
        if self._wrap and is_short:
            paint_lines(painter, room, self.text(), font, colour, align=align)
        else:
            paint_words(painter, room, self.text(), font, colour, align=align)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), _RADIUS)

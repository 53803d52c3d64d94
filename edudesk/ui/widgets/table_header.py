"""The head of a table: titles, the arrow of the order, the box that ticks all, the menu of columns."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QToolTip

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_hairline, paint_icon
from edudesk.ui.widgets.plain import tip
from edudesk.ui.widgets.table_model import CHECK, PagedModel
from edudesk.ui.widgets.table_painter import LEFT, RIGHT, paint_box, paint_line

if TYPE_CHECKING:
    from edudesk.ui.widgets.table_view import RowsView


class TableHeader(QHeaderView):
    """A click sorts, a second one turns the order round; a right click asks for the menu of columns."""

    menu_wanted = Signal(QPoint)
    arranged = Signal()

    def __init__(self, model: PagedModel, parent: "RowsView") -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows, self._view = model, parent
        self._hovered = -1
        self._pulled: dict[str, int] = {}
        self._pressed = -1
        """The section on which the left button is held; what moves meanwhile is moved by a person."""
        self._moves = False
        self.setSectionsMovable(True)
        self.sectionMoved.connect(self._moved)
        self.sectionResized.connect(self._resized)
        self.setFixedHeight(theme().tokens.px("table-head"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        model.checks_changed.connect(self.viewport().update)
        model.headerDataChanged.connect(self.viewport().update)
        model.loaded.connect(self.viewport().update)

    def set_up(self) -> None:
        """Set widths; called when the view has its model."""
        px = theme().tokens.px
        self.setMinimumSectionSize(px("target"))
        for section, column in enumerate(self._rows.columns):
            if column.width:
                mode = QHeaderView.ResizeMode
                fixed = mode.Fixed if column.code == CHECK else mode.Interactive
                self.setSectionResizeMode(section, fixed)
                self.resizeSection(section, self.width_of(section))
        self.follow_room(stretches=True)

    def follow_room(self, *, stretches: bool) -> None:
        """Let flexible columns take what is left, or keep the width they are given where nothing is."""
        mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
        for section, column in enumerate(self._rows.columns):
            if not column.width and self.sectionResizeMode(section) is not mode:
                self.setSectionResizeMode(section, mode)

    def width_of(self, section: int) -> int:
        """Return how wide a column is: as described, and at least as wide as its heading."""
        px = theme().tokens.px
        column = self._rows.columns[section]
        if column.width == 0 or column.code == CHECK:
            return px(column.width)
        if column.code in self._pulled:
            return self._pulled[column.code]
        return max(px(column.width), self.heading(section) + px(8) + px(4))

    def heading(self, section: int) -> int:
        """Return the pixels that a heading takes with the arrow of the order."""
        px, column = theme().tokens.px, self._rows.columns[section]
        words = QFontMetrics(theme().font("second")).horizontalAdvance(column.title)
        return words + 2 + (px(14) + px(2) if column.sortable else 0)

    @property
    def pulled(self) -> dict[str, int]:
        """The widths that a person gave to columns, in pixels of the screen."""
        return dict(self._pulled)

    @property
    def order(self) -> tuple[str, ...]:
        """The codes of the columns from left to right."""
        columns = self._rows.columns
        return tuple(columns[self.logicalIndex(at)].code for at in range(len(columns)))

    def arrange(self, order: Sequence[str], widths: Mapping[str, int]) -> None:
        """Put the columns in an order and give them widths; unknown ones are passed over."""
        places = {column.code: at for at, column in enumerate(self._rows.columns)}
        first = 1 if CHECK in places else 0
        for at, code in enumerate([code for code in order if code in places and code != CHECK]):
            self.moveSection(self.visualIndex(places[code]), first + at)
        for code, width in widths.items():
            if code in places and self._rows.columns[places[code]].width:
                self._pulled[code] = width
                self.resizeSection(places[code], width)

    def _moved(self, section: int, before: int, after: int) -> None:
        """Keep the boxes at the left, and tell of what a person moved."""
        self._moves = self._pressed >= 0
        if self._rows.columns[0].code == CHECK and self.visualIndex(0) != 0:
            self.moveSection(self.visualIndex(0), 0)
        elif self._moves and section >= 0 and before != after:
            self.arranged.emit()

    def _resized(self, section: int, _before: int, after: int) -> None:
        if self._pressed >= 0 and after and self._rows.columns[section].width:
            self._pulled[self._rows.columns[section].code] = after
            self.arranged.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().tokens.px("table-head"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        column = self._rows.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, theme().colour("sunken"))
        paint_hairline(painter, rect, "line")
        if column.code == CHECK:
            paint_box(painter, rect, self._rows.check_state())
        else:
            self._paint_title(painter, rect, logicalIndex)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("sunken"))
        painter.end()
        super().paintEvent(event)

    def _paint_title(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = theme().tokens
        column = self._rows.columns[section]
        left_pad, right_pad = self._view.pads(section)
        inner = rect.adjusted(left_pad, 0, -right_pad, -1)
        sorts = column.code == self._rows.sort_code
        side = tokens.px(14)
        if sorts:
            inner.setWidth(inner.width() - side - tokens.px(2))
        colour = "text" if sorts or section == self._hovered else "text2"
        align = RIGHT if column.right else LEFT
        font = theme().font("second")
        used = paint_line(painter, inner, column.title, font, colour, align=align)
        if sorts:
            left = inner.right() if column.right else inner.left() + used
            name = "arrow-down" if self._rows.descending else "arrow-up"
            paint_icon(
                painter, QRect(left + tokens.px(2), inner.top(), side, inner.height()), name, colour, 14
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._moves = self.logicalIndexAt(event.position().toPoint()), False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        resizing = self.cursor().shape() is Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)  # a column that was carried is put down here
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, -1
        section = self.logicalIndexAt(event.position().toPoint())
        if resizing or self._moves or section < 0 or section != pressed:
            return
        column = self._rows.columns[section]
        if column.code == CHECK:
            self._rows.toggle_all()
        elif column.sortable:
            turned = column.code == self._rows.sort_code and not self._rows.descending
            self._rows.sort_by(column.code, descending=turned)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        clickable = section >= 0 and self._rows.columns[section].sortable
        self._hover(section if clickable else -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def whole(self, section: int) -> str:
        """Return a heading that is cut, nothing where it is seen whole."""
        if section < 0 or self._rows.columns[section].code == CHECK:
            return ""
        is_cut = self.heading(section) + sum(self._view.pads(section)) > self.sectionSize(section)
        return self._rows.columns[section].title if is_cut else ""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.whole(self.logicalIndexAt(event.pos()))
            QToolTip.showText(event.globalPos(), tip(words), self.viewport())
            return True
        return super().viewportEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

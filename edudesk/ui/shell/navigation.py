"""The list of pages at the left: words in four groups, painted, with the page that is shown marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.ui.theme import theme
from edudesk.ui.theme.tokens import PIXELS
from edudesk.ui.widgets.painting import crisp, paint_icon, paint_ring, paint_words, pen

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Index = QModelIndex | QPersistentModelIndex
_ROW, _LEAST_ROW, _GROUP, _LEAST_GROUP = 36, 30, 32, 26
_EDGE, _TOP = 8, 10
_AIR = 4


@dataclass(frozen=True)
class NavigationRow:
    """A page, or without a ``code`` the heading of a group."""

    words: str
    code: str = ""
    icon: str = ""
    key: str = ""


def _line(role: str) -> int:
    """Return how high a line of words is; nothing of it may be cut."""
    return QFontMetrics(theme().font(role, bold=True)).height()


class _Rows(QAbstractListModel):
    def __init__(self, rows: Sequence[NavigationRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.words} ({row.key})" if row.key else row.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        # A heading can be neither clicked nor reached with the arrows.
        return super().flags(index) if self.rows[index.row()].code else Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        view = self.parent()
        assert isinstance(view, Navigation)
        return QSize(0, view.height_of(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, Navigation)
        row = view.rows[index.row()]
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.code:
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            focused = view.hasFocus() and view.currentIndex() == index
            _paint_page(painter, area, row, view, hovered=hovered, focused=focused)
        else:
            _paint_heading(painter, area, row, view)
        painter.restore()


def _paint_heading(painter: QPainter, area: QRect, row: NavigationRow, view: "Navigation") -> None:
    px = theme().tokens.px
    left = px(_EDGE + (6 if view.compact else 10))
    paint_words(
        painter, area.adjusted(left, px(2), -px(_EDGE), 0), row.words, theme().font("second"), "text3"
    )


def _paint_page(
    painter: QPainter, area: QRect, row: NavigationRow, view: "Navigation", *, hovered: bool, focused: bool
) -> None:
    px, colour = theme().tokens.px, theme().colour
    chosen = row.code == view.page
    box = crisp(painter, QRectF(area).adjusted(px(_EDGE), 0, -px(_EDGE), 0), 1)
    if chosen or hovered:
        painter.setPen(pen("line") if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(colour("surface" if chosen else "hover"))
        painter.drawRoundedRect(box, px("radius"), px("radius"))
    if chosen:
        air = box.height() / 4
        bar = QRectF(box.left() - 0.5, box.top() + air, px(3), box.height() - 2 * air)
        painter.fillRect(bar, colour("accent"))
    if focused:
        paint_ring(painter, box, px("radius"))
    left = area.left() + px(_EDGE + 6)
    if not view.compact:
        place = QRect(area.left() + px(_EDGE + 11), area.top(), px("icon"), area.height())
        paint_icon(painter, place, row.icon, "accent" if chosen else "text2", PIXELS["icon"])
        left = place.right() + px(10)
    room = QRect(left, area.top(), area.right() - px(_EDGE) - left, area.height())
    paint_words(painter, room, row.words, theme().font("body", bold=chosen), "text" if chosen else "text2")


class Navigation(QListView):
    """The pages by name; ``chosen(code)`` on a click, Enter or Space. ``compact`` leaves the icons out."""

    chosen = Signal(str)
    _OPENING: ClassVar = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}

    def __init__(self, rows: Sequence[NavigationRow], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        self.page = ""
        self.compact = False
        self._heights = (0, 0)
        self.setAccessibleName(name)
        self.setModel(_Rows(self.rows, self))
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "navigation")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setViewportMargins(0, theme().tokens.px(_TOP), 0, 0)
        self.clicked.connect(self._open)
        theme().changed.connect(self._repaint)
        self._measure()

    def show_page(self, code: str) -> None:
        """Mark the page that is shown; none for one that does not stand here."""
        self.page = code
        at = next((number for number, row in enumerate(self.rows) if row.code == code), None)
        if at is not None:
            self.setCurrentIndex(self.model().index(at, 0))
        self.viewport().update()

    def words_width(self) -> int:
        """Return the width in which no word is shortened while the icons are left out."""
        px, metrics = theme().tokens.px, QFontMetrics(theme().font("body", bold=True))
        longest = max(metrics.horizontalAdvance(row.words) for row in self.rows)
        return longest + px(2 * _EDGE + 6 + _AIR) + self.verticalScrollBar().sizeHint().width()

    def set_compact(self, *, compact: bool) -> None:
        """Leave the icons out, or show them."""
        if compact != self.compact:
            self.compact = compact
            self._repaint()

    def height_of(self, row: int) -> int:
        """Return the height of a row in pixels."""
        return self._heights[not self.rows[row].code]

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        super().resizeEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() in self._OPENING and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _repaint(self) -> None:
        # Asking for the viewport lets PySide make itself acquainted with every class of widgets, which takes
        # longer than painting; so it is not done before the first painting.
        if self.isVisible():
            self.viewport().update()

    def _measure(self) -> None:
        """Shrink the rows, down to what can still be hit, where the window is too low for all of them."""
        px = theme().tokens.px
        headings = sum(not row.code for row in self.rows)
        whole = (len(self.rows) - headings) * px(_ROW) + headings * px(_GROUP)
        room = self.height() - px(_TOP) - px(_EDGE)
        share = min(1.0, room / whole) if whole else 1.0
        # The space around larger words may grow less than they do, so that all pages stay in sight.
        heights = (
            max(_LEAST_ROW, _line("body"), int(px(_ROW) * share)),
            max(_LEAST_GROUP, _line("second"), int(px(_GROUP) * share)),
        )
        if heights != self._heights:
            self._heights = heights
            self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        if code := self.rows[index.row()].code:
            self.chosen.emit(code)

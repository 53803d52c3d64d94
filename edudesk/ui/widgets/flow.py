"""A layout that puts widgets side by side and goes on below when the line is full."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from edudesk.ui.theme import theme


class FlowLayout(QLayout):
    """Widgets in lines as wide as there is room; gaps in design pixels.

    One with the property ``hangs`` never begins a line: it stays behind the one before, in the margin.
    """

    def __init__(self, parent: QWidget | None = None, gap: float = 8, line_gap: float = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """The height by width, which is asked for again and again until something changes."""
        self._gap, self._line_gap = theme().tokens.px(gap), theme().tokens.px(line_gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before the one at ``index``."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(
            width + margins.left() + margins.right(),
            height + margins.top() + margins.bottom(),
        )

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0) + margins.left() + margins.right(),
            max((size.height() for size in shown), default=0) + margins.top() + margins.bottom(),
        )

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        x, y, height = room.left(), room.top(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item, room.width())
            if x > room.left() and x + size.width() > room.right() + 1 and not _hangs(item):
                _place(line, height, move=move)
                x, y, height, line = room.left(), y + height + self._line_gap, 0, []
            line.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
            height = max(height, size.height())
        _place(line, height, move=move)
        return y + height - rect.top() + margins.bottom()


def _hangs(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and bool(widget.property("hangs"))


def _size(item: QLayoutItem, room: int) -> QSize:
    """Return an item's size, narrowed to ``room`` as far as it can be; words that wrap become higher."""
    wanted = item.sizeHint()
    size = wanted.boundedTo(QSize(max(room, item.minimumSize().width()), 1 << 20))
    if size.width() < wanted.width() and item.hasHeightForWidth():
        size.setHeight(item.heightForWidth(size.width()))
    return size


def _place(line: Sequence[tuple[QLayoutItem, QRect]], height: int, *, move: bool) -> None:
    """Put the items of a line at its middle height."""
    for item, place in line if move else ():
        item.setGeometry(place.translated(0, (height - place.height()) // 2))

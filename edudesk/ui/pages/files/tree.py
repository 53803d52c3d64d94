"""The tree of places at the left: arrows move and open, what is current is listed at once."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from edudesk.ui.pages.files.nodes import Node
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import first_line, paint_hairline, paint_icon, paint_row_ring, paint_words
from edudesk.ui.widgets.plain import tip

_ROW, _PAD, _BAR, _ARROW, _INDENT, _GAP, _LEFT = 38, 12, 3, 14, 16, 8, 4
_LINE, _MOST = 19, 3
_NODE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class ShelfTree(QTreeView):
    """``chosen`` gives the place whose files are wanted."""

    chosen = Signal(object)  # Node

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keys: tuple[tuple[str, str], ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(session.say("files.places"))
        self.setHeaderHidden(True)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(theme().tokens.px(_INDENT))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(True)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def node(self) -> Node | None:
        """The place that is chosen."""
        return self.node_at(self.currentIndex())

    def node_at(self, index: Index) -> Node | None:
        """Return the place of a row."""
        node = index.data(_NODE)
        return node if isinstance(node, Node) else None

    def show_nodes(self, nodes: Sequence[Node], key: str) -> None:
        """Show these places and choose one by its key, the first where it is gone."""
        folded = {node.key for node in self._walk(QModelIndex()) if not self.isExpanded(self._find(node.key))}
        known = {node.key for node in self._walk(QModelIndex())}
        self.selectionModel().blockSignals(True)
        self._model.clear()
        for node in nodes:
            self._add(self._model.invisibleRootItem(), node)
        for node in self._walk(QModelIndex()):
            self.setExpanded(self._find(node.key), node.key not in folded or node.key not in known)
        place = self._find(key)
        self.setCurrentIndex(place if place.isValid() else self._model.index(0, 0))
        self.selectionModel().blockSignals(False)
        self._tell()

    def choose(self, key: str) -> None:
        """Choose a place by its key."""
        place = self._find(key)
        if place.isValid():
            self.setCurrentIndex(place)

    def lines_of(self, index: Index) -> tuple[str, ...]:
        """Return what a place says in one line, or in several where it would be cut."""
        node = self.node_at(index)
        if node is None:
            return ()
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        px, font = theme().tokens.px, theme().font("body", bold=True)  # as wide as it becomes when chosen
        room = self.viewport().width() - depth * self.indentation() - px(_LEFT) - self.room_of_count(node)
        if QFontMetrics(font).horizontalAdvance(node.words) <= room:
            return (node.words,)
        return tuple(_broken(node.words, font, room))

    def room_of_count(self, node: Node) -> int:
        """Return the pixels at the right that the count takes with the space around it."""
        px = theme().tokens.px
        return QFontMetrics(theme().font("second")).horizontalAdvance(str(node.count)) + px(_GAP) + px(_PAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # other words take two lines now

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pass  # the delegate paints the arrow: the row's ground lies over the branch

    def _add(self, parent: QStandardItem, node: Node) -> None:
        item = QStandardItem(node.words)
        item.setData(node, _NODE)
        item.setToolTip(tip(node.words))
        spoken = self._session.say("files.place-spoken", words=node.words, count=node.count)
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        parent.appendRow(item)
        for child in node.children:
            self._add(item, child)

    def _walk(self, parent: QModelIndex) -> list[Node]:
        found: list[Node] = []
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            node = self.node_at(index)
            if node is not None:
                found.append(node)
            found += self._walk(index)
        return found

    def _find(self, key: str, parent: QModelIndex | None = None) -> QModelIndex:
        parent = parent or QModelIndex()
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            node = self.node_at(index)
            if node is not None and node.key == key:
                return index
            below = self._find(key, index)
            if below.isValid():
                return below
        return QModelIndex()

    def _tell(self) -> None:
        if (node := self.node) is not None:
            self.chosen.emit(node)


def _broken(words: str, font: QFont, room: int) -> Iterator[str]:
    """Give lines that fit into so many pixels: class and retention, else as many as it takes, up to three."""
    parts = words.split(" · ")
    if max(map(QFontMetrics(font).horizontalAdvance, parts)) <= room:
        yield from parts
        return
    for _ in range(_MOST - 1):
        first = first_line(words, font, room)
        yield words[:first].strip(" ·")
        words = words[first:].strip(" ·")
    yield from filter(None, (words,))


class _Painter(QStyledItemDelegate):
    """Words at the left, the count at the right, an arrow before what can be opened."""

    def __init__(self, tree: ShelfTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        return QSize(0, px(_ROW) + px(_LINE) * (len(self._tree.lines_of(index)) - 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node = self._tree.node_at(index)
        if node is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        self._paint_ground(painter, area, chosen=chosen, hovered=hovered)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme().tokens.px
        if node.children:
            side = px(_ARROW)
            name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            left = QRect(area.left() - side + px(2), area.top(), side, area.height())
            paint_icon(painter, left, name, "text2", _ARROW)
        at_right = area.adjusted(0, 0, -px(_PAD), 0)
        font, right = theme().font("second"), Qt.AlignmentFlag.AlignRight
        paint_words(painter, at_right, str(node.count), font, "text2", align=right)
        self._paint_lines(painter, area, index, node, bold=chosen)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect, index: Index, node: Node, *, bold: bool) -> None:
        px, lines = theme().tokens.px, self._tree.lines_of(index)
        high = px(_LINE)
        room = area.adjusted(px(_LEFT), 0, -self._tree.room_of_count(node), 0)
        room.setTop(area.center().y() - high * len(lines) // 2)
        for number, words in enumerate(lines):
            line = QRect(room.left(), room.top() + number * high, room.width(), high)
            paint_words(painter, line, words, theme().font("body", bold=bold), "text")

    def _paint_ground(self, painter: QPainter, area: QRect, *, chosen: bool, hovered: bool) -> None:
        look = theme()
        whole = QRect(0, area.top(), area.right() + 1, area.height())
        painter.fillRect(whole, look.colour("accentSoft" if chosen else "hover" if hovered else "surface"))
        paint_hairline(painter, whole, "line")
        if not chosen:
            return
        painter.fillRect(QRect(0, area.top(), look.tokens.px(_BAR), area.height()), look.colour("accent"))
        if self._tree.hasFocus():
            paint_row_ring(painter, whole)

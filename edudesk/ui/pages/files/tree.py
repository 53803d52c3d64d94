"""The tree of places at the left: arrows move and open, what is current is listed at once."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
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
from edudesk.ui.widgets.painting import paint_icon, paint_words
from edudesk.ui.widgets.table_delegate import paint_hairline

_ROW, _PAD, _BAR, _ARROW, _INDENT, _GAP = 38, 12, 3, 14, 16, 8
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
        self.setUniformRowHeights(True)
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

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pass  # the delegate paints the arrow: the row's ground lies over the branch

    def _add(self, parent: QStandardItem, node: Node) -> None:
        item = QStandardItem(node.words)
        item.setData(node, _NODE)
        item.setToolTip(node.words)
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


class _Painter(QStyledItemDelegate):
    """Words at the left, the count at the right, an arrow before what can be opened."""

    def __init__(self, tree: ShelfTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, theme().tokens.px(_ROW))

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
        px, font = theme().tokens.px, theme().font("body", bold=chosen)
        count = theme().font("second")
        width = QFontMetrics(count).horizontalAdvance(str(node.count))
        right = area.right() - px(_PAD)
        room = QRect(
            area.left() + px(4), area.top(), right - width - px(_GAP) - area.left() - px(4), area.height()
        )
        if node.children:
            side = px(_ARROW)
            name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            left = QRect(area.left() - side + px(2), area.top(), side, area.height())
            paint_icon(painter, left, name, "text2", _ARROW)
        paint_words(painter, room, node.words, font, "text")
        at_right = QRect(right - width, area.top(), width + 1, area.height())
        paint_words(painter, at_right, str(node.count), count, "text2")
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, *, chosen: bool, hovered: bool) -> None:
        look = theme()
        whole = QRect(0, area.top(), area.right() + 1, area.height())
        painter.fillRect(whole, look.colour("accentSoft" if chosen else "hover" if hovered else "surface"))
        paint_hairline(painter, whole, "line")
        if not chosen:
            return
        if self._tree.hasFocus():
            paint_hairline(painter, whole, "accent", at_top=True)
            paint_hairline(painter, whole, "accent")
        painter.fillRect(QRect(0, area.top(), look.tokens.px(_BAR), area.height()), look.colour("accent"))

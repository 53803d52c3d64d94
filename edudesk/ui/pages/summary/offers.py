"""What can be put into the words: figures, tables and pictures in one list; Enter or a click takes one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.services.summarising.marks import Mark
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_hairline, paint_icon, paint_ring, paint_words
from edudesk.ui.widgets.plain import tip

Index = QModelIndex | QPersistentModelIndex
_ROW, _TALL, _HEAD, _PAD, _BAR = 36, 52, 32, 14, 3
_OPEN, _ICON = 34, 16
THUMB = QSize(60, 40)
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ITEM = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Offer:
    """One line: a heading, or something with its ``mark``; ``value`` stands at the right, ``second`` below.

    ``opens``: there are records behind it. ``picture`` is the hash of a photo.
    """

    name: str
    mark: Mark | None = None
    value: str = ""
    second: str = ""
    opens: bool = False
    icon: str = ""
    picture: str = ""
    spoken: str = ""


class OfferModel(QAbstractListModel):
    """The lines; dragging one gives its mark as words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[Offer] = ()
        self.pictures: dict[str, QImage] = {}

    def set_offers(self, offers: Sequence[Offer]) -> bool:
        """Offer other lines; return whether they differ."""
        if tuple(offers) == tuple(self._offers):
            return False
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()
        return True

    def offer(self, index: Index) -> Offer | None:
        """Return the line at a place."""
        return self._offers[index.row()] if index.isValid() and index.row() < len(self._offers) else None

    def offers(self) -> Sequence[Offer]:
        """Return all lines."""
        return self._offers

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.offer(index)
        if offer is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return offer.spoken or offer.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (offer.name, offer.second))))
        return offer if role == _ITEM else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        offer = self.offer(index)
        if offer is None or offer.mark is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return ["text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        offers = (self.offer(index) for index in indexes)
        mime.setText("".join(str(offer.mark) for offer in offers if offer and offer.mark))
        return mime

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Show small pictures that have come."""
        self.pictures.update(pictures)
        if self._offers:
            self.dataChanged.emit(self.index(0), self.index(len(self._offers) - 1))


class OfferPainter(QStyledItemDelegate):
    """Paints a line: name, value, and the arrow that opens the records behind it."""

    def __init__(self, view: "OfferList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        offer = self._view.offers.offer(index)
        px = theme().tokens.px
        if offer is None or offer.mark is None:
            return QSize(0, px(_HEAD))
        return QSize(0, px(_TALL if offer.second or offer.picture else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer = self._view.offers.offer(index)
        if offer is None:
            return
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if offer.mark is None:
            self._paint_heading(painter, area, offer)
        else:
            self._paint_offer(painter, area, offer, option.state)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, offer: Offer) -> None:
        pad = theme().tokens.px(_PAD)
        painter.fillRect(area, theme().colour("sunken"))
        paint_words(
            painter, area.adjusted(pad, 0, -pad, 0), offer.name, theme().font("second", bold=True), "text2"
        )
        paint_hairline(painter, area, "line")

    def _paint_offer(self, painter: QPainter, area: QRect, offer: Offer, state: QStyle.StateFlag) -> None:
        px = theme().tokens.px
        flag = QStyle.StateFlag
        if state & flag.State_Selected:
            painter.fillRect(area, theme().colour("accentSoft"))
            painter.fillRect(
                QRect(area.left(), area.top(), px(_BAR), area.height()), theme().colour("accent")
            )
        elif state & flag.State_MouseOver:
            painter.fillRect(area, theme().colour("hover"))
        paint_hairline(painter, area, "line")
        room = area.adjusted(px(_PAD), 0, -px(_OPEN), 0)
        if offer.opens:
            paint_icon(painter, self.opening(area), "chevron-right", "text2", _ICON)
        room.setLeft(self._paint_front(painter, room, offer))
        font = theme().font("body", bold=True)
        width = QFontMetrics(font).horizontalAdvance(offer.value) + 1 if offer.value else 0
        value = QRect(room.right() - width, room.top(), width + 1, room.height())
        paint_words(painter, value, offer.value, font, "accent")
        words = room.adjusted(0, 0, -(width + px(8)) if width else 0, 0)
        if offer.second:
            upper = QRect(words.left(), words.top() + px(5), words.width(), words.height() // 2 - px(4))
            lower = upper.translated(0, upper.height())
            paint_words(painter, upper, offer.name, theme().font("body"), "text")
            paint_words(painter, lower, offer.second, theme().font("caption"), "text2")
        else:
            paint_words(painter, words, offer.name, theme().font("body"), "text")
        if state & flag.State_HasFocus and self._view.hasFocus():
            paint_ring(painter, QRectF(area).adjusted(1, 1, -1, -1), px(4))

    def _paint_front(self, painter: QPainter, room: QRect, offer: Offer) -> int:
        """Paint picture or icon; return where words begin."""
        px = theme().tokens.px
        if offer.picture:
            tile = QRect(room.left(), 0, px(THUMB.width()), px(THUMB.height()))
            tile.moveTop(room.center().y() - tile.height() // 2)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(tile), px(4), px(4))
            image = self._view.offers.pictures.get(offer.picture)
            painter.save()
            painter.setClipPath(shape)
            if image is None:
                painter.fillRect(tile, theme().colour("sunken"))
                paint_icon(painter, tile, "image", "text3", _ICON)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                source = image.rect()
                high = min(source.height(), round(source.width() * tile.height() / tile.width()))
                wide = min(source.width(), round(high * tile.width() / tile.height()))
                part = QRect(0, 0, wide, high)
                part.moveCenter(source.center())
                painter.drawImage(tile, image, part)
            painter.restore()
            return tile.right() + px(10)
        if offer.icon:
            paint_icon(
                painter, QRect(room.left(), room.top(), px(_ICON), room.height()), offer.icon, "text2", _ICON
            )
            return room.left() + px(_ICON) + px(8)
        return room.left()

    def opening(self, area: QRect) -> QRect:
        """Return where the arrow of a line is, large enough to be hit."""
        wide = theme().tokens.px(_OPEN)
        return QRect(area.right() - wide + 1, area.top(), wide, area.height())


class OfferList(QListView):
    """``taken`` gives a mark to be put into the words, ``asked`` one whose records are to be opened."""

    taken = Signal(object)
    asked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers = OfferModel(self)
        self.setModel(self.offers)
        self.painter = OfferPainter(self)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)
        self._pressed = QPoint()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Offer other lines; the one that is chosen stays chosen."""
        current = self.offers.offer(self.currentIndex())
        if self.offers.set_offers(offers):
            rows = [
                row
                for row, one in enumerate(offers)
                if one.mark
                and (current is None or current.mark is None or one.mark.bare == current.mark.bare)
            ]
            if rows and current is not None:
                self.setCurrentIndex(self.offers.index(rows[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offer = self.offers.offer(self.currentIndex())
        if event.key() in _ENTERS and offer is not None and offer.mark is not None:
            opens = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.asked if opens else self.taken).emit(offer.mark)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        rows = [row for row, one in enumerate(self.offers.offers()) if one.mark is not None]
        if rows and not self.currentIndex().isValid():  # so that the focus is seen somewhere
            self.setCurrentIndex(self.offers.index(rows[0]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        offer = self.offers.offer(index)
        if offer is None or offer.mark is None:
            return
        arrow = self.painter.opening(self.visualRect(index))
        opens = offer.opens and arrow.contains(self._pressed)
        (self.asked if opens else self.taken).emit(offer.mark)

"""The strip of photos and files on a record; new ones come by dropping, pasting and choosing alike."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QMargins,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.photo_caption import CaptionField
from edudesk.ui.widgets.photo_delegate import CAPTION, PhotoDelegate, remove_area
from edudesk.ui.widgets.photo_model import Photo, PhotoModel

__all__ = ["Photo", "PhotoStrip"]
_AROUND = QMargins(24, 24, 24, 24)  # pixels: so near beside the strip is over it
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PhotoStrip(QListView):
    """Tiles that wrap; the strip is as high as they need. Enter or a click opens, Del or × removes.

    F2 types a caption in its place, Alt+←/→ and dragging move a tile (Esc, or letting it go elsewhere, leaves
    it where it was), Ctrl+R turns it. Nothing is changed by the strip itself: ``removed`` asks, the page
    removes and offers the way back; so do ``moved(id, place)``, ``captioned(id, words)`` and ``turning(id)``.
    """

    files_offered = Signal(list)  # list[Path]
    image_pasted = Signal(QImage)
    opened = Signal(str)
    removed = Signal(str)
    adding = Signal()
    moved = Signal(str, int)
    captioned = Signal(str, str)
    turning = Signal(str)

    def __init__(self, texts: Texts, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editable = editable
        self.dropping = False
        self.hovered = -1
        self.hint = texts.say("tables.drop")
        self._pressed: QPoint | None = None
        self._carried = self._carried_to = -1
        self._is_spoilt = False
        self._photos = PhotoModel(texts.say("tables.add"), adds=editable, parent=self)
        self._photos.phrase = texts.phrase
        self.setAccessibleName(texts.say("tables.photos"))
        if editable:
            self.setAccessibleDescription(texts.say("tables.photo-keys"))
            self._photos.hint = texts.say("tables.photo-keys")
        self._set_up()
        self.caption = CaptionField(
            self.viewport(), texts.say("tables.caption"), texts.say("tables.caption-hint")
        )
        self.caption.typed.connect(self.captioned)
        self.caption.ended.connect(self._end_caption)
        self.setModel(self._photos)
        self.setItemDelegate(PhotoDelegate(self))
        self._photos.modelReset.connect(self._fit)
        self._fit()

    def _set_up(self) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAcceptDrops(self.editable)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("role", "photos")

    @property
    def tiles(self) -> PhotoModel:
        """The model of the tiles."""
        return self._photos

    @property
    def caption_height(self) -> int:
        """How much room captions take below the tiles; none where nobody wrote one."""
        has = any(photo.caption for photo in self.photos()) or bool(self.caption.photo)
        return theme().tokens.px(CAPTION) if has else 0

    def write_caption(self, row: int) -> None:
        """Let the caption of a tile be typed below it."""
        photo = self._photos.photo(row)
        if photo is None or not self.editable:
            return
        self.caption.begin(photo.id, photo.caption, QRect(), self.viewport().width())
        self._fit()  # there is room for captions from now on
        tile = self._tile(row)
        where = QRect(tile.left(), tile.bottom() + 1, tile.width(), self.caption_height)
        self.caption.begin(photo.id, photo.caption, where, self.viewport().width())

    def photos(self) -> tuple[Photo, ...]:
        """Return the photos shown."""
        return self._photos.photos

    def set_photos(self, photos: Iterable[Photo]) -> None:
        """Show these."""
        row = self.currentIndex().row()
        self._put_down()
        self._photos.set_photos(photos)
        if row >= 0 and self._photos.rowCount():
            self.setCurrentIndex(self._photos.index(min(row, self._photos.rowCount() - 1)))

    def add_photos(self, photos: Iterable[Photo]) -> None:
        """Show more, behind the others."""
        self.set_photos((*self.photos(), *photos))

    def remove(self, photo_id: str) -> None:
        """Show one no longer."""
        self.set_photos(photo for photo in self.photos() if photo.id != photo_id)

    def set_warning(self, photo_id: str, warning: str) -> None:
        """Mark a photo, or take its mark away with empty words."""
        self.set_photos(
            replace(photo, warning=warning) if photo.id == photo_id else photo for photo in self.photos()
        )

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        """Show a picture that was loaded meanwhile."""
        self._photos.set_thumbnail(photo_id, image)

    def take(self, mime: QMimeData) -> bool:
        """Offer what was dropped or pasted, files before a bare picture; False when it is neither."""
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.files_offered.emit(files)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            image = next((image for image in map(_written_out, mime.urls()) if not image.isNull()), None)
        if image is not None:
            self.image_pasted.emit(image)
        return image is not None

    def paste(self) -> bool:
        """Offer what lies on the clipboard; False when it is no file and no picture."""
        return self.take(QGuiApplication.clipboard().mimeData())

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(360), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(156), theme().tokens.px(84))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        photo = self._photos.photo(self.currentIndex().row())
        if event.key() == Qt.Key.Key_Escape and self._carried >= 0:
            self._put_down()
            return
        if photo is not None and self.editable and self._change_by_key(event, photo):
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self.editable:
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete and photo is not None and self.editable:
            self.removed.emit(photo.id)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # A list view stops at the end of its line; tiles are one row that happens to be folded.
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            row = self.currentIndex().row() + step
            if 0 <= row < self._photos.rowCount():
                self.setCurrentIndex(self._photos.index(row))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Alt and an arrow go back in the window; on a tile they move it.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_move = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) and event.key() in _STEPS
            if is_move and self.editable and self._photos.photo(self.currentIndex().row()) is not None:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        where = event.position().toPoint()
        is_tile = self._photos.photo(self._row_at(where)) is not None
        can_carry = self.editable and event.button() is Qt.MouseButton.LeftButton and is_tile
        self._pressed = where if can_carry else None
        self._is_spoilt = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        carried, is_spoilt = self._carried, self._is_spoilt
        self._put_down()
        if carried >= 0 and self._is_over(where):
            self._move(carried, self._gap_at(where))
        if carried >= 0 or is_spoilt:
            return
        super().mouseReleaseEvent(event)
        row = self._row_at(where)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if row < 0:
            below = self.indexAt(where)
            if below.isValid() and self.caption_height and where.y() > self._tile(below.row()).bottom():
                self.write_caption(below.row())
            return
        photo = self._photos.photo(row)
        if photo is not None and self.editable and remove_area(self._tile(row)).contains(where):
            self.removed.emit(photo.id)
        else:
            self._open(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (where - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and self._carried < 0:
                self._carried = self._row_at(self._pressed)
            if self._carried >= 0:
                is_over = self._is_over(where)
                self._carried_to = self._gap_at(where) if is_over else -1
                shape = Qt.CursorShape.ClosedHandCursor if is_over else Qt.CursorShape.ForbiddenCursor
                self.viewport().setCursor(shape)
                self.viewport().update()
            return
        super().mouseMoveEvent(event)
        self._hover(self._row_at(where))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._carried >= 0 and self._carried_to >= 0:
            px = theme().tokens.px
            tile = self._tile(self._carried_to)
            mark = QRect(tile.left() - px(6), tile.top(), px(3), tile.height())
            QPainter(self.viewport()).fillRect(mark, theme().colour("accent"))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # the stub asks for the narrower event
        if not self.currentIndex().isValid() and self._photos.rowCount():
            self.setCurrentIndex(self._photos.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.editable and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            self._set_dropping(on=True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(on=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(on=False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def _change_by_key(self, event: QKeyEvent, photo: Photo) -> bool:
        row, key = self.currentIndex().row(), Qt.Key(event.key())
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(row, row + (2 if _STEPS[key] > 0 else -1))
        elif key == Qt.Key.Key_F2:
            self.write_caption(row)
        elif key == Qt.Key.Key_R and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turning.emit(photo.id)
        else:
            return False
        return True

    def _move(self, row: int, gap: int) -> None:
        """Ask for the tile of a row to stand in a gap: before the row of that number."""
        photo, count = self._photos.photo(row), len(self._photos.photos)
        place = min(max(gap - (gap > row), 0), count - 1)
        if photo is not None and place != row:
            self.moved.emit(photo.id, place)
            self.setCurrentIndex(self._photos.index(place))

    def _put_down(self) -> None:
        """Carry nothing any more; what was carried stays where it was, and letting go of it is no click."""
        self._is_spoilt = self._is_spoilt or self._pressed is not None
        if self._carried >= 0:
            self.viewport().unsetCursor()
            self.hovered = -1
            self.viewport().update()
        self._carried, self._pressed = -1, None

    def _is_over(self, where: QPoint) -> bool:
        """Tell whether what is carried would be put into the strip, or is held beside it."""
        return self.viewport().rect().marginsAdded(_AROUND).contains(where)

    def _gap_at(self, where: QPoint) -> int:
        """Return the gap between tiles that is nearest."""
        count = len(self._photos.photos)
        best = 0
        for row in range(count):
            tile = self._tile(row)
            if where.y() > tile.bottom() or (where.y() >= tile.top() and where.x() > tile.center().x()):
                best = row + 1
        return best

    def _end_caption(self) -> None:
        self._fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: int) -> None:
        photo = self._photos.photo(row)
        if photo is not None:
            self.opened.emit(photo.id)
        elif self.editable and row == len(self._photos.photos):
            self.adding.emit()

    def _tile(self, row: int) -> QRect:
        gap = theme().tokens.px(8)
        below = gap + self.caption_height
        return self.visualRect(self._photos.index(row)).adjusted(0, 0, -gap, -below)

    def _row_at(self, where: QPoint) -> int:
        index: QModelIndex = self.indexAt(where)
        return index.row() if index.isValid() and self._tile(index.row()).contains(where) else -1

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
            shape = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def _set_dropping(self, *, on: bool) -> None:
        self.dropping = on
        self.viewport().update()

    def _fit(self) -> None:
        """Be as high as the tiles need at this width."""
        self.doItemsLayout()
        count = self._photos.rowCount()
        bottom = self.visualRect(self._photos.index(count - 1)).bottom() + 1 if count else 0
        high = max(bottom + self.verticalOffset(), theme().tokens.px(84) if count else 0)
        if high != self.height():
            self.setFixedHeight(high)
            self.updateGeometry()


def _written_out(url: QUrl) -> QImage:
    """Return the picture that a browser writes into its address (``data:image/png;base64,…``)."""
    head, _, body = url.toString().partition(",") if url.scheme() == "data" else ("", "", "")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        return QImage()
    return QImage.fromData(QByteArray.fromBase64(QByteArray(body.encode("ascii", "ignore"))))

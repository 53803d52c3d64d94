"""The strip of photos and files on a record; new ones come by dropping, pasting and choosing alike."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
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
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.photo_delegate import PhotoDelegate, remove_area
from edudesk.ui.widgets.photo_model import Photo, PhotoModel

__all__ = ["Photo", "PhotoStrip"]


class PhotoStrip(QListView):
    """Tiles that wrap; the strip is as high as they need. Enter or a click opens, Del or × removes.

    Nothing is removed by the strip itself: ``removed`` asks, the page removes and offers the way back.
    """

    files_offered = Signal(list)  # list[Path]
    image_pasted = Signal(QImage)
    opened = Signal(str)
    removed = Signal(str)
    adding = Signal()

    def __init__(self, texts: Texts, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editable = editable
        self.dropping = False
        self.hovered = -1
        self.hint = texts.say("tables.drop")
        self._photos = PhotoModel(texts.say("tables.add"), adds=editable, parent=self)
        self.setAccessibleName(texts.say("tables.photos"))
        self._set_up()
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

    def photos(self) -> tuple[Photo, ...]:
        """Return the photos shown."""
        return self._photos.photos

    def set_photos(self, photos: Iterable[Photo]) -> None:
        """Show these."""
        row = self.currentIndex().row()
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
        if isinstance(image, QImage) and not image.isNull():
            self.image_pasted.emit(image)
            return True
        return False

    def paste(self) -> bool:
        """Offer what lies on the clipboard; False when it is no file and no picture."""
        return self.take(QGuiApplication.clipboard().mimeData())

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(360), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(156), theme().tokens.px(84))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        photo = self._photos.photo(self.currentIndex().row())
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        row = self._row_at(where)
        if event.button() is not Qt.MouseButton.LeftButton or row < 0:
            return
        photo = self._photos.photo(row)
        if photo is not None and self.editable and remove_area(self._tile(row)).contains(where):
            self.removed.emit(photo.id)
        else:
            self._open(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._row_at(event.position().toPoint()))

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

    def _open(self, row: int) -> None:
        photo = self._photos.photo(row)
        if photo is not None:
            self.opened.emit(photo.id)
        elif self.editable and row == len(self._photos.photos):
            self.adding.emit()

    def _tile(self, row: int) -> QRect:
        gap = theme().tokens.px(8)
        return self.visualRect(self._photos.index(row)).adjusted(0, 0, -gap, -gap)

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

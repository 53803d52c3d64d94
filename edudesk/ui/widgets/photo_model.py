"""The photos and files of a record as a list for the strip, with the tile that adds more at its end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

Index = QModelIndex | QPersistentModelIndex
PHOTO = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True)
class Photo:
    """One tile: ``time`` stands in its corner, ``warning`` there instead, such as another day.

    ``kind`` is ``photo`` or any other code of evidence, which shows a paper with its name. Without
    ``thumbnail`` the place of the picture is shown until it comes. Where tiles can be chosen ``ticked`` is
    not None.
    """

    id: str
    name: str
    thumbnail: QImage | None = None
    time: str = ""
    warning: str = ""
    kind: str = "photo"
    spoken: str = ""
    caption: str = ""
    ticked: bool | None = None


class PhotoModel(QAbstractListModel):
    """Photos in their order; the row after the last one is the tile that adds, where ``adds``."""

    def __init__(self, add_words: str, *, adds: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.add_words = add_words
        self.adds = adds
        self.hint = ""
        self.phrase: Callable[[Iterable[str]], str] = ", ".join  # a strip says how its language does it
        self.photos: tuple[Photo, ...] = ()
        self._scaled: dict[tuple[str, int, int], QPixmap] = {}

    def set_photos(self, photos: Iterable[Photo]) -> None:
        """Show these instead; pictures that were there for the same id stay until new ones come."""
        known = {photo.id: photo.thumbnail for photo in self.photos}
        self.beginResetModel()
        self.photos = tuple(
            photo if photo.thumbnail is not None else replace(photo, thumbnail=known.get(photo.id))
            for photo in photos
        )
        self._scaled.clear()
        self.endResetModel()

    def change(self, change: Callable[[Photo], Photo]) -> None:
        """Show photos as ``change`` returns them; their pictures stay."""
        for row, photo in enumerate(self.photos):
            changed = change(photo)
            if changed != photo:
                self.photos = (*self.photos[:row], changed, *self.photos[row + 1 :])
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        """Show a picture that has come."""
        for row, photo in enumerate(self.photos):
            if photo.id == photo_id:
                self.photos = (*self.photos[:row], replace(photo, thumbnail=image), *self.photos[row + 1 :])
                self._scaled = {key: kept for key, kept in self._scaled.items() if key[0] != photo_id}
                self.dataChanged.emit(self.index(row), self.index(row))

    def photo(self, row: int) -> Photo | None:
        """Return the photo of a row, None for the tile that adds."""
        return self.photos[row] if 0 <= row < len(self.photos) else None

    def picture(self, photo: Photo, size: QSize, ratio: float) -> QPixmap | None:
        """Return the middle of a photo's picture, filling ``size``; scaled once."""
        if photo.thumbnail is None or photo.thumbnail.isNull():
            return None
        wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
        key = (photo.id, wanted.width(), wanted.height())
        if key not in self._scaled:
            mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            smooth = Qt.TransformationMode.SmoothTransformation
            whole = photo.thumbnail.scaled(wanted, mode, smooth)
            middle = QRect(0, 0, wanted.width(), wanted.height())
            middle.moveCenter(whole.rect().center())
            pixmap = QPixmap.fromImage(whole.copy(middle))
            pixmap.setDevicePixelRatio(ratio)
            self._scaled[key] = pixmap
        return self._scaled[key]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an empty index is a constant
        return 0 if parent.isValid() else len(self.photos) + int(self.adds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        photo = self.photo(index.row())
        spoken = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
        if role == PHOTO:
            return photo
        if role in spoken and photo is None:
            return self.add_words
        if photo is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return photo.spoken or self.phrase((photo.name, photo.time, photo.warning))
        tip = (photo.caption, photo.name, photo.warning, self.hint)
        return "\n".join(word for word in tip if word) if role == _TIP else None


_TIP = Qt.ItemDataRole.ToolTipRole

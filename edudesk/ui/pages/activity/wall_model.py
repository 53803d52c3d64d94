"""The photos of the wall as a list: heads and tiles; pictures come as they are scrolled to."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPixmap

from edudesk.ui.pages.activity.looking import Wall, WallGroup, WallTile

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole) + 1
_MOST = 400
"""So many pictures are kept: some screens full, and not the whole of ten years."""


class WallModel(QAbstractListModel):
    """Heads cannot be chosen; a tile's picture is None until it has come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wall = Wall()
        self.tiles: tuple[WallTile, ...] = ()
        self._rows: Mapping[str, int] = {}
        self._pictures: dict[tuple[str, int], QPixmap] = {}

    def show_wall(self, wall: Wall) -> None:
        """Show these instead; pictures that are known stay, and nothing moves where only words differ."""
        rows = {one.id: at for at, one in enumerate(wall.rows) if isinstance(one, WallTile)}
        moved = rows != self._rows or len(wall.rows) != len(self.wall.rows)
        if moved:
            self.beginResetModel()
        self.wall, self._rows = wall, rows
        self.tiles = tuple(one for one in wall.rows if isinstance(one, WallTile))
        if moved:
            self.endResetModel()
        elif wall.rows:
            self.dataChanged.emit(self.index(0), self.index(len(wall.rows) - 1))

    def at(self, row: int) -> WallGroup | WallTile | None:
        """Return what stands in a row."""
        return self.wall.rows[row] if 0 <= row < len(self.wall.rows) else None

    def tile(self, row: int) -> WallTile | None:
        """Return the photo of a row, None for a head."""
        found = self.at(row)
        return found if isinstance(found, WallTile) else None

    def row_of(self, photo_id: str) -> int:
        """Return the row of a photo, -1 when it is not here."""
        return self._rows.get(photo_id, -1)

    def picture(self, tile: WallTile) -> QPixmap | None:
        """Return a photo's picture, if it has come."""
        return self._pictures.get((tile.id, tile.turned))

    def take(self, images: Mapping[str, QImage], ratio: float) -> None:
        """Keep pictures that have come; an empty one is of a photo that cannot be read."""
        for photo_id, image in images.items():
            tile = self.tile(self.row_of(photo_id))
            if tile is None:
                continue
            pixmap = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
            pixmap.setDevicePixelRatio(ratio)
            self._pictures[tile.id, tile.turned] = pixmap
            index = self.index(self._rows[photo_id])
            self.dataChanged.emit(index, index)
        for old in list(self._pictures)[: max(0, len(self._pictures) - _MOST)]:
            del self._pictures[old]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an empty index is a constant
        return 0 if parent.isValid() else len(self.wall.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.tile(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.at(index.row())
        if role == ROW:
            return found
        if isinstance(found, WallGroup):
            return f"{found.name} {found.count}" if role in _SPOKEN else None
        if found is not None and role in _SPOKEN:
            return found.spoken
        return None


_SPOKEN = {
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(Qt.ItemDataRole.ToolTipRole),
}

"""The photos of one day, of which some are ticked; pictures come as they are scrolled to."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.photo_model import Photo
from edudesk.ui.widgets.photos import PhotoStrip

_SOON = 60  # milliseconds after scrolling before pictures are asked for
_BESIDE = 8
"""So many tiles above and below those seen are fetched as well."""


class ChoosingGrid(PhotoStrip):
    """Space or a click ticks, Shift reaches from the last one, Ctrl+A takes all, Enter shows the photo.

    ``ticked`` follows every tick; ``wanted(ids)`` asks for the pictures of tiles that are seen.
    """

    ticked = Signal()
    wanted = Signal(list)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, editable=False, parent=parent)
        self._from = 0
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._ask)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        self.setMinimumHeight(theme().tokens.px(180))
        self.setMaximumHeight(16777215)  # QWIDGETSIZE_MAX, which PySide does not name
        self.setAccessibleName(texts.say("intake.photos"))

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the ticked tiles."""
        return tuple(photo.id for photo in self.photos() if photo.ticked)

    def show_photos(self, photos: Iterable[Photo]) -> None:
        """Show the photos of another day."""
        self._from = 0
        self.set_photos(photos)
        self.scrollToTop()
        if self.photos():
            self.setCurrentIndex(self.tiles.index(0))
        self._soon.start()

    def tick(self, test: Callable[[Photo], bool], *, on: bool) -> None:
        """Tick the tiles that pass a test, or untick them."""
        self.tiles.change(
            lambda photo: replace(photo, ticked=on) if photo.ticked is not None and test(photo) else photo
        )
        self.ticked.emit()

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        return QSize(px(500), px(340))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.tick(lambda photo: not photo.warning, on=True)
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(row, reach=shift)
        elif shift and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            if 0 <= row + step < self.tiles.rowCount():
                self._go(row + step)
                self._set(sorted((row, row + step)), on=True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self._go(row)
            self._toggle(row, reach=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        photo = self.tiles.photo(row)
        if photo is not None:
            self._toggle(row, reach=False)  # the first of the two clicks ticked it
            self.opened.emit(photo.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _go(self, row: int) -> None:
        index = self.tiles.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _toggle(self, row: int, *, reach: bool) -> None:
        photo = self.tiles.photo(row)
        if photo is None:
            return
        if reach:
            self._set(range(min(self._from, row), max(self._from, row) + 1), on=True)
        else:
            self._set([row], on=not photo.ticked)
        self._from = row

    def _set(self, rows: Iterable[int], *, on: bool) -> None:
        ids = {photo.id for row in rows if (photo := self.tiles.photo(row)) is not None}
        self.tick(lambda photo: photo.id in ids, on=on)

    def _ask(self) -> None:
        seen = QRect(self.viewport().rect())
        rows = [
            row
            for row, photo in enumerate(self.photos())
            if photo.thumbnail is None and self.visualRect(self.tiles.index(row)).intersects(seen)
        ]
        if not rows:
            return
        around = range(max(0, rows[0] - _BESIDE), min(len(self.photos()), rows[-1] + 1 + _BESIDE))
        beside = [row for row in around if row not in rows and self.photos()[row].thumbnail is None]
        self.wanted.emit([self.photos()[row].id for row in (*rows, *beside)])

    def _fit(self) -> None:
        """Keep the height: the grid scrolls."""
        self.doItemsLayout()

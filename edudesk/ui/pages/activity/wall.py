"""The photo wall: all photos of the activities that the filters leave, newest first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from edudesk.ui.pages.activity import looking
from edudesk.ui.pages.activity.looking import Wall, WallTile
from edudesk.ui.pages.activity.wall_delegate import WallDelegate, picture_in, picture_size, tile_size
from edudesk.ui.pages.activity.wall_model import WallModel
from edudesk.ui.session import Session
from edudesk.ui.theme import theme

_SOON = 60  # milliseconds after scrolling before pictures are asked for
_AT_ONCE = 12
_MANY = 2000
"""More rows than these are laid out lot by lot, so that the window answers meanwhile."""


class PhotoWall(QListView):
    """Arrows go from photo to photo, Space or a click shows one large, Enter its activity.

    ``enlarged`` and ``opened`` carry a tile, ``stood`` the one that the arrows came to.
    """

    enlarged = Signal(object)  # WallTile
    opened = Signal(object)  # WallTile
    stood = Signal(object)  # WallTile

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_asking = False
        self._width = 0
        self.tile_size = tile_size(0)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._ask)
        self.rows = WallModel(self)
        self.setModel(self.rows)
        self._set_up()
        self.setItemDelegate(WallDelegate(self))
        self.setAccessibleName(session.say("activities.view-photos"))
        self.setAccessibleDescription(session.say("activities.wall-keys"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())

    @property
    def line_width(self) -> int:
        """How wide a head is: as the whole line, whether a scroll bar stands there or not."""
        return max(self._width - self.verticalScrollBar().sizeHint().width() - 2, 0)

    @property
    def current(self) -> WallTile | None:
        """The photo that the arrows stand on."""
        return self.rows.tile(self.currentIndex().row())

    def show_wall(self, wall: Wall) -> None:
        """Show these photos; the one that was current stays so."""
        kept, place = self.current, self.verticalScrollBar().value()
        batched = len(wall.rows) > _MANY
        mode = QListView.LayoutMode.Batched if batched else QListView.LayoutMode.SinglePass
        self.setLayoutMode(mode)
        self.rows.show_wall(wall)
        row = self.rows.row_of(kept.id) if kept is not None else -1
        if row >= 0:
            self._stand(row, tell=False)
            self.verticalScrollBar().setValue(place)
        self._soon.start()

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, tile = Qt.Key(event.key()), self.current
        steps: dict[Qt.Key, Callable[[], int]] = {
            Qt.Key.Key_Left: partial(self._beside, -1),
            Qt.Key.Key_Right: partial(self._beside, 1),
            Qt.Key.Key_Up: partial(self._above, -1),
            Qt.Key.Key_Down: partial(self._above, 1),
            Qt.Key.Key_PageUp: partial(self._above, -1, page=True),
            Qt.Key.Key_PageDown: partial(self._above, 1, page=True),
            Qt.Key.Key_Home: partial(self._first_from, 0, 1),
            Qt.Key.Key_End: partial(self._first_from, self.rows.rowCount() - 1, -1),
        }
        if key in steps:
            self._stand(steps[key]())
        elif tile is not None and key is Qt.Key.Key_Space:
            self.enlarged.emit(tile)
        elif tile is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(tile)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        index = self.indexAt(where)
        tile = self.rows.tile(index.row()) if index.isValid() else None
        if tile is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._stand(index.row())
        if picture_in(self.visualRect(index)).contains(where):
            self.enlarged.emit(tile)

    def focusInEvent(self, event: QEvent) -> None:
        had = self.current
        super().focusInEvent(event)  # type: ignore[arg-type]  # the stub asks for the narrower event
        if had is None:  # Qt went to the first by itself, and told nobody
            self._stand(self._first_from(0, 1), tell=False)
            if self.current is not None:
                self.stood.emit(self.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            margins = 2 * self.frameWidth()
            self._width = self.width() - margins - self.viewportMargins().left()
            self.tile_size = tile_size(self.line_width)
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        self._soon.start()

    # -- walking

    def _stand(self, row: int, *, tell: bool = True) -> None:
        tile = self.rows.tile(row)
        if tile is None:
            return
        moved = row != self.currentIndex().row()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows.index(row), flag)
        if tell and moved:
            self.stood.emit(tile)

    def _beside(self, step: int) -> int:
        return self._first_from(self.currentIndex().row() + step, step)

    def _first_from(self, row: int, step: int) -> int:
        """Return the first photo from a row on, in one direction."""
        while 0 <= row < self.rows.rowCount():
            if self.rows.tile(row) is not None:
                return row
            row += step
        return -1

    def _above(self, step: int, *, page: bool = False) -> int:
        """Return the photo a line, or a page, further, as near below this one as there is."""
        here = self._rect(self.currentIndex().row())
        far = self.viewport().height() - here.height() if page else 1
        row, best, line = self.currentIndex().row(), -1, None
        while (row := self._first_from(row + step, step)) >= 0:
            rect = self._rect(row)
            if abs(rect.top() - here.top()) < max(far, 1):
                best = row if page else best
                continue
            line = rect.top() if line is None else line
            if rect.top() != line:
                break
            if best < 0 or self._off(row, here) <= self._off(best, here) or self._rect(best).top() != line:
                best = row
        return best

    def _off(self, row: int, here: QRect) -> int:
        return abs(self._rect(row).left() - here.left())

    def _rect(self, row: int) -> QRect:
        return self.visualRect(self.rows.index(row))

    # -- pictures

    def _ask(self) -> None:
        """Ask for the pictures of the photos in sight, some at once, the nearest first."""
        wanted = [one for one in self._seen() if self.rows.picture(one) is None][:_AT_ONCE]
        if not wanted or self._is_asking or not self.isVisible():
            return
        self._is_asking = True
        question = partial(looking.kept_pictures, tiles=wanted, size=self._size())
        self._session.desk.ask(self, question, partial(self._come, wanted))

    def _seen(self) -> list[WallTile]:
        view, found = self.viewport().rect(), []
        first = self._row_near(0)
        last = self._row_near(view.bottom())
        if last < 0:
            last = self.rows.rowCount() - 1
        for row in range(max(0, first - 6), min(self.rows.rowCount(), last + 12)):
            tile = self.rows.tile(row)
            if tile is not None:
                found.append(tile)
        return found

    def _row_near(self, y: int) -> int:
        """Return a row at a height: gaps between tiles are no row, so look a little further."""
        step = max(8, self.tile_size.height() // 3)
        for off in (0, step, -step, 2 * step, -2 * step):
            index: QModelIndex = self.indexAt(QRect(4, y + off, 1, 1).topLeft())
            if index.isValid():
                return index.row()
        return -1

    def _come(self, wanted: list[WallTile], images: dict[str, QImage | None]) -> None:
        self.rows.take({one: image for one, image in images.items() if image is not None}, self._ratio)
        lacking = [one for one in wanted if images.get(one.id) is None]
        if not lacking:
            self._go_on()
            return
        size = self._size()
        self._session.desk.work(
            self,
            "",
            lambda archive, job: looking.made_pictures(archive, job, lacking, size),
            self._made,
            failed=lambda _error: self._made({one.id: QImage() for one in lacking}),
        )

    def _made(self, images: dict[str, QImage]) -> None:
        self.rows.take(images, self._ratio)
        self._go_on()

    def _go_on(self) -> None:
        self._is_asking = False
        self._ask()

    @property
    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    def _size(self) -> QSize:
        return picture_size() * self._ratio

    def _set_up(self) -> None:
        px = theme().tokens.px
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setBatchSize(_MANY // 5)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(px(16), px(4), 0, px(4))
        self.viewport().setAutoFillBackground(False)
        self.setProperty("role", "photos")

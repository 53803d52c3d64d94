"""How the photo wall is painted: the month above, each photo with its caption or topic and day below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from edudesk.ui.pages.activity.looking import WallGroup, WallTile
from edudesk.ui.pages.activity.wall_model import ROW, Index, WallModel
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_icon, paint_picture_ring, paint_words, pen

if TYPE_CHECKING:
    from edudesk.ui.pages.activity.wall import PhotoWall

_LEAST, _WISH, _MOST, _WORDS, _GAP = 138, 170, 210, 40, 12
_SHAPE = 1.5  # of a picture: as cameras take them
_HEAD = 38
_ICON = 20


def picture_size() -> QSize:
    """Return how large a picture is at most, in pixels of a screen of single density."""
    px = theme().tokens.px
    return QSize(px(_MOST), round(px(_MOST) / _SHAPE))


def tile_size(line: int) -> QSize:
    """Return how much room a photo takes with its words and gap: lines of this width are filled."""
    px = theme().tokens.px
    tiles = min(line // px(_LEAST + _GAP), round(line / px(_WISH + _GAP)))
    wide = line // max(1, tiles)
    wide = min(max(wide, px(_LEAST + _GAP)), px(_MOST + _GAP))
    return QSize(wide, round((wide - px(_GAP)) / _SHAPE) + px(_WORDS) + px(8))


def picture_in(area: QRect) -> QRect:
    """Return where the picture is in a tile."""
    px = theme().tokens.px
    return QRect(area.left(), area.top(), area.width() - px(_GAP), area.height() - px(_WORDS) - px(8))


class WallDelegate(QStyledItemDelegate):
    """Paints heads over the whole width and tiles of one size."""

    def __init__(self, wall: "PhotoWall") -> None:
        super().__init__(wall)
        self._wall = wall
        self._high = theme().tokens.px(_HEAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        if isinstance(index.data(ROW), WallTile):
            return self._wall.tile_size
        return QSize(self._wall.line_width, self._high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        found, area = index.data(ROW), QRect(option.rect)
        if isinstance(found, WallGroup):
            self._paint_head(painter, area, found)
        elif isinstance(found, WallTile):
            state: QStyle.StateFlag = option.state
            focused = bool(state & QStyle.StateFlag.State_HasFocus) and self._wall.hasFocus()
            current = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_tile(painter, area, found, focused=focused, current=current)
        painter.restore()

    def _paint_head(self, painter: QPainter, area: QRect, group: WallGroup) -> None:
        px = theme().tokens.px
        line = area.adjusted(0, px(8), -px(_GAP), 0)
        bold, second = theme().font("body", bold=True), theme().font("second")
        words = group.name
        count = QFontMetrics(second).horizontalAdvance(group.count) + px(4)
        width = min(QFontMetrics(bold).horizontalAdvance(words) + px(2), line.width() - count - px(12))
        paint_words(painter, QRect(line.left(), line.top(), width, line.height()), words, bold, "text")
        where = QRect(line.left() + width + px(12), line.top(), count, line.height())
        paint_words(painter, where, group.count, second, "text2")

    def _paint_tile(
        self, painter: QPainter, area: QRect, tile: WallTile, *, focused: bool, current: bool
    ) -> None:
        px = theme().tokens.px
        where = picture_in(area)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(where), px(4), px(4))
        model = self._wall.model()
        picture = model.picture(tile) if isinstance(model, WallModel) else None
        if picture is None or picture.isNull():
            painter.fillPath(shape, theme().colour("sunken"))
            paint_icon(painter, self._middle(where), "image", "text3", _ICON)
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(shape)
            painter.drawPixmap(where, picture)
            painter.restore()
        if focused:
            paint_picture_ring(painter, QRectF(where), px(4))
        elif current:
            painter.setPen(pen("accent", 1))
            painter.drawPath(shape)
        self._paint_words(painter, where, tile)

    def _paint_words(self, painter: QPainter, where: QRect, tile: WallTile) -> None:
        px, font = theme().tokens.px, theme().font("caption")
        high = px(_WORDS) // 2
        line = QRect(where.left(), where.bottom() + px(2), where.width(), high)
        paint_words(painter, line, tile.words, font, "text")
        line.translate(0, high - px(1))
        if not tile.warning:
            paint_words(painter, line, tile.day, font, "text2")
            return
        width = min(QFontMetrics(font).horizontalAdvance(tile.warning) + px(10), where.width())
        tag = QRect(line.left(), line.top() + px(1), width, line.height() - px(2))
        painter.setPen(pen("at-risk", 1))
        painter.setBrush(theme().colour("at-risk-soft"))
        painter.drawRoundedRect(QRectF(tag).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        paint_words(painter, tag.adjusted(px(5), 0, -px(5), 0), tile.warning, font, "at-risk")

    @staticmethod
    def _middle(where: QRect) -> QRect:
        side = theme().tokens.px(_ICON)
        found = QRect(0, 0, side, side)
        found.moveCenter(where.center())
        return found

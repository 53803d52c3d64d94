"""How the tiles of the photo strip are painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_check, paint_picture_ring
from edudesk.ui.widgets.photo_model import PHOTO, Index, Photo

if TYPE_CHECKING:
    from edudesk.ui.widgets.photos import PhotoStrip

WIDTH, HEIGHT, ADD_WIDTH, GAP = 112, 76, 148, 8
CAPTION = 22
_ICONS = {
    **dict.fromkeys(("xls", "xlsx", "et", "ett", "csv"), "file-spreadsheet"),
    **dict.fromkeys(("mp3", "wav", "m4a", "amr", "wma"), "music"),
    **dict.fromkeys(("mp4", "mov", "avi", "wmv", "m4v", "3gp"), "file-video"),
    **dict.fromkeys(("ppt", "pptx", "dps"), "monitor"),
}
"""By suffix; everything else is a page of text."""
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def remove_area(tile: QRect) -> QRect:
    """Return where a tile's × is, large enough to be hit."""
    side = theme().tokens.px("target")
    return QRect(tile.right() - side + 1, tile.top(), side, side)


class PhotoDelegate(QStyledItemDelegate):
    """A picture with the time in its corner, or a paper with its name; and the tile that adds."""

    def __init__(self, strip: "PhotoStrip") -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        wide = ADD_WIDTH if index.data(PHOTO) is None else WIDTH
        return QSize(px(wide) + px(GAP), px(HEIGHT) + px(GAP) + self._strip.caption_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().tokens.px
        area: QRect = option.rect
        below = px(GAP) + self._strip.caption_height
        tile = QRect(area.left(), area.top(), area.width() - px(GAP), area.height() - below)
        photo = index.data(PHOTO)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(photo, Photo):
            self._paint_photo(painter, tile, photo, hovered=index.row() == self._strip.hovered)
            self._paint_caption(painter, tile, photo)
        else:
            self._paint_add(painter, tile, index.data())
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus and self._strip.hasFocus():
            paint_picture_ring(painter, QRectF(tile), px(4))
        painter.restore()

    def _paint_photo(self, painter: QPainter, tile: QRect, photo: Photo, *, hovered: bool) -> None:
        ratio = self._strip.devicePixelRatioF()
        picture = self._strip.tiles.picture(photo, tile.size(), ratio)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(tile), theme().tokens.px(4), theme().tokens.px(4))
        if picture is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(tile, picture)
            painter.restore()
        else:
            painter.fillPath(shape, theme().colour("sunken"))
            painter.setPen(theme().colour("line"))
            painter.drawPath(shape)
            self._paint_paper(painter, tile, photo)
        if photo.warning:
            self._paint_corner(painter, tile, photo.warning, warns=True)
        elif photo.time:
            self._paint_corner(painter, tile, photo.time, warns=False)
        if hovered and self._strip.editable:
            self._paint_remove(painter, tile)
        if photo.ticked is not None:
            self._paint_tick(painter, tile, ticked=photo.ticked)

    def _paint_tick(self, painter: QPainter, tile: QRect, *, ticked: bool) -> None:
        px = theme().tokens.px
        box = QRectF(tile.left() + px(5), tile.top() + px(5), px(18), px(18))
        paint_check(painter, box, checked=ticked, on_picture=True)
        if ticked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(tile).adjusted(1, 1, -1, -1), px(4), px(4))

    def _paint_caption(self, painter: QPainter, tile: QRect, photo: Photo) -> None:
        if not photo.caption:
            return
        font = theme().font("caption")
        line = QRect(tile.left(), tile.bottom() + 1, tile.width(), self._strip.caption_height)
        words = QFontMetrics(font).elidedText(photo.caption, Qt.TextElideMode.ElideRight, line.width())
        painter.setFont(font)
        painter.setPen(theme().colour("text2"))
        painter.drawText(line, CENTRE, words)

    def _paint_paper(self, painter: QPainter, tile: QRect, photo: Photo) -> None:
        """Paint an icon; a file that is no photo has its name below."""
        px = theme().tokens.px
        waits = photo.kind == "photo"
        suffix = photo.name.rpartition(".")[2].casefold()
        icon = "image" if waits else _ICONS.get(suffix, "file-text")
        pixmap = theme().pixmap(icon, "text3", "icon")
        side = px("icon")
        top = tile.center().y() - side // 2 if waits else tile.top() + px(8)
        painter.drawPixmap(QRect(tile.center().x() - side // 2, top, side, side), pixmap, pixmap.rect())
        if not waits:
            font = theme().font("hint")
            room = tile.adjusted(px(6), px(30), -px(6), -px(4))
            words = QFontMetrics(font).elidedText(photo.name, Qt.TextElideMode.ElideMiddle, room.width())
            painter.setFont(font)
            painter.setPen(theme().colour("text2"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), words)

    def _paint_corner(self, painter: QPainter, tile: QRect, words: str, *, warns: bool) -> None:
        px = theme().tokens.px
        font = theme().font("hint")
        metrics = QFontMetrics(font)
        box = QRect(0, 0, min(metrics.horizontalAdvance(words) + px(10), tile.width() - px(8)), px(18))
        box.moveBottomLeft(tile.bottomLeft())
        box.translate(px(4), -px(4))
        ground = QColor(theme().colour("at-risk-soft" if warns else "strip"))
        if not warns:
            ground.setAlpha(225)
        painter.setPen(theme().colour("at-risk") if warns else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        painter.setFont(font)
        painter.setPen(theme().colour("at-risk" if warns else "onStrip"))
        painter.drawText(box, CENTRE, metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width()))

    def _paint_remove(self, painter: QPainter, tile: QRect) -> None:
        px = theme().tokens.px
        disc = QRectF(0, 0, px(22), px(22))
        disc.moveCenter(QRectF(remove_area(tile)).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("strip"))
        painter.drawEllipse(disc)
        cross = theme().pixmap("x", "onStrip", 14)
        side = px(14)
        where = QRect(0, 0, side, side)
        where.moveCenter(disc.center().toPoint())
        painter.drawPixmap(where, cross, cross.rect())

    def _paint_add(self, painter: QPainter, tile: QRect, words: str) -> None:
        px = theme().tokens.px
        if self._strip.dropping:
            painter.setBrush(theme().colour("accentSoft"))
        pen = QPen(theme().colour("accent" if self._strip.dropping else "line2"), 1.2)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        plus = theme().pixmap("plus", "accent", 16)
        side = px(16)
        painter.drawPixmap(
            QRect(tile.center().x() - side // 2, tile.top() + px(9), side, side), plus, plus.rect()
        )
        body, hint = theme().font("second"), theme().font("caption")
        line = QRect(tile.left() + px(4), tile.top() + px(27), tile.width() - px(8), px(22))
        painter.setFont(body)
        painter.setPen(theme().colour("accent"))
        painter.drawText(line, CENTRE, words)
        line.translate(0, px(21))
        painter.setFont(hint)
        painter.setPen(theme().colour("text2"))
        told = QFontMetrics(hint).elidedText(self._strip.hint, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, CENTRE, told)

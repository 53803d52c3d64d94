"""Marks as chips in a text document, and the document as plain words with marks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from edudesk.services.summarising.marks import FIGURE, PHOTO, Mark, pieces
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_icon, paint_words, pen

if TYPE_CHECKING:
    from edudesk.services.summarising.saying import Saying

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
_MARK = QTextFormat.Property.UserProperty.value + 1
PLACE = "\ufffc"
"""The character that stands for an object in a document."""
_PAD, _ICON, _GAP, _HIGH, _AIR = 6, 14, 4, 24, 1.6
_MOST = 280
_ICONS = {"table": "table", PHOTO: "image"}
_LINES = ("\u2028", "\u2029")

Look = Callable[[Mark], tuple["Saying | None", str]]
"""What a mark says now, and its words on the chip; None while that is not known yet."""


class ChipObject(QPyTextObject):
    """Paints chips; what they say is looked up each time, so that a chip is never out of date."""

    def __init__(self, look: Look, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._look = look

    def intrinsicSize(self, _doc: QTextDocument, _place: int, form: QTextFormat, /) -> QSizeF:
        px = theme().tokens.px
        mark = mark_of(form)
        words = self._look(mark)[1] if mark else ""
        icon = px(_ICON) + px(_GAP) if self._icon(mark) else 0
        width = QFontMetrics(self._font(mark)).horizontalAdvance(words) + icon + 2 * px(_PAD) + 2
        return QSizeF(min(width, px(_MOST)), px(_HIGH))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _place: int,
        form: QTextFormat,
        /,
    ) -> None:
        mark = mark_of(form)
        if mark is None:
            return
        px = theme().tokens.px
        saying, words = self._look(mark)
        sort = "missed" if saying and saying.gone else "at-risk" if saying and saying.changed else ""
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = pen(sort or "accent", 1.0)
        if saying and saying.gone:
            line.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.setBrush(theme().colour(f"{sort}-soft" if sort else "accentSoft"))
        painter.drawRoundedRect(box, px(4), px(4))
        room = QRect(round(box.left()) + px(_PAD) - 1, round(box.top()), 0, round(box.height()))
        room.setRight(round(box.right()) - px(_PAD) + 2)
        icon = "triangle-alert" if saying and saying.gone else self._icon(mark)
        if icon:
            paint_icon(
                painter,
                QRect(room.left(), room.top(), px(_ICON), room.height()),
                icon,
                sort or "accent",
                _ICON,
            )
            room.setLeft(room.left() + px(_ICON) + px(_GAP))
        paint_words(painter, room, words, self._font(mark), sort or "accent")
        painter.restore()

    def _icon(self, mark: Mark | None) -> str:
        if mark is None:
            return ""
        saying, _ = self._look(mark)
        return "triangle-alert" if saying and saying.gone else _ICONS.get(mark.kind, "")

    def _font(self, mark: Mark | None) -> QFont:
        return theme().font("body", bold=mark is not None and mark.kind == FIGURE)


def mark_of(form: QTextFormat) -> Mark | None:
    """Return the mark that a format's object stands for."""
    if form.objectType() != CHIP:
        return None
    found = pieces(str(form.property(_MARK)))
    return found[0] if len(found) == 1 and isinstance(found[0], Mark) else None


def chip_format(mark: Mark) -> QTextCharFormat:
    """Return the format of the character that stands for a mark."""
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    made.setProperty(_MARK, str(mark))
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return made


def put_words(cursor: QTextCursor, text: str) -> None:
    """Write words at a cursor, their marks as chips, as one step of undo."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for piece in pieces(text):
        if isinstance(piece, Mark):
            cursor.insertText(PLACE, chip_format(piece))
        else:
            cursor.insertText(piece, QTextCharFormat())
    cursor.endEditBlock()


def words_of(document: QTextDocument) -> str:
    """Return a document as words with marks; lines end in a line feed, nothing else is changed."""
    lines = []
    block = document.begin()
    while block.isValid():
        line = ""
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            mark = mark_of(fragment.charFormat())
            line += fragment.text().replace(PLACE, str(mark)) if mark else fragment.text()
            place += 1
        lines.append(line)
        block = block.next()
    text = "\n".join(lines)
    for one in _LINES:
        text = text.replace(one, "\n")
    return text


def words_in(cursor: QTextCursor) -> str:
    """Return what a cursor has chosen as words with marks."""
    held = QTextDocument()
    QTextCursor(held).insertFragment(cursor.selection())
    return words_of(held)


def airy() -> QTextBlockFormat:
    """Return the format of paragraphs: half a line of air."""
    made = QTextBlockFormat()
    # Half as much again as the letters are high; a percentage would count from the font's own spacing.
    height = round(QFontInfo(theme().font("body")).pixelSize() * _AIR)
    made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    made.setBottomMargin(theme().tokens.px(3))
    return made


def chip_at(document: QTextDocument, point: QPointF) -> Mark | None:
    """Return the mark of the chip under a point of the document."""
    place = document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
    return chip_after(document, place) if place >= 0 else None


def chip_after(document: QTextDocument, place: int) -> Mark | None:
    """Return the mark of the chip that stands right behind a place."""
    if not 0 <= place < document.characterCount() - 1:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(place + 1)
    return mark_of(cursor.charFormat())

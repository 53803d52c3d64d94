"""How an indicator is painted, and the line in which its own score is typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QValidator
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from edudesk.errors import UserError
from edudesk.services.schemes.results import State
from edudesk.ui.pages.assess.model import NAME, OWN, SCORE, Index, IndicatorModel
from edudesk.ui.pages.assess.reading import is_open, read_typed, typed_entry
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import mark_error
from edudesk.ui.widgets.cells import Cells, paint_tally
from edudesk.ui.widgets.painting import paint_hairline, paint_icon, paint_lines, paint_row_ring, paint_words
from edudesk.ui.widgets.states import paint_glyph

if TYPE_CHECKING:
    from edudesk.services.schemes.results import Entry
    from edudesk.services.standing.assessing import IndicatorRow
    from edudesk.ui.pages.assess.tree import IndicatorTree

_ROW, _PAD, _BAR, _GLYPH, _GAP, _CELL, _ARROW = 40, 12, 3, 18, 8, 14, 14
_AIR, _ENDLESS = 7, 1 << 16
_OPEN = Cells(0, 0, 1, State.ON_TRACK)


class _Readable(QValidator):
    """Lets everything be typed; only what can be read, or nothing, may be left."""

    def __init__(self, entry: "Entry", parent: QWidget) -> None:
        super().__init__(parent)
        self._entry = entry

    def validate(self, text: str, place: int) -> object:
        try:
            read_typed(self._entry, text)
        except UserError:
            return QValidator.State.Intermediate, text, place
        return QValidator.State.Acceptable, text, place


class ScoreLine(QLineEdit):
    """The line in a cell; it is marked while it cannot be read."""

    def __init__(self, entry: "Entry", name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(theme().font("body"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(name)
        self.setValidator(_Readable(entry, self))
        self.textEdited.connect(lambda _text: mark_error(self, wrong=not self.hasAcceptableInput()))


def _font_of(row: "IndicatorRow") -> QFont:
    return theme().font("body", bold=not row.depth)


def _height_of(row: "IndicatorRow", width: int) -> int:
    """Return how high the lines of a name are; the ends of long names are what tells them apart."""
    room = QRect(0, 0, max(width, 1), _ENDLESS)
    return QFontMetrics(_font_of(row)).boundingRect(room, Qt.TextFlag.TextWordWrap, row.name).height()


class IndicatorPainter(QStyledItemDelegate):
    """Paints rows in the house's way; an empty cell stands where a score is still asked for."""

    def __init__(self, tree: "IndicatorTree") -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        row = self._tree.indicators.row(index) if index.column() == NAME else None
        if row is None:
            return QSize(0, px(_ROW))
        room = self._tree.room_of_name(index) - 2 * px(4) - px(_GLYPH + _GAP) - self._weight_width(row)
        return QSize(0, max(px(_ROW), _height_of(row, room) + 2 * px(_AIR)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._tree.indicators
        row = model.row(index)
        if row is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        # The ground first and sharp: at 150 % a soft edge would leave a seam between two cells.
        self._paint_ground(painter, area, state, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == NAME:
            self._paint_name(painter, area, row)
        else:
            self._paint_figure(painter, area, row, index.column())
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, index: Index) -> None:
        look = theme()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        # The branch before the name belongs to the row.
        whole = QRect(0, area.top(), area.right() + 1, area.height()) if index.column() == NAME else area
        painter.fillRect(whole, look.colour("accentSoft" if chosen else "hover" if hovered else "surface"))
        paint_hairline(painter, whole, "line")
        if not chosen:
            return
        if index.column() == NAME:
            bar = QRect(0, area.top(), look.tokens.px(_BAR), area.height())
            painter.fillRect(bar, look.colour("accent"))
        if self._tree.hasFocus():
            columns = range(self._tree.indicators.columnCount())
            last = max(column for column in columns if not self._tree.isColumnHidden(column))
            paint_row_ring(painter, whole, first=index.column() == NAME, last=index.column() == last)

    def _paint_name(self, painter: QPainter, area: QRect, row: "IndicatorRow") -> None:
        px = theme().tokens.px
        self._paint_arrow(painter, area, row)
        room = area.adjusted(px(4), 0, -px(4), -1)
        if is_open(row) or row.left_out:
            state = State.NOT_APPLICABLE if row.left_out else State.ON_TRACK
            side = px(_GLYPH)
            top = area.top() + (area.height() - side) / 2
            paint_glyph(painter, QRectF(room.left(), top, side, side), state)
        room.setLeft(room.left() + px(_GLYPH + _GAP))
        font, weight = _font_of(row), self._weight_width(row)
        room.setRight(room.right() - weight)
        paint_lines(painter, room, row.name, font, "text2" if row.left_out else "text")
        if row.weight:
            used = min(QFontMetrics(font).horizontalAdvance(row.name), room.width())
            beside = QRect(room.left() + used + px(_GAP), room.top(), weight, room.height())
            paint_words(painter, beside, row.weight, theme().font("second"), "text3")

    def _weight_width(self, row: "IndicatorRow") -> int:
        words = QFontMetrics(theme().font("second")).horizontalAdvance(row.weight)
        return words + 1 + theme().tokens.px(_GAP) if row.weight else 0

    def _paint_arrow(self, painter: QPainter, area: QRect, row: "IndicatorRow") -> None:
        place = self._tree.indicators.place_of(row.key)
        if self._tree.indicators.rowCount(place):
            side = theme().tokens.px(_ARROW)
            name = "chevron-down" if self._tree.isExpanded(place) else "chevron-right"
            left = QRect(area.left() - side, area.top(), side, area.height())
            paint_icon(painter, left, name, "text2", _ARROW)

    def _paint_figure(self, painter: QPainter, area: QRect, row: "IndicatorRow", column: int) -> None:
        px = theme().tokens.px
        room = area.adjusted(px(4), 0, -px(_PAD), -1)
        words = self._tree.indicators.text(row, column)
        if column == OWN and not words and row.entries and is_open(row):
            side = px(_CELL)
            paint_tally(painter, QRect(room.right() - side, room.top(), side, room.height()), _OPEN, _CELL)
            return
        bold = column == SCORE and not row.depth
        ink = "text" if column == SCORE else "text2"
        right = Qt.AlignmentFlag.AlignRight
        paint_words(painter, room, words, theme().font("body", bold=bold), ink, align=right)

    # -- typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        row = self._tree.indicators.row(index)
        entry = typed_entry(row) if row else None
        assert row is not None
        assert entry is not None
        name = self._tree.indicators.headerData(OWN, Qt.Orientation.Horizontal)
        line = ScoreLine(entry, f"{row.name} {name}", parent)
        line.textEdited.connect(
            lambda text: self._tree.heed("" if line.hasAcceptableInput() else text, row.name)
        )
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, ScoreLine)
        if not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, ScoreLine)
        assert isinstance(model, IndicatorModel)
        model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        area: QRect = option.rect
        editor.setGeometry(area.adjusted(2, 3, -2, -4))

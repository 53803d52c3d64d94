"""The rules of a scheme in their groups: state, name, value."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.services.standing.view import RuleKey
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_row_ring, paint_words
from edudesk.ui.widgets.states import paint_glyph

if TYPE_CHECKING:
    from edudesk.services.standing.rules import RuleGroup, RuleRow

_ROW, _GROUP, _PAD, _BAR = 52, 35, 16, 3
_VALUE = 120
_AIR, _GAP = 9, 8
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class RuleModel(QAbstractListModel):
    """Groups and rules in one list; a group's row holds its title and cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | RuleRow] = []

    def set_groups(self, groups: "tuple[RuleGroup, ...]") -> None:
        """Show these groups."""
        self.beginResetModel()
        self._rows = []
        for group in groups:
            self._rows.append(group.title)
            self._rows.extend(group.rows)
        self.endResetModel()

    def row(self, at: int) -> "str | RuleRow":
        """Return the rule of a row, or the title of a group."""
        return self._rows[at]

    def place_of(self, rule: RuleKey) -> int:
        """Return the row of a rule; else the row of the first rule; -1 without any."""
        rules = [at for at, row in enumerate(self._rows) if not isinstance(row, str)]
        for at in rules:
            row = self._rows[at]
            if not isinstance(row, str) and row.rule == rule:
                return at
        return rules[0] if rules else -1

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt's signature
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return row if isinstance(row, str) else row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    """Paints a group's title or a rule."""

    def __init__(self, model: RuleModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        row, px = self._model.row(index.row()), theme().tokens.px
        if isinstance(row, str):
            return QSize(0, px(_GROUP))
        # Beside a scroll bar: nothing may move when it comes or goes.
        wide = self._view.width() - self._view.verticalScrollBar().sizeHint().width()
        name, value = _rooms(QRect(0, 0, wide, 1 << 20), row)
        return QSize(0, max(px(_ROW), name.united(value).height() + 2 * px(_AIR)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        row = self._model.row(index.row())
        if isinstance(row, str):
            self._paint_title(painter, rect, row)
        else:
            state = option.state
            self._paint_rule(painter, rect, row, state)
        painter.setPen(QPen(theme().colour("line"), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_row_ring(painter, rect)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, words: str) -> None:
        pad = theme().tokens.px(_PAD)
        painter.fillRect(rect, theme().colour("sunken"))
        paint_words(painter, rect.adjusted(pad, 0, -pad, 0), words, theme().font("second"), "text2")

    def _paint_rule(self, painter: QPainter, rect: QRect, row: "RuleRow", state: QStyle.StateFlag) -> None:
        look, px = theme(), theme().tokens.px
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("accentSoft" if chosen else "hover"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), px(_BAR), rect.height()), look.colour("accent"))
        side = px("icon")
        glyph = QRectF(rect.left() + px(_PAD), rect.center().y() - side / 2 + 0.5, side, side)
        paint_glyph(painter, glyph, row.state)
        name, value = _rooms(rect, row)
        painter.setFont(look.font("second"))
        painter.setPen(look.colour("text2"))
        side = Qt.AlignmentFlag.AlignLeft if _is_below(row) else Qt.AlignmentFlag.AlignRight
        painter.drawText(value, _WRAPS | side, row.value)
        painter.setFont(look.font("body", bold=chosen))
        painter.setPen(look.colour("text"))
        painter.drawText(name, _WRAPS, row.name)


def _is_below(row: "RuleRow") -> bool:
    """Return whether the value has no room beside the name, as "handed in on 6 March" has none."""
    return QFontMetrics(theme().font("second")).horizontalAdvance(row.value) > theme().tokens.px(_VALUE)


def _rooms(rect: QRect, row: "RuleRow") -> tuple[QRect, QRect]:
    """Return where the name and the value of a rule stand in its row."""
    px = theme().tokens.px
    # As bold as the chosen one: nothing may move when another is.
    bold, second = QFontMetrics(theme().font("body", bold=True)), QFontMetrics(theme().font("second"))
    words = rect.adjusted(px(_PAD + 12) + px("icon"), 0, -px(_PAD), 0)
    if _is_below(row):
        name, value = _middle(words, bold, row.name), _middle(words, second, row.value)
        name.translate(0, -(value.height() // 2))
        value.moveTop(name.bottom() + 1)
        return name, value
    beside = second.horizontalAdvance(row.value) + 2  # in a width that is rounded down it would wrap
    left = words.adjusted(0, 0, -beside - px(_GAP), 0)
    right = words.adjusted(words.width() - beside, 0, 0, 0)
    return _middle(left, bold, row.name), _middle(right, second, row.value)


def _middle(room: QRect, metrics: QFontMetrics, words: str) -> QRect:
    """Return the part of ``room``, as high as ``words`` are, at its middle height."""
    high = metrics.boundingRect(QRect(0, 0, room.width(), 1 << 20), _WRAPS, words).height()
    return QRect(room.left(), room.center().y() - high // 2, room.width(), high)


class RuleList(QListView):
    """The list; ``chosen`` gives the rule that is shown. Arrows move, group titles are passed over."""

    chosen = Signal(tuple)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = RuleModel(self)
        self.setModel(self._rules)
        self.setItemDelegate(_Painter(self._rules, self))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # names are wrapped anew
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def rule(self) -> RuleKey | None:
        """The rule that is chosen."""
        row = self._rules.row(self.currentIndex().row()) if self.currentIndex().isValid() else ""
        return None if isinstance(row, str) else row.rule

    def show_groups(self, groups: "tuple[RuleGroup, ...]", wanted: RuleKey | None) -> None:
        """Show the rules; ``wanted`` stays or becomes the chosen one, else the first is."""
        self._rules.set_groups(groups)
        place = self._rules.place_of(wanted or ("", ""))
        if place >= 0:
            self.setCurrentIndex(self._rules.index(place))

    def renew(self, groups: "tuple[RuleGroup, ...]") -> None:
        """Show the same rules with other values; the chosen one stays and is not told again."""
        rule, at = self.rule, self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self._rules.set_groups(groups)
        place = self._rules.place_of(rule or ("", ""))
        if place >= 0:
            self.setCurrentIndex(self._rules.index(place))
        self.selectionModel().blockSignals(False)
        self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def choose(self, rule: RuleKey) -> None:
        """Choose a rule."""
        place = self._rules.place_of(rule)
        if place >= 0:
            self.setCurrentIndex(self._rules.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            rows = range(self._rules.rowCount())
            found = [at for at in rows if not isinstance(self._rules.row(at), str)]
            if found:
                at = found[0] if event.key() == Qt.Key.Key_Home else found[-1]
                self.setCurrentIndex(self._rules.index(at))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # Qt skips it where the scroll bar came in the midst of it

    def _tell(self) -> None:
        if (rule := self.rule) is not None:
            self.chosen.emit(rule)

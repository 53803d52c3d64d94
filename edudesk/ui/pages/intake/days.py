"""The days on which there are photos, with how many."""

from collections.abc import Sequence
from datetime import date
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
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.services.standing.words import say_day, say_weekday
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_ring, paint_words

if TYPE_CHECKING:
    from edudesk.services.intake import Day

_ROW, _PAD, _BAR = 52, 14, 3
Index = QModelIndex | QPersistentModelIndex


class DayModel(QAbstractListModel):
    """One row a day: the day, and how many photos it has."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.days: tuple[Day, ...] = ()

    def set_days(self, days: "Sequence[Day]") -> None:
        """Show these days."""
        self.beginResetModel()
        self.days = tuple(days)
        self.endResetModel()

    def words(self, row: int) -> tuple[str, str]:
        """Return the two lines of a row."""
        one, texts, today = self.days[row], self._session.texts, self._session.clock.today()
        day = f"{say_day(texts, one.day)} {say_weekday(texts, one.day)}"
        first = day if one.day.year == today.year else f"{one.day.year}-{one.day:%m-%d}"
        code = "intake.day-there" if one.there else "intake.day"
        return first, texts.say(code, count=len(one.files), there=one.there)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt's signature
        return len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in _SPOKEN:
            return self._session.texts.phrase(self.words(index.row()))
        return None


_SPOKEN = {
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(Qt.ItemDataRole.ToolTipRole),
}


class _Painter(QStyledItemDelegate):
    """Paints a day with its count below."""

    def __init__(self, model: DayModel, view: "DayList") -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(0, theme().tokens.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px, area = theme().tokens.px, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        first, second = self._model.words(index.row())
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme().colour("accentSoft"))
            painter.fillRect(
                QRect(area.left(), area.top(), px(_BAR), area.height()), theme().colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme().colour("hover"))
        room = area.adjusted(px(_PAD), px(6), -px(8), -px(6))
        line = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        paint_words(painter, line, first, theme().font("body", bold=True), "text")
        line.translate(0, room.height() // 2)
        paint_words(painter, line, second, theme().font("second"), "text2")
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_ring(painter, QRectF(area).adjusted(1, 1, -1, -1), px(4))
        painter.restore()


class DayList(QListView):
    """Arrows and the mouse choose a day; ``chosen(row)``."""

    chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DayModel(session, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self.rows, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(session.say("intake.days"))
        self.setProperty("role", "rules")

    def show_days(self, days: "Sequence[Day]", at: date | None = None) -> None:
        """Show these and choose the one of ``at``, or the first."""
        self.rows.set_days(days)
        row = next((place for place, one in enumerate(self.rows.days) if one.day == at), 0)
        if self.rows.days:
            self.setCurrentIndex(self.rows.index(row))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())

    def sizeHint(self) -> QSize:
        return QSize(theme().tokens.px(200), theme().tokens.px(_ROW * 4))

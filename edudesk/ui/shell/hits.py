"""The list of hits under the search field: groups, and in each title the words that were looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_words

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _PAD, _GAP = 36, 28, 14, 16


@dataclass(frozen=True)
class HitRow:
    """A heading when ``target`` is None; else a title, what it is about, and where it leads."""

    words: str
    about: str = ""
    target: object = None


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[HitRow, ...] = ()

    def show_rows(self, rows: Sequence[HitRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.words} {row.about}".strip()
        return row.words if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_hit = self.rows[index.row()].target is not None
        return super().flags(index) if is_hit else Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        view = self.parent()
        assert isinstance(view, HitList)
        return QSize(0, view.height_of(view.rows[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, HitList)
        row, px = view.rows[index.row()], theme().tokens.px
        area: QRect = option.rect
        room = area.adjusted(px(_PAD), 0, -px(_PAD), 0)
        painter.save()
        if row.target is None:
            paint_words(painter, room, row.words, theme().font("second"), "text3")
        else:
            state: QStyle.StateFlag = option.state
            if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
                chosen = bool(state & QStyle.StateFlag.State_Selected)
                painter.fillRect(area, theme().colour("accentSoft" if chosen else "hover"))
                if chosen:
                    painter.fillRect(
                        QRect(area.left(), area.top(), px(3), area.height()), theme().colour("accent")
                    )
            _paint_hit(painter, room, row, view.sought)
        painter.restore()


def _paint_hit(painter: QPainter, room: QRect, row: HitRow, sought: Sequence[str]) -> None:
    px = theme().tokens.px
    second = theme().font("second")
    about = min(QFontMetrics(second).horizontalAdvance(row.about) + 1, room.width() // 2)
    place = QRect(room.right() - about, room.top(), about, room.height())
    paint_words(painter, place, row.about, second, "text2", align=Qt.AlignmentFlag.AlignRight)
    title = room.adjusted(0, 0, -(about + px(_GAP) if row.about else 0), 0)
    left = title.left()
    for words, is_sought in pieces(row.words.replace("\n", " "), sought):
        font = theme().font("body", bold=is_sought)
        width = QFontMetrics(font).horizontalAdvance(words)
        rest = QRect(left, title.top(), min(width + 1, title.right() - left), title.height())
        if rest.width() > 0:
            paint_words(painter, rest, words, font, "accent" if is_sought else "text")
        left += width


def pieces(words: str, sought: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a title where the words that were looked for begin and end; capitals make no difference."""
    lower = words.lower()
    marked = [False] * len(words)
    if len(lower) == len(words):  # a few letters grow when they are made small
        for each in filter(None, (one.lower() for one in sought)):
            at = lower.find(each)
            while at >= 0:
                marked[at : at + len(each)] = [True] * len(each)
                at = lower.find(each, at + len(each))
    cut: list[tuple[str, bool]] = []
    for letter, is_sought in zip(words, marked, strict=True):
        if cut and cut[-1][1] == is_sought:
            cut[-1] = (cut[-1][0] + letter, is_sought)
        else:
            cut.append((letter, is_sought))
    return cut


class HitList(QListView):
    """Shows hits over the page; ``chosen(target)``. The keyboard stays in the search field."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.sought: tuple[str, ...] = ()
        self._model = _Rows(self)
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setProperty("role", "hits")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self._open(index.row()))
        self.hide()

    @property
    def rows(self) -> tuple[HitRow, ...]:
        """What is listed."""
        return self._model.rows

    def show_rows(self, rows: Sequence[HitRow], sought: Sequence[str]) -> None:
        """List these; the first hit is chosen."""
        self.sought = tuple(sought)
        self._model.show_rows(rows)
        self.move_by(1)

    def height_of(self, row: HitRow) -> int:
        """Return the height of a row in pixels."""
        return theme().tokens.px(_HEAD if row.target is None else _ROW)

    def wanted_height(self) -> int:
        """Return the height at which everything is seen."""
        return sum(self.height_of(row) for row in self.rows) + 4

    def move_by(self, step: int) -> None:
        """Choose the next hit, or the one before."""
        hits = [at for at, row in enumerate(self.rows) if row.target is not None]
        if not hits:
            return
        now = self.currentIndex().row()
        at = hits[(hits.index(now) + step) % len(hits)] if now in hits else hits[0 if step > 0 else -1]
        self.setCurrentIndex(self._model.index(at, 0))

    def open_current(self) -> None:
        """Open the hit that is chosen."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex().row())

    def _open(self, at: int) -> None:
        if (target := self.rows[at].target) is not None:
            self.chosen.emit(target)

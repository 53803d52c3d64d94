"""The list of hits under the search field: groups, and in each hit the words that were looked for."""

from collections.abc import Callable, Sequence
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
from edudesk.ui.widgets.plain import tip

Index = QModelIndex | QPersistentModelIndex
_ROW, _TALL, _HEAD, _PAD, _GAP = 36, 54, 28, 14, 16
_SNIPPET = 22
Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Tells where in a text the words stand that were looked for."""


@dataclass(frozen=True)
class HitRow:
    """A heading or a remark when ``target`` is None; else a title, what it is about, and where it leads.

    ``snippet`` stands below the title: the words in the record that were looked for.
    """

    words: str
    about: str = ""
    target: object = None
    snippet: str = ""


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
            return " ".join(filter(None, (row.words, row.about, row.snippet)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (row.words, row.about, row.snippet))))
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
            _paint_hit(painter, room, row, view.spans)
        painter.restore()


def _paint_hit(painter: QPainter, room: QRect, row: HitRow, spans: Spans) -> None:
    px = theme().tokens.px
    second = theme().font("second")
    upper = room.adjusted(0, 0, 0, -px(_SNIPPET) + px(2)) if row.snippet else room
    about = min(QFontMetrics(second).horizontalAdvance(row.about) + 1, room.width() // 2)
    place = QRect(room.right() - about, upper.top(), about, upper.height())
    paint_words(painter, place, row.about, second, "text2", align=Qt.AlignmentFlag.AlignRight)
    title = upper.adjusted(0, 0, -(about + px(_GAP) if row.about else 0), 0)
    _paint_pieces(painter, title, row.words, spans, ("body", "text"))
    if row.snippet:
        lower = QRect(room.left(), room.bottom() - px(_SNIPPET) - px(3), room.width(), px(_SNIPPET))
        _paint_pieces(painter, lower, row.snippet, spans, ("second", "text2"))


def _paint_pieces(painter: QPainter, room: QRect, words: str, spans: Spans, look: tuple[str, str]) -> None:
    """Paint words in a size and colour, those that were looked for bold."""
    size, colour = look
    plain = words.replace("\n", " ")
    left = room.left()
    for piece, is_sought in pieces(plain, spans(plain)):
        font = theme().font(size, bold=is_sought)
        width = QFontMetrics(font).horizontalAdvance(piece)
        rest = QRect(left, room.top(), min(width + 1, room.right() - left), room.height())
        if rest.width() > 0:
            paint_words(painter, rest, piece, font, "accent" if is_sought else colour)
        left += width


def pieces(words: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut words where the spans begin and end."""
    cut: list[tuple[str, bool]] = []
    at = 0
    for begin, end in sorted(spans):
        if end > at:
            start = max(begin, at)
            cut += [(words[at:start], False), (words[start:end], True)]
            at = end
    cut.append((words[at:], False))
    return [piece for piece in cut if piece[0]]


def _no_spans(_words: str) -> Sequence[tuple[int, int]]:
    return ()


class HitList(QListView):
    """Shows hits over the page; ``chosen(target)``. The keyboard stays in the search field."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.spans: Spans = _no_spans
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

    def show_rows(self, rows: Sequence[HitRow], spans: Spans = _no_spans) -> None:
        """List these; the first hit is chosen, or the one that was, when the same is asked again."""
        chosen = self.current()
        self.spans = spans
        self._model.show_rows(rows)
        same = [at for at, row in enumerate(rows) if row.target is not None and row.target == chosen]
        if same:
            self.setCurrentIndex(self._model.index(same[0], 0))
        else:
            self.move_by(1)
            self.scrollToTop()

    def height_of(self, row: HitRow) -> int:
        """Return the height of a row in pixels."""
        return theme().tokens.px(_HEAD if row.target is None else _TALL if row.snippet else _ROW)

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

    def move_group(self, step: int) -> None:
        """Choose the first hit of the next group, or of the one before."""
        firsts = [
            at
            for at, row in enumerate(self.rows)
            if row.target is not None and (at == 0 or self.rows[at - 1].target is None)
        ]
        now = self.currentIndex().row()
        onward = [at for at in firsts if at > now] if step > 0 else [at for at in firsts if at < now][::-1]
        if onward or firsts:
            self.setCurrentIndex(self._model.index((onward or (firsts if step > 0 else firsts[::-1]))[0], 0))

    def current(self) -> object:
        """Return where the hit that is chosen leads; None when none is."""
        index = self.currentIndex()
        return self.rows[index.row()].target if index.isValid() else None

    def open_current(self) -> None:
        """Open the hit that is chosen."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex().row())

    def _open(self, at: int) -> None:
        if (target := self.rows[at].target) is not None:
            self.chosen.emit(target)

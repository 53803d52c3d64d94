"""The indicators of one school's table as a tree; the whole score stands first, its parts beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from edudesk.ui.pages.assess.reading import typed_entry, written
from edudesk.ui.session import Session
from edudesk.ui.widgets.plain import tip

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import IndicatorRow

NAME, POINTS, OWN, REVIEW, SCORE = range(5)
CODES = ("name", "points", "own", "review", "score")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass
class _Item:
    row: "IndicatorRow"
    parent: int
    """The place of the item above in the flat list, -1 for none."""
    at: int
    """The place among those beside it."""
    children: list[int] = field(default_factory=list)


class IndicatorModel(QAbstractItemModel):
    """Rows from the top down. ``entered`` gives a row and what was typed as its own score."""

    entered = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._items: list[_Item] = []
        self._top: list[int] = []

    def show_rows(self, rows: "Sequence[IndicatorRow]") -> bool:
        """Show rows; those of the same table are only painted anew. Return whether they are others."""
        if [row.key for row in rows] == [item.row.key for item in self._items]:
            for item, row in zip(self._items, rows, strict=True):
                item.row = row
            for number in range(len(self._items)):
                first = self._index(number)
                self.dataChanged.emit(first, first.siblingAtColumn(SCORE))
            return False
        self.beginResetModel()
        self._items, self._top = [], []
        above: list[int] = []  # the items above, one for each depth
        for number, row in enumerate(rows):
            depth = max(0, row.depth - 1)
            del above[depth:]
            parent = above[-1] if above and row.depth > 1 else -1
            beside = self._items[parent].children if parent >= 0 else self._top
            self._items.append(_Item(row, parent, len(beside)))
            beside.append(number)
            above.append(number)
        self.endResetModel()
        return True

    def row(self, index: Index) -> "IndicatorRow | None":
        """Return the indicator of an index."""
        return self._items[index.internalId()].row if index.isValid() else None

    def rows(self) -> "tuple[IndicatorRow, ...]":
        """Return all indicators from the top down."""
        return tuple(item.row for item in self._items)

    def place_of(self, key: str, column: int = NAME) -> QModelIndex:
        """Return the index of an indicator, an invalid one when there is none."""
        numbers = (number for number, item in enumerate(self._items) if item.row.key == key)
        return self._index(next(numbers, -1), column)

    def typed_places(self) -> list[QModelIndex]:
        """Return where own scores are typed, from the top down."""
        return [
            self._index(number, OWN)
            for number, item in enumerate(self._items)
            if typed_entry(item.row) is not None
        ]

    def _index(self, number: int, column: int = NAME) -> QModelIndex:
        if number < 0:
            return QModelIndex()
        return self.createIndex(self._items[number].at, column, number)

    # -- Qt's side

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        beside = self._items[parent.internalId()].children if parent.isValid() else self._top
        return self._index(beside[row], column) if 0 <= row < len(beside) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject has one of that name
        return self._index(self._items[index.internalId()].parent) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._top)
        return len(self._items[parent.internalId()].children) if parent.column() == NAME else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        return len(CODES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._session.say(f"assess.column-{CODES[section]}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row(index)
        if row is not None and index.column() == OWN and typed_entry(row) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.EditRole:
            entry = typed_entry(row)
            return written(entry, row.own) if entry else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.name if index.column() == NAME else self.text(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row) if index.column() == NAME else self.text(row, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        if value != self.data(index, Qt.ItemDataRole.EditRole):
            self.entered.emit(row, value)
        return True

    def text(self, row: "IndicatorRow", column: int) -> str:
        """Return what stands in a cell."""
        say, entry = self._session.say, typed_entry(row)
        if column == NAME:
            return row.name
        if column == POINTS:
            return row.points
        if column in {OWN, REVIEW}:
            side = row.own if column == OWN else row.review
            typed = written(entry, side) if entry else side.score
            return say("assess.counted", count=typed) if typed and entry and entry.sort == "count" else typed
        return say("assess.left-out-short") if row.left_out else row.value

    def spoken(self, row: "IndicatorRow") -> str:
        """Return a row in one sentence for screen readers."""
        said = {code: self.text(row, column) or "—" for column, code in enumerate(CODES)}
        return self._session.say("assess.spoken", **said)

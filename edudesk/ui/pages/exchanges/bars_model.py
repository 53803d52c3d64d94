"""The rows of the time bars: ours out, theirs in, a row for each person with all their stays of the year."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from edudesk.texts import Texts
from edudesk.ui.pages.exchanges.words import most_urgent, other_end, say_stands, say_stay

if TYPE_CHECKING:
    from edudesk.services.exchanging.year import Direction, StayRow, Year

Index = QModelIndex | QPersistentModelIndex
NAME, BARS, STATE = range(3)
_ROOT = QModelIndex()


@dataclass
class BarRow:
    """A heading, or a person; ``at`` is the stay that the keys are on."""

    direction: "Direction"
    stays: "tuple[StayRow, ...]" = ()
    words: str = ""
    at: int = 0

    @property
    def stay(self) -> "StayRow | None":
        """The stay that is chosen in this row."""
        return self.stays[self.at] if self.stays else None


class BarsModel(QAbstractTableModel):
    """Headings and people; arrows up and down move between people, left and right between their stays."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.year: Year | None = None
        self.rows: list[BarRow] = []

    def show_year(self, year: "Year") -> None:
        """Show the stays of a year; the chosen stays remain so."""
        from edudesk.services.exchanging.year import by_person

        chosen = {row.stay.id for row in self.rows if row.stay}
        self.beginResetModel()
        self.year, self.rows = year, []
        for direction in ("out", "in", "other"):
            found = year.of(direction)
            if found:
                words = self._texts.say(f"exchanges.group.{direction}", count=len(found))
                self.rows.append(BarRow(direction, words=words))
            for stays in by_person(found):
                at = next((at for at, one in enumerate(stays) if one.id in chosen), len(stays) - 1)
                self.rows.append(BarRow(direction, stays, at=at))
        self.endResetModel()

    def row_of(self, stay_id: str) -> int:
        """Return the row of a stay, chosen in it from now on; -1 where it is not shown."""
        for number, row in enumerate(self.rows):
            for at, stay in enumerate(row.stays):
                if stay.id == stay_id:
                    row.at = at
                    return number
        return -1

    def step(self, number: int, by: int) -> bool:
        """Choose the stay beside in a row; return whether there was one."""
        row = self.rows[number]
        if not 0 <= row.at + by < len(row.stays):
            return False
        row.at += by
        self.dataChanged.emit(self.index(number, 0), self.index(number, STATE))
        return True

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].stays:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, year = self.rows[index.row()], self.year
        if year is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole and index.column() == NAME:
            return row.stays[0].name if row.stays else row.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and row.stay:
            return say_stay(self._texts, row.stay, year.today)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.words
        return None

    def second_of(self, row: BarRow) -> str:
        """Return what stands below a name: the school at the other end."""
        return self._texts.say(f"exchanges.end.{row.direction}", school=other_end(row.stays[row.at]))

    def state_of(self, row: BarRow) -> tuple[str, str]:
        """Return how a person's stays stand: the code and its word."""
        assert self.year is not None
        code = most_urgent(row.stays, self.year.today)
        return code, say_stands(self._texts, code)

"""A week as rows of kinds and columns of days, with what is typed over what is kept."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from edudesk.services.schemes.explain import plain
from edudesk.services.standing.words import listed, say_day, say_weekday
from edudesk.texts import Texts
from edudesk.ui.pages.exchanges.words import short_day, short_month

if TYPE_CHECKING:
    from edudesk.services.exchanging.grid import Cell, Day, Line, Place, Week

Index = QModelIndex | QPersistentModelIndex
NAME, FIRST, LAST = 0, 1, 7
WEEK, MONTH, TERM = 8, 9, 10
_COLUMNS = 11
_MOST = 4
_ROOT = QModelIndex()


def read_amount(text: str) -> Decimal | None:
    """Return the number that was typed; nothing typed is None."""
    return Decimal(text) if text.strip(".") else None


class WeekModel(QAbstractTableModel):
    """``typed`` holds what was typed and not saved, by place; it may lie in other weeks as well."""

    edited = Signal()

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.week: Week | None = None
        self.typed: dict[Place, str] = {}

    def show_week(self, week: "Week", typed: "Mapping[Place, str]") -> None:
        """Show a week, and over it what was typed."""
        self.beginResetModel()
        self.week, self.typed = week, dict(typed)
        self.endResetModel()

    # -- places

    def line(self, row: int) -> "Line":
        """Return a row."""
        assert self.week is not None
        return self.week.lines[row]

    def unit(self, row: int) -> str:
        """Return what the numbers of a row count."""
        from edudesk.services.exchanging.kinds import unit_label

        return unit_label(self.line(row).kind.unit)(self._texts.language)

    def day(self, column: int) -> "Day":
        """Return the day of a column."""
        assert self.week is not None
        return self.week.days[column - FIRST]

    def cell(self, index: Index) -> "Cell":
        """Return what is kept in a place."""
        return self.line(index.row()).cells[index.column() - FIRST]

    def place(self, index: Index) -> "Place":
        """Return a place by its row's code and its day."""
        return self.line(index.row()).kind.code, self.day(index.column()).day

    def why_not(self, index: Index) -> str:
        """Return the code of the reason why nothing can be typed in a place, empty where it can."""
        if not FIRST <= index.column() <= LAST:
            return "sum"
        day, cell = self.day(index.column()), self.cell(index)
        if cell.goes_on or cell.detailed:
            return "detailed"
        if self.line(index.row()).kind.role == "":
            return "other"
        if not day.inside:
            return "outside"
        return "ahead" if day.ahead else ""

    # -- typing

    def text(self, index: Index) -> str:
        """Return what stands in a place of a day."""
        place = self.place(index)
        if place in self.typed:
            return self.typed[place]
        cell = self.cell(index)
        return plain(cell.amount) if cell.amount is not None else cell.words

    def type_in(self, index: Index, text: str) -> None:
        """Let a place say something else; what is kept already needs no saving."""
        place, kept = self.place(index), self.cell(index).amount
        plainly = unicodedata.normalize("NFKC", text).replace("。", ".")
        wanted = "".join(one for one in plainly if one in "0123456789.")[:_MOST]
        if wanted.count(".") > 1:
            return
        if (read_amount(wanted) or None) == kept and not wanted.endswith("."):
            self.typed.pop(place, None)
        else:
            self.typed[place] = wanted
        self._changed(index.row())

    def fill_from(self, before: "Mapping[Place, Decimal]") -> int:
        """Type what stood in the week before where nothing stands yet; return how many places."""
        count = 0
        for row in range(self.rowCount()):
            for column in range(FIRST, LAST + 1):
                index = self.index(row, column)
                amount = before.get(self.place(index))
                if amount and not self.why_not(index) and not self.text(index):
                    self.typed[self.place(index)] = plain(amount)
                    count += 1
        if count:
            self._changed()
        return count

    def _changed(self, row: int | None = None) -> None:
        last = self.rowCount() - 1
        self.dataChanged.emit(self.index(row or 0, NAME), self.index(last if row is None else row, TERM))
        self.edited.emit()

    # -- sums

    def sum_of(self, row: int, column: int) -> Decimal:
        """Return a sum with what is typed in it."""
        line = self.line(row)
        assert self.week is not None
        kept = {WEEK: line.week, MONTH: line.month, TERM: line.term}[column]
        for number, day in enumerate(self.week.days):
            place = (line.kind.code, day.day)
            if place in self.typed and self._counts(day.day, column):
                kept += (read_amount(self.typed[place]) or 0) - (line.cells[number].amount or 0)
        return kept

    def _counts(self, day: date, column: int) -> bool:
        from edudesk.services.exchanging.grid import term_of_day

        week = self.week
        assert week is not None
        if column == MONTH:
            return f"{day:%Y-%m}" == week.month
        return column == WEEK or term_of_day(week.stay, day) == week.term

    # -- Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.week is None else len(self.week.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        if FIRST <= index.column() <= LAST:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.week is None:
            return None
        column = index.column()
        if column == NAME and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.line(index.row()).kind.label(self._texts.language)
        if role == Qt.ItemDataRole.DisplayRole:
            if column > LAST:
                found = self.sum_of(index.row(), column)
                return plain(found) if found else ""
            return self.text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or self.week is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(filter(None, self.head(section)))
        return None

    def head(self, section: int) -> tuple[str, str, str]:
        """Return the lines at the head of a column: what it is, its date, and what is special of it."""
        say, week = self._texts.say, self.week
        assert week is not None
        if section == NAME:
            return say("exchanges.work"), "", ""
        if section == MONTH:
            return (
                say("exchanges.sum.month"),
                short_month(self._texts, date.fromisoformat(f"{week.month}-01")),
                "",
            )
        if section > LAST:
            return say("exchanges.sum.week" if section == WEEK else "exchanges.sum.term"), "", ""
        day = self.day(section)
        weekday = say(f"exchanges.weekday.{day.day.isoweekday()}")
        return weekday, short_day(self._texts, day.day), self._mark(day)

    def _mark(self, day: "Day") -> str:
        if not day.inside:
            return self._texts.say("exchanges.mark.outside")
        if day.name or day.free:
            return day.name or self._texts.say("exchanges.mark.free")
        return self._texts.say("exchanges.mark.ahead") if day.ahead else ""

    def _spoken(self, index: Index) -> str:
        line, column = self.line(index.row()), index.column()
        name = line.kind.label(self._texts.language)
        if column == NAME:
            return f"{name} {self.unit(index.row())}"
        if column > LAST:
            return listed(self._texts, (name, self.head(column)[0], plain(self.sum_of(index.row(), column))))
        day = self.day(column).day
        said = self.text(index) or self._texts.say("exchanges.nothing")
        why = self.why_not(index)
        more = self._texts.say(f"exchanges.why.{why}") if why else ""
        if self.place(index) in self.typed:
            more = self._texts.say("exchanges.unsaved-cell")
        when = f"{say_day(self._texts, day)} {say_weekday(self._texts, day)}"
        return listed(self._texts, (part for part in (name, when, said, more) if part))

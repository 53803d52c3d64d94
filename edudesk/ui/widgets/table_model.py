"""Rows of a list that may be very long, fetched in pages; what is not there yet is shown as “…”."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from shiboken6 import isValid

from edudesk.services.listing.column_words import ColumnWords
from edudesk.ui.widgets.table_rows import Cell, Column, Deliver, Request, Row

Index = QModelIndex | QPersistentModelIndex
FetchIds = Callable[[Callable[[Sequence[str]], None]], None]
"""Asks for the ids of all rows that match, in the order shown, and delivers them on the GUI thread."""

AskValues = Callable[[str, Callable[[Sequence[str]], None]], None]
"""(column, then) → the few different values of a column."""

CELL = int(Qt.ItemDataRole.UserRole) + 1
CHECK = "check"
"""The code of the column of check boxes."""
UNKNOWN = Cell("…", faint=True)


class PagedModel(QAbstractTableModel):
    """The rows of one list.

    ``fetch`` asks for a page and calls ``request.deliver`` on the GUI thread. One request is under way at a
    time, and the next one is for what is visible by then, so nothing stale is ever asked for.
    """

    PAGE = 64
    KEPT = 64  # pages

    loaded = Signal()
    checks_changed = Signal()
    sort_changed = Signal(str, bool)
    narrowed_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Request], None],
        fetch_ids: FetchIds | None = None,
        sort: str = "",
        *,
        descending: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self.sort_code, self.descending = sort, descending
        self.phrase: Callable[[Iterable[str]], str] = ", ".join  # a table says how its language does it
        self.visible: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self.is_loaded = False
        self.can_narrow = False
        self.narrowed: tuple[ColumnWords, ...] = ()
        self._ask_values: AskValues = lambda _column, then: then(())
        self._fetch, self._fetch_ids = fetch, fetch_ids
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._stale: set[int] = set()
        self._total = 0
        self._generation = 0
        self._under_way = -1
        self._checked: dict[str, None] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch_next)

    def set_checkable(self) -> None:
        """Put a column of check boxes before the others; called once, before the model is shown."""
        self.columns = (Column(CHECK, "", 37, sortable=False), *self.columns)

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return self._total

    @property
    def generation(self) -> int:
        """How often the rows were asked for anew."""
        return self._generation

    def known_rows(self) -> Iterator[Row]:
        """Give the rows that are fetched and not out of date."""
        for page, rows in self._pages.items():
            if page not in self._stale:
                yield from rows

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of the ticked rows, in the order they were ticked."""
        return tuple(self._checked)

    def row(self, number: int) -> Row | None:
        """Return a row if it has been fetched; otherwise it is fetched soon."""
        at, page = number % self.PAGE, number // self.PAGE
        rows = self._pages.get(page, ())
        if (at >= len(rows) or page in self._stale) and not self._soon.isActive():
            self._soon.start()
        return rows[at] if at < len(rows) else None

    def number_of(self, record_id: str) -> int:
        """Return where a fetched row stands, or -1."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == record_id:
                    return page * self.PAGE + at
        return -1

    def find(self, record_id: str, then: Callable[[int], None]) -> None:
        """Call ``then`` with where a row stands in the whole list, unless it is not in it."""
        number = self.number_of(record_id)
        if number >= 0 and not self._stale:
            then(number)
        elif self._fetch_ids is not None:
            self._fetch_ids(lambda ids: then(list(ids).index(record_id)) if record_id in ids else None)

    def refresh(self) -> None:
        """Fetch anew what is seen, because filter, order or records changed; until then the old stays."""
        self._generation += 1
        self._under_way = -1
        self._stale = set(self._pages)
        self.is_loaded = False
        self._soon.start()
        if self._checked and self._fetch_ids is not None:
            self._fetch_ids(self._keep_checked)

    def sort_by(self, code: str, *, descending: bool) -> None:
        """Order by a column."""
        self.sort_code, self.descending = code, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.sort_changed.emit(code, descending)
        self.refresh()

    def narrow(self, wanted: ColumnWords) -> None:
        """Narrow the list by a column, or take that away where nothing is wanted of it."""
        others = tuple(one for one in self.narrowed if one.column != wanted.column)
        self._set_narrowed(others if wanted.is_bare else (*others, wanted))

    def widen(self) -> None:
        """Take away what the columns narrow the list to."""
        self._set_narrowed(())

    def offer_narrowing(self, ask_values: AskValues) -> None:
        """Say that what is fetched follows :attr:`Request.narrowed`, and who knows the values of a column."""
        self.can_narrow, self._ask_values = True, ask_values

    def ask_values(self, column: str, then: Callable[[Sequence[str]], None]) -> None:
        """Call ``then`` with the few different values of a column; with none where they are many."""
        self._ask_values(column, then)

    def ask_rows(self, first: int, count: int, deliver: Deliver) -> None:
        """Fetch rows for somebody else, such as a sheet that is written."""
        self._fetch(Request(first, count, self.sort_code, self.descending, deliver, self.narrowed))

    def _set_narrowed(self, narrowed: tuple[ColumnWords, ...]) -> None:
        if narrowed != self.narrowed:
            self.narrowed = narrowed
            self.narrowed_changed.emit()
            self.refresh()

    def set_checked(self, ids: Iterable[str]) -> None:
        """Tick these rows and no others."""
        self._checked = dict.fromkeys(ids)
        self._tell_checks()

    def is_checked(self, number: int) -> bool:
        """Tell whether a row is ticked."""
        row = self.row(number)
        return row is not None and self.ticks(row)

    def ticks(self, row: Row) -> bool:
        """Tell whether a row that has been fetched is ticked."""
        return row.id in self._checked

    def toggle(self, number: int) -> None:
        """Tick a row or take its tick away."""
        row = self.row(number)
        if row is None:
            return
        if row.id in self._checked:
            del self._checked[row.id]
        else:
            self._checked[row.id] = None
        self._tell_checks()

    def tick_rows(self, first: int, last: int) -> None:
        """Tick the rows from one to another besides those that are ticked, fetched or not."""

        def tick(ids: Sequence[str]) -> None:
            self.set_checked((*self._checked, *ids))

        if self._fetch_ids is not None:
            self._fetch_ids(lambda ids: tick(ids[first : last + 1]))
        else:
            tick([row.id for row in map(self.row, range(first, last + 1)) if row])

    def toggle_all(self) -> None:
        """Tick all rows that match, fetched or not; when all are ticked, none."""
        if self._total and len(self._checked) >= self._total:
            self.set_checked(())
        elif self._fetch_ids is not None:
            self._fetch_ids(self.set_checked)
        else:
            self.set_checked(row.id for page in self._pages.values() for row in page)

    def check_state(self) -> Qt.CheckState:
        """Tell for the box in the head: none, some, or all that match."""
        if not self._checked:
            return Qt.CheckState.Unchecked
        whole = len(self._checked) >= self._total
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an empty index is a constant
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticks = index.isValid() and self.columns[index.column()].code == CHECK
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ANSWERED:
            return None
        column = self.columns[index.column()]
        row = self.row(index.row())
        if column.code == CHECK:
            return self._check_data(row, role)
        cell = row.cell(column.code) if row else UNKNOWN
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {self.phrase(cell.said)}"
        answer = _ANSWERS.get(role)
        return answer(cell, column, row) if answer else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _check_data(self, row: Row | None, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = row is not None and self.ticks(row)
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and row is not None:
            said = (part for column in self.columns[1:] for part in row.cell(column.code).said)
            return row.spoken or self.phrase(said)
        return None

    def _tell_checks(self) -> None:
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, 0))
        self.checks_changed.emit()

    def _keep_checked(self, ids: Sequence[str]) -> None:
        there = set(ids)
        kept = [one for one in self._checked if one in there]
        if len(kept) < len(self._checked):
            self.set_checked(kept)

    def _fetch_next(self) -> None:
        if self._under_way >= 0:
            return
        page = self._missing()
        if page < 0:
            return
        self._under_way = page
        generation = self._generation

        def deliver(rows: Sequence[Row], total: int) -> None:
            if isValid(self) and generation == self._generation:
                self._take(page, rows, total)

        self.ask_rows(page * self.PAGE, self.PAGE, deliver)

    def _missing(self) -> int:
        """Return the page to fetch: the first that is seen and not there, then one ahead; -1 for none."""
        first, last = self.visible()
        seen = range(first // self.PAGE, last // self.PAGE + 1)
        last_page = max(0, self._total - 1) // self.PAGE
        wanted = [*seen, seen.stop, seen.start - 1] if self.is_loaded else list(seen)
        for page in wanted:
            known = page in self._pages and page not in self._stale
            if 0 <= page <= last_page and not known and (self._total or not self.is_loaded):
                return page
        return -1

    def _take(self, page: int, rows: Sequence[Row], total: int) -> None:
        self._under_way = -1
        self._stale.discard(page)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > self.KEPT:
            dropped, _rows = self._pages.popitem(last=False)
            self._stale.discard(dropped)
        self._set_total(total)
        self.is_loaded = True
        start = page * self.PAGE
        if rows and start < self._total:
            last = min(start + len(rows), self._total) - 1
            self.dataChanged.emit(self.index(start, 0), self.index(last, len(self.columns) - 1))
        self.loaded.emit()
        self._soon.start()

    def _set_total(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            for page in [page for page in self._pages if page * self.PAGE >= total]:
                del self._pages[page]
            self.endRemoveRows()


def _whole(cell: Cell, _column: Column, _row: Row | None) -> Cell:
    return cell


_ANSWERS: Mapping[int, Callable[[Cell, Column, Row | None], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda cell, _column, _row: cell.text,
    int(Qt.ItemDataRole.ToolTipRole): lambda cell, _column, _row: cell.hint or None,
    int(Qt.ItemDataRole.AccessibleDescriptionRole): lambda _cell, _column, row: row.spoken if row else "",
    CELL: _whole,
}
_ANSWERED = frozenset(
    {*_ANSWERS, int(Qt.ItemDataRole.CheckStateRole), int(Qt.ItemDataRole.AccessibleTextRole)}
)

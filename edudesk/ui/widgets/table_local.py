"""A table model over rows that are all there already: short lists, such as the records behind a figure."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from edudesk.ui.widgets.table_model import PagedModel
from edudesk.ui.widgets.table_rows import Column, Request, Row

Key = Callable[[Row, str], Any]
"""(row, column code) → what to sort by."""


def by_words(row: Row, column: str) -> Any:
    """Sort by the words of a cell; Chinese stands nearly in the order of pinyin."""
    return row.cell(column).text.casefold().encode("gb18030", "replace")


class LocalModel(PagedModel):
    """Rows set as a whole and sorted here; without a sort they stand as they were given."""

    def __init__(
        self,
        columns: Sequence[Column],
        sort: str = "",
        *,
        descending: bool = False,
        key: Key = by_words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, self._hand_out, self._hand_ids, sort, descending=descending, parent=parent)
        self._key = key
        self._all: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self._all = tuple(rows)
        self.refresh()

    def _sorted(self) -> list[Row]:
        if not self.sort_code:
            return list(self._all)
        code = self.sort_code
        return sorted(self._all, key=lambda row: self._key(row, code), reverse=self.descending)

    def _hand_out(self, request: Request) -> None:
        rows = self._sorted()
        found = rows[request.first : request.first + request.count]
        QTimer.singleShot(0, self, lambda: request.deliver(found, len(rows)))

    def _hand_ids(self, deliver: Callable[[Sequence[str]], None]) -> None:
        deliver([row.id for row in self._sorted()])

"""A table model over rows that are all there already: narrowed and sorted here, a little at a time.

Sorting a hundred thousand rows takes longer than a window may stand still. The work is cut into steps of a
few milliseconds; until it is done the old rows stay. Short lists are done at once.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from edudesk.services.listing.column_words import value_order
from edudesk.texts.initials import reading_order
from edudesk.ui.widgets.table_model import PagedModel
from edudesk.ui.widgets.table_rows import Column, Request, Row

Key = Callable[[Row, str], Any]
"""(row, column code) → what to sort by; None stands last, and so does a cell without words."""

FEW_VALUES = 30
"""So many different values of a column can be picked from; more are typed."""
_STEP = 2_000  # rows between two looks at the clock
_BUDGET = 0.012  # seconds of work before the window has its turn


def by_words(row: Row, column: str) -> Any:
    """Sort by the words of a cell; Chinese stands in the order of pinyin."""
    return reading_order(row.cell(column).text)


class LocalModel(PagedModel):
    """Rows set as a whole, narrowed and sorted here; without a sort they stand as they were given."""

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
        self.can_narrow = True
        self._key = key
        self._all: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._version = 0
        self._steps: Iterator[None] | None = None
        self._steps_for: object = None
        self._waiting: list[Callable[[], None]] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._work)

    def arranged(self) -> Sequence[Row]:
        """Return the rows that are left in their order; those of before while they are being sorted."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self._all = tuple(rows)
        self._version += 1
        self.refresh()

    def ask_values(self, column: str, then: Callable[[Sequence[str]], None]) -> None:
        found: dict[str, None] = {}
        for row in self._all:
            text = row.cell(column).text
            if text and text not in found:
                found[text] = None
                if len(found) > FEW_VALUES:
                    then(())
                    return
        then(sorted(found, key=value_order))

    def _wanted(self) -> object:
        return (self._version, self.sort_code, self.descending, self.narrowed)

    def _when_arranged(self, then: Callable[[], None]) -> None:
        """Call ``then`` as soon as the rows stand in order."""
        self._waiting.append(then)
        if self._steps_for != self._wanted():
            self._steps, self._steps_for = self._arrange(self._all), self._wanted()
        self._work()

    def _work(self) -> None:
        """Go on for a few milliseconds, then let the window have its turn."""
        until = time.perf_counter() + _BUDGET
        while self._steps is not None and time.perf_counter() < until:
            if next(self._steps, self) is self:
                self._steps = None
        if self._steps is not None:
            self._turn.start()
            return
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _arrange(self, rows: Sequence[Row]) -> Iterator[None]:
        """Narrow and sort in steps: small runs first, which Python then merges quickly."""
        for wanted in self.narrowed:
            left: list[Row] = []
            for part in _parts(rows):
                left += [
                    row
                    for row in part
                    if wanted.fits((cell := row.cell(wanted.column)).text, " ".join(cell.said))
                ]
                yield
            rows = left
        if not self.sort_code:
            self._rows = list(rows)
            return
        keyed: list[tuple[Any, int]] = []
        bare: list[Row] = []
        kept: list[Row] = []
        for part in _parts(rows):
            run = list(self._keys_of(part, kept, bare))
            run.sort(key=_first, reverse=self.descending)
            keyed += run
            yield
        keyed.sort(key=_first, reverse=self.descending)
        yield
        self._rows = [kept[place] for _key, place in keyed] + bare

    def _keys_of(self, rows: Sequence[Row], kept: list[Row], bare: list[Row]) -> Iterator[tuple[Any, int]]:
        code = self.sort_code
        for row in rows:
            cell = row.cell(code)
            key = self._key(row, code) if cell.says else None
            if key is None:
                bare.append(row)
            else:
                yield key, len(kept)
                kept.append(row)

    def _hand_out(self, request: Request) -> None:
        def hand() -> None:
            found = self._rows[request.first : request.first + request.count]
            total = len(self._rows)
            QTimer.singleShot(0, self, lambda: request.deliver(found, total))

        self._when_arranged(hand)

    def _hand_ids(self, deliver: Callable[[Sequence[str]], None]) -> None:
        self._when_arranged(lambda: deliver([row.id for row in self._rows]))


def _first(keyed: tuple[Any, int]) -> Any:
    return keyed[0]


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[at : at + _STEP] for at in range(0, len(rows), _STEP))

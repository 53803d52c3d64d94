"""What a list shows, written as it is seen: its columns, its rows in order or the ticked ones, its words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.jobs import Job
from edudesk.texts import Texts
from edudesk.ui.opening import open_path
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.table_rows import Column, Row
from edudesk.ui.widgets.tables import RecordsTable

if TYPE_CHECKING:
    from edudesk.services.listing.sheet import ListSheet

_AT_ONCE = 1_000  # rows
_PATIENCE = 0.1  # seconds between two looks whether the person has stopped it
_FLEXIBLE = 320  # pixels that the column which takes what is left counts for
_BESIDE = 110  # pixels


class ListWriter(QObject):
    """Writes one table; the rows are asked of the table's own model, a thousand at a time.

    Where the page has buttons for it, they are not repeated below the table (``buttons``).
    """

    _wanted = Signal(int, object)

    def __init__(
        self,
        session: Session,
        page: QWidget,
        table: RecordsTable,
        title: Callable[[], str],
        *,
        buttons: bool = False,
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._table, self._title = session, page, table, title
        self._wanted.connect(self._fetch, Qt.ConnectionType.QueuedConnection)
        table.offer_writing(always=not buttons)
        table.writing.connect(self.write)

    def write(self, suffix: str = "pdf") -> None:
        """Ask where to, then write the ticked rows, or all that are left, and open what was written."""
        session, title = self._session, self._title()
        name = f"{title}.{suffix}"
        path = dialogs.save_as(
            self._page, session.say("tables.write-title"), name, f"*.{suffix}", suffix.upper()
        )
        if path is not None:
            self._begin(path, title)

    def _begin(self, path: Path, title: str) -> None:
        session, model = self._session, self._table.model
        columns, ticked = self._table.seen_columns(), frozenset(model.checked)
        narrowed, today, texts = self._table.chips.words, session.clock.today(), session.texts

        def deed(_archive: object, job: Job) -> Path:
            from edudesk.services.listing.sheet import write_list

            rows = [row for row in self._rows(job) if not ticked or row.id in ticked]
            write_list(_sheet(texts, title, columns, rows, narrowed), path, today, texts)
            return path

        session.desk.work(self, session.say("tables.writing"), deed, self._written, failed=self._failed)

    def _rows(self, job: Job) -> Iterator[Row]:
        """Give all rows of the list in their order; runs in the thread of the work."""
        first, total = 0, 1
        while first < total:
            answers: Queue[tuple[Sequence[Row], int]] = Queue()
            self._wanted.emit(first, answers)
            rows, total = _awaited(answers, job, first, total)
            yield from rows
            if not rows:
                return
            first += len(rows)

    def _fetch(self, first: int, answers: "Queue[tuple[Sequence[Row], int]]") -> None:
        self._table.model.ask_rows(first, _AT_ONCE, lambda rows, total: answers.put((rows, total)))

    def _written(self, path: Path) -> None:
        self._session.toast(self._session.say("tables.written", name=path.name))
        open_path(path)

    def _failed(self, error: EduDeskError) -> None:
        if not isinstance(error, Cancelled):
            self._session.desk.troubled.emit(error)


def _awaited(
    answers: "Queue[tuple[Sequence[Row], int]]", job: Job, first: int, total: int
) -> tuple[Sequence[Row], int]:
    while True:
        job.step(first, total)
        try:
            return answers.get(timeout=_PATIENCE)
        except Empty:
            continue


def _sheet(
    texts: Texts, title: str, columns: Sequence[Column], rows: Sequence[Row], narrowed: str
) -> "ListSheet":
    """Return the sheet: a cell holds its text alone, a column behind it what any says beside."""
    from edudesk.services.listing.sheet import ListSheet
    from edudesk.services.reports.document import Column as Head

    beside = {one.code for one in columns if any(row.cell(one.code).beside for row in rows)}
    heads: list[Head] = []
    for one in columns:
        width = (one.width or _FLEXIBLE) / 100
        heads.append(Head(one.title, width, "right" if one.right else "left"))
        if one.code in beside:
            heads.append(Head(texts.say("tables.beside"), _BESIDE / 100))
    told = tuple(tuple(_values(row, columns, beside, texts)) for row in rows)
    return ListSheet(title, tuple(heads), told, narrowed)


def _values(row: Row, columns: Sequence[Column], beside: set[str], texts: Texts) -> Iterator[str | date]:
    for column in columns:
        cell = row.cell(column.code)
        yield cell.written
        if column.code in beside:
            yield texts.phrase(cell.beside)

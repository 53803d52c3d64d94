"""Many packages in one go: how far it is, then what became of each, and the receipts for all."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.desk import Work
from edudesk.ui.opening import open_path
from edudesk.ui.pages.handing.batching import Batching
from edudesk.ui.pages.handing.facts import VerdictBand
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.receiving.batch import Batch

_GLYPHS = {"taken": State.MET, "same": State.NOT_APPLICABLE, "failed": State.MISSED}


class BatchView(QWidget):
    """Stands alone: :meth:`offer` begins, ``changed`` follows every step until all is put away."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._batching = session, Batching.of(session)
        self._shown: object = None
        say = session.say
        self._busy = BusyCard(session.texts)
        self._head = QVBoxLayout()
        self._head.setSpacing(theme().tokens.px(10))
        columns = [
            Column("file", say("batch.column.file"), 220),
            Column("state", say("batch.column.state"), 132),
            Column("sender", say("batch.column.sender"), 160),
            Column("records", say("batch.column.records"), 84),
            Column("why", say("batch.column.why"), 0),
        ]
        self._model = LocalModel(columns, parent=self)
        self.table = RecordsTable(session.texts, self._model, say("batch.title"), checkable=False)
        self._writer = ListWriter(session, self, self.table, lambda: say("batch.title"))
        self.receipts = Button(say("batch.write-receipts"), role="primary", icon="file")
        self.another = Button(say("batch.put-away"))
        self.why = Words("", wrap=True)
        """Why the package of the chosen row was left out, in full; columns hold less."""
        self.table.current_changed.connect(self._tell)
        self._foot = Line(None, self.another, self.receipts, gap=10)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().tokens.px(12))
        self._column.addWidget(self._busy)
        self._column.addLayout(self._head)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.why)
        self._column.addWidget(self._foot)
        self.receipts.clicked.connect(self._choose_folder)
        self.another.clicked.connect(self.put_away)
        self._batching.changed.connect(self._show)
        self._show()

    @property
    def is_begun(self) -> bool:
        """Whether there is something to show."""
        return self._batching.is_begun

    @property
    def work(self) -> Work | None:
        """What is being taken in or written now."""
        return self._batching.work

    def offer(self, places: Sequence[Path]) -> None:
        """Take in every package among files and folders once the person says yes."""
        say = self._session.say
        dialogs.ask(
            self.parentWidget() or self,
            say("batch.question"),
            say("batch.question-words"),
            say("batch.yes"),
            say("batch.no"),
            then=lambda: self._batching.start(places),
        )

    def put_away(self) -> None:
        """Forget what became of packages; while some are at work nothing happens."""
        self._batching.reset()

    def _choose_folder(self) -> None:
        folder = dialogs.choose_folder(self, self._session.say("batch.receipts-where"))
        if folder is not None:
            self._batching.write_receipts(folder)

    def _show(self) -> None:
        batching = self._batching
        batch = batching.batch
        if batching.work is not None:
            self._busy.follow(batching.work, batching.work.unit)
            self._busy.show_at_once()
        else:
            self._busy.stop_following()
        self._show_head()
        if batch is not None and batch is not self._shown:
            rows = self._rows(batch)
            self._model.set_rows(rows)
            self._tell(rows[0] if rows else None)
            if rows:  # what is told below the table is told of a row one sees
                self.table.select(rows[0].id)
        self._shown = batch
        self.table.setVisible(batch is not None)
        self._foot.setVisible(batching.is_begun and batching.work is None)
        written = batch is not None and any(one.arrival_id for one in batch.outcomes)
        self.receipts.setVisible(written)
        self.changed.emit()

    def _tell(self, row: Row | None) -> None:
        cell = row.cells["why"] if row is not None else ""
        words = cell.text if isinstance(cell, Cell) else cell
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def _show_head(self) -> None:
        while item := self._head.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        batching, say = self._batching, self._session.say
        if batching.error is not None:
            self._head.addWidget(ErrorNotice(self._session.texts, batching.error))
        if batching.batch is not None:
            self._head.addWidget(self._summary(batching.batch))
        if batching.receipts is not None:
            folder = batching.receipts
            notice = Notice(State.MET, say("batch.receipts-ready", path=folder), [say("batch.open-folder")])
            notice.chosen.connect(lambda _place: open_path(folder))
            self._head.addWidget(notice)

    def _summary(self, batch: "Batch") -> VerdictBand:
        from edudesk.services.receiving.batch_report import summary

        failed, say = batch.count("failed"), self._session.say
        state = State.AT_RISK if failed or batch.left else State.MET
        why = say("batch.failed-why") if failed else say("batch.done-why")
        return VerdictBand(state, summary(batch, self._session.texts), why, alone=True)

    def _rows(self, batch: "Batch") -> list[Row]:
        """Return a row for each package, those that were left out first."""
        from edudesk.services.receiving.batch_report import fresh, why

        say, texts = self._session.say, self._session.texts
        rows = []
        for one in sorted(batch.outcomes, key=lambda one: one.state != "failed"):
            words = why(one, batch, texts)
            cells: dict[str, Cell | str] = {
                "file": Cell(one.path.name, hint=str(one.path)),
                "state": Cell(say(f"batch.state.{one.state}"), state=_GLYPHS[one.state]),
                "sender": one.sender or Cell("—", faint=True),
                "records": str(fresh(one)) if one.state == "taken" else Cell("—", faint=True),
                "why": Cell(words, hint=words),
            }
            rows.append(Row(str(one.path), cells, data=one))
        none = Cell("—", faint=True)
        for path in batch.left:
            cells = {
                "file": Cell(path.name, hint=str(path)),
                "state": Cell(say("batch.state.left"), faint=True),
            }
            rows.append(Row(str(path), cells | {"sender": none, "records": none, "why": ""}, data=path))
        return rows

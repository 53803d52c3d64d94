"""往来记录: every package that was made here, with its receiver, its gaps and its check code."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.services.handing.view import Sent
from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.opening import open_with_system
from edudesk.ui.pages.handing.packing import Packing
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.tables import Cell, Column, PagedModel, RecordsTable, Request, Row
from edudesk.ui.widgets.words import Words


class SentView(QWidget):
    """The list; ``checking`` carries a package to be checked once more, ``making`` asks for the first one."""

    checking = Signal(object)  # Path
    making = Signal()

    def __init__(self, session: Session, packing: Packing) -> None:
        super().__init__()
        self._session, self._packing = session, packing
        self._sent: tuple[Sent, ...] = ()
        say = session.say
        columns = [
            Column("when", say("handing.sent.when"), 136, sortable=False),
            Column("term", say("handing.sent.term"), 190, sortable=False),
            Column("to", say("handing.sent.to"), 150, sortable=False),
            Column("name", say("handing.sent.name"), 0, sortable=False),
            Column("verdict", say("handing.sent.check"), 104, sortable=False),
            Column("gaps", say("handing.sent.gaps"), 72, sortable=False),
            Column("code", say("handing.sent.code"), 200, sortable=False),
        ]
        self._model = PagedModel(columns, self._fetch)
        self.table = RecordsTable(session.texts, self._model, say("handing.tab.sent"), checkable=False)
        self._folder = Button(say("handing.sent.open"), icon="folder-open")
        self._again = Button(say("handing.sent.check-again"), icon="package-check")
        self._place = Words("", "second", "text2", elide=True)
        self._empty = EmptyState(
            "package",
            say("handing.sent.empty"),
            say("handing.sent.empty-why"),
            say("handing.sent.empty-button"),
        )
        self._stack = QStackedWidget()
        self._lay_out()

    def show_sent(self, sent: tuple[Sent, ...]) -> None:
        """Show what was handed in, the newest first."""
        if sent != self._sent:
            self._sent = sent
            self._model.refresh()
        self.table.set_footer(self._session.say("handing.sent.footer", count=len(sent)))
        self._stack.setCurrentIndex(0 if sent else 1)
        if sent and self.table.current() is None:
            self.table.select(sent[0].id)
        self._show_place()

    def focus_table(self) -> None:
        """Put the focus into the list."""
        self.table.setFocus()

    def _fetch(self, request: Request) -> None:
        chosen = self._sent[request.first : request.first + request.count]
        request.deliver([self._row(one) for one in chosen], len(self._sent))

    def _row(self, one: Sent) -> Row:
        say = self._session.say
        gaps = say("handing.sent.gap-count", count=one.gaps) if one.gaps else say("handing.sent.no-gaps")
        cells: dict[str, Cell | str] = {
            "when": f"{one.built_at:%Y-%m-%d %H:%M}",
            "term": one.term,
            "to": one.handed_to or Cell("—", faint=True),
            "name": Cell(one.name, hint=one.name),
            "verdict": Cell(say("handing.sent.checked"), state=State.MET),
            "gaps": gaps if one.gaps is not None else Cell("—", faint=True),
            "code": Cell(one.check_code or "—", bold=True),
        }
        return Row(one.id, cells, data=one)

    def _path(self) -> Path | None:
        row = self.table.current()
        return self._packing.place_of(row.id) if row else None

    def _show_place(self) -> None:
        say, path = self._session.say, self._path()
        if path is None:
            self._show_reach(say("handing.sent.unknown-place") if self._sent else "", "")
            return

        def shown(there: bool) -> None:  # noqa: FBT001 - the desk's answer
            self._show_reach("" if there else say("handing.sent.moved"), str(path.parent))

        # A stick or a share that does not answer must not hold up the window.
        self._session.desk.ask(self, lambda _opened: path.exists(), shown, key="reach")

    def _show_reach(self, reason: str, place: str) -> None:
        for button in (self._folder, self._again):
            button.why_not(reason)
        self._place.setText(reason or place)

    def _open(self) -> None:
        path = self._path()
        if path is not None:
            open_with_system(path.parent)

    def _check(self) -> None:
        path = self._path()
        if path is not None:
            self.checking.emit(path)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.table, 1)
        line = Line(self._place, self._again, self._folder, gap=10)
        line.body.setStretch(0, 1)
        column.addWidget(line)
        self._stack.addWidget(listed)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._folder.clicked.connect(self._open)
        self._again.clicked.connect(self._check)
        self._empty.clicked.connect(self.making)
        self.table.current_changed.connect(lambda _row: self._show_place())
        self.table.opened.connect(lambda _row: self._open())

"""A list of the roster: a table with its filters above and the chosen record beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.pages.people.questions import Rows, Wanted, values
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import FlowLayout
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.fields import TextField
from edudesk.ui.widgets.pane import Pane
from edudesk.ui.widgets.tables import Column, PagedModel, RecordsTable, Request, Row, TableAction
from edudesk.ui.widgets.words import Link, Words

_TYPED = 150  # milliseconds after the last key before the list is asked for
_PageQuestion = Callable[[Opened, Wanted, Request, Any], Rows]


class RosterList(QWidget):
    """A table with its filters above and the chosen record beside it.

    ``editing`` carries an id; ``deleting`` ids, ``acting`` an act and ids; ``filling`` asks for the import,
    when the roster is empty.
    """

    tab = ""
    columns: Sequence[tuple[str, int, bool]] = ()  # code, width, shown
    acts: Sequence[str] = ()
    editing = Signal(str)
    acting = Signal(str, tuple)
    deleting = Signal(tuple)
    filling = Signal()

    def __init__(self, session: Session, pane: Pane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.pane = pane
        self.wanted = Wanted()
        self._title = ""
        self._pending = ""
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._narrow)
        self.text = TextField(session.say(f"people.find-{self.tab}"), "search")
        self.text.setAccessibleName(session.say(f"people.find-{self.tab}"))
        self.text.textChanged.connect(self._soon.start)
        self.narrowed = Words("", "second", "text2")
        self.all = Link(session.say("people.show-all"))
        self.all.clicked.connect(self.clear_filter)
        self.table = self._make_table()
        title = session.say(f"people.{self.tab}")
        self.writer = ListWriter(session, self, self.table, lambda: title)
        self.split = ListWithDetail(self.table, pane, session.say("people.close-pane"))
        pane.edited.connect(self.editing)
        pane.deleted.connect(lambda record_id: self.deleting.emit((record_id,)))
        self._lay_out()
        self._show_narrowing()

    @property
    def narrowed_wanted(self) -> Wanted:
        """What the list is narrowed to, by its columns too."""
        return replace(self.wanted, columns=self.table.model.narrowed)

    def refresh(self) -> None:
        """Ask for everything anew; what is shown stays until then."""
        self.table.model.refresh()
        current = self.table.current()
        if current is not None:
            self.ask_detail(current.id)

    def show_only(self, wanted: Wanted, title: str) -> None:
        """Narrow the list to certain records, called ``title``."""
        self.wanted, self._title = wanted, title
        self.text.blockSignals(True)
        self.text.setText(wanted.text)
        self.text.blockSignals(False)
        self.set_filters(wanted)
        self.table.model.widen()
        self._apply()

    def select(self, record_id: str) -> None:
        """Make a record the current one."""
        self.table.select(record_id)

    def clear_filter(self) -> None:
        """Show all again."""
        self.show_only(Wanted(), "")

    def filters(self) -> Sequence[QWidget]:
        """Return the fields beside the one for words."""
        return ()

    def column_title(self, code: str) -> str:
        """Return what stands above a column."""
        return self.session.say(f"people.column-{code}")

    def set_filters(self, wanted: Wanted) -> None:
        """Show in the fields what the list is narrowed to."""

    def ask_page(self, opened: Opened, wanted: Wanted, request: Request) -> Rows:
        """Return a page of rows; runs in the desk's thread."""
        raise NotImplementedError

    def ask_ids(self, opened: Opened, wanted: Wanted, sort: str, *, descending: bool) -> tuple[str, ...]:
        """Return the ids of all rows; runs in the desk's thread."""
        raise NotImplementedError

    def ask_detail(self, record_id: str) -> None:
        """Ask for what the pane shows."""
        raise NotImplementedError

    def take_filters(self) -> Wanted:
        """Return what the fields say."""
        return replace(self.wanted, text=self.text.text().strip())

    def _narrow(self) -> None:
        self.wanted = self.take_filters()
        self._apply()

    def _apply(self) -> None:
        self._show_narrowing()
        self._set_empty()
        self.table.model.refresh()

    def _show_narrowing(self) -> None:
        only = self.wanted.ids is not None
        self.narrowed.setText(self._title if only else "")
        self.narrowed.setVisible(only)
        self.all.setVisible(not self.wanted.is_bare)

    def _make_table(self) -> RecordsTable:
        say = self.session.say
        columns = tuple(
            Column(
                code,
                self.column_title(code),
                width,
                right=code == "people",
                shown=shown,
            )
            for code, width, shown in self.columns
        )
        model = PagedModel(columns, self._fetch, self._fetch_ids)
        model.offer_narrowing(self._values)
        table = RecordsTable(self.session.texts, model, say(f"people.{self.tab}"))
        table.set_actions(
            (
                *(TableAction(code, say(f"moving.{code}")) for code in self.acts),
                TableAction("delete", say("people.delete"), danger=True),
            ),
            lambda count: say(f"people.ticked-{self.tab}", count=count),
        )
        table.keep_in(self.session.preferences, f"people.{self.tab}.columns")
        table.acted.connect(self._act)
        table.deleting.connect(self.deleting)
        table.current_changed.connect(self._show_current)
        table.opened.connect(self._open)
        model.loaded.connect(self._count)
        return table

    def _values(self, column: str, then: Callable[[Sequence[str]], None]) -> None:
        tab, texts = self.tab, self.session.texts
        self.session.desk.ask(self, lambda opened: values(opened, tab, column, texts), then)

    def _fetch(self, request: Request) -> None:
        wanted = self.narrowed_wanted
        self.session.desk.ask(
            self,
            lambda opened: self.ask_page(opened, wanted, request),
            lambda found: request.deliver(found.rows, found.total),
        )

    def _fetch_ids(self, then: Callable[[Sequence[str]], None]) -> None:
        wanted, model = self.narrowed_wanted, self.table.model
        sort, descending = model.sort_code, model.descending
        self.session.desk.ask(
            self, lambda opened: self.ask_ids(opened, wanted, sort, descending=descending), then
        )

    def _count(self) -> None:
        self.table.set_footer(self.session.say(f"people.count-{self.tab}", count=self.table.model.total))

    def _set_empty(self) -> None:
        say = self.session.say
        if self.wanted.is_bare:
            empty = EmptyState(
                "book-user",
                say(f"people.empty-{self.tab}"),
                say(f"people.empty-{self.tab}-second"),
                say("people.import-roster"),
                primary=False,
            )
            empty.clicked.connect(self.filling)
        else:
            empty = EmptyState(
                "search", say(f"people.no-{self.tab}"), "", say("people.clear-filter"), primary=False
            )
            empty.clicked.connect(self.clear_filter)
        self.table.set_empty(empty)

    def _act(self, code: str, ids: tuple[str, ...]) -> None:
        if code in self.acts:
            self.acting.emit(code, ids)
        else:
            self.deleting.emit(ids)

    def _show_current(self, row: Row | None) -> None:
        if row is None:
            self.pane.clear()
        else:
            self.ask_detail(row.id)

    def _open(self, row: Row) -> None:
        self.ask_detail(row.id)
        if self.split.is_drawer:
            self.split.open_detail()
        else:
            self.editing.emit(row.id)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        line = QWidget()
        flow = FlowLayout(line)
        self.text.setMinimumWidth(px(210))
        for widget in (self.text, *self.filters(), self.narrowed, self.all):
            widget.setFixedHeight(px("button"))
            flow.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(line)
        layout.addWidget(self.split, 1)
        self._set_empty()
        self.setFocusProxy(self.table)

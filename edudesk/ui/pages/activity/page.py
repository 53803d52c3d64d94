"""The list two thirds, the detail one third; drafts that wait above."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.opening import open_path, open_sheet
from edudesk.ui.page import Page
from edudesk.ui.pages.activity import questions
from edudesk.ui.pages.activity.details import DetailView, ask_detail
from edudesk.ui.pages.activity.filters import Filters
from edudesk.ui.pages.activity.pane import ActivityPane
from edudesk.ui.pages.activity.questions import Ground
from edudesk.ui.pages.activity.waiting import WaitingDrafts
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.tables import Column, PagedModel, RecordsTable, Request, Row, TableAction

_COLUMNS = (("date", 78), ("topic", 0), ("kinds", 92), ("partner", 84), ("evidence", 112), ("counts", 124))
_LONG_DATE = 104  # “22 November”
_STATE = "activities.columns"


class ActivityPage(Page):
    """Places: ``ids`` with a ``title`` for those behind a figure, ``id`` for one, ``paper`` for its file."""

    code = "activity"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._awaited = ""
        self._ground: Ground | None = None
        self.filters = Filters(session)
        self.waiting = WaitingDrafts(session)
        self.pane = ActivityPane(session)
        self.table = self._make_table()
        self.split = ListWithDetail(self.table, self.pane, session.say("people.close-pane"))
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for rows, and then for filters, drafts and the detail anew."""
        self.table.model.refresh()
        QTimer.singleShot(0, self, self._ask_rest)  # the model asks in a moment, and nothing goes before it

    def _ask_rest(self) -> None:
        term, texts = self.session.term, self.session.texts
        self.waiting.refresh()
        ask = self.session.desk.ask
        ask(self, lambda opened: questions.ground(opened, term, texts), self._show_ground, key="ground")
        if self.pane.shown:
            self._ask_detail(self.pane.shown)

    def go_to(self, **place: Any) -> None:
        """Show certain activities, or choose one."""
        if "ids" in place:
            self.filters.show_only(tuple(place["ids"]), place.get("title", ""))
            if len(place["ids"]) == 1:
                self._choose(place["ids"][0])
        elif "id" in place:
            self.filters.show_only(None, "")
            self.pane.choose_paper(place.get("paper", ""))
            self._choose(place["id"])

    def focus_filter(self) -> None:
        """Put the cursor into the search within the list."""
        self.filters.text.setFocus()

    def print_page(self) -> None:
        """Write what is seen as a PDF and open it."""
        self._all_ids(lambda ids: self._write(tuple(ids), ".pdf"))

    def _choose(self, record_id: str) -> None:
        self._awaited = record_id
        self.table.select(record_id)
        self._ask_detail(record_id)
        if self.split.is_drawer:
            self.split.open_detail()

    # -- the list

    def _make_table(self) -> RecordsTable:
        say = self.session.say
        columns = tuple(
            Column(
                code,
                say(f"activities.column-{code}"),
                _LONG_DATE if code == "date" and self.session.texts.language == "en" else width,
                sortable=code != "counts",
            )
            for code, width in _COLUMNS
        )
        model = PagedModel(columns, self._fetch, self._fetch_ids, "date", descending=True)
        table = RecordsTable(self.session.texts, model, say("activities.title"))
        table.set_actions(
            (
                TableAction("excel", say("activities.excel")),
                TableAction("print", say("activities.print")),
                TableAction("delete", say("activities.delete"), danger=True),
            ),
            lambda count: say("activities.ticked", count=count),
        )
        if isinstance(kept := self.session.preferences.state(_STATE), list):
            table.show_columns(kept)
        return table

    def _fetch(self, request: Request) -> None:
        wanted, term, texts = self.filters.wanted, self.session.term, self.session.texts
        self.session.desk.ask(
            self,
            lambda opened: questions.rows(opened, wanted, term, request, texts),
            lambda found: request.deliver(found.rows, found.total),
        )

    def _fetch_ids(self, then: Callable[[Sequence[str]], None]) -> None:
        self._all_ids(then)

    def _all_ids(self, then: Callable[[Sequence[str]], None]) -> None:
        wanted, term, texts = self.filters.wanted, self.session.term, self.session.texts
        order = (self.table.model.sort_code, self.table.model.descending)
        self.session.desk.ask(self, lambda opened: questions.ids(opened, wanted, term, order, texts), then)

    def _show_ground(self, ground: Ground) -> None:
        self._ground = ground
        self.filters.show_ground(ground)
        self._count()

    def _count(self) -> None:
        bare = self.filters.wanted.is_bare
        words = self._ground.sentence if bare and self._ground else ""
        self.table.set_footer(words or self.session.say("activities.count", count=self.table.model.total))

    def _narrow(self) -> None:
        self._set_empty()
        self.table.model.refresh()

    def _set_empty(self) -> None:
        say = self.session.say
        if self.filters.wanted.is_bare:
            self.empty = EmptyState(
                "clipboard-list",
                say("activities.empty"),
                say("activities.empty-second"),
                say("activities.record"),
                primary=False,
            )
            self.empty.clicked.connect(lambda: self.session.go("record"))
        else:
            words = say("activities.nothing"), "", say("activities.clear")
            self.empty = EmptyState("search", *words, primary=False)
            self.empty.clicked.connect(self.filters.clear)
        self.table.set_empty(self.empty)

    # -- one activity

    def _show_current(self, row: Row | None) -> None:
        if row is not None:
            self._ask_detail(row.id)

    def _ask_detail(self, record_id: str) -> None:
        term, texts = self.session.term, self.session.texts
        question = partial(ask_detail, record_id=record_id, term=term, texts=texts)
        self.session.desk.ask(self, question, self._show_detail, key="detail")

    def _show_first(self) -> None:
        """Choose the newest activity, so that the pane is not bare."""
        self._count()
        if not self.table.model.total:
            self.pane.clear()
        if not self.pane.shown and not self._awaited and self.table.current() is None:
            self.table.view.go_to_row(0)

    def _show_detail(self, view: DetailView | None) -> None:
        self._awaited = ""
        if view is None:
            self.pane.clear()
        else:
            self.pane.show_activity(view)

    def _open(self, row: Row) -> None:
        self._ask_detail(row.id)
        if self.split.is_drawer:
            self.split.open_detail()
        else:
            self.session.go("record", activity=row.id)

    # -- deeds

    def _act(self, code: str, ids: tuple[str, ...]) -> None:
        if code == "delete":
            self._ask_delete(ids)
        else:
            self._write(ids, ".xlsx" if code == "excel" else ".pdf")

    def _ask_delete(self, ids: tuple[str, ...]) -> None:
        texts = self.session.texts
        self.session.desk.ask(
            self, lambda opened: questions.what_goes(opened, ids, texts), partial(self._confirm_delete, ids)
        )

    def _confirm_delete(self, ids: tuple[str, ...], goes: str) -> None:
        say = self.session.say
        dialogs.ask(
            self,
            say("activities.delete-one" if len(ids) == 1 else "activities.delete-many", count=len(ids)),
            f"{goes} {say('activities.delete-second')}".strip(),
            say("activities.delete"),
            say("activities.keep"),
            danger=True,
            then=lambda: self._delete(ids),
        )

    def _delete(self, ids: tuple[str, ...]) -> None:
        def then(change: str) -> None:
            self.table.model.set_checked(())
            self.session.toast(self.session.say("activities.deleted", count=len(ids)), change)

        self.session.desk.change(self, lambda opened: questions.delete(opened, ids), then)

    def _import(self) -> None:
        self.session.go("people", tab="import", kind="workbook")

    def _export(self) -> None:
        self._all_ids(lambda ids: self._write(tuple(ids), ".xlsx"))

    def _write(self, ids: tuple[str, ...], suffix: str) -> None:
        say = self.session.say
        name = f"{say('activities.title')}{suffix}"
        path = dialogs.save_as(self, say("activities.save-list"), name, f"*{suffix}", suffix[1:].upper())
        if path is None:
            return
        term, texts = self.session.term, self.session.texts

        def question(opened: Opened) -> Path:
            return questions.write_sheet(opened, ids, path, term, texts)

        self.session.desk.ask(self, question, self._written)

    def _written(self, path: Path) -> None:
        self.session.toast(self.session.say("activities.written", name=path.name))
        open_path(path)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self.excel = Button(say("activities.excel"), icon="file-spreadsheet")
        self.excel.clicked.connect(self._export)
        printing = Button(say("activities.print"), icon="printer", hint="Ctrl P")
        printing.clicked.connect(self.print_page)
        menu = make_menu(
            [
                Entry(say("activities.batch"), self._import),
                Entry(say("activities.intake"), lambda: self.session.go("intake")),
                Entry(say("activities.twins"), lambda: self.session.go("intake", view="twins")),
                Entry(say("activities.bin"), lambda: self.session.go("bin")),
            ],
            self,
        )
        title = TitleBar(
            say("activities.title"), [self.excel, printing, Button(say("activities.more"), menu=menu)]
        )
        layout = QVBoxLayout(self)
        margin = px("margin")
        layout.setContentsMargins(margin, px(18), margin, px(18))
        layout.setSpacing(px(12))
        for widget in (title, self.filters, self.waiting):
            layout.addWidget(widget)
        layout.addWidget(self.split, 1)
        self._set_empty()

    def _connect(self) -> None:
        session, table, pane = self.session, self.table, self.pane
        self.filters.changed.connect(self._narrow)
        table.current_changed.connect(self._show_current)
        table.opened.connect(self._open)
        table.acted.connect(self._act)
        table.deleting.connect(self._ask_delete)
        table.model.loaded.connect(self._show_first)
        table.columns_changed.connect(lambda codes: session.preferences.keep_state(_STATE, list(codes)))
        pane.edited.connect(lambda one: session.go("record", activity=one))
        pane.holding.connect(lambda one: session.go("record", activity=one, state="held"))
        pane.adding.connect(lambda one, kinds: session.go("record", activity=one, missing=kinds))
        pane.deleted.connect(lambda one: self._ask_delete((one,)))
        pane.printing.connect(lambda one: open_sheet(session, self, "activity-record", one))

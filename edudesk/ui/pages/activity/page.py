"""List, calendar or photo wall two thirds, the detail one third; drafts that wait above."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.ui.importing import ImportSteps
from edudesk.ui.opening import open_sheet
from edudesk.ui.page import Page
from edudesk.ui.pages.activity import questions
from edudesk.ui.pages.activity.calendar import ActivityCalendar
from edudesk.ui.pages.activity.columns import columns_of
from edudesk.ui.pages.activity.deeds import Deeds
from edudesk.ui.pages.activity.details import DetailView, ask_detail
from edudesk.ui.pages.activity.filters import Filters
from edudesk.ui.pages.activity.pane import ActivityPane
from edudesk.ui.pages.activity.photos import PhotosView
from edudesk.ui.pages.activity.questions import Ground, Wanted
from edudesk.ui.pages.activity.waiting import WaitingDrafts
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Pile, TitleBar, side_margin
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.table_narrowing import NarrowingChips
from edudesk.ui.widgets.tables import PagedModel, RecordsTable, Request, Row, TableAction

_STATE, _VIEW = "activities.columns", "activities.view"
LIST, CALENDAR, PHOTOS = VIEWS = ("list", "calendar", "photos")
_ICONS = {LIST: "list", CALENDAR: "calendar", PHOTOS: "image"}


class ActivityPage(Page):
    """Places: ``ids`` with a ``title`` for those behind a figure, ``id`` for one, ``paper`` for its file.

    ``view`` is "list", "calendar" or "photos"; ``batch`` takes in a table with many.
    """

    code = "activity"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._awaited = ""
        self._ground: Ground | None = None
        self._is_batch = False
        self._whole, self._main = Pile(), QWidget()
        self.filters = Filters(session)
        self.waiting = WaitingDrafts(session)
        self.pane = ActivityPane(session)
        self.table = self._make_table()
        title = session.say("activities.title")
        self.writer = ListWriter(session, self, self.table, lambda: title, buttons=True)
        self.deeds = Deeds(session, self, lambda: self.table.model.set_checked(()))
        # Above the calendar and the wall, which are narrowed by the list's columns too.
        self.chips = QWidget()
        inside = QVBoxLayout(self.chips)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(NarrowingChips(session.texts, self.table.model))
        self.chips.hide()
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.split = ListWithDetail(self.stage, self.pane, session.say("people.close-pane"))
        self.split.follow(self.table)
        self.views = Segment([(code, session.say(f"activities.view-{code}")) for code in VIEWS], icons=_ICONS)
        self.views.setAccessibleName(session.say("activities.view"))
        self._lay_out()
        self._connect()
        kept = session.preferences.state(_VIEW)
        self._turn(kept if kept in VIEWS else LIST)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self.excel = Button(say("activities.excel"), icon="file-spreadsheet")
        self.excel.clicked.connect(lambda: self.writer.write("xlsx"))
        printing = Button(say("activities.print"), icon="printer", hint="Ctrl P")
        printing.clicked.connect(self.print_page)
        self.to_list = Button(say("activities.to-list"), icon="arrow-left")
        self.to_list.clicked.connect(lambda: self.session.go("activity", view=self.views.value()))
        menu = make_menu(
            [
                Entry(say("activities.batch"), lambda: self.session.go("activity", batch=True)),
                Entry(say("activities.intake"), lambda: self.session.go("intake")),
                Entry(say("activities.twins"), lambda: self.session.go("intake", view="twins")),
                Entry(say("activities.bin"), lambda: self.session.go("bin")),
            ],
            self,
        )
        self._right = (self.excel, printing, Button(say("activities.more"), menu=menu))
        right = (*self._right, self.to_list)
        self.title = TitleBar(say("activities.title"), right, beside=(self.views,))
        self.to_list.hide()
        main = QVBoxLayout(self._main)
        main.setSpacing(px(12))
        for widget in (self.filters, self.chips, self.waiting):
            main.addWidget(widget)
        main.addWidget(self.split, 1)
        self._whole.addWidget(self._main)
        self._head = QWidget()
        QVBoxLayout(self._head).addWidget(self.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._whole, 1)
        self._set_empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, side = theme().tokens.px, side_margin(self)
        for part, above, below in ((self._head, px(18), px(12)), (self._main, 0, px(18))):
            layout = part.layout()
            assert layout is not None
            layout.setContentsMargins(side, above, side, below)

    @cached_property
    def calendar(self) -> ActivityCalendar:
        """The month; made when it is first looked at."""
        made = ActivityCalendar(self.session)
        made.opened.connect(self._show_one)
        made.beginning.connect(self._begin)
        self.stage.addWidget(made)
        return made

    @cached_property
    def photos(self) -> PhotosView:
        """The photo wall; made when it is first looked at."""
        made = PhotosView(self.session)
        made.opened.connect(self._show_one)
        made.stood.connect(self._ask_detail)
        made.collecting.connect(lambda: self.session.go("intake"))
        self.stage.addWidget(made)
        return made

    @cached_property
    def batch(self) -> ImportSteps:
        """Many activities from a table, with an empty one to fill in."""
        made = ImportSteps(self.session, "activity")
        made.finished.connect(lambda _count: self.session.go("activity", view=LIST))
        self._whole.addWidget(made)
        return made

    @property
    def has_primary(self) -> bool:  # type: ignore[override]  # it depends on what is shown
        """Whether a table is taken in, whose button is the primary one."""
        return self._is_batch

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
        if place:
            self.table.model.widen()
        self._show_batch(shown=bool(place.get("batch")))
        if place.get("view") in VIEWS:
            self._turn(place["view"])
        elif "ids" in place or "id" in place:
            self._turn(LIST)
        if "ids" in place:
            self.filters.show_only(tuple(place["ids"]), place.get("title", ""))
            if len(place["ids"]) == 1:
                self._choose(place["ids"][0])
        elif "id" in place:
            self.filters.show_only(None, "")
            self.pane.choose_paper(place.get("paper", ""))
            self._choose(place["id"])

    def leave(self) -> None:
        if "photos" in self.__dict__:
            self.photos.leave()

    def focus_filter(self) -> None:
        """Put the cursor into the search within the list."""
        self._show_batch(shown=False)
        self.filters.text.setFocus()

    def print_page(self) -> None:
        """Write what is seen as a PDF and open it."""
        self.writer.write()

    def _choose(self, record_id: str) -> None:
        self._awaited = record_id
        self.table.select(record_id)
        self._ask_detail(record_id)
        if self.split.is_drawer:
            self.split.open_detail()

    # -- the list

    def _make_table(self) -> RecordsTable:
        say = self.session.say
        columns = columns_of(self.session.texts)
        model = PagedModel(columns, self._fetch, self._fetch_ids, "date", descending=True)
        model.offer_narrowing(self._values)
        table = RecordsTable(self.session.texts, model, say("activities.title"))
        table.set_actions(
            (
                TableAction("sheets", say("activities.print-sheets")),
                TableAction("delete", say("activities.delete"), danger=True),
            ),
            lambda count: say("activities.ticked", count=count),
        )
        table.keep_in(self.session.preferences, _STATE)
        return table

    def _wanted(self) -> Wanted:
        return replace(self.filters.wanted, columns=self.table.model.narrowed)

    def _values(self, column: str, then: Callable[[Sequence[str]], None]) -> None:
        term, texts = self.session.term, self.session.texts
        self.session.desk.ask(self, lambda opened: questions.values(opened, column, term, texts), then)

    def _fetch(self, request: Request) -> None:
        wanted, term, texts = self._wanted(), self.session.term, self.session.texts
        self.session.desk.ask(
            self,
            lambda opened: questions.rows(opened, wanted, term, request, texts),
            lambda found: request.deliver(found.rows, found.total),
        )

    def _fetch_ids(self, then: Callable[[Sequence[str]], None]) -> None:
        self._all_ids(then)

    def _all_ids(self, then: Callable[[Sequence[str]], None]) -> None:
        wanted, term, texts = self._wanted(), self.session.term, self.session.texts
        order = (self.table.model.sort_code, self.table.model.descending)
        self.session.desk.ask(self, lambda opened: questions.ids(opened, wanted, term, order, texts), then)

    def _show_ground(self, ground: Ground) -> None:
        self._ground = ground
        self.filters.show_ground(ground)
        self._count()
        self._show_beside()

    def _count(self) -> None:
        bare = self.filters.wanted.is_bare and not self.table.model.narrowed
        words = self._ground.sentence if bare and self._ground else ""
        words = words or self.session.say("activities.count", count=self.table.model.total)
        self.table.set_footer(words)

    def _narrow(self) -> None:
        self._set_empty()
        self.table.model.refresh()
        self._show_beside()

    # -- the other views

    def _turn(self, view: str) -> None:
        """Show the list, the calendar or the photo wall."""
        self.views.set_value(view)
        widgets: dict[str, Callable[[], QWidget]] = {
            LIST: lambda: self.table,
            CALENDAR: lambda: self.calendar,
            PHOTOS: lambda: self.photos,
        }
        shown = widgets[view]()
        self.stage.setCurrentWidget(shown)
        self.stage.setFocusProxy(shown)
        self._show_beside()

    def _choose_view(self) -> None:
        view = self.views.value()
        self.session.preferences.keep_state(_VIEW, view)
        self._turn(view)
        self._show_current(self.table.current())
        self._show_first()

    def _show_beside(self) -> None:
        """Ask for what the calendar or the photo wall shows; only the one in sight."""
        if not self.session.desk.is_open:
            return
        view = self.views.value()
        self.chips.setVisible(view != LIST and bool(self.table.model.narrowed))
        if view == CALENDAR:
            self.calendar.show_wanted(self._wanted(), self._ground)
        elif view == PHOTOS:
            self.photos.show_wanted(self._wanted())

    def _show_one(self, record_id: str) -> None:
        """Show an activity beside the calendar or the wall."""
        self._ask_detail(record_id)
        if self.split.is_drawer:
            self.split.open_detail()

    def _begin(self, day: date) -> None:
        """Record an activity of a day; one that lies ahead is planned."""
        content: dict[str, object] = {"starts_on": day}
        if day > self.session.clock.today():
            content["state"] = "planned"
        self.session.go("record", content=content)

    def _show_batch(self, *, shown: bool) -> None:
        if shown == self._is_batch:
            return
        self._is_batch = shown
        say = self.session.say
        self.title.set_title(say("activities.batch-title" if shown else "activities.title"))
        self._whole.setCurrentWidget(self.batch if shown else self._main)
        for part in (self.views, *self._right):
            part.setVisible(not shown)
        self.to_list.setVisible(shown)
        self.primary_changed.emit()

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
        # A row of the list that is not in sight says nothing about what stands beside the pane.
        if row is not None and self.views.value() == LIST:
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
        is_bare = not self.pane.shown and not self._awaited and self.table.current() is None
        if is_bare and self.views.value() == LIST:
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

    def _connect(self) -> None:
        session, table, pane, deeds = self.session, self.table, self.pane, self.deeds
        self.filters.changed.connect(self._narrow)
        self.views.edited.connect(self._choose_view)
        table.current_changed.connect(self._show_current)
        table.opened.connect(self._open)
        table.acted.connect(deeds.act)
        table.deleting.connect(deeds.ask_delete)
        table.model.loaded.connect(self._show_first)
        table.model.narrowed_changed.connect(self._show_beside)
        pane.edited.connect(lambda one: session.go("record", activity=one))
        pane.holding.connect(lambda one: session.go("record", activity=one, state="held"))
        pane.adding.connect(lambda one, kinds: session.go("record", activity=one, missing=kinds))
        pane.deleted.connect(lambda one: deeds.ask_delete((one,)))
        pane.printing.connect(lambda one: open_sheet(session, self, "activity-record", one))
        pane.signing.connect(lambda one: deeds.print_sheets((one,)))
        pane.signed.connect(deeds.take_sheet)

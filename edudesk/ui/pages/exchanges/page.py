"""交流教师: time bars over the school year, a list, and the weeks of the chosen stay."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, UserError
from edudesk.ui.forms.own import edit_record
from edudesk.ui.opening import open_path
from edudesk.ui.page import Page
from edudesk.ui.pages.exchanges import printing, questions
from edudesk.ui.pages.exchanges.bars import YearBars
from edudesk.ui.pages.exchanges.legend import Legend
from edudesk.ui.pages.exchanges.listing import StayList
from edudesk.ui.pages.exchanges.pane import StayPane
from edudesk.ui.pages.exchanges.questions import StayView
from edudesk.ui.pages.exchanges.stay_view import StayPanel
from edudesk.ui.session import Session
from edudesk.ui.sheets.deleting import ask_to_delete
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import WIDE, TitleBar, effective_width, fit_margins
from edudesk.ui.widgets.menus import make_menu
from edudesk.ui.widgets.tables import Row

if TYPE_CHECKING:
    from datetime import date

    from edudesk.services.exchanging.year import StayRow, Year


class ExchangesPage(Page):
    """Places: ``id`` chooses a stay, with ``tab`` "week", "months" or "host" it is opened for typing."""

    code: ClassVar[str] = "exchanges"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self.year: Year | None = None
        self._row: StayRow | None = None
        self._monday: date | None = None
        self._wanted: dict[str, Any] = {}
        self.bars, self.list = YearBars(session.texts), StayList(session)
        self.panel, self.pane = StayPanel(session), StayPane(session)
        self.segment = Segment([("bars", say("exchanges.as-bars")), ("list", say("exchanges.as-list"))])
        self.segment.setAccessibleName(say("exchanges.view"))
        self.add = Button(say("exchanges.add"), icon="plus")
        self.detail = Button(say("exchanges.detail"), icon="info")
        self._papers = QMenu(self)
        self.print = Button(say("exchanges.print"), icon="printer", menu=self._papers)
        self.empty = EmptyState(
            "users", say("exchanges.none"), say("exchanges.none-why"), say("exchanges.add")
        )
        self.writer = ListWriter(session, self, self.list, lambda: say("exchanges.list"))
        self._lay_out()
        self._listen()

    @property
    def is_typing(self) -> bool:
        """Whether the weeks of a stay are shown."""
        return self._stack.currentWidget() is self.panel

    # -- what the frame asks

    def refresh(self) -> None:
        term = self.session.term
        self.session.desk.ask(self, lambda opened: questions.ask_year(opened, term), self._show, key="year")

    def go_to(self, **place: Any) -> None:
        if "id" in place:
            self._wanted = place
            if self.year is not None:
                self._show(self.year)
        elif not place and self.is_typing:
            return

    def to_start(self) -> None:
        if self._stack.currentWidget() is self.panel:
            self.close_stay()

    def leave(self) -> None:
        self.panel.keep()

    def focus_filter(self) -> None:
        self._list_view().setFocus()

    def print_page(self) -> None:
        self.print.showMenu()

    # -- what is shown

    def _show(self, year: "Year") -> None:
        self.year = year
        self._say_title(year)
        bare = not year.stays
        self.empty.setVisible(bare)
        self._panes.setVisible(not bare)
        for widget in (self.print, self.add):
            widget.setVisible(not bare)
        self._follow_view()
        self.bars.show_year(year)
        self.list.show_year(year)
        wanted = self._wanted.get("id", "")
        found = next((one for one in year.stays if one.id == wanted), None)
        if found is not None:
            tab = self._wanted.get("tab", "")
            self._wanted = {}
            self._choose(found)
            if tab:
                self.open_stay(found, tab)
        else:
            self._keep_chosen(year)

    def _keep_chosen(self, year: "Year") -> None:
        """Go on with the chosen stay where it is still there."""
        before = self._row.id if self._row else ""
        again = next((one for one in year.stays if one.id == before), None)
        if again is not None:
            self._choose(again)
            self._ask(again)  # what hangs on it may have changed
            return
        self._row = None
        if self.is_typing:
            self.close_stay()
        self.pane.clear()
        if year.stays:
            self._choose(_nearest(year))

    def _say_title(self, year: "Year") -> None:
        say = self.session.say
        here = sum(one.phase(year.today) == "here" for one in year.stays)
        coming = sum(one.phase(year.today) in ("planned", "late") for one in year.stays)
        code = (
            "title"
            if not year.stays
            else "title.coming"
            if coming
            else "title.here"
            if here
            else "title.over"
        )
        self.title.set_title(say(f"exchanges.{code}", here=here, coming=coming))
        words = say(
            "exchanges.second",
            first=year.start_year,
            last=year.start_year + 1,
            out=len(year.of("out")),
            into=len(year.of("in")),
        )
        self.title.set_second(words if year.stays else "")

    def _choose(self, stay: "StayRow") -> None:
        """Make a stay the chosen one everywhere."""
        changed = self._row is None or self._row.id != stay.id
        if changed:
            self.panel.keep()
            self._monday = None
        self._row = stay
        self.bars.choose(stay.id)
        self.list.select(stay.id)
        if changed:
            self._ask(stay)

    def _ask(self, stay: "StayRow") -> None:
        monday, texts = self._monday, self.session.texts
        self.session.desk.ask(
            self,
            lambda opened: questions.ask_stay(opened, stay, monday, texts),
            self._show_stay,
            failed=self._gone,
            key="stay",
        )

    def _gone(self, error: EduDeskError) -> None:
        if not isinstance(error, UserError):
            self.session.desk.troubled.emit(error)

    def _show_stay(self, view: StayView) -> None:
        if self._row is None or view.row.id != self._row.id:
            return
        self._monday = view.week.monday
        self.pane.show_stay(view)
        self.panel.show_stay(view)

    # -- the weeks

    def open_stay(self, stay: "StayRow", tab: str = "week") -> None:
        """Show the weeks of a stay, with the cursor where one types."""
        self._choose(stay)
        self.panel.open_tab(tab)
        self._stack.setCurrentWidget(self.panel)
        self._follow_view()
        self.panel.start()

    def _open_chosen(self, tab: str) -> None:
        if self._row is not None:
            self.open_stay(self._row, tab)

    def close_stay(self) -> None:
        """Go back to the bars or the list."""
        self._turn_view()
        self._list_view().setFocus()

    def _turn(self, monday: "date") -> None:
        self._monday = monday
        if self._row is not None:
            self._ask(self._row)

    def _behind(self, ids: tuple[str, ...]) -> None:
        self.panel.keep()
        if len(ids) == 1:
            edit_record(self.session, "activity", ids[0])
        else:
            name = self._row.name if self._row else ""
            self.session.go("activity", ids=ids, title=self.session.say("exchanges.of", name=name))

    def _follow_view(self) -> None:
        self._set_primary()
        self._offer_detail()

    def _set_primary(self) -> None:
        self.has_primary = self.is_typing or (self.year is not None and not self.year.stays)
        self.primary_changed.emit()

    # -- deeds

    def _arrive(self) -> None:
        row, today = self._row, self.session.clock.today()
        if row is not None:
            day = min(row.planned_from or today, today)
            self._step(partial(questions.arrive, stay_id=row.id, day=day), "exchanges.arrived-said", row, day)

    def _return(self) -> None:
        row, today = self._row, self.session.clock.today()
        if row is not None:
            day = max(min(row.planned_until or today, today), row.first or today)
            self._step(
                partial(questions.go_home, stay_id=row.id, day=day), "exchanges.returned-said", row, day
            )

    def _step(self, deed: Any, code: str, row: "StayRow", day: "date") -> None:
        from edudesk.services.standing.words import say_day

        words = self.session.say(code, name=row.name, day=say_day(self.session.texts, day))
        self.session.desk.change(self, deed, lambda change_id: self.session.toast(words, change_id))

    def _new(self) -> None:
        self.session.desk.ask(
            self,
            questions.ask_new,
            lambda content: self.session.go("make", type="exchange", content=content, back=(self.code, {})),
        )

    def _edit(self, stay_id: str) -> None:
        self.session.go("make", type="exchange", record=stay_id, back=(self.code, {"id": stay_id}))

    def _delete(self, ids: tuple[str, ...]) -> None:
        names = {one.id: one.name for one in self.year.stays} if self.year else {}
        ask_to_delete(self, self.session, ids, names.get(ids[0], ""))

    def _fill_menu(self) -> None:
        of_one, of_term = partial(self._draw, of_one=True), partial(self._draw, of_one=False)
        chosen = self._row is not None
        self._papers.clear()
        self._papers.addActions(
            make_menu(
                printing.entries(self.session.texts, of_one, of_term, chosen=chosen), self._papers
            ).actions()
        )

    def _draw(self, kind: str, *, of_one: bool) -> None:
        stay_id = self._row.id if self._row and of_one else ""
        term, texts = self.session.term, self.session.texts
        self.panel.keep()
        self.session.desk.ask(
            self, lambda opened: printing.draw(opened, kind, stay_id, term, texts), open_path
        )

    # -- layout

    @property
    def _is_bars(self) -> bool:
        return self.segment.value() == "bars"

    def _list_view(self) -> QWidget:
        return self.bars if self._is_bars else self.list.view

    def _turn_view(self) -> None:
        self.panel.keep()
        self._stack.setCurrentWidget(self._bars_card if self._is_bars else self.list)
        self._follow_view()
        QTimer.singleShot(0, self, self._stand)  # once the list has the height it is shown with

    def _stand(self) -> None:
        """Bring the chosen stay into sight: the list may stand where it was left."""
        if self._row is not None and self._stack.currentWidget() is self.list:
            self.list.select(self._row.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit_margins(self)
        super().resizeEvent(event)
        self._offer_detail()

    def _offer_detail(self) -> None:
        """Offer what is known of the stay, and say whose it is, where it is not beside the bars anyway.

        There the switch leaves its line to the weeks; the way back is at their top.
        """
        has_stays = self.year is not None and bool(self.year.stays)
        is_narrow = effective_width(self) < WIDE
        self.segment.setVisible(has_stays and not (is_narrow and self.is_typing))
        self.detail.setVisible(has_stays and is_narrow)
        self.panel.tell_who(told=is_narrow)

    def _show_detail(self) -> None:
        if self._panes.is_drawer:
            self._panes.open_detail()

    def _open_row(self, row: Row) -> None:
        self.open_stay(row.data)  # type: ignore[arg-type]  # the list's rows carry their stay

    def _choose_row(self, row: Row | None) -> None:
        if row is not None and not self.is_typing and not self._is_bars:
            self._choose(row.data)  # type: ignore[arg-type]

    def _choose_bar(self, stay: "StayRow") -> None:
        if self._row is None or stay.id != self._row.id:
            self._choose(stay)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self._bars_card = Card()
        self._bars_card.body.addWidget(self.bars, 1)
        self._bars_card.add_line()
        self._bars_card.body.addWidget(Legend(self.session.texts))
        self._stack = QStackedWidget()
        for widget in (self._bars_card, self.list, self.panel):
            self._stack.addWidget(widget)
        self._panes = ListWithDetail(self._stack, self.pane, say("exchanges.close-pane"))
        self.title = TitleBar(
            say("exchanges.title"), (self.add, self.print, self.detail), second=" ", beside=(self.segment,)
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(px(12))
        layout.addWidget(self.title)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self._panes, 1)
        self.empty.hide()
        self._stack.setFocusProxy(self.bars)

    def _listen(self) -> None:
        self.bars.chosen.connect(self._choose_bar)
        self.bars.opened.connect(self.open_stay)
        self.bars.detail_wanted.connect(self._show_detail)
        self._panes.follow(self.list)
        self.detail.clicked.connect(self._show_detail)
        self.list.current_changed.connect(self._choose_row)
        self.list.opened.connect(self._open_row)
        self.list.deleting.connect(self._delete)
        self.list.acted.connect(lambda _code, ids: self._delete(ids))
        self.segment.edited.connect(self._turn_view)
        self.add.clicked.connect(self._new)
        self.empty.clicked.connect(self._new)
        self._papers.aboutToShow.connect(self._fill_menu)
        self.panel.left.connect(self.close_stay)
        self.panel.turned.connect(self._turn)
        self.panel.behind.connect(self._behind)
        self.pane.weeks.connect(lambda: self._open_chosen("week"))
        self.pane.telling.connect(lambda: self._open_chosen("host"))
        self.pane.arriving.connect(self._arrive)
        self.pane.returning.connect(self._return)
        self.pane.edited.connect(self._edit)
        self.pane.deleted.connect(lambda stay_id: self._delete((stay_id,)))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_stay)


def _nearest(year: "Year") -> "StayRow":
    """Return the stay to begin with: one that goes on, else the next to begin, else the last."""
    here = [one for one in year.stays if one.phase(year.today) == "here"]
    coming = [one for one in year.stays if one.phase(year.today) in ("late", "planned")]
    return (here or coming or list(year.stays))[0 if here or coming else -1]

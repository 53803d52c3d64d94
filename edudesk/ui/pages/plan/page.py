"""The page: which plan, and its schedule, its words or the calendar."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.opening import open_path
from edudesk.ui.page import Page
from edudesk.ui.pages.plan import papers, questions
from edudesk.ui.pages.plan.calendar import CalendarView
from edudesk.ui.pages.plan.copying import CopyView
from edudesk.ui.pages.plan.editor import PlanEditor
from edudesk.ui.pages.plan.head import CALENDAR, NEW, SCHEDULE, TEXT, PlanHead
from edudesk.ui.pages.plan.questions import Known, Wanted
from edudesk.ui.pages.plan.schedule import ScheduleView
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import fit_margins
from edudesk.ui.widgets.menus import Entry
from edudesk.ui.widgets.notice import Notice

_HIGH = 580
"""Units of height from which there is room for what is owed, and for the plan's title below the page's."""


class PlanPage(Page):
    """Places: ``plan`` or ``community``, ``view``, a ``day``, ``id`` of a row, ``copy`` a level."""

    code = "plan"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.known: Known | None = None
        self._community, self._plan, self._row, self._copying = "", "", "", ""
        self._day: date | None = None
        self._term = session.term
        say = session.say
        self.head = PlanHead(session, self._entries())
        self.communities, self.plans, self.views = self.head.communities, self.head.plans, self.head.views
        self.schedule = ScheduleView(session)
        self.editor = PlanEditor(session)
        self.calendar = CalendarView(session)
        self.copying = CopyView(session)
        self.empty = EmptyState("calendar-days", "", "", "…")
        self.offer = Notice(State.ON_TRACK, say("planpage.offer"), [say("planpage.offer-link")])
        self.trouble = Notice(State.AT_RISK, "")
        self._lay_out()
        self._connect()

    # -- what is shown

    @property
    def title(self) -> str:
        """What the page's title says."""
        return self.head.title

    @property
    def is_ready(self) -> bool:
        """Whether the page has been filled."""
        return self.known is not None

    def refresh(self) -> None:
        """Ask for the plan anew."""
        if self.session.term != self._term:
            self._term, self._plan = self.session.term, ""  # another term has a plan of its own
        wanted = Wanted(self.session.term, self._community, self._plan)
        question = partial(questions.known, wanted=wanted, texts=self.session.texts)
        self.session.desk.ask(self, question, self._show, key="plan")

    def go_to(self, **place: Any) -> None:
        """Show a plan, a view of it, a day or a row."""
        if place.get("plan") or place.get("community"):
            self.editor.flush()
            self._plan, self._term = place.get("plan", ""), self.session.term
            self._community = place.get("community", self._community)
        self._copying = place.get("copy", "")
        self._row = place.get("id", "")
        if place.get("view") in {SCHEDULE, TEXT, CALENDAR} or self._row:
            self._turn(place.get("view") or SCHEDULE)
        if isinstance(day := place.get("day"), date):
            self._turn(CALENDAR)
            self._day = day
        if self._row:
            question = partial(questions.where_is, activity=self._row)
            self.session.desk.ask(self, question, self._find, key="where")
        elif place and self.session.desk.is_open:
            self.refresh()

    def leave(self) -> None:
        """Save what is typed at once."""
        self.editor.flush()
        self.schedule.leave()

    def print_page(self) -> None:
        """Make the plan, or its schedule, as a PDF and open it."""
        self._print("plan" if self.views.value() == TEXT else "schedule")

    def _find(self, where: "questions.Where | None") -> None:
        """Turn to the plan, or in the calendar to the day, of an activity."""
        if where is not None:
            self._community = where.community or self._community
            self._plan, self._term = where.plan or self._plan, self.session.term
            if self.views.value() == CALENDAR and where.day is not None:
                self._day = where.day
        self.refresh()

    def _show(self, known: Known) -> None:
        self.known = known
        plan = known.plan
        self._plan, self._community = plan.id if plan else "", known.community
        self.head.show_known(known)
        self._arrange()
        self.editor.show_known(known)
        self.schedule.show_known(known)
        self.calendar.show_known(known)
        if self._day is not None:
            day, self._day = self._day, None
            self.calendar.go_to(day)
            self.calendar.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._row:
            row, self._row = self._row, ""
            self.schedule.choose(row)
        if self._copying:
            level, self._copying = self._copying, ""
            self._begin_copy(level)

    def _arrange(self) -> None:
        """Show the view that is chosen, or what there is to do where no plan is."""
        known = self.known
        if known is None:
            return
        plan, view, say = known.plan, self.views.value(), self.session.say
        copying = self.stack.currentWidget() is self.copying
        missing = say("planpage.title-none", term=known.term)
        if plan is None:  # what is missing is said once: by the empty page, else by the title
            self.head.set_title(missing if copying or view == CALENDAR else say("planpage.title"))
        if copying:
            self.offer.hide()
            self._set_primary(primary=True)
            return
        self.offer.setVisible(plan is None and known.earlier)
        self.head.print.why_not("" if plan else say("planpage.nothing-to-print"))
        if plan is None and view != CALENDAR:
            self.empty.set_words(missing, say("planpage.empty-words"), say("planpage.write-term"))
            self.stack.setCurrentWidget(self.empty)
            self._set_primary(primary=True)
            return
        views: Mapping[str, QWidget] = {SCHEDULE: self._scroller, TEXT: self.editor, CALENDAR: self.calendar}
        self.stack.setCurrentWidget(views[view])
        self._set_primary(primary=view == TEXT)

    def _set_primary(self, *, primary: bool) -> None:
        if primary != self.has_primary:
            self.has_primary = primary
            self.primary_changed.emit()

    def _turn(self, view: str) -> None:
        """Show another view; what was typed in the one before is saved."""
        if view != TEXT:
            self.editor.flush()
        self.views.set_value(view)
        if self.stack.currentWidget() is self.copying:
            self.stack.setCurrentWidget(self.empty)
        self._arrange()

    # -- choices

    def _choose_plan(self) -> None:
        chosen = str(self.plans.value() or "")
        self.editor.flush()
        if chosen.startswith(NEW):
            self._begin(chosen.removeprefix(NEW))
        elif chosen:
            self._plan = chosen
            self.refresh()

    def _choose_community(self) -> None:
        self.editor.flush()
        self._community, self._plan = str(self.communities.value() or ""), ""
        self.refresh()

    def _begin(self, level: str) -> None:
        known = self.known
        if known is None:
            return

        def begun(made: Any) -> None:
            self._plan = made.id
            self._turn(TEXT)
            self.refresh()
            self.session.toast(self.session.say("planpage.begun"), made.change_id)

        deed = partial(questions.begin, of=known, level=level)
        self.session.desk.change(self, deed, begun, failed=self._complain)

    def _begin_copy(self, level: str) -> None:
        if self.known is not None:
            self.editor.flush()
            self.stack.setCurrentWidget(self.copying)
            self.copying.begin(self.known, level)
            self._arrange()

    def _copied(self, made: Any) -> None:
        self._plan = made.id
        self.stack.setCurrentWidget(self.empty)
        self._turn(SCHEDULE)
        self.refresh()

    def _level(self) -> str:
        plan = self.known.plan if self.known else None
        return plan.level if plan and plan.level else "term"

    # -- deeds

    def _delete(self) -> None:
        plan = self.known.plan if self.known else None
        if plan is None or not plan.ours:
            return
        say = self.session.say
        dialogs.ask(
            self,
            say("planpage.delete-plan", title=plan.title),
            say("planpage.delete-plan-words"),
            say("planpage.delete"),
            say("planpage.keep"),
            danger=True,
            then=lambda: self._delete_now(plan.id),
        )

    def _delete_now(self, plan: str) -> None:
        def gone(change: str) -> None:
            self._plan = ""
            self.refresh()
            self.session.toast(self.session.say("planpage.plan-deleted"), change)

        self.session.desk.change(self, partial(questions.delete, ids=(plan,)), gone, failed=self._complain)

    def _edit_all(self) -> None:
        plan = self.known.plan if self.known else None
        if plan is not None:
            self.editor.flush()
            self.session.go("make", type="plan", record=plan.id, back=("plan", {"plan": plan.id}))

    def _print(self, kind: str, suffix: str = "") -> None:
        known, say = self.known, self.session.say
        if known is None or known.plan is None:
            return
        self.editor.flush()
        path = None
        if suffix:
            name = f"{known.plan.title}{suffix}"
            path = dialogs.save_as(self, say("planpage.save-file"), name, f"*{suffix}", suffix[1:].upper())
            if path is None:
                return
        question = partial(papers.report, kind=kind, of=known, texts=self.session.texts, path=path)
        self.session.desk.ask(
            self, question, partial(self._written, chosen=path is not None), failed=self._complain
        )

    def _written(self, path: Path, *, chosen: bool) -> None:
        if chosen:
            self.session.toast(self.session.say("planpage.written", name=path.name))
        open_path(path)

    def _open_activity(self, activity: str) -> None:
        known = self.known
        if known is not None and any(row.id == activity for row in known.rows):
            self._turn(SCHEDULE)
            self.schedule.choose(activity)
            self.schedule.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.session.go("activity", id=activity)

    def _begin_row(self, day: date) -> None:
        if self.known is not None and self.known.plan is not None and self.known.plan.ours:
            self._turn(SCHEDULE)
            self.schedule.focus_line(day)

    def _complain(self, error: EduDeskError) -> None:
        self.trouble.set_words(self.session.texts.present(error))
        self.trouble.show()

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self)
        is_low = self.height() / theme().tokens.scale < _HIGH
        self.schedule.owed.fold(folded=is_low)
        self.head.say_plan(told=not is_low)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.stack = QStackedWidget()
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.schedule.setProperty("role", "page")
        self._scroller.setWidget(self.schedule)
        for widget in (self._scroller, self.editor, self.calendar, self.copying, self.empty):
            self.stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setSpacing(px(12))
        layout.addWidget(self.head)
        for notice in (self.trouble, self.offer):
            layout.addWidget(notice)
            notice.hide()
        layout.addWidget(self.stack, 1)
        fit_margins(self)

    def _entries(self) -> list[Entry]:
        """Return what can be done with the plan as a whole."""
        say = self.session.say
        return [
            Entry(say("planpage.copy-begin"), lambda: self._begin_copy(self._level())),
            Entry(say("planpage.edit-all"), self._edit_all),
            Entry(),
            Entry(say("planpage.print-plan-whole"), lambda: self._print("plan")),
            Entry(say("planpage.word"), lambda: self._print("plan", ".docx")),
            Entry(say("planpage.excel"), lambda: self._print("schedule", ".xlsx")),
            Entry(),
            Entry(say("planpage.delete-begin"), self._delete),
        ]

    def _connect(self) -> None:
        self.head.print.clicked.connect(self.print_page)
        self.views.edited.connect(lambda: self._turn(self.views.value()))
        self.plans.edited.connect(self._choose_plan)
        self.communities.edited.connect(self._choose_community)
        self.empty.clicked.connect(lambda: self._begin("term"))
        self.offer.chosen.connect(lambda _link: self._begin_copy("term"))
        self.editor.beside.link_clicked.connect(lambda: self._turn(SCHEDULE))
        self.calendar.opened.connect(self._open_activity)
        self.calendar.beginning.connect(self._begin_row)
        self.copying.taken.connect(self._copied)
        self.copying.left.connect(lambda: self._turn(self.views.value()))
        for part in (self.schedule, self.editor, self.copying):
            part.failed.connect(self._complain)

"""A stay in the middle of the page: its weeks, its monthly notes, the host's words; typed in place."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.pages.exchanges import questions
from edudesk.ui.pages.exchanges.host_view import HostView
from edudesk.ui.pages.exchanges.months_view import MonthsView
from edudesk.ui.pages.exchanges.questions import StayView
from edudesk.ui.pages.exchanges.typed import HOST, MONTH, Typed
from edudesk.ui.pages.exchanges.week_view import WeekView
from edudesk.ui.pages.exchanges.words import say_way
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.exchanging.grid import Place
    from edudesk.services.exchanging.writing import Saved

TABS = ("week", "months", "host")
Deed = Callable[[Any], Any]


class StayPanel(QWidget):
    """``turned`` gives the Monday that is wanted, ``left`` goes back to the bars."""

    turned = Signal(object)  # date
    left = Signal()
    behind = Signal(tuple)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, say = session, session.say
        self._view: StayView | None = None
        self.typed = Typed(session, self)
        self.week, self.months, self.host = WeekView(session), MonthsView(session), HostView(session)
        self.tabs = Segment([(code, say(f"exchanges.tab.{code}")) for code in TABS])
        self.tabs.setAccessibleName(say("exchanges.tabs"))
        self.back = Button(say("exchanges.to-bars"), icon="arrow-left")
        self.who, self.way = Words("", "card"), Words("", "second", "text2", elide=True)
        self.trouble = Notice(State.MISSED, "", [say("exchanges.again")])
        self._stack = QStackedWidget()
        for view in (self.week, self.months, self.host):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        layout.addWidget(Line(self.back, self.tabs, self.who, self.way, None, gap=12))
        layout.addWidget(self.trouble)
        layout.addWidget(self._stack, 1)
        self.trouble.hide()
        self._listen()

    @property
    def stay_id(self) -> str:
        """The stay that is shown, empty before there is one."""
        return self._view.row.id if self._view else ""

    def show_stay(self, view: StayView) -> None:
        """Show a stay; what is being typed about it is left alone."""
        if self.typed.stay_id != view.row.id:
            draft = view.draft or questions.draft_of(view.row.id, self._session.clock.now())
            self.typed.begin(view.row.id, view.row.name, draft)
        self._view = view
        self.who.setText(view.row.name)
        self.way.setText(say_way(self._session.texts, view.row))
        typed = self.typed
        places = typed.places() if typed.stay_id == view.row.id else {}
        self.week.show_week(view.week, places)
        self.months.show_months(view.months, typed.of(MONTH))
        self.host.show_said(view.row.id, view.row.to_name, view.said, typed.of(HOST))
        self._keep_all()

    def tell_who(self, *, told: bool) -> None:
        """Say whose stay this is, where no pane beside it does."""
        self.who.setVisible(told)
        self.way.setVisible(told)

    def open_tab(self, code: str) -> None:
        """Show the weeks, the months or the host's words."""
        self.tabs.set_value(code)
        self._turn_tab()

    def start(self) -> None:
        """Put the cursor where one types."""
        view = self.tabs.value()
        target = {"week": self.week.grid, "months": self.months, "host": self.host.grade}[view]
        target.setFocus()

    def save(self) -> None:
        """Save what was typed, wherever it is; a week is one change."""
        self.save_week()
        self._save_months()
        self._save_words()

    def keep(self) -> None:
        """Save on leaving; what cannot be saved stays in the draft."""
        self.typed.write_now()
        self.save()

    # -- saving

    def save_week(self) -> None:
        """Save what was typed into the grid."""
        amounts = self.week.amounts()
        if amounts and self._view is not None:
            asked = dict(self.week.grid.week.typed)
            deed = partial(questions.save_week, stay_id=self.stay_id, typed=amounts)
            self._change(deed, partial(self._week_saved, asked))

    def _save_months(self) -> None:
        written = self.months.written()
        if written and self._view is not None:
            deed = partial(questions.save_months, stay_id=self.stay_id, written=written)
            asked = self.months.typed()
            self._change(deed, partial(self._said_saved, MONTH, asked, "exchanges.months-saved"))

    def _save_words(self) -> None:
        written = self.host.written() if self.host.typed() else None
        if written and self._view is not None:
            deed = partial(questions.save_words, stay_id=self.stay_id, said=written)
            asked = self.host.typed()
            self._change(deed, partial(self._said_saved, HOST, asked, "exchanges.host-saved"))

    def _change(self, deed: Deed, then: Callable[[Any], None]) -> None:
        self.trouble.hide()
        self._session.desk.change(self, deed, then, failed=self._failed)

    def _week_saved(self, asked: "Mapping[Place, str]", saved: "Saved") -> None:
        # Only what was saved is no longer typed: a place that was refused stays and says why, and so does
        # what has been typed since, in this week or the next one.
        kept, typed = set(saved.kept), self.week.grid.week.typed
        left = {place: text for place, text in typed.items() if place in kept or asked.get(place) != text}
        self.week.grid.week.typed = left
        self.typed.put_places(left)
        if saved.count:
            name = self._view.row.name if self._view else ""
            self._session.toast(
                self._session.say("exchanges.week-saved", name=name, count=saved.count), saved.change_id
            )

    def _said_saved(self, sort: str, asked: Mapping[str, str], code: str, change_id: str) -> None:
        typed = self.typed.of(sort)
        self.typed.put(sort, {name: text for name, text in typed.items() if asked.get(name) != text})
        if change_id:
            self._session.toast(self._session.say(code), change_id)

    def _failed(self, error: EduDeskError) -> None:
        words = self._session.texts.present(error)
        self.trouble.set_words(f"{words} {self._session.say('exchanges.kept-anyway')}")
        self.trouble.show()

    def _keep_all(self) -> None:
        """Let the draft hold what is typed and nothing that is saved already."""
        self.typed.put_places(self.week.grid.week.typed)
        self.typed.put(MONTH, self.months.typed())
        self.typed.put(HOST, self.host.typed())

    def _turn_tab(self) -> None:
        self._stack.setCurrentIndex(TABS.index(self.tabs.value()))

    def _turn(self, monday: object) -> None:
        self.save_week()
        self.turned.emit(monday)

    def _listen(self) -> None:
        self.tabs.edited.connect(self._turn_tab)
        self.back.clicked.connect(self.left)
        self.trouble.chosen.connect(lambda _link: self.save())
        self.typed.troubled.connect(self._failed)
        self.week.edited.connect(lambda: self.typed.put_places(self.week.grid.week.typed))
        self.months.edited.connect(lambda: self.typed.put(MONTH, self.months.typed()))
        self.host.edited.connect(lambda: self.typed.put(HOST, self.host.typed()))
        for view in (self.week, self.months, self.host):
            view.saving.connect(self.save)
        self.week.turned.connect(self._turn)
        self.week.opening.connect(self.behind)
        self.months.behind.connect(self.behind)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.activated.connect(self.save)

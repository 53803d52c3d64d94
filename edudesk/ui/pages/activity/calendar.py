"""The calendar: what is planned, held and cancelled on the days of a month."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.calendar import TermCode
from edudesk.ui.pages.activity import looking
from edudesk.ui.pages.activity.looking import Days
from edudesk.ui.pages.activity.questions import Wanted
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.month_grid import MonthGrid, MonthHead, shown_days
from edudesk.ui.widgets.month_legend import MonthLegend
from edudesk.ui.widgets.table_footer import TableFooter

_LEAST = 28  # pixels that a week is high


class ActivityCalendar(QWidget):
    """A month of activities; ``opened`` gives one of them, ``beginning`` a day without any."""

    opened = Signal(str)
    beginning = Signal(object)  # date

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = Wanted()
        self._term: TermCode | None = None
        self._has_begun = False
        today = session.clock.today()
        self.grid = MonthGrid(session.texts, today, session.say("activities.view-calendar"))
        self.head = MonthHead(session.texts, self.grid, today)
        self.footer = TableFooter(session.texts)
        self._lay_out()
        self.setFocusProxy(self.grid)
        self.grid.setAccessibleDescription(session.say("activities.calendar-keys"))
        self.grid.month_changed.connect(self._ask)
        self.grid.opened.connect(self.opened)
        self.grid.day_opened.connect(self.beginning)

    def show_wanted(self, wanted: Wanted, days: tuple[date, date] | None) -> None:
        """Show what the filters leave; ``days`` are those of the term: of another one its first month."""
        turned = wanted.month != self._wanted.month
        self._wanted = wanted
        today, term = self._session.clock.today(), self._session.term
        if turned and wanted.month:
            self._turn_to(date.fromisoformat(f"{wanted.month}-01"))
        elif days and (not self._has_begun or term != self._term):
            self._has_begun, self._term = True, term
            self._turn_to(today if days[0] <= today <= days[1] else days[0])
        self._ask()

    def go_to(self, day: date) -> None:
        """Turn to a day."""
        self._turn_to(day)

    def _turn_to(self, day: date) -> None:
        if day.replace(day=1) != self.grid.month or day != self.grid.day:
            self.grid.go_to(day)

    def _ask(self, *_month: object) -> None:
        session, days = self._session, shown_days(self.grid.month)
        question = partial(
            looking.month, wanted=self._wanted, term=session.term, days=days, texts=session.texts
        )
        session.desk.ask(self, question, self._show, key="month")

    def _show(self, days: Days) -> None:
        self.grid.set_entries(days)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.head.body.addWidget(MonthLegend(self._session.texts))
        card = Card()
        card.add_block(self.head)
        card.body.addWidget(Separator())
        card.body.addWidget(self.grid, 1)
        card.body.addWidget(self.footer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        self.grid.setMinimumHeight(px(32) + 6 * px(_LEAST))

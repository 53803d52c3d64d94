"""The calendar: what is planned, held and cancelled on the days of a month."""

from collections import Counter
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from edudesk.services.calendar import TermCode
from edudesk.ui.pages.activity import looking
from edudesk.ui.pages.activity.looking import Days
from edudesk.ui.pages.activity.questions import Ground, Wanted
from edudesk.ui.session import Session
from edudesk.ui.special_days import day_marks
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.month_grid import MonthGrid, MonthHead, shown_days
from edudesk.ui.widgets.month_legend import MonthLegend
from edudesk.ui.widgets.table_footer import TableFooter

_HEAD, _WEEK = 30, 45  # pixels for the names of the days, and for a week with one line in it


_TOLD = ("held", "planned", "late", "cancelled")


class ActivityCalendar(QWidget):
    """A month of activities; ``opened`` gives one of them, ``beginning`` a day without any."""

    opened = Signal(str)
    beginning = Signal(object)  # date

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = Wanted()
        self._ground: Ground | None = None
        self._term: TermCode | None = None
        self._has_begun = False
        today = session.clock.today()
        self.grid = MonthGrid(session.texts, today, session.say("activities.view-calendar"))
        self.head = MonthHead(session.texts, self.grid, today)
        self.footer = TableFooter(session.texts)
        self._scroller = QScrollArea()
        self._lay_out()
        self.setFocusProxy(self.grid)
        self.grid.setAccessibleDescription(session.say("activities.calendar-keys"))
        self.grid.month_changed.connect(self._ask)
        self.grid.day_changed.connect(self._keep_in_sight)
        self.grid.opened.connect(self.opened)
        self.grid.day_opened.connect(self.beginning)

    def show_wanted(self, wanted: Wanted, ground: Ground | None) -> None:
        """Show what the filters leave; of another term than before its first month."""
        turned = wanted.month != self._wanted.month
        days = ground.days if ground else None
        self._wanted, self._ground = wanted, ground
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
        if self._ground is not None:
            self.grid.set_marks(day_marks(session.texts, self._ground.special, *days))

    def _show(self, days: Days) -> None:
        self.grid.set_entries(days)
        self.footer.set_words(self._counted(days))

    def _counted(self, days: Days) -> str:
        """Say what there is in the month itself, each activity once however many days it takes."""
        say, texts, month = self._session.say, self._session.texts, self.grid.month
        own = (found for day, found in days.items() if day.replace(day=1) == month)
        states = {one.id: one.state for found in own for one in found}
        counts = Counter(states.values())
        parts = [say(f"activities.month-{one}", count=counts[one]) for one in _TOLD if counts[one]]
        return say("activities.month", parts=texts.listed(parts)) if parts else say("activities.month-none")

    def _keep_in_sight(self, *_day: object) -> None:
        """Give every week its line, and scroll to the day where there is no room for all of them."""
        px, (first, last) = theme().tokens.px, shown_days(self.grid.month)
        self.grid.setMinimumHeight(px(_HEAD) + ((last - first).days + 1) // 7 * px(_WEEK))
        QTimer.singleShot(0, self, self._scroll)  # a month of more weeks has its height then

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        box, heads = self.grid.rect_of(self.grid.day), theme().tokens.px(_HEAD)
        self._scroller.ensureVisible(box.center().x(), box.center().y(), 0, box.height() // 2 + heads)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.head.body.addWidget(MonthLegend(self._session.texts))
        card = Card()
        card.add_block(self.head)
        card.body.addWidget(Separator())
        card.body.addWidget(self._scroller, 1)
        card.body.addWidget(self.footer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setMinimumHeight(px(_HEAD) + 2 * px(_WEEK))
        self._scroller.setWidget(self.grid)
        self._keep_in_sight()

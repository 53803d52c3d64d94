"""The calendar: what is planned, held and cancelled on the days of a month."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.pages.plan import questions
from edudesk.ui.pages.plan.telling import entries, say_week
from edudesk.ui.session import Session
from edudesk.ui.special_days import day_marks
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.month_grid import MonthGrid, MonthHead, shown_days
from edudesk.ui.widgets.month_legend import MonthLegend

if TYPE_CHECKING:
    from edudesk.ui.pages.plan.questions import Known, Month


class CalendarView(QWidget):
    """A month of the community; ``opened`` gives an activity, ``beginning`` a day without any."""

    opened = Signal(str)
    beginning = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Known | None = None
        today = session.clock.today()
        self.grid = MonthGrid(session.texts, today, session.say("planpage.calendar"))
        self.head = MonthHead(session.texts, self.grid, today)
        self._lay_out()
        self.grid.month_changed.connect(self.refresh)
        self.grid.opened.connect(self.opened)
        self.grid.day_opened.connect(self.beginning)

    def show_known(self, known: "Known") -> None:
        """Show the community of a plan; of another term its first month."""
        before, self._known = self._known, known
        if before is None or before.code != known.code:
            inside = known.first <= known.today <= known.last
            self.grid.go_to(known.today if inside else known.first)
        texts = self._session.texts
        self.grid.set_weeks(lambda monday: _week(texts, known, monday))
        self.refresh()

    def go_to(self, day: date) -> None:
        """Turn to a day."""
        self.grid.go_to(day)

    def refresh(self, *_month: object) -> None:
        """Ask for what stands in the month that is shown."""
        known = self._known
        if known is None:
            return
        days = shown_days(self.grid.month)
        question = partial(questions.month, community=known.community, days=days, term=known.code)
        self._session.desk.ask(self, question, self._show, key="month")
        self.grid.set_marks(day_marks(self._session.texts, known.calendar.special, *days))

    def _show(self, month: "Month") -> None:
        self.grid.set_entries(entries(self._session.texts, month.rows))

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.head.body.addWidget(MonthLegend(self._session.texts))
        card = Card()
        card.add_block(self.head)
        card.body.addWidget(Separator())
        card.body.addWidget(self.grid, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        self.grid.setMinimumHeight(px(32) + 6 * px(44))


def _week(texts: object, known: "Known", monday: date) -> str:
    from edudesk.texts import Texts

    assert isinstance(texts, Texts)
    inside = max(monday, known.first)
    return say_week(texts, known.first, known.last, inside if inside <= known.last else None)

"""The weeks of a stay: the grid, the way to other weeks, last week's numbers, saving."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.explain import plain
from edudesk.services.standing.words import say_run
from edudesk.ui.pages.exchanges.week_grid import WeekGrid
from edudesk.ui.pages.exchanges.week_model import FIRST, LAST, WEEK, read_amount
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.exchanging.grid import Place, Week

_ONE = timedelta(days=1)
_DAYS = 7


class WeekView(QWidget):
    """``edited`` follows every key, ``saving`` asks to save, ``turned`` gives the Monday that is wanted."""

    edited = Signal()
    saving = Signal()
    turned = Signal(object)  # date
    opening = Signal(tuple)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, say = session, session.say
        self.grid = WeekGrid(session.texts)
        self.when = Words("", "card", elide=True)
        self.before = IconButton("chevron-left", say("exchanges.week-before"))
        self.after = IconButton("chevron-right", say("exchanges.week-after"))
        self.copy = Button(say("exchanges.copy"), icon="copy", hint="Ctrl D")
        self.save = Button(say("exchanges.save"), "primary", hint="Ctrl S")
        self.told = Words("", "second", "text2", wrap=True)
        self._lay_out()
        self._listen()

    @property
    def week(self) -> "Week | None":
        """The week that is shown."""
        return self.grid.week.week

    def show_week(self, week: "Week", typed: "dict[Place, str]") -> None:
        """Show a week and what was typed over it; the cursor stays where it was."""
        before, here = self.week, self.grid.currentIndex()
        row, column = here.row(), here.column()
        same = before is not None and before.stay.id == week.stay.id
        self.grid.week.show_week(week, typed)
        last = week.monday + (_DAYS - 1) * _ONE
        self.when.setText(say_run(self._session.texts, week.monday, last, date.min))
        if same and before is not None and before.monday == week.monday and row >= 0:
            self.grid.go_to(row, column)
        elif week.lines:
            self.grid.go_to(max(0, row) if same else 0, self.grid.first_open())
        self._follow()

    def amounts(self) -> "dict[Place, Decimal | None]":
        """Return what is typed as numbers; an emptied place is None."""
        return {place: read_amount(text) for place, text in self.grid.week.typed.items()}

    def turn(self, by: int) -> None:
        """Ask for another week."""
        if self.week is not None:
            self.turned.emit(self.week.monday + by * _DAYS * _ONE)

    def fill(self) -> None:
        """Type what stood in the week before."""
        week = self.week
        if week is None:
            return
        count = self.grid.week.fill_from(week.before)
        code = "exchanges.copied" if count else "exchanges.nothing-to-copy"
        self.told.setText(self._session.say(code, count=count))

    def _refuse(self, why: str) -> None:
        self.told.setText(self._session.say(f"exchanges.why.{why}"))

    def _edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Say how the place under the cursor stands, or what the week comes to."""
        say, model, index = self._session.say, self.grid.week, self.grid.currentIndex()
        count = len(model.typed)
        self.save.why_not("" if count else say("exchanges.all-saved"))
        week = model.week
        if week is None:
            return
        why = model.why_not(index) if index.isValid() and FIRST <= index.column() <= LAST else ""
        if why:
            self._refuse(why)
        elif count:
            self.told.setText(say("exchanges.unsaved", count=count))
        else:
            self.told.setText(self._say_week(week))

    def _say_week(self, week: "Week") -> str:
        agreed = week.stay.weekly_periods
        lessons = plain(self.grid.week.sum_of(0, WEEK))
        if agreed:
            return self._session.say("exchanges.week-agreed", lessons=lessons, agreed=plain(agreed))
        return self._session.say("exchanges.how-to-type")

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.save.set_tip(self._session.say("exchanges.save-why"))
        self.copy.set_tip(self._session.say("exchanges.copy-why"))
        card = Card()
        card.body.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(Line(self.before, self.when, self.after, None, self.copy, self.save, gap=8))
        layout.addWidget(card)
        layout.addWidget(self.told)
        layout.addStretch(1)
        self.when.setMinimumWidth(px(150))
        self.when.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _listen(self) -> None:
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.copy.clicked.connect(self.fill)
        self.save.clicked.connect(self.saving)
        self.grid.turned.connect(self.turn)
        self.grid.copying.connect(self.fill)
        self.grid.opening.connect(self.opening)
        self.grid.refused.connect(self._refuse)
        self.grid.moved.connect(self._follow)
        self.grid.week.edited.connect(self._edited)

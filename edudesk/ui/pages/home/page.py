"""The page: the answer as its title, what is owed, what is done, what comes next."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.services.standing.view import HomeView
from edudesk.ui.desk import Opened
from edudesk.ui.page import Page
from edudesk.ui.pages.home.counts import CountChips
from edudesk.ui.pages.home.done import DoneCard, LatestCard
from edudesk.ui.pages.home.owed import OwedCard
from edudesk.ui.pages.home.side import DatesCard, GapsCard, PairsCard, ScoresCard
from edudesk.ui.session import Session
from edudesk.ui.steps import take_step
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Column, PageScroll, TwoColumns
from edudesk.ui.widgets.notice import Notice


class HomePage(Page):
    """The first page. A kept view may be shown before the archive is open (:meth:`show_view`)."""

    code = "home"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._view: HomeView | None = None
        self._filter = ""
        self.chips = CountChips(session)
        self.owed = OwedCard(session)
        self._done = DoneCard(session)
        self._latest = LatestCard(session)
        self._dates = DatesCard(session)
        self._gaps = GapsCard(session)
        self._pairs = PairsCard(session)
        self.scores = ScoresCard(session)
        self.waiting = Notice(State.AT_RISK, "")
        self._blank = EmptyState("clipboard-list", "", "", "…")
        self._scroll = PageScroll(" ", right=[self.chips])
        main = Column(self.owed, self._done, self._latest)
        side = self._side = Column(self._dates, self._gaps, self._pairs, self.scores)
        for column in (main, side):
            column.body.addStretch(1)  # cards end where their rows end
        self._columns = TwoColumns(main, side)
        self._lay_out()

    @property
    def view(self) -> HomeView | None:
        """What is shown; None before there is anything."""
        return self._view

    @property
    def title(self) -> str:
        """What the page's title says."""
        return self._scroll.title_bar.title

    def refresh(self) -> None:
        """Ask how everything stands today."""
        term, texts = self.session.term, self.session.texts

        def question(opened: Opened) -> HomeView:
            from edudesk.services.standing.home import home_view

            return home_view(opened.standing, term, opened.clock.today(), texts)

        self.session.desk.ask(self, question, self.show_view, key="view")

    def show_view(self, view: HomeView) -> None:
        """Show a view; parts that say the same as before stay untouched."""
        if view == self._view:
            return
        self._view = view
        self._scroll.title_bar.set_title(view.title)
        self._scroll.title_bar.set_second(view.subtitle)
        self.chips.show_counts(view.counts)
        self._show_waiting(view)
        self._show_rules()
        self._latest.show_latest(view)
        self._dates.show_rows(view.dates)
        self._gaps.show_rows(view.gaps, view.gaps_head)
        self._pairs.show_rows(view.pairs, view.pairs_head)
        self.scores.show_rows(view.scores)
        # Of a past term there may be nothing to say at the side; the rules then take its room.
        self._side.setVisible(bool(view.dates or view.gaps or view.pairs_head or view.scores))
        self._show_blank(view)

    def go_to(self, **place: Any) -> None:
        """Show the rules of one count, such as ``count="at-risk"``."""
        self.chips.choose(place.get("count", ""))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._scroll.body.addWidget(self.waiting)
        self._scroll.body.addWidget(self._blank)
        self._scroll.body.addWidget(self._columns)
        self._scroll.body.addStretch(1)
        for part in (self.waiting, self._blank, self._columns):
            part.hide()
        self.waiting.chosen.connect(self._take_waiting_step)
        self.chips.chosen.connect(self._filter_by)
        self._blank.clicked.connect(self._take_blank_step)

    def _filter_by(self, key: str) -> None:
        self._filter = key
        self._show_rules()

    def _show_rules(self) -> None:
        if self._view is not None:
            self.owed.show_rows(self._view, self._filter)
            self._done.show_rows(self._view, self._filter)

    def _show_waiting(self, view: HomeView) -> None:
        waiting = view.waiting
        self.waiting.setVisible(waiting is not None)
        if waiting is not None:
            self.waiting.set_words(waiting.text)
            self.waiting.set_links([waiting.step.label])

    def _show_blank(self, view: HomeView) -> None:
        blank = view.blank
        self._blank.setVisible(blank is not None)
        with_columns = blank is None or bool(view.counts or view.dates)
        self._columns.setVisible(with_columns)
        self._scroll.stand_alone(self._blank, alone=not with_columns)
        self.chips.setVisible(bool(view.counts))
        if blank is not None:
            button = blank.step.label if blank.step else ""
            self._blank.set_words(blank.title, blank.text, button)
        self.has_primary = blank is not None and blank.step is not None
        self.primary_changed.emit()

    def _take_waiting_step(self) -> None:
        if self._view is not None and self._view.waiting is not None:
            take_step(self.session, self._view.waiting.step)

    def _take_blank_step(self) -> None:
        if self._view is not None and self._view.blank is not None and self._view.blank.step is not None:
            take_step(self.session, self._view.blank.step)

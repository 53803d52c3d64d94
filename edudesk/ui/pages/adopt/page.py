"""The schemes at the left, what the chosen one asks at the right, as in the first start."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.choosing.scheme import Pairing, SchemeChoice
from edudesk.ui.page import Page
from edudesk.ui.pages.adopt import questions
from edudesk.ui.pages.adopt.changes import ChangesCard
from edudesk.ui.pages.adopt.questions import Adopting
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.fields import DateField, FormRow
from edudesk.ui.widgets.following import Following
from edudesk.ui.widgets.layout import BottomBar, Column, PageScroll, TwoColumns

_FIELD = 240


class AdoptPage(Page):
    """``go_to(community=…, scheme=…)`` tells for which, and what is proposed; else for the first that waits.

    A community that follows a scheme already sees what the chosen one would change before it is taken.
    """

    code = "adopt"
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self._wanted = ""
        self._proposed = ""
        self._waiting: Adopting | None = None
        self.choice: SchemeChoice | None = None
        self.since = DateField(session.texts, session.clock.today())
        self.since.setFixedWidth(theme().tokens.px(_FIELD))
        self._since_row = FormRow(say("start.adopt.since"), self.since)
        self._scroll = PageScroll(say("start.step.2"), second=say("start.why.2"))
        self._columns: TwoColumns | None = None
        self.changes = ChangesCard(session)
        self._empty = EmptyState("scroll-text", say("start.adopt.all"), say("start.adopt.all-text"))
        self._empty.hide()
        self._scroll.body.addWidget(self._empty)
        self._scroll.body.addStretch(1)
        self.cancel = Button(say("start.adopt.cancel"))
        self.do = Button(say("start.adopt.do"), "primary")
        self._bar = BottomBar("", (self.cancel, self.do))
        self.cancel.clicked.connect(session.back)
        self.do.clicked.connect(self._adopt)
        self.since.edited.connect(self._show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._bar)

    def refresh(self) -> None:
        """Ask which community a scheme is chosen for."""
        question = partial(questions.adopting, wanted=self._wanted, term=self.session.term)
        self.session.desk.ask(self, question, self._show, key="waiting")

    def go_to(self, **place: Any) -> None:
        """Choose for a community."""
        self._wanted = str(place.get("community") or "")
        self._proposed = str(place.get("scheme") or "")
        self._waiting = None
        if self.isVisible():
            self.refresh()

    def _show(self, waiting: Adopting | None) -> None:
        self._empty.setVisible(waiting is None)
        self._scroll.stand_alone(self._empty, alone=waiting is None)
        self._bar.setVisible(waiting is not None)
        if waiting is None:
            self._clear()
        elif self._waiting is None or waiting.community != self._waiting.community:
            self._waiting = waiting
            sort = "change" if waiting.pairing.present else "adopt"
            title = self.session.say(f"start.{sort}.title", community=waiting.name)
            self._scroll.title_bar.set_title(title)
            self.since.set_date(waiting.since)
            self._build(waiting.pairing)
        self._compare()

    def _build(self, pairing: Pairing) -> None:
        self._clear()
        self.choice = choice = SchemeChoice(
            self.session, pairing, self._proposed, propose=not pairing.present
        )
        choice.edited.connect(self._compare)
        choice.ready.connect(choice.begin)
        self._since_row.setParent(None)
        self.changes.setParent(None)
        self.changes.show_compared(None)
        main = Column(self._since_row, choice, gap=16)
        main.body.addStretch(1)
        beside = choice.beside()
        beside.body.insertWidget(0, self.changes)
        self._columns = TwoColumns(main, Following(beside), always=True)
        self._since_row.show()
        self._scroll.body.insertWidget(1, self._columns)

    def _clear(self) -> None:
        if self._columns is not None:
            self._since_row.setParent(self)
            self._since_row.hide()
            self.changes.setParent(self)
            self.changes.hide()
            self._columns.hide()
            self._columns.deleteLater()
        self._columns = self.choice = None

    def _compare(self) -> None:
        """Reckon what the choice would change; only the newest choice is answered."""
        self._show_button()
        if self._waiting is None or self.choice is None or not self.choice.scheme_id:
            self.changes.show_compared(None)
            return
        question = partial(
            questions.compared,
            community=self._waiting.community,
            scheme_id=self.choice.scheme_id,
            settings=self.choice.chosen_settings,
            term=self.session.term,
            texts=self.session.texts,
        )
        self.session.desk.ask(self, question, self.changes.show_compared, key="compared")

    def _show_button(self) -> None:
        is_chosen = self.choice is not None and bool(self.choice.scheme_id)
        self.do.why_not("" if is_chosen else self.session.say("start.scheme.none"))

    def _adopt(self) -> None:
        since = self.since.date()
        if since is None:
            self._since_row.set_error(self.since.error() or self.session.say("start.day.missing"))
            self.since.line.setFocus()
        elif self._waiting is not None and self.choice is not None:
            deed = partial(
                questions.adopt,
                community=self._waiting.community,
                scheme_id=self.choice.scheme_id,
                settings=self.choice.chosen_settings,
                since=since,
            )
            self.session.desk.change(self, deed, self._done)

    def _done(self, change: str) -> None:
        assert self._waiting is not None
        assert self.choice is not None
        said = self.session.say("start.adopt.done", community=self._waiting.name, scheme=self.choice.name)
        community = self._waiting.community
        self._waiting = None
        self.session.toast(said, change)
        self.session.go("scheme", community=community)

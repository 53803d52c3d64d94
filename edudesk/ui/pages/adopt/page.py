"""The schemes at the left, what the chosen one asks at the right, as in the first start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.calendar import TermCode
from edudesk.ui.choosing.scheme import Pairing, SchemeChoice
from edudesk.ui.desk import Opened
from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.fields import DateField, FormRow
from edudesk.ui.widgets.layout import BottomBar, Column, PageScroll, TwoColumns

if TYPE_CHECKING:
    from edudesk.services.schemes.facts import SettingValue

_FIELD = 240


@dataclass(frozen=True)
class Waiting:
    """A community without a scheme, and since when it would follow one."""

    community: str
    name: str
    since: date | None
    pairing: Pairing


class AdoptPage(Page):
    """``go_to(community=…)`` tells for which; otherwise for the first that waits."""

    code = "adopt"
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self._wanted = ""
        self._waiting: Waiting | None = None
        self.choice: SchemeChoice | None = None
        self.since = DateField(session.texts, session.clock.today())
        self.since.setFixedWidth(theme().tokens.px(_FIELD))
        self._since_row = FormRow(say("start.adopt.since"), self.since, above=True)
        self._scroll = PageScroll(say("start.step.2"), second=say("start.why.2"))
        self._columns: TwoColumns | None = None
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
        """Ask which community waits for a scheme."""
        question = partial(_waiting, wanted=self._wanted, term=self.session.term)
        self.session.desk.ask(self, question, self._show, key="waiting")

    def go_to(self, **place: Any) -> None:
        """Choose for a community."""
        self._wanted = str(place.get("community") or "")
        self._waiting = None
        if self.isVisible():
            self.refresh()

    def _show(self, waiting: Waiting | None) -> None:
        self._empty.setVisible(waiting is None)
        self._bar.setVisible(waiting is not None)
        if waiting is None:
            self._clear()
        elif self._waiting is None or waiting.community != self._waiting.community:
            self._waiting = waiting
            self._scroll.title_bar.set_title(self.session.say("start.adopt.title", community=waiting.name))
            self.since.set_date(waiting.since)
            self._build(waiting.pairing)
        self._show_button()

    def _build(self, pairing: Pairing) -> None:
        self._clear()
        self.choice = choice = SchemeChoice(self.session, pairing, propose=True)
        choice.edited.connect(self._show_button)
        choice.ready.connect(choice.begin)
        self._since_row.setParent(None)
        main = Column(choice, self._since_row, gap=16)
        main.body.addStretch(1)
        self._columns = TwoColumns(main, choice.beside())
        self._since_row.show()
        self._scroll.body.insertWidget(1, self._columns)

    def _clear(self) -> None:
        if self._columns is not None:
            self._since_row.setParent(self)
            self._since_row.hide()
            self._columns.hide()
            self._columns.deleteLater()
        self._columns = self.choice = None

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
                _adopt,
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


def _waiting(opened: Opened, *, wanted: str, term: TermCode | None) -> Waiting | None:
    from edudesk.services.facts import collect_facts
    from edudesk.services.schemebook import own_texts
    from edudesk.services.starting.answers import guess_term

    present = term or guess_term(opened.clock.today())
    known = {status.community.id for status in opened.standing.at(present, opened.clock.today())}
    for community in opened.standing.communities:
        if community.id not in known and wanted in {"", community.id}:
            facts = collect_facts(opened.archive, community.id)
            since = community.content.get("since") or opened.clock.today()
            pairing = Pairing(facts, present, len(facts.members), own_texts(opened.archive))
            return Waiting(community.id, community.title, since, pairing)
    return None


def _adopt(
    opened: Opened, *, community: str, scheme_id: str, settings: "Mapping[str, SettingValue]", since: date
) -> str:
    from edudesk.services.adopting import adopt, shipped_scheme
    from edudesk.services.schemebook import own_texts
    from edudesk.services.undo import steps

    text = own_texts(opened.archive).get(scheme_id) or shipped_scheme(scheme_id)
    now = opened.clock.now()
    adopt(opened.archive, community, text, since=since, settings=settings, now=now)
    return steps(opened.archive, 1)[0].id

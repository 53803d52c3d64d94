"""Agreements as a list: how each stands, what it lacks, and its one next step."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.community.rows import dates
from edudesk.ui.printing import Paper, paper_entries
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.states import FactTag, StateTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.communities.agreements import AgreementLine

STATES = {
    "unsigned": State.ON_TRACK,
    "ahead": State.ON_TRACK,
    "running": State.MET,
    "ending": State.AT_RISK,
    "ended": State.NOT_APPLICABLE,
}
_ACTS = ("renew", "file", "scan", "edit")


def state_words(session: Session, line: "AgreementLine") -> str:
    """Return how an agreement stands: 在期内, 还有 38 天到期, 已到期 …."""
    return session.say(f"communitypage.pact.{line.state}", count=line.days_left or 0)


def next_step(line: "AgreementLine") -> str:
    """Return the one thing to do next with an agreement, or nothing."""
    if line.warns:
        return "renew"
    if line.state == "unsigned":
        return "edit"
    if line.state == "ended":
        return ""
    return "scan" if not line.scans else "file" if line.filed_on is None else ""


class PactsCard(Card):
    """``acted`` carries what is to be done and the agreement; the link at the head makes a new one."""

    acted = Signal(str, object)  # "renew", "file", "scan" or "edit"; AgreementLine

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("communitypage.agreements"))
        self._session = session
        self.community = ""
        """Whose agreements are shown."""

    def show_lines(self, lines: "Sequence[AgreementLine]", *, ours: bool) -> None:
        """Show the agreements; acts only where the community is ours."""
        say = self._session.say
        self.clear()
        self.set_link(say("communitypage.add-agreement") if ours else "")
        for line in lines:
            self.add_row(self._row(line, ours=ours and line.ours))
        if not lines:
            self.add_block(Words(say("communitypage.no-agreements"), "second", "text2", wrap=True))

    def _row(self, line: "AgreementLine", *, ours: bool) -> QWidget:
        px = theme().tokens.px
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(0, px(8), 0, px(10))
        inside.setSpacing(px(3))
        name = Link(line.name, elide=True)
        name.clicked.connect(partial(self._open, line))
        inside.addWidget(Line(name, None))
        inside.addWidget(Words(self._facts(line), "second", "text2", wrap=True))
        inside.addWidget(self._tags(line))
        row = Line(words, gap=8)
        row.body.setStretch(0, 1)
        if ours and (step := next_step(line)):
            button = Button(self._session.say(f"communitypage.act.{step}"), row=True)
            button.setAccessibleName(f"{button.text()} {line.name}")
            button.clicked.connect(partial(self._act, step, line))
            row.body.addWidget(button)
        row.body.addWidget(self._more(line, _ACTS if ours else ()))
        return row

    def _facts(self, line: "AgreementLine") -> str:
        say = self._session.say
        comma = say("communitypage.comma")
        parties = comma.join(name for _id, name in line.parties) or say("communitypage.all-members")
        days = dates(self._session, line.starts_on, line.ends_on)
        return " · ".join(filter(None, (days, line.number, parties)))

    def _tags(self, line: "AgreementLine") -> QWidget:
        say = self._session.say
        box = QWidget()
        flow = FlowLayout(box, gap=6, line_gap=4)
        flow.addWidget(StateTag(STATES[line.state], state_words(self._session, line)))
        if line.renewed:
            flow.addWidget(FactTag(say("communitypage.renewed")))
        if line.filed_on is not None:
            flow.addWidget(FactTag(say("communitypage.filed", day=line.filed_on)))
        elif line.state != "unsigned":
            flow.addWidget(FactTag(say("communitypage.not-filed")))
        if not line.scans:
            flow.addWidget(FactTag(say("communitypage.no-scan")))
        return box

    def _more(self, line: "AgreementLine", acts: Sequence[str]) -> IconButton:
        say = self._session.say
        button = IconButton("ellipsis", say("communitypage.acts", name=line.name))
        entries = [Entry(say(f"communitypage.act.{act}"), partial(self._act, act, line)) for act in acts]
        paper = Paper("agreement", line.name, self.community, line.id)
        printed = paper_entries(self._session, self, paper, say("printing.agreement"))
        entries += [*([Entry()] if entries else []), *printed]
        menu = make_menu(entries, button)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _act(self, act: str, line: "AgreementLine", *_clicked: bool) -> None:
        self.acted.emit(act, line)

    def _open(self, line: "AgreementLine", *_clicked: bool) -> None:
        self._session.go("records", records=(("agreement", line.id),), title=line.name)

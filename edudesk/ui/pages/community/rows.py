"""Lists of dated rows: members, leading group, 统计范围. What holds stands first, what was is folded away."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.folded import Folded
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.communities.seeing import DatedLine


def dates(session: Session, since: object, until: object) -> str:
    """Return from when to when something holds; nothing where nobody said."""
    if since and until:
        return session.say("communitypage.span", since=since, until=until)
    if until:
        return session.say("communitypage.until", day=until)
    return session.say("communitypage.since", day=since) if since else ""


class DatedCard(Card):
    """``acted`` carries the code of an act and the row it is about; the link at the head adds one.

    ``sort`` is "members", "group" or "domains" and chooses the words.
    """

    acted = Signal(str, object)  # act, DatedLine

    def __init__(self, session: Session, sort: str, acts: Sequence[str]) -> None:
        super().__init__(session.say(f"communitypage.{sort}"))
        self._session, self._sort, self._acts = session, sort, tuple(acts)
        self.shown: tuple[DatedLine, ...] = ()

    def show_lines(self, lines: "Sequence[DatedLine]", *, ours: bool) -> None:
        """Show the rows; acts only where the record is ours."""
        say = self._session.say
        self.shown = tuple(lines)
        self.clear()
        self.set_link(say(f"communitypage.add-{self._sort}") if ours else "")
        present = [one for one in lines if one.when != "past"]
        past = [one for one in lines if one.when == "past"]
        for one in present:
            self.add_row(self._row(one, ours=ours), "two-line" if self._second(one) else "side-row")
        if not present:
            self.add_block(Words(say(f"communitypage.no-{self._sort}"), "second", "text2", wrap=True))
        if past:
            if present:
                self.add_line()
            link = Link(say("communitypage.before", count=len(past)), "second")
            self.add_block(Folded(link, [self._row(one, ours=False) for one in past], gap=8))

    def _row(self, line: "DatedLine", *, ours: bool) -> QWidget:
        px = theme().tokens.px
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(2))
        first = Line(Words(self._first(line), elide=True), gap=8)
        first.body.setStretch(0, 1)
        if line.when == "ahead":
            first.body.addWidget(FactTag(self._session.say("communitypage.ahead")))
        if line.ours:
            first.body.addWidget(FactTag(self._session.say("communitypage.us")))
        inside.addStretch(1)
        inside.addWidget(first)
        if second := self._second(line):
            inside.addWidget(Words(second, "second", "text2", elide=True))
        inside.addStretch(1)
        row = Line(words, gap=8)
        row.body.setStretch(0, 1)
        if ours:
            row.body.addWidget(self._more(line))
        return row

    def _first(self, line: "DatedLine") -> str:
        words = line.words(self._session.texts.language)
        if self._sort == "group":
            return "　".join(filter(None, (words, line.who)))
        return line.who or words

    def _second(self, line: "DatedLine") -> str:
        if self._sort == "members":
            first = line.words(self._session.texts.language)
        elif self._sort == "group":
            first = line.school
        else:
            first = self._session.say(f"communitypage.domain.{line.code}")
        return " · ".join(filter(None, (first, dates(self._session, line.since, line.until))))

    def _more(self, line: "DatedLine") -> IconButton:
        say = self._session.say
        name = say("communitypage.acts", name=self._first(line))
        button = IconButton("ellipsis", name)
        entries = [
            Entry(say(f"communitypage.act.{act}"), partial(self.acted.emit, act, line)) for act in self._acts
        ]
        menu = make_menu(entries, button)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

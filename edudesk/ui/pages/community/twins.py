"""What may be one: both sides beside each other with a yes and a no, and what was answered before."""

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from edudesk.ui.pages.community.questions import Proposed
from edudesk.ui.session import Session
from edudesk.ui.steps import open_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.communities.answers import FactPair, JoinedPair, RefusedPair, ShownProposal

Pair = TypeVar("Pair")
_LABEL, _WIDEST = 88, 1000
_FEW = 5


class TwinsView(Column):
    """``answered`` carries a proposal and whether it is one; ``parting`` a link; ``again`` two ids."""

    answered = Signal(object, bool)  # ShownProposal
    parting = Signal(object)  # JoinedPair
    again = Signal(object)  # RefusedPair

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._whole: set[str] = set()
        self._found: Proposed | None = None
        self.setMaximumWidth(theme().tokens.px(_WIDEST))
        self.yes: tuple[Button, ...] = ()
        self.no: tuple[Button, ...] = ()

    def show_proposed(self, found: Proposed) -> None:
        """Show the proposals, then what was joined and what was refused."""
        self._found = found
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._clear()
        say = self._session.say
        yes, no = [], []
        for one in found.shown:
            card, buttons = self._card(one)
            yes.append(buttons[0])
            no.append(buttons[1])
            self.body.addWidget(card)
        self.yes, self.no = tuple(yes), tuple(no)
        if not found.shown:
            words = say("communitypage.no-twins"), say("communitypage.no-twins-why")
            box = Card()
            box.body.addWidget(EmptyState("link", *words))
            self.body.addWidget(box)
        elif found.count > len(found.shown):
            more = say("communitypage.more-twins", count=found.count - len(found.shown))
            self.body.addWidget(Words(more, "second", "text2"))
        if found.joined:
            self.body.addWidget(self._joined(found.joined))
        if found.refused:
            self.body.addWidget(self._refused(found.refused))
        if had_focus and self.yes:
            self.yes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: "ShownProposal") -> tuple[QWidget, tuple[Button, Button]]:
        texts, proposal = self._session.texts, one.proposal
        say = texts.say
        title = say(f"communitypage.twins.{proposal.sort}")
        card = Card(title, say(f"communitypage.basis.{proposal.basis}"))
        card.setAccessibleName(texts.phrase((title, *one.titles)))
        card.add_block(self._grid(one))
        yes, no = Button(say("communitypage.same"), "tonal"), Button(say("communitypage.not-same"))
        both = texts.phrase(one.titles)
        for button, answer in ((yes, True), (no, False)):
            button.setAccessibleName(f"{button.text()} {both}")
            button.clicked.connect(partial(self._answer, one, answer))
        look = Link(say("communitypage.look"), "second")
        look.clicked.connect(partial(self._look, one))
        card.add_line()
        card.add_block(Line(look, None, no, yes, gap=10))
        return card, (yes, no)

    def _answer(self, one: "ShownProposal", same: bool, *_clicked: bool) -> None:  # noqa: FBT001 - a slot
        self.answered.emit(one, same)

    def _look(self, one: "ShownProposal", *_clicked: bool) -> None:
        sort = {"event": "activity"}.get(one.proposal.sort, one.proposal.sort)
        ids = [(sort, one.proposal.first), (sort, one.proposal.second)]
        open_records(self._session, ids, self._session.say("communitypage.both"))

    def _grid(self, one: "ShownProposal") -> QWidget:
        px, say = theme().tokens.px, self._session.say
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnMinimumWidth(0, px(_LABEL))
        for column, owner in enumerate(one.owners, 1):
            words = say("communitypage.written-by", owner=owner)
            grid.addWidget(Words(words, "second", "text2", wrap=True), 0, column)
            grid.setColumnStretch(column, 1)
        for row, fact in enumerate(one.facts, 1):
            self._add_fact(grid, row, fact)
        return box

    def _add_fact(self, grid: QGridLayout, row: int, fact: "FactPair") -> None:
        language = self._session.texts.language
        grid.addWidget(Words(fact.label(language), colour="text2", wrap=True), row, 0)
        for column, words in enumerate((fact.first, fact.second), 1):
            shown = words or self._session.say("communitypage.unsaid")
            colour = "text" if words else "text3"
            grid.addWidget(Words(shown, colour=colour, bold=fact.differs, wrap=True), row, column)
        if fact.differs:
            tag = FactTag(self._session.say("communitypage.differs"))
            grid.addWidget(tag, row, 3, Qt.AlignmentFlag.AlignTop)

    def _joined(self, pairs: "tuple[JoinedPair, ...]") -> Card:
        say = self._session.say
        card = Card(say("communitypage.joined"), say("communitypage.pairs", count=len(pairs)))
        for one in self._some("joined", pairs):
            day = str(one.day) if one.day else ""
            words = " · ".join(filter(None, (day, one.basis)))
            link = Link(say("communitypage.part"), "second") if one.ours else None
            if link is not None:
                link.setAccessibleName(f"{link.text()} {self._session.texts.phrase(one.titles)}")
                link.clicked.connect(lambda _=False, one=one: self.parting.emit(one))
            card.add_row(self._line(one.titles, words, link), "two-line")
        self._fold(card, "joined", len(pairs))
        return card

    def _refused(self, pairs: "tuple[RefusedPair, ...]") -> Card:
        say = self._session.say
        card = Card(say("communitypage.refused"), say("communitypage.pairs", count=len(pairs)))
        for one in self._some("refused", pairs):
            link = Link(say("communitypage.again"), "second")
            link.setAccessibleName(f"{link.text()} {self._session.texts.phrase(one.titles)}")
            link.clicked.connect(lambda _=False, one=one: self.again.emit(one))
            card.add_row(self._line(one.titles, "", link), "side-row")
        self._fold(card, "refused", len(pairs))
        return card

    def _some(self, sort: str, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
        return pairs if sort in self._whole else pairs[:_FEW]

    def _fold(self, card: Card, sort: str, count: int) -> None:
        if count > _FEW and sort not in self._whole:
            link = Link(self._session.say("communitypage.show-all", count=count), "second")
            link.clicked.connect(partial(self._unfold, sort))
            card.add_row(Line(link, None), "side-row")

    def _unfold(self, sort: str, *_clicked: bool) -> None:
        self._whole.add(sort)
        if self._found is not None:
            self.show_proposed(self._found)

    def _line(self, titles: tuple[str, str], second: str, link: Link | None) -> QWidget:
        # Two records of one name are named once.
        words = Column(Words("　｜　".join(dict.fromkeys(titles)), elide=True), gap=2)
        if second:
            words.body.addWidget(Words(second, "second", "text2", elide=True))
        words.body.insertStretch(0, 1)
        words.body.addStretch(1)
        line = Line(words, gap=12)
        line.body.setStretch(0, 1)
        if link is not None:
            line.body.addWidget(link)
        return line

    def _clear(self) -> None:
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

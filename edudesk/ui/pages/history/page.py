"""The history: of one record a card for each version, of the whole archive a line for each step."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.ui.page import Page
from edudesk.ui.pages.history.questions import (
    Done,
    RecordHistory,
    ask_archive,
    ask_record,
    bring_back,
    take_back,
)
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.dialogs import ask
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Column, Line, PageScroll
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.history import Alteration, Version

_SHOWN = 30
"""So many versions are shown at once; the others on request."""
_STEPS = 200
_WIDEST = 792
_LABEL = 120
_WHO = 260
"""Pixels at standard size that when and who take at most."""
_SHORT = 40
"""So many characters before and after stand on one line."""

_Step = tuple[Words, Words, QWidget]
"""What was done, by whom and when, and what can be done about it."""


class HistoryPage(Page):
    """Place: ``id`` of a record, or nothing for the whole archive."""

    code: ClassVar[str] = "history"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._id = ""
        self._most = _SHOWN
        self.cards: list[Card] = []
        self.scroller = PageScroll(session.say("history.title"), second=" ", most=_WIDEST)
        self.content = Column(gap=12)
        self.scroller.body.addWidget(self.content)
        self.scroller.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)

    def go_to(self, **place: Any) -> None:
        self._id = place.get("id", "")
        self._most = _SHOWN
        self._outdate()

    def refresh(self) -> None:
        texts, record_id = self.session.texts, self._id
        if record_id:
            self.session.desk.ask(
                self, lambda opened: ask_record(opened, record_id, texts), self.show_record, key="history"
            )
        else:
            self.session.desk.ask(
                self, lambda opened: ask_archive(opened, texts, _STEPS), self.show_archive, key="history"
            )

    def show_record(self, found: RecordHistory) -> None:
        """Show what became of a record."""
        say = self.session.say
        self._begin(say("history.of", title=found.title), say("history.words"))
        self.scroller.stand_alone(self.content, alone=False)
        for version in found.versions[: self._most]:
            self._add(self._version(found, version))
        rest = len(found.versions) - self._most
        if rest > 0:
            more = Link(say("history.earlier", count=rest))
            more.clicked.connect(partial(self._show_more, found))
            self.content.body.addWidget(more)

    def show_archive(self, found: tuple[Done, ...]) -> None:
        """Show what was done in the archive."""
        say = self.session.say
        self._begin(say("history.all"), say("history.all-words"))
        self.scroller.stand_alone(self.content, alone=not found)
        if not found:
            self.content.body.addWidget(
                EmptyState("history", say("history.nothing"), say("history.nothing-words"))
            )
            return
        card = Card()
        for line in _in_columns([self._step(done) for done in found]):
            card.add_row(line, 47)
        self._add(card)

    def _version(self, found: RecordHistory, version: "Version") -> Card:
        say, when = self.session.say, self._when(version.made_at)
        code = "history.now" if version.shown else "history.by"
        fact = say(code, when=when, author=version.author or say("history.someone"))
        can = found.ours and not version.shown and bool(version.revision_id)
        what = _begun(version.what)
        card = Card(what, fact, say("history.back") if can else "")
        card.setAccessibleName(self.session.texts.phrase((what, fact)))
        if can:
            card.link_clicked.connect(partial(self._ask_back, version))
        card.add_block(Column(*self._altered(version), gap=6))
        return card

    def _altered(self, version: "Version") -> Iterator[QWidget]:
        if not version.alterations:
            yield Words(self.session.say("history.same"), colour="text2")
        for one in version.alterations:
            yield self._alteration(one)

    def _alteration(self, one: "Alteration") -> QWidget:
        px, after = theme().tokens.px, one.after or self.session.say("history.empty")
        label = Words(one.label, colour="text2", wrap=True)
        label.setFixedWidth(px(_LABEL))
        words = Words(_from_to(one.before, after), wrap=True)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        return line

    def _step(self, done: Done) -> _Step:
        say, step = self.session.say, done.step
        what = _begun(done.what)
        if step.subject:
            what = say("history.step", what=what, subject=step.subject)
        author = step.author or say("history.someone")
        words = Words(what, elide=True)
        by = say("history.by", when=self._when(step.made_at), author=author)
        who = Words(by, "second", "text2", elide=True)
        if step.undone:
            return words, who, FactTag(say("history.taken-back"))
        link = Link(say("history.take-back"), "second")
        link.setAccessibleName(f"{say('history.take-back')} {what}")
        link.clicked.connect(partial(self._take_back, step.id))
        return words, who, link

    def _ask_back(self, version: "Version") -> None:
        say, when = self.session.say, self._when(version.made_at)
        ask(
            self,
            say("history.back-question"),
            say("history.back-words", when=when),
            say("history.back-yes"),
            say("history.back-no"),
            then=partial(self._bring_back, version.revision_id, when),
        )

    def _bring_back(self, revision_id: str, when: str) -> None:
        words = self.session.say("history.brought-back", when=when)
        self.session.desk.change(
            self,
            partial(bring_back, record_id=self._id, revision_id=revision_id),
            lambda change_id: self.session.toast(words, change_id),
        )

    def _take_back(self, change_id: str) -> None:
        words = _begun(self.session.say("history.taken-back"))
        self.session.desk.change(
            self,
            partial(take_back, change_id=change_id),
            lambda made: self.session.toast(words, made),
        )

    def _show_more(self, found: RecordHistory) -> None:
        self._most += _SHOWN
        self.show_record(found)

    def _begin(self, title: str, second: str) -> None:
        self.scroller.title_bar.set_title(title)
        self.scroller.title_bar.set_second(second)
        self.cards = []
        while (item := self.content.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, card: Card) -> None:
        self.cards.append(card)
        self.content.body.addWidget(card)

    def _when(self, moment: datetime) -> str:
        return f"{moment.astimezone().replace(tzinfo=None):%Y-%m-%d %H:%M}"


def _in_columns(steps: Sequence[_Step]) -> Iterator[QWidget]:
    """Give the lines of steps: who and when, and what can be done, begin at the same place in each."""
    widest = min(theme().tokens.px(_WHO), max(who.sizeHint().width() for _words, who, _end in steps))
    ending = max(end.sizeHint().width() for _words, _who, end in steps)
    for words, who, end in steps:
        who.setFixedWidth(widest)
        at_end = Line(end, None, gap=0)
        at_end.setFixedWidth(ending)
        yield Line(words, who, at_end)


def _begun(words: str) -> str:
    """Return words as a sentence begins: with a capital where the language has them."""
    return words[:1].upper() + words[1:]


def _from_to(before: str, after: str) -> str:
    """Return what a field said and says, one below the other where both would not stand on a line."""
    if not before:
        return after
    is_short = len(before) + len(after) <= _SHORT and "\n" not in before + after
    return f"{before} → {after}" if is_short else f"{before}\n→ {after}"

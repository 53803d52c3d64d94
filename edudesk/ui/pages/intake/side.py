"""Where the ticked photos go: to an activity of that day, to another one, to a new record."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.services.standing.words import say_day
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.intake import Proposal

_MOST = 4


class TargetCard(Card):
    """The activities that the day proposes, each with its button.

    ``putting(id)``, ``recording`` and ``resuming`` ask the page.
    """

    putting = Signal(str)
    recording = Signal()
    resuming = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.say("intake.where"), parent=parent)
        self._session = session
        self.buttons: dict[str, Button] = {}
        self.others = ChoiceField((), session.say("intake.other-hint"))
        self.others.setAccessibleName(session.say("intake.other"))
        self.others.edited.connect(self._tell)
        self.other = Button(session.say("intake.put"), row=True)
        self.other.clicked.connect(lambda: self.putting.emit(str(self.others.value())))
        self.new = Button(session.say("intake.new"), icon="plus")
        self.new.set_tip(session.say("intake.new"))
        self.new.clicked.connect(self.recording)
        self.resume = Button(session.say("intake.resume"), icon="pencil")
        self.resume.clicked.connect(self.resuming)
        self.resume.hide()
        self._found = Column(gap=12)
        self._count = 0
        self._arrange_rows()
        self.set_count(0)

    def show_proposals(self, found: "Sequence[Proposal]") -> None:
        """Propose these; without any a new record is what is left."""
        say = self._session.say
        while (item := self._found.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        if not found:
            self._found.body.addWidget(Words(say("intake.no-activity"), "second", "text2", wrap=True))
        for one in found[:_MOST]:
            self._found.body.addWidget(self._row(one, first=not self.buttons))
        self.set_count(self._count)

    def set_count(self, count: int) -> None:
        """So many photos are ticked."""
        self._count = count
        say = self._session.say
        self.set_fact(say("intake.chosen", count=count) if count else "")
        self._tell()

    def _tell(self) -> None:
        say = self._session.say
        why = "" if self._count else say("intake.choose-first")
        for button in (*self.buttons.values(), self.new, self.resume):
            button.why_not(why)
        self.other.why_not(why or ("" if self.others.value() else say("intake.other-hint")))

    def _row(self, one: "Proposal", *, first: bool) -> QWidget:
        px, texts, say = theme().tokens.px, self._session.texts, self._session.say
        days = say_day(texts, one.first)
        if one.last > one.first:
            days = f"{days}—{say_day(texts, one.last)}"
        facts = [days, say("intake.papers", count=one.papers) if one.papers else say("intake.no-papers")]
        if one.near:
            facts.insert(0, say("intake.near"))
        button = Button(say("intake.put"), "tonal" if first and not one.near else "", row=True)
        button.setAccessibleName(say("intake.put-to", title=one.topic))
        button.clicked.connect(partial(self._put, one.id))
        self.buttons[one.id] = button
        row = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(one.topic, elide=True))
        words.addWidget(Words(" · ".join(facts), "second", "text2", elide=True))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(words, 1)
        layout.addWidget(button)
        return row

    def _put(self, about: str, *_clicked: bool) -> None:
        self.putting.emit(about)

    def _arrange_rows(self) -> None:
        px = theme().tokens.px
        self.add_block(self._found)
        self.add_line()
        more = QWidget()
        layout = QVBoxLayout(more)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        line = QHBoxLayout()
        line.setSpacing(px(10))
        line.addWidget(self.others, 1)
        line.addWidget(self.other)
        layout.addLayout(line)
        layout.addWidget(self.new)
        layout.addWidget(self.resume)
        self.add_block(more)


class Side(Column):
    """The card, and above it what deserves a look after photos were put somewhere."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._notices = Column(gap=8)
        self.target = TargetCard(session)
        super().__init__(self._notices, self.target, parent=parent)
        self.body.addStretch(1)
        self._notices.hide()

    def notices(self) -> tuple[str, ...]:
        """Return what is said above the card."""
        return tuple(one.accessibleName() for one in self._notices.findChildren(Notice) if not one.isHidden())

    def say_all(self, told: Sequence[tuple[State, str]]) -> None:
        """Say these sentences, or nothing."""
        while (item := self._notices.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for state, words in told:
            self._notices.body.addWidget(Notice(state, words, below=True))
        self._notices.setVisible(bool(told))

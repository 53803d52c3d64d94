"""The pane beside the list: what is missing on top, the facts, photos, where it counts, what can be done."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.history import offer_history
from edudesk.ui.pages.activity.details import Counts, DetailView
from edudesk.ui.papers.strip import PaperStrip
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.folded import Folded
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.pane import Pane, PaneWords
from edudesk.ui.widgets.states import FactTag, StateGlyph
from edudesk.ui.widgets.words import Link, Name, Words

SHOWN = 4
"""So many rules are told at once: those that still ask for more come first."""
_WORDS = ("choose", "edit", "delete", "more", "not-ours")


class ActivityPane(Pane):
    """One activity. Its signals carry its id."""

    holding = Signal(str)
    adding = Signal(str, tuple)
    printing = Signal(str)
    signing = Signal(str)
    signed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._view: DetailView | None = None
        self._chosen = ""
        self.missing: tuple[Notice, ...] = ()
        self._tags = QWidget()
        FlowLayout(self._tags)
        super().__init__(PaneWords(*(session.say(f"activities.{code}") for code in _WORDS)), parent)
        self._session = session
        self.head.addWidget(self._tags)
        self.hold = Button(session.say("activities.hold"), icon="check")
        self.hold.clicked.connect(lambda: self.holding.emit(self.shown))
        self.buttons.insert(0, self.hold)
        offer_history(session, self)
        self.print = self.more.addAction(session.say("activities.print-one"))
        self.print.triggered.connect(lambda: self.printing.emit(self.shown))
        self.sheet = self.more.addAction(session.say("activities.print-sheet"))
        self.sheet.triggered.connect(lambda: self.signing.emit(self.shown))
        self.scan = self.more.addAction(session.say("activities.scan-sheet"))
        self.scan.triggered.connect(lambda: self.signed.emit(self.shown))

    def clear(self) -> None:
        self._view = None
        self._tags.hide()
        super().clear()

    def choose_paper(self, paper_id: str) -> None:
        """Put the focus on a paper of the activity that is shown next."""
        self._chosen = paper_id
        if paper_id:
            self._view = None  # what is shown is filled in anew

    def show_activity(self, view: DetailView) -> None:
        """Show an activity; nothing moves when it says the same as before."""
        if view == self._view:
            return
        self._view = view
        self.begin(view.id, view.topic, view.second, ours=view.ours)
        self._show_tags(view.tags)
        self.hold.setVisible(view.planned and view.ours)
        self.scan.setEnabled(view.ours)
        self._fill(view)

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        layout = self._tags.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for tag in tags:
            layout.addWidget(FactTag(tag))
        self._tags.setVisible(bool(tags))

    def _fill(self, view: DetailView) -> None:
        self.missing = tuple(self._lack(view, kind, name) for kind, name in view.missing)
        for notice in self.missing:
            self.add(notice)
        for label, words in view.facts:
            self.add_fact(label, words)
        if view.papers:
            strip = PaperStrip(self._session, view.papers, view.days)
            self.add(strip)
            strip.choose(self._chosen)
            self._chosen = ""
        if view.counts:
            self.add(Separator())
        if view.community:
            self.add(Words(view.community, "second", "text2", bold=True, wrap=True))
        for one in view.counts[:SHOWN]:
            self.add(self._counting(one))
        if rest := view.counts[SHOWN:]:
            more = Link(self._session.say("activities.more-rules", count=len(rest)), "second")
            self.add(Folded(more, [self._counting(one) for one in rest], gap=7))
        if view.more:
            self.add(Separator())
        for label, words in view.more:
            self.add_fact(label, words)

    def _lack(self, view: DetailView, kind: str, name: str) -> Notice:
        say = self._session.say
        links = [say("activities.add", what=name)] if view.ours else []
        notice = Notice(State.AT_RISK, say("activities.lacks", what=name), links)
        notice.chosen.connect(lambda _link: self.adding.emit(view.id, (kind,)))
        return notice

    def _counting(self, one: Counts) -> QWidget:
        box, beside = QWidget(), QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().tokens.px(8))
        key = "counts" if one.state is State.MET else "not-counted" if one.rule else "free"
        glyph = StateGlyph(one.state, self._session.say(f"activities.{key}"))
        if one.rule is None:
            line.addWidget(glyph)
            line.addWidget(Words(one.name, "second", "text2"), 1)
            return box
        # A link is taller than its words: the glyph stands beside the first line of them.
        at_left = QVBoxLayout()
        at_left.setContentsMargins(0, (theme().tokens.px("target") - glyph.height()) // 2, 0, 0)
        at_left.addWidget(glyph)
        at_left.addStretch(1)
        line.addLayout(at_left)
        line.addWidget(beside, 1)
        words = FlowLayout(beside, line_gap=0)
        words.addWidget(Words(self._session.say(f"activities.{key}"), "second", "text2"))
        name = Link(one.name, "second", wrap=True)
        community, rule = one.rule
        name.clicked.connect(partial(self._go_to_rule, community, rule))
        words.addWidget(name)
        words.addWidget(Name(one.reason, "second", "text2", bold=False))
        return box

    def _go_to_rule(self, community: str, rule: str, *_clicked: bool) -> None:
        self._session.go("scheme", community=community, rule=rule)

"""What is known of one pair: what is missing first, then people, duties, quotas, reviews, the time line."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.history import offer_history
from edudesk.ui.pages.pairs.months import MonthButton, MonthRow
from edudesk.ui.pages.pairs.questions import Paged, Seen
from edudesk.ui.pages.pairs.saying import (
    about_words,
    couple_words,
    school_words,
    span_words,
    state_words,
)
from edudesk.ui.pages.pairs.timeline import SessionTimeline
from edudesk.ui.papers.strip import PaperStrip
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records, open_records
from edudesk.ui.tallies import cells_of
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.folded import Folded
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.pane import Pane, PaneWords
from edudesk.ui.widgets.states import FactTag, StateTag
from edudesk.ui.widgets.tally import TallyGroup
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.pairing.detail import PairDetail, TermReview
    from edudesk.services.pairing.overview import PairCard
    from edudesk.services.pairing.reading import PairPerson

SHOWN = 8
"""So many sessions are shown at once; a link opens all."""
_REVIEWS = 2
_WORDS = ("choose", "edit", "delete", "more-menu", "not-ours")
PAPERS = (
    ("pair-booklet", ".pdf"),
    ("pair-booklet", ".docx"),
    ("pair-agreement", ".pdf"),
    ("pair-agreement", ".docx"),
)
"""The papers of one pair, with the kinds of files."""


class PairPane(Pane):
    """One pair. ``session_wanted``, ``ending``, ``going_on`` carry its id; ``reviewing`` the term too."""

    session_wanted = Signal(str)
    ending = Signal(str)
    going_on = Signal(str)
    reviewing = Signal(str, str)
    papered = Signal(object)  # Paged

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.seen: Seen | None = None
        self._tags = QWidget()
        FlowLayout(self._tags)
        super().__init__(PaneWords(*(session.say(f"pairs.{code}") for code in _WORDS)), parent)
        self._session = session
        offer_history(session, self)
        self.head.addWidget(self._tags)
        say = session.say
        self.step = Button(say("pairs.record"), "tonal", "plus")
        self.step.clicked.connect(lambda: self.session_wanted.emit(self.shown))
        self.buttons.insert(0, self.step)
        self.end = QAction(say("pairs.end"), self)
        self.end.triggered.connect(lambda: self.ending.emit(self.shown))
        self.again = QAction(say("pairs.go-on"), self)
        self.again.triggered.connect(lambda: self.going_on.emit(self.shown))
        before = self.remove
        for action in (self.end, self.again):
            self.more.insertAction(before, action)
        for kind, suffix in PAPERS:
            action = QAction(say(f"pairs.paper-{kind}{suffix}"), self)
            action.triggered.connect(partial(self._want_paper, kind, suffix))
            self.more.insertAction(before, action)
        self.more.insertSeparator(before)

    def clear(self) -> None:
        self.seen = None
        self._tags.hide()
        super().clear()

    def show_pair(self, seen: Seen) -> None:
        """Show a pair; nothing moves when it says the same as before."""
        if seen == self.seen:
            return
        self.seen = seen
        detail, session = seen.detail, self._session
        card = detail.card
        second = "　".join(part for part in (about_words(card), school_words(session, card)) if part)
        self.begin(card.id, couple_words(session, card), second, ours=card.ours)
        self._show_tags(card, detail.completion)
        is_over = card.state in ("done", "ended-early")
        self.step.setVisible(card.state in ("running", "over"))
        self.end.setVisible(card.ours and not is_over)
        self.again.setVisible(card.ours and is_over)
        self._fill(seen)

    def _want_paper(self, kind: str, suffix: str, *_clicked: bool) -> None:
        if self.seen is not None:
            card, content = self.seen.detail.card, self.seen.detail.content
            community = content.get("community_id", "")
            self.papered.emit(Paged(kind, suffix, card.id, community, card.name))

    def _show_tags(self, card: "PairCard", completion: str) -> None:
        layout = self._tags.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        layout.addWidget(StateTag(*state_words(self._session, card)))
        if completion and card.state != "ended-early":
            layout.addWidget(FactTag(completion))
        if not card.ours:
            layout.addWidget(FactTag(card.owner or self._session.say("pairs.theirs")))
        self._tags.show()

    def _fill(self, seen: Seen) -> None:
        detail, say = seen.detail, self._session.say
        card, content = detail.card, detail.content
        if not card.papered and card.ours:
            notice = Notice(State.AT_RISK, say("pairs.lacks-agreement"), [say("pairs.add-agreement")])
            notice.chosen.connect(lambda _link: self.edited.emit(card.id))
            self.add(notice)
        self._add_months(card)
        for person in card.people:
            self._add_person(person)
        self.add_fact(say("pairs.dates"), span_words(self._session, card.starts_on, card.ends_on))
        if because := content.get("ended_because"):
            self.add_fact(say("pairs.because"), str(because))
        if card.community:
            self.add_fact(say("pairs.field-community"), card.community)
        self._add_quotas(detail)
        self._add_sessions(detail)
        self._add_reviews(detail)
        self._add_agreed(seen)

    def _add_months(self, card: "PairCard") -> None:
        """Show the months of the term; those with sessions open them."""
        line = Line(gap=0)
        for month in card.months:
            cell = MonthButton(month) if month.sessions else MonthRow((month,))
            if isinstance(cell, MonthButton):
                records = [("activity", one) for one in month.sessions]
                title = f"{couple_words(self._session, card)} {month.label}"
                lead_to_records(cell, self._session, records, title)
            line.body.addWidget(cell, 1)
        self.add(line)

    def _add_agreed(self, seen: Seen) -> None:
        say, content = self._session.say, seen.detail.content
        agreed = [name for name in ("goals", "mentor_duties", "apprentice_duties") if content.get(name)]
        if agreed or seen.papers or seen.detail.documents:
            self.add_heading(say("pairs.agreed"))
        for name in agreed:
            self.add_fact(say(f"pairs.{name}"), str(content[name]))
        self._add_papers(seen)

    def _add_person(self, person: "PairPerson") -> None:
        label = self._session.say(f"pairs.part-{person.part}")
        words = f"{person.name}　{person.school}".rstrip("　")
        if person.person_id is None:
            self.add_fact(label, words)
        else:
            self.add_fact(label, words, then=partial(self._open_person, person.person_id))

    def _open_person(self, person_id: str) -> None:
        self._session.go("people", tab="people", id=person_id)

    def _add_papers(self, seen: Seen) -> None:
        if seen.papers:
            self.add(PaperStrip(self._session, seen.papers, (None, None)))
        for record_id, title in seen.detail.documents:
            self.add_fact(
                self._session.say("pairs.document"), title, then=partial(self._open_paper, record_id)
            )

    def _open_paper(self, record_id: str) -> None:
        open_records(self._session, [("document", record_id)], self._session.say("pairs.document"))

    def _add_quotas(self, detail: "PairDetail") -> None:
        if detail.quotas:
            self.add_heading(self._session.say("pairs.quotas"))
        for quota in detail.quotas:
            community, rule = quota.rule
            name = Link(quota.name, "second", elide=True)
            name.clicked.connect(partial(self._go_to_rule, community, rule))
            spoken = self._session.texts.phrase((quota.name, quota.tally.spoken))
            group = TallyGroup(quota.tally.text, cells_of(quota.tally), spoken)
            if quota.tally.records:
                title = f"{quota.name} {quota.tally.text}"
                lead_to_records(group, self._session, quota.tally.records, title)
            else:
                group.clicked.connect(partial(self._go_to_rule, community, rule))
            for widget in (name, group, Words(quota.sentence, "second", "text2", wrap=True)):
                self.add(widget)

    def _go_to_rule(self, community: str, rule: str, *_clicked: bool) -> None:
        self._session.go("scheme", community=community, rule=rule)

    def _add_reviews(self, detail: "PairDetail") -> None:
        if not detail.reviews:
            return
        for review in detail.reviews[:_REVIEWS]:
            self._add_review(review)
        if rest := detail.reviews[_REVIEWS:]:
            words = self._session.say("pairs.more-reviews", count=len(rest))
            links = [self._review_link(review, review.label) for review in rest]
            self.add(Folded(Link(words, "second"), links, gap=4))

    def _add_review(self, review: "TermReview") -> None:
        say = self._session.say
        self.add_heading(say("pairs.review-of", term=review.label))
        for voice in review.voices:
            label = voice.person.name
            if not voice.said:
                self.add_fact(label, say("pairs.not-written"), faint=True)
            for said in voice.said:
                self.add_fact(label, self._session.texts.aside(said.body, said.grade))
        code = "pairs.write-review" if review.missing else "pairs.read-review"
        self.add(self._review_link(review, say(code)))

    def _review_link(self, review: "TermReview", words: str) -> Link:
        link = Link(words, "second")
        link.setAccessibleName(f"{words} {review.label}")
        link.clicked.connect(lambda: self.reviewing.emit(self.shown, str(review.code)))
        return link

    def _add_sessions(self, detail: "PairDetail") -> None:
        say = self._session.say
        self.add_heading(say("pairs.sessions", count=len(detail.sessions)))
        if not detail.sessions:
            self.add(Words(say("pairs.no-sessions"), "second", "text2", wrap=True))
            return
        self.line = SessionTimeline(self._session, detail.sessions[:SHOWN])
        self.line.opened.connect(lambda record_id: self._session.go("activity", id=record_id))
        self.add(self.line)
        if len(detail.sessions) > SHOWN:
            more = Link(say("pairs.all-sessions", count=len(detail.sessions)), "second")
            ids = tuple(("activity", one.id) for one in detail.sessions)
            title = say("pairs.sessions-of", pair=couple_words(self._session, detail.card))
            lead_to_records(more, self._session, ids, title)
            self.add(more)

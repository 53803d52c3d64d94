"""What is known of one stay: what is missing on top, facts, papers, and what it comes to line by line."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.history import offer_history
from edudesk.ui.pages.exchanges.papers import StayPapers
from edudesk.ui.pages.exchanges.questions import StayView, draft_of
from edudesk.ui.pages.exchanges.words import (
    say_direction,
    say_form,
    say_grade,
    say_span,
    say_stands,
    say_subjects,
    say_way,
    stands,
    state_of,
)
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.folded import Folded
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.pane import Pane, PaneWords
from edudesk.ui.widgets.states import StateTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.exchanging.explaining import GainLine

_WORDS = ("choose", "edit", "delete", "more", "not-ours")
_SHOWN = 3
_SORTS = ("gain", "paid", "counts")


class StayPane(Pane):
    """One stay. ``arriving`` and ``returning`` are noted in one step; ``telling`` wants the host's words."""

    arriving = Signal()
    returning = Signal()
    telling = Signal()
    weeks = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._view: StayView | None = None
        super().__init__(PaneWords(*(session.say(f"exchanges.pane.{code}") for code in _WORDS)), parent)
        self._session, say = session, session.say
        offer_history(session, self)
        self._tag: StateTag | None = None
        self.papers: StayPapers | None = None
        self.open = Button(say("exchanges.fill-weeks"), "tonal", icon="table")
        self.step = Button("", icon="check")
        self.open.clicked.connect(self.weeks)
        self.step.clicked.connect(self._step)
        self.buttons.insert(0, self.open)
        self.buttons.insert(1, self.step)

    def clear(self) -> None:
        self._view = None
        super().clear()

    def show_stay(self, view: StayView) -> None:
        """Show a stay; nothing moves when it says the same as before."""
        if view == self._view:
            return
        self._view = view
        row, texts = view.row, self._session.texts
        second = " · ".join(filter(None, (say_direction(texts, row.direction), say_form(texts, row.form))))
        self.begin(row.id, row.name, f"{second}\n{say_way(texts, row)}", ours=row.ours)
        self._show_step(view)
        self._fill(view)

    def _show_step(self, view: StayView) -> None:
        today = self._session.clock.today()
        phase = view.row.phase(today)
        code = {"planned": "arrived", "late": "arrived", "here": "returned"}.get(phase, "")
        self.step.setVisible(bool(code) and view.row.ours)
        if code:
            self.step.setText(self._session.say(f"exchanges.{code}"))
            self.step.updateGeometry()

    def _step(self) -> None:
        if self._view is not None:
            is_here = self._view.row.phase(self._session.clock.today()) == "here"
            (self.returning if is_here else self.arriving).emit()

    def _fill(self, view: StayView) -> None:
        row, say, texts = view.row, self._session.say, self._session.texts
        today = self._session.clock.today()
        code = stands(row, today)
        tags = QWidget()
        flow = FlowLayout(tags)
        flow.addWidget(StateTag(state_of(code), say_stands(texts, code)))
        self.add(tags)
        self._add_gaps(view)
        self.add_fact(say("exchanges.planned"), say_span(texts, row.planned_from, row.planned_until))
        real = say_span(texts, row.starts_on, row.ends_on) if row.starts_on else say("exchanges.not-yet")
        self.add_fact(say("exchanges.real"), real)
        content = view.week.stay.record.content
        if row.subjects:
            self.add_fact(say("exchanges.subjects"), say_subjects(texts, row.subjects))
        if view.week.stay.weekly_periods:
            self.add_fact(say("exchanges.weekly"), say("exchanges.periods", count=content["weekly_periods"]))
        if row.document_number:
            self.add_fact(say("exchanges.document"), row.document_number)
        if row.confirmed:
            grade = say_grade(texts, row.grade) or say("exchanges.given")
            self.add_fact(say("exchanges.words"), grade, then=self.telling.emit)
        draft = draft_of(row.id, self._session.clock.now())
        self.papers = StayPapers(self._session, row.id, view.papers, draft)
        self.papers.setEnabled(row.ours)
        self.add(self.papers)
        self._add_lines(view)

    def _add_gaps(self, view: StayView) -> None:
        row, say = view.row, self._session.say
        if row.state != "cancelled" and not row.document:
            notice = Notice(
                State.AT_RISK, say("exchanges.lacks-document"), [say("exchanges.add-document")] * row.ours
            )
            notice.chosen.connect(lambda _link: self._choose_papers())
            self.add(notice)
        if row.phase(self._session.clock.today()) == "over" and not row.confirmed:
            notice = Notice(State.AT_RISK, say("exchanges.lacks-words"), [say("exchanges.write-words")])
            notice.chosen.connect(lambda _link: self.telling.emit())
            self.add(notice)

    def _choose_papers(self) -> None:
        if self.papers is not None:
            self.papers.choose()

    # -- what it comes to

    def _add_lines(self, view: StayView) -> None:
        say = self._session.say
        for sort in _SORTS:
            found = [one for one in view.lines if one.sort == sort]
            if found:
                self.add_heading(say(f"exchanges.lines.{sort}"))
                self._add_some(found)
        if not view.has_rules:
            self.add(Words(say("exchanges.no-rules"), "second", "text2", wrap=True))
        advice = [one for one in view.lines if one.sort == "advice"]
        if advice:
            self.add_heading(say("exchanges.lines.advice"))
            for one in advice:
                words = say("ruling.colon", name=one.name, what=one.words) if one.words else one.name
                notice = Notice(State.AT_RISK, words, below=True)
                notice.setToolTip(one.sentence)
                self.add(notice)

    def _add_some(self, lines: "list[GainLine]") -> None:
        shown, rest = lines[:_SHOWN], lines[_SHOWN:]
        for one in shown:
            self.add(self._line(one))
        if rest:
            more = Link(self._session.say("exchanges.more-lines", count=len(rest)), "second")
            self.add(Folded(more, [self._line(one) for one in rest], gap=7))

    def _line(self, one: "GainLine") -> QWidget:
        """Return a rule by name with its figure, how it comes about, its sentence, and the records."""
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(1))
        name = Link(one.name, "second", elide=True)
        name.clicked.connect(partial(self._to_rule, one))
        name.setToolTip(one.sentence)
        layout.addWidget(name)
        for words, colour in ((one.figure, "text"), (one.words, "text2"), (one.period, "text3")):
            if words:
                label = Words(words, "second", colour, wrap=True, bold=words is one.figure)
                label.setIndent(theme().tokens.px(2))
                layout.addWidget(label)
        if one.behind:
            records = Link(self._session.say("exchanges.behind", count=len(one.behind)), "second", elide=True)
            aside = self._session.texts.aside
            records.setToolTip("\n".join(aside(each.words, each.amount) for each in one.behind))
            lead_to_records(records, self._session, [(each.type, each.id) for each in one.behind], one.name)
            layout.addWidget(records)
        return box

    def _to_rule(self, one: "GainLine", *_clicked: bool) -> None:
        self._session.go("scheme", community=one.community_id, rule=one.rule_id)

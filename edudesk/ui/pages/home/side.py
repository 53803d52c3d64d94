"""The cards at the side: next dates, papers to add, mentor pairs without a session."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.services.standing.view import DateRow, Figure, GapRow, PairRow, ScoreRow
from edudesk.ui.session import Session
from edudesk.ui.steps import open_records, take_step
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words

_DAY, _TOPIC, _ACTION = 62, 96, 118
_AIR = 4
_AMOUNT, _NO_BREAK = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])"), "\N{NO-BREAK SPACE}"
"""No line ends between a number and its unit."""
SHOWN = 4
"""So many rows of each card are shown; a link leads to all."""


def _line(first: QWidget | None, words: str, right: QWidget) -> QWidget:
    """Return a row that is higher where its words need a second line."""
    box = QWidget()
    box.setMinimumHeight(theme().tokens.px("side-row"))
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, theme().tokens.px(_AIR), 0, theme().tokens.px(_AIR))
    layout.setSpacing(theme().tokens.px(12))
    if first is not None:
        layout.addWidget(first)
    said = Words(_AMOUNT.sub(_NO_BREAK, words), wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    said.setMinimumWidth(theme().tokens.px(_TOPIC))
    layout.addWidget(said, 1)
    layout.addWidget(right)
    return box


def _day(text: str) -> Words:
    words = Words(text, "second", "text2")
    words.setMinimumWidth(max(theme().tokens.px(_DAY), words.sizeHint().width()))
    return words


def _action(words: str, spoken: str, then: Callable[..., None]) -> Link:
    link = Link(words, "second", wrap=True)
    link.setMinimumWidth(min(link.sizeHint().width(), theme().tokens.px(_ACTION)))
    link.setAccessibleName(spoken)
    link.clicked.connect(then)
    return link


def _take(session: Session, row: GapRow | PairRow, *_clicked: bool) -> None:
    take_step(session, row.step)


class DatesCard(Card):
    """What comes next; each date leads to its record or its rule."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("homepage.next"), link=session.say("homepage.calendar"))
        self._session = session
        self._seen: tuple[DateRow, ...] | None = None
        self.link_clicked.connect(lambda: session.go("plan", view="calendar"))

    def show_rows(self, rows: tuple[DateRow, ...]) -> None:
        """Show the next dates."""
        self.setVisible(bool(rows))
        if rows == self._seen:
            return
        self._seen = rows
        self.clear()
        for row in rows[:SHOWN]:
            self.add_row(_line(_day(row.day_text), row.text, self._near(row)))

    def _near(self, row: DateRow) -> QWidget:
        if row.record is None and row.rule is None:
            return Words(row.near, "second", "text2")
        return _action(row.near, f"{row.day_text} {row.text} {row.near}", lambda: self._open(row))

    def _open(self, row: DateRow) -> None:
        if row.record is not None:
            open_records(self._session, [row.record], row.text)
        elif row.rule is not None:
            self._session.go("scheme", community=row.rule[0], rule=row.rule[1])


class GapsCard(Card):
    """Papers that are missing; the link is the action."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("homepage.gaps"))
        self._session = session
        self._seen: object = None
        self._figure: Figure | None = None
        self.link_clicked.connect(self._open_all)

    def show_rows(self, rows: tuple[GapRow, ...], head: Figure) -> None:
        """Show the records that miss papers."""
        self.setVisible(bool(rows))
        if (rows, head) == self._seen:
            return
        self._seen, self._figure = (rows, head), head
        self.set_link(head.text)
        self.clear()
        for row in rows[:SHOWN]:
            spoken = self._session.texts.phrase((row.step.label, row.text))
            action = _action(row.step.label, spoken, partial(_take, self._session, row))
            self.add_row(_line(_day(row.day_text), row.text, action))

    def _open_all(self) -> None:
        if self._figure is not None:
            open_records(self._session, self._figure.records, self._session.say("homepage.gaps"))


class PairsCard(Card):
    """Mentor pairs without a session this month."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("homepage.pairs"))
        self._session = session
        self._seen: object = None
        self._figure: Figure | None = None
        self.link_clicked.connect(self._open_all)

    def show_rows(self, rows: Sequence[PairRow], head: Figure | None) -> None:
        """Show the pairs that wait; hidden where the community has none."""
        self.setVisible(head is not None)
        if (rows, head) == self._seen:
            return
        self._seen, self._figure = (rows, head), head
        self.set_link(head.text if head else "")
        self.clear()
        for row in rows[:SHOWN]:
            sign = StateGlyph(State.ON_TRACK, self._session.say("homepage.waiting"))
            spoken = self._session.texts.phrase((row.step.label, row.text))
            action = _action(row.step.label, spoken, partial(_take, self._session, row))
            self.add_row(_line(sign, row.text, action))
        if not rows:
            words = Words(self._session.say("homepage.pairs-done"), "second", "text2")
            self.add_row(words, "side-row")

    def _open_all(self) -> None:
        if self._figure is not None:
            open_records(self._session, self._figure.records, self._session.say("homepage.pairs"))


class ScoresCard(Card):
    """The assessment tables: the score, or what is still open; each leads to its table."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("homepage.scores"), link=session.say("homepage.scores-all"))
        self._session = session
        self._seen: tuple[ScoreRow, ...] | None = None
        self.link_clicked.connect(lambda: session.go("assess"))

    def show_rows(self, rows: tuple[ScoreRow, ...]) -> None:
        """Show the tables; hidden where no scheme has one."""
        self.setVisible(bool(rows))
        if rows == self._seen:
            return
        self._seen = rows
        self.clear()
        for row in rows[:SHOWN]:
            sign = StateGlyph(State.ON_TRACK if row.open else State.MET, row.fact)
            action = _action(row.fact, row.spoken, partial(self._open, row))
            words = f"{row.name}　{row.community}" if row.community else row.name
            self.add_row(_line(sign, words, action))

    def _open(self, row: ScoreRow, *_clicked: bool) -> None:
        self._session.go("assess", community=row.community_id, table=row.table, school=row.school)

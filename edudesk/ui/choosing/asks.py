"""What the chosen scheme asks of a term, as empty cells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.tally import Cells, TallyWidget
from edudesk.ui.widgets.words import Link, Name, Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.standing.view import Tally
    from edudesk.services.starting.offering import Ask, Asks

_CELLS, _BAR = 4, 3
"""More cells than these stand below; a bar is as wide as three."""
_GROUPS = 3
"""More groups of cells than these do not fit beside the name; then the figure says it all."""


class AsksCard(Card):
    """One row for each rule: name, how much, empty cells for every partner.

    ``settings_wanted`` asks for the points that the scheme leaves open.
    """

    settings_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("start.asks"))
        self._session = session
        self._asks: Asks | None = None
        self._named = self._points = 0
        self._with_sentences = False
        self.rows: tuple[QWidget, ...] = ()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that a scheme is to be chosen."""
        self._asks = None
        self.clear()
        self.set_fact("")
        self.add_block(Words(self._session.say("start.asks.none"), "second", "text2", wrap=True))

    def show_asks(self, asks: "Asks", named: int, points: int) -> None:
        """Show what a scheme asks; ``named`` partners have a name, ``points`` of it can be set."""
        self._asks, self._named, self._points = asks, named, points
        say = self._session.say
        many = say("start.asks.partners", count=asks.partners)
        one = say("start.asks.one-partner")
        fact = (many if asks.partners > 1 else one) if named else say("start.asks.nobody")
        self.set_fact(fact)
        self.clear()
        self.rows = tuple(self.add_row(self._row(ask)) for ask in asks.rules)
        if asks.papers:
            papers = self._session.texts.listed(asks.papers)
            self.add_row(_padded(Words(say("start.papers", papers=papers), "second", "text2", wrap=True)))
        self.add_row(self._foot())

    def _row(self, ask: "Ask") -> QWidget:
        row = QWidget()
        px = theme().tokens.px
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, px(9), 0, px(9))
        lines.setSpacing(px(1))
        words = self._words(ask)
        has_cells = 0 < len(ask.tallies) <= _GROUPS
        asked = sum(_BAR if one.shape == "bar" else one.target for one in ask.tallies)
        if has_cells and asked <= _CELLS:
            first = Line(words, _cells(ask.tallies))
            first.body.setStretch(0, 1)
            lines.addWidget(first)
        else:
            lines.addWidget(words)
        if self._with_sentences:
            lines.addWidget(Paragraph(ask.sentence, "second", "text2"))
        if has_cells and asked > _CELLS:
            lines.addWidget(_cells(ask.tallies), 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _words(self, ask: "Ask") -> QWidget:
        """Return name and amount: beside each other where there is room; longer words one below the other."""
        if not ask.tallies or self._session.texts.language != "zh":
            amount = Words(ask.amount, "second", "text2", wrap=True)
            return Column(Words(ask.name, wrap=True), amount, gap=1)
        box = QWidget()
        flow = FlowLayout(box, gap=12, line_gap=1)
        flow.addWidget(Name(ask.name, "body", bold=False))
        flow.addWidget(Words(ask.amount, "second", "text2"))
        return box

    def _foot(self) -> QWidget:
        say = self._session.say
        later = Words(say("start.change-later"), "second", "text2", wrap=True)
        link = Link(say("start.sentences-away" if self._with_sentences else "start.sentences"), "second")
        link.clicked.connect(self._turn)
        self._link = link
        self.settings = Link(say("start.settings", count=self._points), "second")
        if not self._points:  # showing what has no parent yet would open a window of its own
            self.settings.hide()
        self.settings.clicked.connect(self.settings_wanted)
        links = QWidget()
        flow = FlowLayout(links, gap=20, line_gap=0)
        for each in (link, self.settings):
            flow.addWidget(each)
        return _padded(Column(later, links, gap=0))

    def _turn(self) -> None:
        self._with_sentences = not self._with_sentences
        if self._asks is not None:
            self.show_asks(self._asks, self._named, self._points)
            self._link.setFocus()  # the one that was pressed is gone


def _padded(widget: QWidget) -> QWidget:
    box = QWidget()
    pad = theme().tokens.px(8)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, pad, 0, pad)
    row.addWidget(widget)
    return box


def _cells(tallies: "Sequence[Tally]") -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().tokens.px(14))
    for tally in tallies:
        cells = Cells(0, 0, float(tally.target), State.ON_TRACK, bar=tally.shape == "bar")
        row.addWidget(TallyWidget(cells, tally.text))
    return box

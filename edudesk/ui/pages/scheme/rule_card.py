"""A rule: its sentence with the changeable parts marked, the scheme's own words, the result, its records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edudesk.services.standing.ruling import Piece
from edudesk.ui.session import Session
from edudesk.ui.steps import open_records
from edudesk.ui.tallies import cells_of
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import NARROW, effective_width
from edudesk.ui.widgets.states import StateTag
from edudesk.ui.widgets.tally import TallyWidget
from edudesk.ui.widgets.words import Link, Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.standing.lines import NearLine, RecordLine
    from edudesk.services.standing.rules import PartView, RuleView

_PAD, _DAY, _LEAST_RUN = 20, 70, 160
SHOWN = 8
"""So many records are shown; the head's link opens all."""


def run_font() -> QFont:
    """Return the font of a rule's sentence: as large as a card's title, and not bold."""
    font = theme().font("body")
    font.setPointSizeF(theme().tokens.pt("detail"))
    return font


class _Run(QLabel):
    """A run of the rule's sentence; a changeable one stands on soft ground."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(piece.text)
        px = theme().tokens.px
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(run_font())
        self.setProperty("role", "mark" if piece.mark else "run")
        self.setMinimumHeight(px(32))
        self.setWordWrap(True)
        self._pad = px(8) if piece.mark else 0
        if piece.mark:
            self.setContentsMargins(self._pad, 0, self._pad, 0)

    def sizeHint(self) -> QSize:
        # A label that may wrap would rather be narrow; this one wraps only where the line is full.
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * self._pad + 1, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().tokens.px(_LEAST_RUN)), self.minimumHeight())


def runs(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces cut so small that they flow: plain words break after their punctuation.

    A closing mark at the start of a plain piece stays with what is before it on the screen, because
    the layout leaves no gap there.
    """
    cut: list[Piece] = []
    for piece in pieces:
        if piece.mark:
            cut.append(piece)
            continue
        word = ""
        for letter in piece.text:
            word += letter
            if letter in "，。；、, ":
                cut.append(Piece(word))
                word = ""
        if word:
            cut.append(Piece(word))
    return cut


class Quote(QFrame):
    """The scheme's own sentence with the document it comes from, behind an upright bar."""

    def __init__(self, sentence: str, document: str) -> None:
        super().__init__()
        px = theme().tokens.px
        self.setProperty("role", "quote")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(8), px(16), px(8))
        layout.setSpacing(0)
        layout.addWidget(Paragraph(f"“{sentence}”"))
        if document:
            layout.addWidget(Words(document, "second", "text2", wrap=True))


class RuleCard(Card):
    """Shows a rule; every figure and record is a way to what stands behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: RuleView | None = None

    @property
    def view(self) -> "RuleView | None":
        """The rule that is shown."""
        return self._view

    def show_rule(self, view: "RuleView") -> None:
        """Show a rule; nothing moves when it says the same as before."""
        if view == self._view:
            return
        self._view = view
        self.clear()
        self.body.addWidget(self._opening(view))
        if view.parts:
            self.add_line()
            self.body.addWidget(self._parts(view))
        if view.counted or view.near:
            self.add_line()
            self.body.addWidget(self._records(view))
        self.body.addStretch(1)

    def _opening(self, view: "RuleView") -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(px(_PAD), px(12), px(_PAD), px(16))
        layout.setSpacing(px(10))
        title = QWidget()
        line = FlowLayout(title, gap=12, line_gap=4)
        line.addWidget(Words(view.name, "detail", bold=True, elide=True))
        line.addWidget(StateTag(view.state, view.state_text))
        line.addWidget(Words(view.deadline_text, "second", "text2"))
        layout.addWidget(title)
        sentence = QWidget()
        sentence.setAccessibleName("".join(piece.text for piece in view.pieces))
        flow = FlowLayout(sentence, gap=1, line_gap=4)
        for piece in runs(view.pieces):
            flow.addWidget(_Run(piece))
        layout.addWidget(sentence)
        if view.quote:
            layout.addWidget(Quote(view.quote, view.document))
        if view.note:
            layout.addWidget(Paragraph(view.note, colour="text2"))
        return box

    def _parts(self, view: "RuleView") -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(px(_PAD), px(12), px(_PAD), px(12))
        grid.setHorizontalSpacing(px(_PAD))
        grid.setVerticalSpacing(px(12))
        columns = 2 if effective_width(self) >= NARROW else 1
        for at, part in enumerate(view.parts):
            grid.addWidget(self._part(view, part), at // columns, at % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return box

    def _part(self, view: "RuleView", part: "PartView") -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        if part.label:
            name = Words(part.label, bold=True, elide=True)
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            head.addWidget(name, 1)
        head.addWidget(StateTag(part.state, part.state_text))
        head.addStretch(0)  # only what the name leaves
        layout.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(px(10))
        figure = _Figure(part.figure)
        figure.setAccessibleName(part.tally.spoken)
        figure.clicked.connect(
            lambda: open_records(self._session, part.records, f"{view.name} {part.label} {part.figure}")
        )
        figure.setEnabled(bool(part.records))
        line.addWidget(figure)
        if part.tally.shape != "none":
            line.addWidget(TallyWidget(cells_of(part.tally), part.tally.spoken, 18))
        sentence = Words("".join(words.text for words in part.sentence), "second", "text2", elide=True)
        line.addWidget(sentence, 1)
        layout.addLayout(line)
        return box

    def _records(self, view: "RuleView") -> QWidget:
        box = QWidget()
        is_wide = effective_width(self) >= NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(across if is_wide else down, box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if view.counted:
            counted = [self._counted_line(line) for line in view.counted[:SHOWN]]
            records = tuple(line.record for line in view.counted)
            layout.addWidget(self._column(view.counted_head, records, counted), 1)
        if view.counted and view.near:
            layout.addWidget(Separator(upright=is_wide))
        if view.near:
            near = [self._near_line(line) for line in view.near[:SHOWN]]
            records = tuple(line.record for line in view.near)
            layout.addWidget(self._column(view.near_head, records, near), 1)
        return box

    def _column(self, head: str, records: tuple[tuple[str, str], ...], lines: Sequence[QWidget]) -> QWidget:
        px = theme().tokens.px
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(px(_PAD), px(10), px(_PAD), px(10))
        layout.setSpacing(px(4))
        title = Link(head, elide=True)
        title.setFont(theme().font("body", bold=True))
        title.clicked.connect(lambda: open_records(self._session, records, head))
        layout.addWidget(title)
        for line in lines:
            layout.addWidget(line)
        layout.addStretch(1)
        return box

    def _record_line(self, day: str, words: QWidget, right: QWidget) -> QWidget:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(4))
        first = Words(day, "second", "text2")
        first.setMinimumWidth(theme().tokens.px(_DAY))
        layout.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        layout.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _counted_line(self, line: "RecordLine") -> QWidget:
        words = Words(line.text, elide=True)
        right = Link(line.partner or line.amount or self._session.say("schemepage.open"), "second")
        right.setAccessibleName(f"{line.day_text} {line.text} {line.partner}")
        right.clicked.connect(lambda: open_records(self._session, [line.record], line.text))
        return self._record_line(line.day_text, words, right)

    def _near_line(self, line: "NearLine") -> QWidget:
        words = QWidget()
        layout = QVBoxLayout(words)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Words(line.text, elide=True))
        layout.addWidget(Words(line.reason, "second", "at-risk", wrap=True))
        link = Link(self._session.say("schemepage.open"), "second")
        link.setAccessibleName(f"{self._session.say('schemepage.open')} {line.text}")
        link.clicked.connect(lambda: open_records(self._session, [line.record], line.text))
        return self._record_line(line.day_text, words, link)


class _Figure(Link):
    """The figure of a part, large, a way to the records that count."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "figure")
        self.setFont(theme().font("figure", bold=True))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), theme().tokens.px(30)))

"""What is told of an indicator: its sentence, how it is reckoned, the records that counted, what is open."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.assess.reading import is_open
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records, open_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.states import FactTag, StateTag
from edudesk.ui.widgets.words import Link, Name, Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import IndicatorRow
    from edudesk.services.standing.lines import RecordLine

SHOWN = 6
"""So many records are shown; the heading opens all."""
_DAY = 66
Go = Callable[[str], None]
"""Chooses another indicator by its key."""


def column(*widgets: QWidget, gap: float = 6) -> QWidget:
    """Return widgets one below the other."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().tokens.px(gap))
    for widget in widgets:
        layout.addWidget(widget)
    return box


def heading(session: Session, row: "IndicatorRow") -> QWidget:
    """Return name, state and score."""
    say, px = session.say, theme().tokens.px
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(10))
    tags = QWidget()
    flow = FlowLayout(tags, gap=8, line_gap=4)
    flow.addWidget(Name(row.name))
    if is_open(row):
        flow.addWidget(StateTag(State.ON_TRACK, say("assess.open")))
    if row.left_out:
        flow.addWidget(StateTag(State.NOT_APPLICABLE, say("assess.left-out")))
    for words in (
        say("assess.weight", weight=row.weight) if row.weight else "",
        say("assess.bonus") if row.bonus else "",
    ):
        if words:
            flow.addWidget(FactTag(words))
    line.addWidget(tags, 1)
    if not row.left_out:
        score = f"{row.value}/{row.points}" if row.points else row.value
        line.addWidget(Words(score, "figure", bold=True), 0, Qt.AlignmentFlag.AlignTop)
    return box


def quote(sentence: str) -> QWidget:
    """Return the scheme's own sentence behind an upright bar."""
    px = theme().tokens.px
    frame = QFrame()
    frame.setProperty("role", "quote")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(px(20), px(8), px(16), px(8))
    layout.addWidget(Paragraph(f"“{sentence}”"))
    return frame


def reckoning(session: Session, row: "IndicatorRow", parts: "Sequence[IndicatorRow]", go: Go) -> QWidget:
    """Return the formula with its numbers; each part is a way to its own indicator."""
    formula = Words(row.formula, wrap=True)
    title = Words(session.say("assess.formula"), "second", "text2", bold=True)
    if not parts:
        return column(title, formula)
    ways = QWidget()
    flow = FlowLayout(ways, gap=12, line_gap=0)
    for part in parts:
        link = Link(f"{part.name} {part.value}", "second", elide=True)
        link.clicked.connect(partial(_go, go, part.key))
        flow.addWidget(link)
    return column(title, formula, ways)


def still_open(session: Session, rows: "Sequence[IndicatorRow]", go: Go) -> QWidget:
    """Return what must still be entered below the whole score; each is a way to its indicator."""
    missing = [row for row in rows if row.missing]
    title = Words(session.say("assess.missing", count=len(missing)), "second", "text2", bold=True)
    ways = QWidget()
    flow = FlowLayout(ways, gap=12, line_gap=0)
    for row in missing:
        link = Link(row.name, "second", elide=True)
        link.clicked.connect(partial(_go, go, row.key))
        flow.addWidget(link)
    return column(title, ways)


def counted(session: Session, row: "IndicatorRow") -> QWidget:
    """Return the records that counted."""
    head = session.say("assess.records", count=len(row.records))
    title = Link(head, elide=True)
    title.setFont(theme().font("second", bold=True))
    lead_to_records(title, session, [one.record for one in row.records], row.name)
    return column(title, *(_record(session, one) for one in row.records[:SHOWN]), gap=0)


def _record(session: Session, line: "RecordLine") -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().tokens.px(4))
    day = Words(line.day_text, "second", "text2")
    day.setMinimumWidth(theme().tokens.px(_DAY))
    layout.addWidget(day)
    layout.addWidget(Words(line.text, elide=True), 1)
    link = Link(line.partner or line.amount or session.say("schemepage.open"), "second")
    link.setAccessibleName(f"{line.day_text} {line.text} {line.partner}")
    link.clicked.connect(lambda: open_records(session, [line.record], line.text))
    layout.addWidget(link)
    return box


def _go(go: Go, key: str, *_clicked: bool) -> None:
    go(key)

"""What another scheme would come to this term, rule by rule: as it stands, and as it would."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.standing.rules import RuleRow
    from edudesk.services.standing.supposing import TrialLine

_GLYPH = 16


class TrialLines(QWidget):
    """A line for each rule that would stand otherwise; with ``most`` only the first of them.

    ``whole_wanted`` asks for the others.
    """

    whole_wanted = Signal()

    def __init__(
        self, session: Session, lines: "Sequence[TrialLine]", most: int = 0, *, narrow: bool = False
    ) -> None:
        """Show lines; where it is ``narrow``, the figures stand below the names."""
        super().__init__()
        self._session = session
        shown = lines[:most] if most else lines
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(8))
        layout.addLayout(self._stack(shown) if narrow else self._rank(shown))
        if left := len(lines) - len(shown):
            link = Link(session.say("schemepage.trial.rest", count=left), "second")
            link.clicked.connect(self.whole_wanted)
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _stack(self, lines: "Sequence[TrialLine]") -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme().tokens.px(8))
        for line in lines:
            figures = QWidget()
            flow = FlowLayout(figures, gap=8, line_gap=0)
            for part in self._sides(line):
                flow.addWidget(part)
            column.addWidget(Column(Words(line.name, wrap=True), figures, gap=0))
        return column

    def _rank(self, lines: "Sequence[TrialLine]") -> QGridLayout:
        px = theme().tokens.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(0, 1)
        for at, line in enumerate(lines):
            grid.addWidget(Words(line.name, wrap=True), at, 0)
            for column, part in enumerate(self._sides(line), 1):
                grid.addWidget(part, at, column)
        return grid

    def _sides(self, line: "TrialLine") -> tuple[QWidget, QWidget, QWidget]:
        arrow = Words("→", "second", "text3")
        return self._side(line.before, "none"), arrow, self._side(line.after, "gone", bold=True)

    def _side(self, row: "RuleRow | None", missing: str, *, bold: bool = False) -> QWidget:
        if row is None:
            return Words(self._session.say(f"schemepage.trial.{missing}"), "second", "text2")
        words = Words(row.value, "second", "text" if bold else "text2", bold=bold)
        side = Line(StateGlyph(row.state, row.state_text, _GLYPH), words, None, gap=6)
        side.setToolTip(row.state_text)
        side.body.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        return side

"""What another scheme would come to this term, rule by rule: as it stands, and as it would."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.standing.rules import RuleRow
    from edudesk.services.standing.supposing import TrialLine

_GLYPH = 16


class TrialLines(QWidget):
    """A line for each rule that would stand otherwise; with ``most`` only the first of them."""

    def __init__(self, session: Session, lines: "Sequence[TrialLine]", most: int = 0) -> None:
        super().__init__()
        self._session = session
        px = theme().tokens.px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(0, 1)
        shown = lines[:most] if most else lines
        for at, line in enumerate(shown):
            grid.addWidget(Words(line.name, elide=True), at, 0)
            grid.addWidget(self._side(line.before, "none"), at, 1)
            grid.addWidget(Words("→", "second", "text3"), at, 2)
            grid.addWidget(self._side(line.after, "gone", bold=True), at, 3)
        if len(lines) > len(shown):
            rest = session.say("schemepage.trial.rest", count=len(lines) - len(shown))
            grid.addWidget(Words(rest, "second", "text2"), len(shown), 0, 1, 4)

    def _side(self, row: "RuleRow | None", missing: str, *, bold: bool = False) -> QWidget:
        if row is None:
            return Words(self._session.say(f"schemepage.trial.{missing}"), "second", "text2")
        words = Words(row.value, "second", "text" if bold else "text2", bold=bold)
        side = Line(StateGlyph(row.state, row.state_text, _GLYPH), words, None, gap=6)
        side.setToolTip(row.state_text)
        side.body.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        return side

"""Below the table: how the whole score is reckoned, step by step with its numbers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import SubjectView

_LEAST, _SHARE = 66, 3
"""So high it may always be, and else a third of the page: the table needs room."""


class FormulaStrip(Card):
    """The formula with its steps; what makes the score 0 or holds it down stands behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._seen: object = None
        self._most = theme().tokens.px(_LEAST)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("role", "read")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(session.say("assess.whole-formula"))
        self.body.addWidget(self._area)

    def show_subject(self, view: "SubjectView") -> None:
        """Show how a score was reckoned."""
        said = (view.formula, view.grade, [veto.name for veto in view.vetoes if veto.applies])
        if said == self._seen:
            return
        self._seen = said
        px = theme().tokens.px
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(2))
        first = QHBoxLayout()
        first.setSpacing(px(10))
        first.addWidget(Words(self._session.say("assess.whole-formula"), "second", "text2", bold=True))
        first.addWidget(Words(view.formula[0], bold=True, wrap=True), 1)
        for veto in said[2]:
            first.addWidget(FactTag(veto))
        if view.grade:
            first.addWidget(FactTag(view.grade))
        column.addLayout(first)
        for step in view.formula[1:]:
            column.addWidget(Words(step, "second", "text2", wrap=True))
        column.addStretch(1)
        self._area.setWidget(inside)
        self._fit()

    def fit_in(self, room: int) -> None:
        """Take no more than a share of ``room``, the page's height in pixels."""
        self._most = max(theme().tokens.px(_LEAST), room // _SHARE)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the steps; only what would leave the table too little room is scrolled."""
        inside = self._area.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return
        wanted = layout.heightForWidth(self.width() - 2)
        self._area.setFixedHeight(min(wanted, self._most) + 2 * self._area.frameWidth())
        is_long = wanted > self._most
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_long else Qt.FocusPolicy.NoFocus)

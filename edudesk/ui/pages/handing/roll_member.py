"""The member that is looked at: what came from it, and how each rule stands as its package says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.explain import plain, say_score
from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.facts import FactRows
from edudesk.ui.pages.handing.gap_list import Band, sentence_list
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.states import StateTag
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.rollup.view import CommunityRoll, Handed, MemberRow, RuleCell, ScoreLine

_ORDER = (State.MISSED, State.AT_RISK, State.ON_TRACK, State.EXCEEDED, State.MET)


class MemberCard(Card):
    """One member: its package, its gaps, its rules with what is owed first, its scores."""

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self._session = session

    def show_member(self, roll: "CommunityRoll", row: "MemberRow") -> None:
        """Show a member."""
        say = self._session.say
        self.clear()
        self.set_title(row.school)
        self.set_fact(row.role(self._session.texts.language))
        if row.handed is not None:
            self.body.addWidget(self._facts(row.handed))
        else:
            words = say("rollup.ours-why") if row.ours else say("rollup.waiting-why")
            self.add_block(Paragraph(words, colour="text2"))
        self._add_rules(roll, row)
        self._add_scores([one for one in roll.scores if one.school in {"", row.school}])
        if row.handed is not None and row.handed.gaps:
            self.body.addWidget(Separator())
            self.body.addWidget(Band(say("rollup.gap-list", count=len(row.handed.gaps))))
            self.body.addWidget(sentence_list(row.handed.gaps))
        self.body.addStretch(1)

    def _facts(self, handed: "Handed") -> FactRows:
        say, rows = self._session.say, FactRows()
        rows.add_file(say("rollup.package"), handed.name)
        rows.add_fact(say("rollup.made"), f"{handed.made_at:%Y-%m-%d %H:%M}")
        rows.add_fact(say("rollup.taken"), f"{handed.taken_at:%Y-%m-%d %H:%M}")
        rows.add_fact(say("handing.code"), handed.check_code)
        return rows

    def _add_rules(self, roll: "CommunityRoll", row: "MemberRow") -> None:
        language = self._session.texts.language
        shown = [(rule, row.cells[rule.id]) for rule in roll.rules if rule.id in row.cells]
        shown = [one for one in shown if one[1].state in _ORDER]
        if not shown:
            return
        self.body.addWidget(Separator())
        self.body.addWidget(Band(self._session.say("rollup.rules")))
        box, column = self._column()
        column.addLayout(grid := self._grid())
        ordered = sorted(shown, key=lambda one: _ORDER.index(one[1].state))
        for at, (rule, cell) in enumerate(ordered):
            self._add_rule(grid, at, rule.name(language), cell)
        self.body.addWidget(box)

    def _grid(self) -> QGridLayout:
        """Return name, figure and state in columns, so that figures stand below each other."""
        px = theme().tokens.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(0, 1)
        return grid

    def _add_rule(self, grid: QGridLayout, at: int, name: str, cell: "RuleCell") -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        words = Words(name, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | middle)
        grid.addWidget(words, at, 0)
        if cell.target:
            figure = Words(f"{plain(cell.value)}/{plain(cell.target)}", "second", "text2")
            grid.addWidget(figure, at, 1, Qt.AlignmentFlag.AlignRight | middle)
        state = self._session.say(f"home.state.{cell.state}")
        grid.addWidget(StateTag(cell.state, state), at, 2, Qt.AlignmentFlag.AlignLeft | middle)

    def _add_scores(self, scores: "list[ScoreLine]") -> None:
        if not scores:
            return
        say, language = self._session.say, self._session.texts.language
        self.body.addWidget(Separator())
        self.body.addWidget(Band(say("rollup.scores")))
        rows = FactRows()
        for one in scores:
            value = say("rollup.score-open") if one.value is None else say_score(one.value)
            rows.add_fact(one.name(language), f"{value} / {say_score(one.points)}" if one.points else value)
        self.body.addWidget(rows)

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        px = theme().tokens.px
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(px(16), px(10), px(16), px(12))
        column.setSpacing(px(8))
        return box, column

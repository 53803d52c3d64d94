"""The cards beside the form: what it will count in, the seven facts, what deserves a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.tallies import cells_of
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.folded import Folded
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.tally import TallyWidget
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.standing.foresee import Foreseen, ForeseenRule

_RULES = 4
"""So many rules are shown; more would push the seven facts off the screen."""
_SHORT = 108
"""A rule's name that has its reason beside it is no wider."""
_IN_A_ROW, _WORD = 4, 48  # facts side by side where their words are no wider


@dataclass(frozen=True)
class Fact:
    """One of the seven: its word, whether it is told, and what is still missing of it."""

    word: str
    told: bool
    missing: str = ""


class ForeseenCard(Card):
    """保存后算进: every rule with its cells as they will be, then the rules that it misses and why."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.say("record.counts-in"), parent=parent)
        self._texts = texts
        self._shown: Foreseen | str | None = None
        self.show_note(texts.say("record.foresee-date"))

    def show_note(self, words: str) -> None:
        """Say in one sentence why there is nothing to show."""
        if self._shown == words:
            return
        self._shown = words
        self.clear()
        self.add_block(Words(words, "second", "text2", wrap=True))

    def show_foreseen(self, foreseen: "Foreseen") -> None:
        """Show what it will count in."""
        if self._shown == foreseen:
            return
        if not foreseen.counted and not foreseen.missed:
            self.show_note(foreseen.note)
            return
        self._shown = foreseen
        self.clear()
        for rule in foreseen.counted[:_RULES]:
            self.add_block(_RuleRow(rule))
        rest = foreseen.counted[_RULES:]
        if rest:
            more = Link(self._texts.say("record.more-rules", count=len(rest)), "second")
            self.add_block(Folded(more, [_RuleRow(rule) for rule in rest]))
        if foreseen.missed:
            if foreseen.counted:
                self.add_line()
            self.add_block(_misses([(miss.name, miss.reason) for miss in foreseen.missed]))


class _RuleRow(QWidget):
    def __init__(self, rule: "ForeseenRule", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        head = QHBoxLayout()
        head.setSpacing(px(9))
        head.addWidget(StateGlyph(rule.state, rule.state_text))
        head.addWidget(Words(rule.name, bold=True, elide=True), 1)
        head.addWidget(Words(rule.state_text, "second", rule.state.value))
        tally = QHBoxLayout()
        tally.setSpacing(px(10))
        cells = cells_of(rule.tally)
        if rule.tally.shape != "none" and cells.target:
            tally.addWidget(TallyWidget(cells, rule.tally.spoken), 0, Qt.AlignmentFlag.AlignTop)
        sentence = Words(rule.sentence, "second", wrap=True)
        tally.addWidget(sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addLayout(tally)


def _misses(rows: Sequence[tuple[str, str]]) -> QWidget:
    """Return rules with their reasons: side by side where all names are short, else one above the other."""
    px = theme().tokens.px
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(14))
    grid.setVerticalSpacing(px(4))
    metrics = QFontMetrics(theme().font("second"))
    beside = all(metrics.horizontalAdvance(name) <= px(_SHORT) for name, _reason in rows)
    for row, (name, reason) in enumerate(rows):
        called = Words(name, "second", wrap=not beside)
        why = Words(reason, "second", "text2", wrap=True)
        if beside:
            grid.addWidget(called, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(why, row, 1)
        else:
            grid.addWidget(called, 2 * row, 0)
            grid.addWidget(why, 2 * row + 1, 0)
    if beside:
        grid.setColumnMinimumWidth(0, px(66))
    grid.setColumnStretch(1 if beside else 0, 1)
    return table


class FactsCard(Card):
    """七项内容 as a check list; what is not told yet is no fault."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.say("record.seven"), parent=parent)
        self._texts = texts
        self._shown: tuple[Fact, ...] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show which of them are told."""
        if self._shown == tuple(facts):
            return
        self._shown = tuple(facts)
        self.clear()
        self.set_fact(self._texts.say("record.told", count=sum(fact.told for fact in facts)))
        self.add_block(self._grid())

    def _grid(self) -> QWidget:
        px = theme().tokens.px
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(10))
        metrics = QFontMetrics(theme().font("second"))
        widest = max(metrics.horizontalAdvance(fact.word) for fact in self._shown)
        columns = _IN_A_ROW if widest <= px(_WORD) else _IN_A_ROW - 1
        for place, fact in enumerate(self._shown):
            row, column = divmod(place, columns)
            last = place == len(self._shown) - 1
            across = columns - column if last else 1
            grid.addWidget(self._told(fact), row, column, 1, across, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return table

    def _told(self, fact: Fact) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(8))
        state = State.MET if fact.told else State.NOT_APPLICABLE
        spoken = self._texts.say("record.fact-told" if fact.told else "record.fact-open", fact=fact.word)
        upright = Qt.AlignmentFlag.AlignTop if fact.missing else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(StateGlyph(state, spoken, 18), 0, upright)
        code = "record.fact-missing"
        words = self._texts.say(code, fact=fact.word, missing=fact.missing) if fact.missing else fact.word
        layout.addWidget(Words(words, "second", elide=not fact.missing, wrap=bool(fact.missing)), 1)
        return holder


class EnoughCard(Card):
    """记这一次就够了: one sentence on where the record is used."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        told = QWidget()
        layout = QVBoxLayout(told)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(4))
        layout.addWidget(Words(texts.say("record.enough"), bold=True))
        layout.addWidget(Words(texts.say("record.enough-where"), "second", "text2", wrap=True))
        self.add_block(told)

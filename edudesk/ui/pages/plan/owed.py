"""What is owed and not planned: hollow cells, each with the step that puts it into the plan."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records, take_step
from edudesk.ui.tallies import cells_of
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.plain import tip
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.tally import TallyGroup
from edudesk.ui.widgets.words import Link

if TYPE_CHECKING:
    from edudesk.services.planning import OwedRule, Proposal
    from edudesk.services.standing.view import Tally

SHOWN = 2
"""So many rules are shown at once; the others wait behind a link."""
_MOST_TALLIES = 3
_ROW = 46


class OwedToPlan(Card):
    """A row per rule. ``adding`` gives the proposals that are to be planned, each with how many of it.

    Folded it is its title and how many there are, until a link opens it.
    """

    adding = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("planpage.owed"))
        self._session = session
        self._seen: object = None
        self._rules: tuple[OwedRule, ...] = ()
        self._all, self._is_folded = False, False
        self._editable = True
        self.buttons: tuple[Button, ...] = ()
        self.link_clicked.connect(self._turn)
        self.hide()

    def show_rules(self, rules: "tuple[OwedRule, ...]", *, editable: bool) -> None:
        """Show what is owed; without a plan of ours nothing can be put into it."""
        self.setVisible(bool(rules))
        self._rules, self._editable = rules, editable
        seen = (rules, editable, self._all, self._is_folded)
        if seen != self._seen:
            self._seen = seen
            self._fill()

    def fold(self, *, folded: bool) -> None:
        """Leave the room to what stands below, or take it again."""
        self._is_folded = folded
        self.show_rules(self._rules, editable=self._editable)

    def _turn(self) -> None:
        self._all = not self._all
        self.show_rules(self._rules, editable=self._editable)

    def _fill(self) -> None:
        say, rules = self._session.say, self._rules
        self.clear()
        count = sum(one.count for rule in rules for one in rule.proposals)
        self.set_fact(say("planpage.owed-count", count=count) if count else "")
        shown = 0 if self._is_folded else SHOWN
        rest = len(rules) - shown
        code = "fewer" if self._all else "more" if shown else "open"
        self.set_link(say(f"planpage.owed-{code}", count=rest) if rest > 0 else "")
        lines = [self._rule_line(rule) for rule in (rules if self._all else rules[:shown])]
        for line, _ in lines:
            self.add_row(line, _ROW)
        self._line.setVisible(bool(lines))  # a title alone has the frame's line below it
        self.buttons = tuple(button for _, button in lines)

    def _rule_line(self, rule: "OwedRule") -> tuple[QWidget, Button]:
        px = theme().tokens.px
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        words = self._session.texts.say(f"home.state.{rule.state}")
        layout.addWidget(StateGlyph(rule.state, words))
        name = Link(rule.name, elide=True)
        name.setToolTip(tip(rule.source))
        sentence = "".join(piece.text for piece in rule.sentence)
        name.setAccessibleName(self._session.texts.phrase((rule.name, sentence)))
        name.clicked.connect(lambda: self._session.go("scheme", community=rule.rule[0], rule=rule.rule[1]))
        layout.addWidget(name)
        layout.addStretch(1)
        for tally in rule.tallies[:_MOST_TALLIES]:
            layout.addWidget(self._group(rule, tally))
        button = self._button(rule)
        layout.addWidget(button)
        return box, button

    def _group(self, rule: "OwedRule", tally: "Tally") -> TallyGroup:
        group = TallyGroup(tally.text, cells_of(tally), tally.spoken)
        group.setMinimumWidth(theme().tokens.px(92))
        community, code = rule.rule
        if tally.records:
            lead_to_records(group, self._session, tally.records, f"{rule.name} {tally.text}")
        else:
            group.clicked.connect(lambda: self._session.go("scheme", community=community, rule=code))
        return group

    def _button(self, rule: "OwedRule") -> Button:
        say = self._session.say
        if rule.step is not None:
            step = rule.step
            button = Button(step.label, row=True)
            button.clicked.connect(lambda: take_step(self._session, step))
        elif len(rule.proposals) == 1 and rule.proposals[0].count == 1:
            button = Button(say("planpage.owed-add"), icon="calendar-plus", row=True)
            button.clicked.connect(lambda: self.adding.emit([(rule.proposals[0], 1)]))
        else:
            menu = make_menu(self._choices(rule.proposals), self)
            button = Button(say("planpage.owed-add"), icon="calendar-plus", row=True, menu=menu)
        button.setAccessibleName(self._session.texts.phrase((button.text(), rule.name)))
        if rule.step is None and not self._editable:
            button.why_not(say("planpage.owed-no-plan"))
        return button

    def _choices(self, proposals: "Sequence[Proposal]") -> list[Entry]:
        say = self._session.say
        lines = [Entry(one.text, partial(self.adding.emit, [(one, 1)])) for one in proposals]
        whole = [(one, one.count) for one in proposals]
        count = sum(one.count for one in proposals)
        return [*lines, Entry(say("planpage.owed-all", count=count), partial(self.adding.emit, whole))]

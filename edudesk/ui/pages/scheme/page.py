"""Left the rules, right the chosen one; the head says of which scheme, and one's own can be changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, Invalid, Problem
from edudesk.services.standing.view import RuleKey
from edudesk.ui.page import Page
from edudesk.ui.pages.scheme import deeds
from edudesk.ui.pages.scheme.acting import Acting
from edudesk.ui.pages.scheme.edits import Edit
from edudesk.ui.pages.scheme.head import SchemeHead
from edudesk.ui.pages.scheme.questions import RuleShown, Schemes, Shown, Tried, rule, schemes, trial
from edudesk.ui.pages.scheme.rule_card import RuleCard
from edudesk.ui.pages.scheme.rule_list import RuleList
from edudesk.ui.pages.scheme.strip import TrialStrip
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import NARROW, effective_width, fit_margins

_LIST, _SLIM = 336, 264
_TOAST, _ABOVE = 96, 16
"""Room below the editor for what the window says at its foot, and above one that is taller than the page."""
_LAID_OUT = 30
"""Milliseconds until a card with wrapped words has its height."""


class SchemePage(Page):
    """Reads the scheme in force of each community, and reads and edits one's own schemes."""

    code = "scheme"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.schemes = Schemes((), ())
        self._wanted: RuleKey | None = None
        self._key = ""
        """What is shown: a community, or the record of one's own scheme."""
        self.head = SchemeHead(session)
        self.acting = Acting(session, self)
        self.strip = TrialStrip(session)
        self.rules = RuleList(session.say("schemepage.rules"))
        self.card = RuleCard(session)
        self.empty = EmptyState("scroll-text", "", "", "…")
        self._columns = QWidget()
        self._revealing = QTimer(self, singleShot=True, interval=_LAID_OUT)
        self._lay_out()
        self._connect()

    @property
    def is_editing(self) -> bool:
        return self.card.is_editing

    def refresh(self) -> None:
        """Ask for all schemes and for the rules of the one that is shown."""
        community = self.chosen.community if self.chosen else ""
        question = schemes(self.session.term, self.session.texts, self._key, community)
        self.session.desk.ask(self, question, self._show, key="schemes")

    def go_to(self, **place: Any) -> None:
        """Show a rule of a community, or one's own scheme."""
        if place.get("own"):
            self.show_own(place["own"])
        elif place.get("community"):
            self._key = place["community"]
            self._wanted = (place["community"], place.get("rule", ""))
            self._show(self.schemes)

    def show_own(self, own: str) -> None:
        """Show one's own scheme, at the rule that is shown where it has that one too."""
        self._key = own
        self.card.stop_editing()
        self.refresh()

    @property
    def chosen(self) -> Shown | None:
        """The scheme that is shown; None where there is none."""
        found = {one.key: one for one in self.schemes.all}
        return found.get(self._key) or next(iter(found.values()), None)

    def _show(self, found: Schemes) -> None:
        self.schemes = found
        chosen = self.chosen
        if chosen is not None and chosen.own and not chosen.groups and not chosen.problems:
            self.show_own(chosen.own)  # its rules have not been asked for yet
            return
        usable = chosen is not None and not chosen.problems
        self._columns.setVisible(usable)
        self.empty.setVisible(not usable)
        self.head.show_schemes(found, chosen)
        self.strip.show_trial(chosen)
        self._tell_primary()
        if chosen is None or chosen.problems:
            self._show_empty(found, chosen)
            return
        rule = self._wanted or self.rules.rule
        wanted = (chosen.community, rule[1]) if rule else None
        self.rules.show_groups(chosen.groups, wanted)
        self._wanted = None

    def _show_empty(self, found: Schemes, chosen: Shown | None) -> None:
        say = self.session.say
        if chosen is not None:
            lines = [self.session.texts.problem(problem) for problem in chosen.problems]
            self.empty.set_words(say("schemepage.broken"), "\n".join(lines[:4]))
            return
        kind = "waiting" if found.waiting else "nobody"
        names = self.session.texts.listed(found.waiting)
        self.empty.set_words(
            say(f"schemepage.{kind}"),
            say(f"schemepage.{kind}-why", communities=names),
            say(f"schemepage.{kind}-step"),
        )

    def _choose(self, chosen: RuleKey) -> None:
        community, rule_id = chosen
        own = self.chosen.own if self.chosen else ""
        question = rule(self.session.term, community, rule_id, self.session.texts, own)
        self.session.desk.ask(self, question, self._show_rule, key="rule")

    def _show_rule(self, found: RuleShown | None) -> None:
        if found is not None:
            if self.card.view is None or self.card.view.rule != found.view.rule:
                self._scroll.verticalScrollBar().setValue(0)  # another rule is read from its beginning
            self.card.show_rule(found, can_edit=self.chosen is not None and self.chosen.can_edit)

    def _choose_scheme(self, key: str) -> None:
        self._key = key
        self.card.stop_editing()
        if any(one.own == key for one in self.schemes.own):
            self.refresh()
        else:
            self._show(self.schemes)

    def _start(self) -> None:
        if self.schemes.waiting:
            self.session.go("adopt")
        else:
            self.session.go("make", type="community", content={})

    # -- changing one's own

    def _try(self, edits: Sequence[Edit]) -> None:
        """Reckon with edits that are not saved; only the newest are answered."""
        chosen, shown = self.chosen, self.card.view
        if chosen is not None and shown is not None:
            place = (chosen.own, chosen.community)
            question = trial(self.session.term, place, shown.rule[1], edits, self.session.texts)
            self.session.desk.ask(self, question, self._show_tried, failed=self._not_saved, key="trial")

    def _show_tried(self, tried: Tried) -> None:
        self.card.show_tried(tried)
        if tried.groups and self.card.is_editing:
            self.rules.renew(tried.groups)

    def _save(self, edits: Sequence[Edit]) -> None:
        chosen, shown = self.chosen, self.card.view
        if chosen is not None and shown is not None:
            said = self.session.say("schemepage.saved", name=shown.name)
            deed = deeds.save(chosen.own, shown.rule[1], edits)
            self._change(deed, said)

    def _drop(self) -> None:
        chosen, shown = self.chosen, self.card.view
        if chosen is not None and shown is not None:
            said = self.session.say("schemepage.dropped", name=shown.name)
            self._change(deeds.drop(chosen.own, shown.rule[1]), said)

    def _change(self, deed: Any, said: str) -> None:
        def done(change: str) -> None:
            self.card.stop_editing()
            self.session.toast(said, change)

        self.session.desk.change(self, deed, done, failed=self._not_saved)

    def _not_saved(self, error: EduDeskError) -> None:
        problems = error.problems if isinstance(error, Invalid) else ()
        self.card.show_problems(problems or (Problem(error.code, parameters=error.parameters),))

    def _turn(self) -> None:
        """Show the numbers as they stand again, and the editor where one was opened, else the rule."""
        if self.chosen is not None:
            self.rules.renew(self.chosen.groups)
        self._tell_primary()
        self._revealing.start()

    def _reveal(self) -> None:
        """Scroll so far that the editor is seen to its foot; where it is too tall for that, from its head.

        Once it is closed, the rule is seen from its head, as far as what was touched allows.
        """
        bar, room, px = self._scroll.verticalScrollBar(), self._scroll.viewport().height(), theme().tokens.px
        focused = QApplication.focusWidget()
        if self.card.is_editing:
            top, foot = _span(self.card.editor, self.card)
            bar.setValue(min(max(bar.value(), foot + px(_TOAST) - room), top - px(_ABOVE)))
        elif focused is not None and self.card.isAncestorOf(focused):
            bar.setValue(max(0, _span(focused, self.card)[1] + px(_ABOVE) - room))

    def _tell_primary(self) -> None:
        self.has_primary = self.chosen is None or self.card.is_editing
        self.primary_changed.emit()

    # -- layout

    def _connect(self) -> None:
        self.rules.chosen.connect(self._choose)
        self.empty.clicked.connect(self._start)
        head, acting = self.head, self.acting
        head.chosen.connect(self._choose_scheme)
        head.importing.connect(acting.take_in)
        acting.made.connect(self.show_own)
        for signal, deed in (
            (head.exchanging, acting.exchange),
            (head.copying, acting.copy),
            (head.exporting, acting.write_out),
            (head.reading, acting.read),
            (head.renaming, acting.rename),
            (head.deleting, acting.delete),
            (self.strip.adopting, acting.exchange),
        ):
            signal.connect(lambda deed=deed: deed(self.chosen) if self.chosen else None)
        self.card.editor.tried.connect(self._try)
        self.card.editor.saved.connect(self._save)
        self.card.turned.connect(self._turn)
        self.card.editor.grown.connect(self._revealing.start)
        self._revealing.timeout.connect(self._reveal)
        self.card.dropped.connect(self._drop)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self._rules = rules = Card()
        rules.body.addWidget(self.rules)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.card)
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(px(16))
        columns.addWidget(rules)
        columns.addWidget(scroll, 1)
        whole = QVBoxLayout(self)
        whole.setSpacing(px(12))
        for part in (self.head, self.strip, self.empty):
            whole.addWidget(part)
        self.strip.hide()
        self.empty.hide()
        self._columns.hide()
        whole.addWidget(self._columns, 1)
        self._fit()

    def _fit(self) -> None:
        fit_margins(self)
        # In a narrow window the sentence of the rule needs the room more than the names of the others.
        list_width = _LIST if effective_width(self) >= NARROW else _SLIM
        self._rules.setFixedWidth(theme().tokens.px(list_width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)


def _span(part: QWidget, whole: QWidget) -> tuple[int, int]:
    """Return where ``part`` begins and ends in ``whole``, from above."""
    top = part.mapTo(whole, QPoint()).y()
    return top, top + part.height()

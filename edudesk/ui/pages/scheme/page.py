"""Left the rules, right the chosen one; which community is a matter of the title."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.services.standing.view import RuleKey
from edudesk.ui.page import Page
from edudesk.ui.pages.scheme.questions import CommunityScheme, Schemes, rule, schemes
from edudesk.ui.pages.scheme.rule_card import RuleCard
from edudesk.ui.pages.scheme.rule_list import RuleList
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Words

_LIST = 318


class SchemePage(Page):
    """Reads the scheme in force of each community."""

    code = "scheme"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.schemes = Schemes((), ())
        self._wanted: RuleKey | None = None
        self._community = ChoiceField([])
        self._community.setAccessibleName(session.say("schemepage.community"))
        self._name = Words("", elide=True)
        self._tag = FactTag(session.say("schemepage.read-only"))
        self.rules = RuleList(session.say("schemepage.rules"))
        self.card = RuleCard(session)
        self.empty = EmptyState("scroll-text", "", "", "…")
        self._columns = QWidget()
        self._lay_out()
        self.rules.chosen.connect(self._choose)
        self._community.edited.connect(self._choose_community)
        self.empty.clicked.connect(self._start)

    def refresh(self) -> None:
        """Ask for the rules of all communities."""
        question = schemes(self.session.term, self.session.texts)
        self.session.desk.ask(self, question, self._show, key="schemes")

    def go_to(self, **place: Any) -> None:
        """Show a rule of a community."""
        if place.get("community"):
            self._wanted = (place["community"], place.get("rule", ""))
            self._show(self.schemes)

    def _show(self, found: Schemes) -> None:
        self.schemes = found
        chosen = self.chosen
        self._columns.setVisible(chosen is not None)
        self.empty.setVisible(chosen is None)
        self._tag.setVisible(chosen is not None)
        self._community.setVisible(len(found.following) > 1)
        self.has_primary = chosen is None
        self.primary_changed.emit()
        if chosen is None:
            self._show_empty(found)
            return
        self._community.set_items([(one.community, one.community_name) for one in found.following])
        self._community.set_value(chosen.community)
        self._name.setText(chosen.scheme_name)
        self.rules.show_groups(chosen.groups, self._wanted or self.rules.rule)
        self._wanted = None

    @property
    def chosen(self) -> CommunityScheme | None:
        """The community whose rules are shown; None where there is none."""
        following = self.schemes.following
        before = self.rules.rule
        wanted = self._wanted[0] if self._wanted else before[0] if before else self._community.value()
        return next(
            (one for one in following if one.community == wanted), following[0] if following else None
        )

    def _show_empty(self, found: Schemes) -> None:
        say = self.session.say
        self._name.setText("")
        kind = "waiting" if found.waiting else "nobody"
        names = "、".join(found.waiting)
        self.empty.set_words(
            say(f"schemepage.{kind}"),
            say(f"schemepage.{kind}-why", communities=names),
            say(f"schemepage.{kind}-step"),
        )

    def _choose(self, chosen: RuleKey) -> None:
        community, rule_id = chosen
        question = rule(self.session.term, community, rule_id, self.session.texts)
        self.session.desk.ask(self, question, self._show_rule, key="rule")

    def _show_rule(self, view: Any) -> None:
        if view is not None:
            self.card.show_rule(view)

    def _choose_community(self) -> None:
        self._wanted = (str(self._community.value()), "")
        self._show(self.schemes)

    def _start(self) -> None:
        if self.schemes.waiting:
            self.session.go("adopt")
        else:
            self.session.go("make", type="community", content={})

    def _lay_out(self) -> None:
        px = theme().tokens.px
        title = TitleBar(
            self.session.say("schemepage.title"), [self._community], beside=[self._name, self._tag]
        )
        rules = Card()
        rules.body.addWidget(self.rules)
        rules.setFixedWidth(px(_LIST))
        scroll = QScrollArea()
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
        margin = px("margin")
        whole.setContentsMargins(margin, px(18), margin, px(18))
        whole.setSpacing(px(12))
        whole.addWidget(title)
        whole.addWidget(self.empty)
        self.empty.hide()
        self._columns.hide()
        whole.addWidget(self._columns, 1)

"""The partner that is chosen on the diagram: who it is, and what was done with it this term."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records, open_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, CountButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.communities.figures import PartnerFigures
    from edudesk.services.communities.seeing import PartnerLine

SORTS = ("activity", "mentor-pair", "exchange", "request")
_LABEL = 64
_FACTS = ("role", "place", "principal", "liaison", "phone", "agreement")


class PartnerCard(Card):
    """``role_wanted`` and ``leave_wanted`` carry the school's id; the figures open their records."""

    role_wanted = Signal(str)
    leave_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("communitypage.partner"))
        self._session = session
        self.figures: dict[str, CountButton] = {}
        self.open_button: Link | None = None
        self.agreement: Link | None = None

    def show_partner(self, found: "PartnerLine", figures: "PartnerFigures | None", *, ours: bool) -> None:
        """Show a partner."""
        self.clear()
        self.set_title(found.name)
        self.figures = {}
        self.add_block(Column(*self._facts(found), gap=2))
        if figures is not None:
            self.add_line()
            self.add_block(self._counts(found, figures))
        if ours:
            self.add_line()
            self.add_block(self._acts(found))

    def _facts(self, found: "PartnerLine") -> list[QWidget]:
        say, language = self._session.say, self._session.texts.language
        role = found.role(language)
        since = say("communitypage.since", day=found.since) if found.since else ""
        lines: list[QWidget] = [self._said("role", " · ".join(filter(None, (role, since))))]
        known = ((code, getattr(found, code)) for code in _FACTS[1:-1])
        lines += (self._said(code, words) for code, words in known if words)
        self.agreement = None
        if found.agreement is not None:
            pact = found.agreement
            until = say("communitypage.until", day=pact.ends_on) if pact.ends_on else pact.name
            self.agreement = self._linked(
                until, lambda: open_records(self._session, [("agreement", pact.id)], pact.name)
            )
            self.agreement.setAccessibleName(f"{say('communitypage.fact.agreement')} {until}")
            lines.append(self._labelled("agreement", self.agreement))
        self.open_button = self._linked(
            say("communitypage.open-school"), lambda: self._session.go("people", tab="schools", id=found.id)
        )
        lines.append(self.open_button)
        return lines

    def _linked(self, words: str, then: Callable[[], None]) -> Link:
        link = Link(words, elide=True)
        link.clicked.connect(then)
        return link

    def _said(self, code: str, words: str) -> QWidget:
        said = Words(words, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return self._labelled(code, said)

    def _labelled(self, code: str, widget: QWidget) -> QWidget:
        say = self._session.say
        label = Words(say(f"communitypage.fact.{code}"), colour="text2")
        words = [say(f"communitypage.fact.{one}") for one in _FACTS]
        widest = max(label.fontMetrics().horizontalAdvance(one) for one in words)
        label.setMinimumWidth(max(theme().tokens.px(_LABEL), widest))
        is_link = isinstance(widget, Link)
        line = Line(label, widget, gap=6 if is_link else 8)  # a link has two pixels of its own
        line.body.setStretch(1, 1)
        if is_link:
            line.body.addStretch(1)
            line.body.setStretch(1, 0)
        line.setMinimumHeight(theme().tokens.px("target"))
        return line

    def _counts(self, found: "PartnerLine", figures: "PartnerFigures") -> QWidget:
        say = self._session.say
        box = QWidget()
        flow = FlowLayout(box)
        for sort in SORTS:
            words = say(f"communitypage.figure.{sort}")
            button = CountButton(words, str(figures.count(sort)))
            button.setEnabled(bool(figures.count(sort)))
            title = say("communitypage.with", name=found.name, what=words)
            records = [(sort, one) for one in figures.records.get(sort, ())]
            lead_to_records(button, self._session, records, title)
            self.figures[sort] = button
            flow.addWidget(button)
        return Column(Words(say("communitypage.this-term"), "second", "text2"), box, gap=6)

    def _acts(self, found: "PartnerLine") -> QWidget:
        say = self._session.say
        role, leave = (
            Button(say("communitypage.act.role"), row=True),
            Button(say("communitypage.act.leave"), row=True),
        )
        role.clicked.connect(lambda: self.role_wanted.emit(found.id))
        leave.clicked.connect(lambda: self.leave_wanted.emit(found.id))
        return Line(role, leave, None, gap=8)

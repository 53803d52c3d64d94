"""共同体: who is paired with whom, on what agreement, until when; and what may stand twice in the archive."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.forms.own import edit_record
from edudesk.ui.page import Page
from edudesk.ui.pages.community import questions
from edudesk.ui.pages.community.acting import Acting
from edudesk.ui.pages.community.diagram import Diagram
from edudesk.ui.pages.community.nodes import our_node, partner_node
from edudesk.ui.pages.community.pacts import PactsCard
from edudesk.ui.pages.community.partner import PartnerCard
from edudesk.ui.pages.community.questions import Proposed, Shown
from edudesk.ui.pages.community.rows import DatedCard, dates
from edudesk.ui.pages.community.twins import TwinsView
from edudesk.ui.session import Session
from edudesk.ui.widgets.buttons import Button, CountButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Column, PageScroll, TitleBar, TwoColumns, fit_margins
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from edudesk.services.communities.seeing import CommunityView, DatedLine, PartnerLine


class CommunityPage(Page):
    """Places: ``id`` of a community, ``partner`` the id of a school in it, ``tab`` "overview" or "twins"."""

    code = "community"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self._wanted, self._partner, self._sought = "", "", ""
        self._is_making = False
        self.shown: Shown | None = None
        self.proposed: Proposed | None = None
        self.acting = Acting(session, self)
        self.chooser = ChoiceField([])
        self.chooser.setAccessibleName(say("communitypage.chooser"))
        self.segment = Segment(
            [("overview", say("communitypage.overview")), ("twins", say("communitypage.twins"))]
        )
        self.segment.setAccessibleName(say("communitypage.title"))
        self.open_count = CountButton(say("communitypage.open"), "0", str(State.ON_TRACK))
        self.more_button = Button(say("communitypage.more"))
        self.diagram = Diagram()
        self.drawn = Card(say("communitypage.partners"))
        self.partner = PartnerCard(session)
        self.members = DatedCard(session, "members", ("role", "leave"))
        self.group = DatedCard(session, "group", ("instead", "end"))
        self.domains = DatedCard(session, "domains", ("end",))
        self.pacts = PactsCard(session)
        self.twins = TwinsView(session)
        self.notices = Column(gap=8)
        self.empty = EmptyState(
            "network", say("communitypage.none"), say("communitypage.none-why"), say("communitypage.new")
        )
        self._lay_out()
        self._connect()

    @property
    def has_primary(self) -> bool:  # type: ignore[override]  # it depends on what is shown
        """Whether the page asks to make the first community."""
        return self.shown is not None and self.view is None

    @property
    def view(self) -> "CommunityView | None":
        """The community that is shown."""
        return self.shown.view if self.shown else None

    def refresh(self) -> None:
        wanted, term, language = self._wanted, self.session.term, self.session.texts.language
        ask = self.session.desk.ask
        ask(self, lambda opened: questions.ask_shown(opened, wanted, term), self._show, key="shown")
        ask(self, lambda opened: questions.ask_proposed(opened, language), self._show_proposed, key="twins")

    def go_to(self, **place: Any) -> None:
        if "tab" in place:
            self._turn_to(place["tab"])
        elif place:
            self._turn_to("overview")
        if place.get("partner"):
            self._partner = place["partner"]
        self._sought = place.get("card", "")
        if place.get("id", self._wanted) != self._wanted or place.get("partner"):
            self._wanted = place.get("id", self._wanted)
            self._outdate()
        self._lead_on()

    def focus_filter(self) -> None:
        (self.chooser if self.chooser.isVisible() else self.segment).setFocus()

    # -- what is shown

    def _show(self, found: Shown) -> None:
        view = found.view
        fresh = self._fresh(found)
        self.shown = found
        if fresh:
            self._wanted = fresh
            self._outdate()
            return
        self.primary_changed.emit()
        self._bare.setVisible(view is None)
        self.body.setVisible(view is not None)
        if view is None:
            return
        self._wanted = self.acting.community = self.pacts.community = view.id
        self.chooser.set_items([(one.id, one.name) for one in found.names])
        self.chooser.set_value(view.id)
        self.chooser.setVisible(len(found.names) > 1)
        self._say_head(view)
        self._show_notices(view)
        self._draw(view)
        self.members.show_lines(view.members, ours=view.ours)
        self.group.show_lines(view.group, ours=view.ours)
        self.domains.show_lines(view.domains, ours=view.ours)
        self.pacts.show_lines(view.agreements, ours=view.ours)
        self._lead_on()

    def _lead_on(self) -> None:
        """Go on to the card that a step sought."""
        if self._sought and self.view is not None and self.view.id == self._wanted:
            card = self.group if self._sought == "group" else self.members
            self._sought = ""
            self.body.reveal(card)
            card.focus_link()

    def _fresh(self, found: Shown) -> str:
        """Return the community that has just been made from here, if there is one."""
        known = {one.id for one in self.shown.names} if self.shown else set()
        made = [one.id for one in found.names if one.id not in known]
        if not self._is_making or not made:
            return ""
        self._is_making = False
        return made[-1] if made[-1] != (found.view.id if found.view else "") else ""

    def _say_head(self, view: "CommunityView") -> None:
        say, language = self.session.say, self.session.texts.language
        bar = self.body.title_bar
        bar.set_title(say("communitypage.answer", count=len(view.partners)))
        named = self.shown is not None and len(self.shown.names) > 1
        parts = (
            "" if named else view.name,
            view.type(language) if view.type else "",
            dates(self.session, view.since, view.until),
            view.scheme(language) if view.scheme else "",
        )
        bar.set_second(" · ".join(filter(None, parts)))
        self.more_button.setMenu(self._menu(view))

    def _menu(self, view: "CommunityView") -> QMenu:
        say = self.session.say
        why_not = "" if view.ours else say("communitypage.not-ours", owner=view.owner)
        edit = partial(edit_record, self.session, "community", view.id)
        entries = (
            Entry(say("communitypage.edit"), edit, "pencil", why_not=why_not),
            Entry(say("communitypage.history"), lambda: self.session.go("history", id=view.id), "history"),
            Entry(say("communitypage.new"), self._new, "plus"),
        )
        return make_menu(entries, self)

    def _show_notices(self, view: "CommunityView") -> None:
        say = self.session.say
        while (item := self.notices.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not view.ours:
            self._note(State.NOT_APPLICABLE, say("communitypage.not-ours", owner=view.owner))
        if view.scheme is None and view.ours:
            notice = self._note(
                State.ON_TRACK, say("communitypage.no-scheme"), say("communitypage.choose-scheme")
            )
            notice.chosen.connect(lambda _link: self.session.go("adopt", community=view.id))
        for pact in view.agreements:
            if pact.warns:
                state = State.AT_RISK if pact.state == "ending" else State.NOT_APPLICABLE
                words = say(f"communitypage.warn.{pact.state}", name=pact.name, count=pact.days_left or 0)
                link = say("communitypage.act.renew") if view.ours and pact.ours else ""
                notice = self._note(state, words, link)
                notice.chosen.connect(lambda _link, pact=pact: self.acting.act_on_pact("renew", pact))
        self._turn_to(self.segment.value())

    def _note(self, state: State, words: str, link: str = "") -> Notice:
        notice = Notice(state, words, [link] if link else [])
        self.notices.body.addWidget(notice)
        return notice

    def _draw(self, view: "CommunityView") -> None:
        partners = view.partners
        if self._partner not in {one.id for one in partners}:
            self._partner = partners[0].id if partners else ""
        self.diagram.show_schools(
            our_node(self.session, view),
            [partner_node(self.session, view, one) for one in partners],
            self._partner,
            self.session.say("communitypage.answer", count=len(partners)),
        )
        self._show_partner()

    def _show_partner(self) -> None:
        found = self._chosen()
        self.partner.setVisible(found is not None)
        if found is not None and self.shown is not None and self.view is not None:
            figures = self.shown.figures.get(found.id)
            self.partner.show_partner(found, figures, ours=self.view.ours)

    def _chosen(self) -> "PartnerLine | None":
        partners = self.view.partners if self.view else ()
        return next((one for one in partners if one.id == self._partner), None)

    def _show_proposed(self, found: Proposed) -> None:
        self.proposed = found
        self.open_count.set_count(str(found.count))
        self.open_count.setVisible(bool(found.count))
        self.twins.show_proposed(found)

    # -- what is done

    def _choose(self, partner: str) -> None:
        self._partner = partner
        self._show_partner()

    def _open(self) -> None:
        """Show the card of the partner that was clicked, where it stands further down."""
        if self._overview.is_single:
            self.body.reveal(self.partner)

    def _enter(self) -> None:
        """Go into the card of the partner that is chosen."""
        if self.partner.open_button is not None:
            self.body.reveal(self.partner)
            self.partner.open_button.setFocus()

    def _choose_community(self) -> None:
        self._wanted = str(self.chooser.value())
        self._outdate()

    def _turn_to(self, tab: str) -> None:
        self.segment.set_value(tab)
        self._overview.setVisible(tab == "overview")
        self.notices.setVisible(tab == "overview" and bool(self.notices.body.count()))
        self.twins.setVisible(tab == "twins")

    def _new(self) -> None:
        holder = {"school_id": self.view.us.school_id, "role": "lead"} if self.view and self.view.us else None
        content = {"members": (holder,)} if holder else {}
        if holder is not None:
            self._open_new(content)
            return
        self.session.desk.ask(
            self,
            lambda opened: opened.archive.holder_id,
            lambda us: self._open_new({"members": ({"school_id": us, "role": "lead"},)}),
        )

    def _open_new(self, content: dict[str, Any]) -> None:
        self._is_making = True
        self.session.go("make", type="community", content=content, back=("community", {}))

    def _member(self, school_id: str) -> "DatedLine | None":
        members = self.view.members if self.view else ()
        return next((one for one in members if one.school_id == school_id and one.when == "now"), None)

    def _with_member(self, act: str, school_id: str) -> None:
        if (line := self._member(school_id)) is not None:
            self.acting.act_on("members", act, line)

    def _lay_out(self) -> None:
        self.body = PageScroll(
            self.session.say("communitypage.title"),
            (self.open_count, self.more_button),
            beside=(self.chooser, self.segment),
        )
        self.open_count.hide()
        self.drawn.add_block(self.diagram)
        main = _topped(self.drawn, self.pacts, self.members)
        self._overview = TwoColumns(main, _topped(self.partner, self.group, self.domains))
        self.body.body.addWidget(self.notices)
        self.body.body.addWidget(self._overview)
        self.body.body.addWidget(self.twins)
        self.body.body.addStretch(1)
        self.twins.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.body)
        self._bare = QWidget()
        bare = QVBoxLayout(self._bare)
        bare.addWidget(TitleBar(self.session.say("communitypage.title")))
        bare.addWidget(self.empty, 1)
        layout.addWidget(self._bare)
        self._bare.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._bare)

    def _connect(self) -> None:
        self.chooser.edited.connect(self._choose_community)
        self.segment.edited.connect(lambda: self._turn_to(self.segment.value()))
        self.open_count.clicked.connect(lambda: self._turn_to("twins"))
        self.empty.clicked.connect(self._new)
        self.diagram.chosen.connect(self._choose)
        self.diagram.clicked.connect(self._open)
        self.diagram.entered.connect(self._enter)
        self.diagram.us_opened.connect(self._open_us)
        self.partner.role_wanted.connect(partial(self._with_member, "role"))
        self.partner.leave_wanted.connect(partial(self._with_member, "leave"))
        self.members.link_clicked.connect(self.acting.join)
        self.group.link_clicked.connect(self.acting.serve)
        self.domains.link_clicked.connect(self.acting.cover)
        self.pacts.link_clicked.connect(self.acting.new_agreement)
        for sort, card in (("members", self.members), ("group", self.group), ("domains", self.domains)):
            card.acted.connect(partial(self.acting.act_on, sort))
        self.pacts.acted.connect(self.acting.act_on_pact)
        self.twins.answered.connect(lambda one, same: self.acting.answer(one, same=same))
        self.twins.parting.connect(self.acting.part)
        self.twins.again.connect(self.acting.look_again)

    def _open_us(self) -> None:
        if self.view is not None and self.view.us is not None:
            self.session.go("people", tab="schools", id=self.view.us.school_id)


def _topped(*cards: QWidget) -> Column:
    """Return cards in a column that stay at its top."""
    column = Column(*cards)
    column.body.addStretch(1)
    return column

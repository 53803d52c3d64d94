"""Schools of a community as they stand on its diagram."""

from typing import TYPE_CHECKING

from edudesk.services.schemes.results import State
from edudesk.ui.pages.community.diagram import Node
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.communities.seeing import CommunityView, PartnerLine


def our_node(session: Session, view: "CommunityView") -> Node:
    """Return our own school; a community that we see from outside stands there itself."""
    us = view.us
    if us is None:
        outside = session.say("communitypage.outside")
        return Node("", view.name, outside, "other", session.texts.phrase((view.name, outside)))
    role = session.say("communitypage.us-as", role=us.words(session.texts.language))
    return Node(us.school_id, us.short, role, view.our_side, session.texts.phrase((us.short, role)))


def partner_node(session: Session, view: "CommunityView", found: "PartnerLine") -> Node:
    """Return a partner with what its line says."""
    words, state, bound = _link(session, view, found)
    role = found.role(session.texts.language)
    spoken = session.texts.phrase((found.name, role, words))
    return Node(found.id, found.name, role, found.side, spoken, words, state, bound)


def _link(session: Session, view: "CommunityView", found: "PartnerLine") -> tuple[str, State | None, bool]:
    """Return what stands on the line, the glyph before it, and whether the line is whole."""
    say, pact = session.say, found.agreement
    if pact is None:
        # Two that are both helped have no agreement with each other.
        asked = view.our_side != found.side or view.our_side == "other"
        return say("communitypage.line.none") if asked else "", None, False
    if pact.state in {"ending", "ended"} and not pact.renewed:
        state = State.AT_RISK if pact.state == "ending" else State.NOT_APPLICABLE
        return (
            say(f"communitypage.line.{pact.state}", count=pact.days_left or 0),
            state,
            pact.state == "ending",
        )
    if pact.state == "unsigned":
        return say("communitypage.line.unsigned"), None, False
    if pact.ends_on is None:
        return say("communitypage.line.open"), None, True
    return say("communitypage.line.until", day=pact.ends_on), None, True

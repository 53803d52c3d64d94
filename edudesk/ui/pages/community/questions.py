"""What the page of communities asks of the archive and does to it; it runs in the archive's thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.models.contents import Content
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Language
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.communities.answers import JoinedPair, RefusedPair, ShownProposal
    from edudesk.services.communities.deeds import Turn
    from edudesk.services.communities.figures import PartnerFigures
    from edudesk.services.communities.proposals import Proposal
    from edudesk.services.communities.seeing import CommunityName, CommunityView
    from edudesk.services.schemes.scheme import Scheme

Items = tuple[tuple[str, str], ...]
SHOWN = 6
"""So many proposals are shown beside each other; the next come when those are answered."""


@dataclass(frozen=True)
class Shown:
    """All communities by name, one of them in full, and what was done with each partner this term."""

    names: "tuple[CommunityName, ...]"
    view: "CommunityView | None" = None
    figures: "Mapping[str, PartnerFigures]" = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Proposed:
    """What may be one: how many, the first of them, and what was answered before."""

    count: int
    shown: "tuple[ShownProposal, ...]"
    joined: "tuple[JoinedPair, ...]"
    refused: "tuple[RefusedPair, ...]"


@dataclass(frozen=True)
class Offers:
    """What the acts choose from, as codes or ids with words."""

    schools: Items
    members: Items
    roles: Items
    duties: Items
    people: Items
    subjects: Items
    domains: Items
    holder_id: str


def ask_shown(opened: Opened, wanted: str, term: "TermCode | None") -> Shown:
    """Return the community that is wanted, else the first."""
    from edudesk.services.communities.figures import partner_figures
    from edudesk.services.communities.seeing import community_names, community_view

    names = community_names(opened.archive)
    if not names:
        return Shown(())
    chosen = next((one.id for one in names if one.id == wanted), names[0].id)
    view = community_view(opened.archive, chosen, opened.clock.today(), _scheme(opened, chosen))
    partners = tuple(one.id for one in view.partners)
    figures = partner_figures(opened.archive, chosen, partners, str(term)) if term else {}
    return Shown(names, view, figures)


def _scheme(opened: Opened, community_id: str) -> "Scheme | None":
    statuses = opened.standing.at(None, opened.clock.today())
    return next((one.scheme for one in statuses if one.community.id == community_id), None)


def ask_offers(opened: Opened, community_id: str, language: Language) -> Offers:
    """Return what the acts on a community choose from."""
    from edudesk.services.communities.seeing import community_view
    from edudesk.services.listing.words import NO_OWN_WORDS, scheme_words, word
    from edudesk.services.records import all_of
    from edudesk.services.roster import choices

    scheme = _scheme(opened, community_id)
    own = scheme_words((scheme,)) if scheme else NO_OWN_WORDS
    view = community_view(opened.archive, community_id, opened.clock.today(), scheme)
    there = [one for one in view.members if one.when == "now"]

    def words(vocabulary: str, codes: tuple[str, ...] = ()) -> Items:
        known = codes or tuple(choice.code for choice in VOCABULARIES[vocabulary].choices)
        added = scheme.vocabulary.get(vocabulary, ()) if scheme else ()
        all_codes = dict.fromkeys((*known, *(one.code for one in added)))
        return tuple((code, word(vocabulary, code, own)(language)) for code in all_codes)

    return Offers(
        schools=choices(opened.archive).schools,
        members=tuple((one.school_id, one.who) for one in there),
        roles=words("member-role", tuple(role.code for role in scheme.roles) if scheme else ()),
        duties=words("group-duty"),
        people=tuple((one.id, one.title) for one in all_of(opened.archive, "person")),
        subjects=words("subject"),
        domains=words("domain"),
        holder_id=opened.archive.holder_id,
    )


def ask_proposed(opened: Opened, language: Language) -> Proposed:
    """Return what may be one; looked for again only when something was written or answered."""
    from edudesk.services.communities.answers import joined_pairs, proposals, refused, shown
    from edudesk.services.communities.proposals import refused_pairs
    from edudesk.services.listing.words import scheme_words

    archive = opened.archive
    key = ("proposals", refused_pairs(archive))
    found = opened.standing.once(key, lambda: proposals(archive))
    own = scheme_words(one.scheme for one in opened.standing.at(None, opened.clock.today()))
    return Proposed(
        len(found),
        shown(archive, found[:SHOWN], language, own),
        joined_pairs(archive, language),
        refused(archive),
    )


def ask_renewal(opened: Opened, agreement_id: str) -> Content:
    """Return the content of the agreement that follows one."""
    from edudesk.services.communities.agreements import renewal
    from edudesk.services.records import get

    return renewal(get(opened.archive, agreement_id))


def ask_new_agreement(opened: Opened, community_id: str) -> dict[str, Any]:
    """Return what an agreement of a community begins with: its present members as parties."""
    from edudesk.services.communities.seeing import community_view

    view = community_view(opened.archive, community_id, opened.clock.today())
    parties = tuple({"school_id": one.school_id} for one in view.members if one.when == "now")
    return {"community_id": community_id, "parties": parties}


def turn_rows(opened: Opened, community_id: str, wanted: "Turn") -> str:
    """Write what becomes of a list of a community; return the change."""
    from edudesk.services.communities.deeds import turn

    return turn(opened.archive, community_id, wanted, opened.clock.now())


def note_filing(opened: Opened, agreement_id: str, day: date, title: str) -> str:
    """Write when an agreement was filed; return the change."""
    from edudesk.services.communities import agreements

    return agreements.note_filing(opened.archive, agreement_id, day, opened.clock.now(), title)


def confirm(opened: Opened, proposal: "Proposal", basis: str) -> str:
    """Write that two records are one; return the change."""
    from edudesk.services.communities import answers

    return answers.confirm(opened.archive, proposal, basis, opened.clock.now())


def refuse(opened: Opened, first: str, second: str) -> None:
    """Keep that two records are not one."""
    from edudesk.services.communities import answers

    answers.refuse(opened.archive, first, second)


def look_again(opened: Opened, first: str, second: str) -> None:
    """Propose once more what somebody said no to."""
    from edudesk.services.communities import answers

    answers.look_again(opened.archive, first, second)


def part(opened: Opened, link: str) -> str:
    """Part two records that were joined; return the change."""
    from edudesk.services.communities import answers

    return answers.part(opened.archive, link, opened.clock.now())

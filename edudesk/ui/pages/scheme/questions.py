"""What the page asks of the archive; run in the desk's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.standing.rules import RuleGroup, RuleView


@dataclass(frozen=True)
class CommunityScheme:
    """One community with the scheme in force and its rules."""

    community: str
    community_name: str
    scheme_name: str
    groups: "tuple[RuleGroup, ...]"


@dataclass(frozen=True)
class Schemes:
    """All communities that follow a scheme, and the names of those that do not yet."""

    following: tuple[CommunityScheme, ...]
    waiting: tuple[str, ...]


def schemes(term: TermCode | None, texts: Texts) -> Callable[[Opened], Schemes]:
    """Return the question for the list of rules of every community."""

    def question(opened: Opened) -> Schemes:
        from edudesk.services.standing.rules import rule_rows

        statuses = opened.standing.at(term, opened.clock.today())
        following = tuple(
            CommunityScheme(
                status.community.id,
                status.community.title,
                status.scheme.name(texts.language),
                rule_rows(status, texts),
            )
            for status in statuses
        )
        known = {one.community for one in following}
        waiting = tuple(one.title for one in opened.standing.communities if one.id not in known)
        return Schemes(following, waiting)

    return question


def rule(
    term: TermCode | None, community: str, rule_id: str, texts: Texts
) -> "Callable[[Opened], RuleView | None]":
    """Return the question for one rule; its answer is None when the scheme has no such rule any more."""

    def question(opened: Opened) -> "RuleView | None":
        from edudesk.services.standing.rules import rule_view

        for status in opened.standing.at(term, opened.clock.today()):
            if status.community.id == community:
                try:
                    return rule_view(status, rule_id, texts, opened.standing.topic)
                except KeyError:
                    return None
        return None

    return question

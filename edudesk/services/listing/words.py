"""Codes as the words that a list shows, a scheme's own words first."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Label

if TYPE_CHECKING:
    from edudesk.services.schemes.scheme import Scheme

OwnWords = Callable[[str, str], Label | None]
"""(vocabulary, code) → a scheme's own name for it."""
RoleWords = Callable[[RecordId, str], Label | None]
"""(community, code of a role) → its scheme's name for the role."""


def NO_OWN_WORDS(_vocabulary: str, _code: str) -> Label | None:  # noqa: N802 - a constant that is called
    """Know no word."""
    return None


def scheme_words(schemes: "Iterable[Scheme]") -> OwnWords:
    """Return how schemes call things, roles of members included; the first that has a name says it."""
    known = tuple(schemes)

    def own(vocabulary: str, code: str) -> Label | None:
        if vocabulary == "member-role":
            names = (role.name for scheme in known for role in scheme.roles if role.code == code)
            return next(names, None)
        return next(filter(None, (scheme.word(vocabulary, code) for scheme in known)), None)

    return own


def role_words(schemes: "Mapping[RecordId, Scheme]") -> RoleWords:
    """Return how each community's scheme, by the community's id, calls its members' roles."""
    own = {community_id: scheme_words((scheme,)) for community_id, scheme in schemes.items()}
    return lambda community_id, code: own.get(community_id, NO_OWN_WORDS)("member-role", code)


def word(vocabulary: str, code: str, own: OwnWords = NO_OWN_WORDS) -> Label:
    """Return the name of a code: the scheme's own, the vocabulary's, or the code itself."""
    known = VOCABULARIES.get(vocabulary)
    return own(vocabulary, code) or (known.label(code) if known else Label(code, code))

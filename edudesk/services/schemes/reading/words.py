"""The codes that a scheme may use."""

from collections.abc import Mapping

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.scheme import Word

KINDS = {
    "pair": "pair-kind",
    "achievement": "achievement-kind",
    "document": "document-kind",
    "duty": "group-duty",
}
"""The vocabulary of a record's kinds, where it is not ``activity-kind``."""


class Words:
    """The codes a scheme may use: the common vocabularies and what it adds."""

    def __init__(
        self,
        added: Mapping[str, tuple[Word, ...]],
        roles: tuple[str, ...],
        figures: tuple[str, ...] = (),
        phases: tuple[str, ...] = (),
        dayless: tuple[str, ...] = (),
    ) -> None:
        self._added = added
        self.roles = (*roles, "lead", "member", "neutral")
        self.figures = figures
        self.phases = phases  # those that have days
        self.dayless = dayless  # phases that are only shown

    def of(self, vocabulary: str) -> tuple[str, ...]:
        """Return every code of a vocabulary, the scheme's own included."""
        common = VOCABULARIES.get(vocabulary)
        own = tuple(word.code for word in self._added.get(vocabulary, ()))
        return (*(choice.code for choice in common.choices), *own) if common else own or ("-",)

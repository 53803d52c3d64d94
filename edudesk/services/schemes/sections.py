"""The parts of a scheme whose entries are rules, each with an id, a name and a sentence."""

from collections.abc import Iterator
from typing import Protocol

from edudesk.services.schemes.scheme import Scheme
from edudesk.texts import Label

SECTIONS = (
    "limits",
    "rules",
    "evidence",
    "documents",
    "eligibility",
    "recognition",
    "allowances",
    "assessments",
)
"""Fields of :class:`Scheme` in the order shown; ``rules`` are quotas, targets and statistics."""


class Entry(Protocol):
    """What every rule has."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> Label: ...  # noqa: D102
    @property
    def sentence(self) -> str: ...  # noqa: D102


def entries(scheme: Scheme) -> Iterator[tuple[str, Entry]]:
    """Give every rule of every section with its section's name."""
    for section in SECTIONS:
        for entry in getattr(scheme, section):
            yield section, entry

"""A photo or file that lies with a record, and the words for what it may be."""

from dataclasses import dataclass, field
from datetime import date, datetime

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Language

Kinds = tuple[tuple[str, str], ...]
"""Codes of evidence kinds with their words."""


@dataclass(frozen=True)
class Paper:
    """A photo or file with a record; ``saved`` ones are evidence records already.

    ``twin`` is the title of another record that has the same picture, ``twin_id`` its evidence there;
    ``turned`` are degrees clockwise.
    """

    id: str
    name: str
    kind: str
    sha256: str
    taken_at: datetime | None = None
    thumbnail: bytes = field(default=b"", repr=False)
    saved: bool = False
    twin: str = ""
    twin_id: str = ""
    caption: str = ""
    turned: int = 0

    def is_of_another_day(self, first: date | None, last: date | None) -> bool:
        """Return whether the picture was taken on a day on which the activity was not."""
        if self.taken_at is None or first is None:
            return False
        return not first <= self.taken_at.date() <= (last or first)


def evidence_kinds(language: Language) -> Kinds:
    """Return what a paper may be, in words."""
    return tuple((one.code, one.label(language)) for one in VOCABULARIES["evidence-kind"].choices)

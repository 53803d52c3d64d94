"""A volume: year, class, retention, and a number where one class takes several; written into the record."""

import re
from dataclasses import dataclass
from datetime import date

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.classes import class_words
from edudesk.texts import Language

RETENTION_CODES = {"permanent": "Y", "d30": "D30", "d10": "D10"}
"""As DA/T 13 writes them into archive numbers."""
_YEARS = {"d30": 30, "d10": 10}
_RETENTIONS = {choice.label.zh: choice.code for choice in VOCABULARIES["retention"].choices}
_WRITTEN = re.compile(r"([0-9]{4})(年|学年)·(.+?)·(" + "|".join(_RETENTIONS) + r")(?:·第([0-9]+)卷)?")
SEPARATORS = "·-"


@dataclass(frozen=True, order=True)
class Volume:
    """``year`` is a calendar year, or with ``school_year`` the one in which the school year begins.

    ``part`` is the volume's number within its class, 0 where there is only one.
    """

    year: int
    school_year: bool
    name: str
    retention: str
    part: int = 0

    @property
    def text(self) -> str:
        """What stands in the record: ``2025年·活动记录·10年``."""
        unit = "学年" if self.school_year else "年"
        kept = VOCABULARIES["retention"].label(self.retention).zh
        part = f"·第{self.part}卷" if self.part else ""
        return f"{self.year}{unit}·{self.name}·{kept}{part}"

    @property
    def ends_on(self) -> date | None:
        """The first day on which the retention has run out; None for what is kept for good.

        It is counted from the first of January after the year, or after the year in which a school year ends.
        """
        if self.retention not in _YEARS:
            return None
        return date(self.year + 1 + self.school_year + _YEARS[self.retention], 1, 1)

    def words(self, language: Language) -> str:
        """Return the class with its retention and number, as they stand below the year."""
        kept = VOCABULARIES["retention"].label(self.retention)(language)
        part = ("第{}卷" if language == "zh" else "vol. {}").format(self.part) if self.part else ""
        return " · ".join(filter(None, (class_words(self.name, language), kept, part)))


def read_volume(text: str | None) -> Volume | None:
    """Return the volume that is written in a record; None for a volume that was named freely."""
    found = _WRITTEN.fullmatch(text or "")
    if found is None:
        return None
    year, unit, name, kept, part = found.groups()
    return Volume(int(year), unit == "学年", name, _RETENTIONS[kept], int(part or 0))

"""What a scheme says of itself: roles, types, settings, the cycle, phases and figures."""

from dataclasses import dataclass
from datetime import date

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.facts import SettingValue
from edudesk.texts import Label


@dataclass(frozen=True)
class Role:
    """What a party is called, and its side: "helper", "helped" or "other"."""

    code: str
    side: str
    name: Label


@dataclass(frozen=True)
class Word:
    """A code with its name: a community type, or an addition to a vocabulary."""

    code: str
    name: Label


@dataclass(frozen=True)
class Setting:
    """A point on which the document is silent or ambiguous; ``default`` is the first reading."""

    id: str
    name: Label
    type: str  # "number", "choice", "flag", "day" (MM-DD) or "date" (YYYY-MM-DD)
    default: SettingValue
    choices: tuple[Word, ...] = ()
    minimum: int = 0
    maximum: int = 10_000


@dataclass(frozen=True)
class Cycle:
    """Runs of years or months from the agreement's start or a fixed day near it; or one run between dates."""

    years: int = 0
    starts: MonthDay | None = None
    months: int = 0  # instead of years
    first: date | None = None  # of the one fixed cycle
    last: date | None = None


@dataclass(frozen=True)
class Phase:
    """A step of the work: days of every year, or once; without days it is only shown."""

    id: str
    name: Label
    sentence: str = ""
    first: MonthDay | None = None
    last: MonthDay | None = None
    on_first: date | None = None
    on_last: date | None = None


@dataclass(frozen=True)
class Figure:
    """A number that schools enter because no record holds it."""

    id: str
    name: Label
    unit: Label
    of: str = "school"  # or "community"
    period: str = "school-year"  # or "term", "always"
    sentence: str = ""

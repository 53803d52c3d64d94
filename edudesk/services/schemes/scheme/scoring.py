"""Assessment tables: the parts of a score and how each is reckoned."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.scheme.conditions import Condition, Measure, Number
from edudesk.services.schemes.scheme.rules import Applies
from edudesk.services.schemes.scheme.selecting import Select
from edudesk.texts import Label


@dataclass(frozen=True)
class Quantity:
    """What is counted: records, a figure or what is made of some, a score, what a rule owes, an entry."""

    select: Select | None = None
    measure: Measure | None = None
    figure: str = ""
    score: str = ""
    owed: str = ""
    entered: bool = False
    number: Number | None = None


@dataclass(frozen=True)
class Sum:
    """The parts' scores together, weighted where each part has a weight."""

    parts: tuple["ScorePart", ...]


@dataclass(frozen=True)
class Entered:
    """What stands in the sheet; ``term`` 1 or 2: in the sheet of that term."""

    term: int = 0


@dataclass(frozen=True)
class ByRule:
    """The points in the proportion in which a rule is met; ``whole``: all or nothing."""

    rule: str
    whole: bool = False


@dataclass(frozen=True)
class Deduct:
    """Full points less ``each`` for everything counted, not below ``to``."""

    each: Number
    what: Quantity
    to: Decimal = Decimal(0)


@dataclass(frozen=True)
class Collect:
    """``each`` for everything counted, up to the points."""

    each: Number
    what: Quantity


@dataclass(frozen=True)
class Step:
    """From this value on (a rank: up to it) there are so many points."""

    edge: Decimal
    points: Decimal


@dataclass(frozen=True)
class Levels:
    """The points of the first level that is reached."""

    of: Quantity
    table: tuple[Step, ...]


@dataclass(frozen=True)
class Rank:
    """The points of the first band that a rank lies in."""

    figure: str
    bands: tuple[Step, ...]
    per_cent_of: str = ""


@dataclass(frozen=True)
class Sample:
    """The mean of several scores entered; ``rate`` per cent of the whole are asked for."""

    rate: Decimal
    least: int
    whole: Select | None = None


@dataclass(frozen=True)
class ByFigure:
    """A figure itself."""

    figure: str


@dataclass(frozen=True)
class ScoreOf:
    """The score of another part or table, for others."""

    id: str
    of: str = "own"  # or "lead", "members", "community"
    mean: str = "mean"  # or "sum", "least", "most"
    term: int = 0


@dataclass(frozen=True)
class Ratio:
    """The lead's and the members' mean score of a part in this ratio."""

    score: str
    lead: Decimal
    member: Decimal


@dataclass(frozen=True)
class Rise:
    """A rank is at least so many places better than the year before."""

    figure: str
    places: int
    of: str = "own"  # or "any-member", "all-members", "lead"


@dataclass(frozen=True)
class Better:
    """The best of several parts, always or only when the exception holds; else one of them."""

    of: tuple[str, ...]
    otherwise: str = ""
    when: Rise | Condition | None = None


Method = (
    Sum | Entered | ByRule | Deduct | Collect | Levels | Rank | Sample | ByFigure | ScoreOf | Ratio | Better
)


@dataclass(frozen=True)
class ScorePart:
    """An indicator, or a step of the calculation."""

    id: str
    name: Label
    sentence: str
    points: Decimal | None  # None: not bounded
    method: Method
    weight: Decimal | None = None  # per cent
    bonus: bool = False
    applies: Applies | None = None
    times: Decimal = Decimal(1)
    most: Decimal | None = None


@dataclass(frozen=True)
class Veto:
    """What makes a score 0, or at most ``at_most``; without a condition it is entered in the sheet."""

    id: str
    name: Label
    sentence: str
    condition: Condition | None = None
    at_most: Decimal = Decimal(0)


@dataclass(frozen=True)
class Grade:
    """The name of a score from ``at_least`` on."""

    at_least: Decimal
    name: Label


@dataclass(frozen=True)
class Assessment:
    """A table by which schools or a community are scored; never a teacher."""

    id: str
    name: Label
    sentence: str
    of: str  # "school", "lead", "member" or "community"
    applies: Applies
    period: str  # "school-year", "term", "calendar-year" or "cycle"
    whole: ScorePart
    steps: tuple[ScorePart, ...] = ()
    grades: tuple[Grade, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    held: tuple[MonthDay, MonthDay] | None = None
    shown: bool = True


def parts_of(assessment: Assessment) -> tuple[ScorePart, ...]:
    """Return the whole and every part and step of a table."""
    return tuple(one for top in (assessment.whole, *assessment.steps) for one in _below(top))


def _below(part: ScorePart) -> tuple[ScorePart, ...]:
    inner = part.method.parts if isinstance(part.method, Sum) else ()
    return (part, *(one for each in inner for one in _below(each)))


def targets_of(
    tables: Iterable[Assessment], own: Assessment, identity: str
) -> tuple[tuple[Assessment, ScorePart], ...]:
    """Return what an id means in a table: its own part, else a table, else the parts of others so named."""
    for part in parts_of(own):
        if part.id == identity:
            return ((own, part),)
    for table in tables:
        if table.id == identity:
            return ((table, table.whole),)
    return tuple((table, part) for table in tables for part in parts_of(table) if part.id == identity)

"""What must hold before anything is counted: limits on pairing, and who may be sent."""

from dataclasses import dataclass, field

from edudesk.services.schemes.scheme.conditions import Bound, Condition
from edudesk.services.schemes.scheme.rules import Applies, PeriodSpec
from edudesk.services.schemes.scheme.selecting import PeopleTest, SchoolTest, Select
from edudesk.texts import Label


@dataclass(frozen=True)
class Limit:
    """What the pairing itself must keep: how many partners, how long an agreement, how many apprentices."""

    id: str
    name: Label
    sentence: str
    each: SchoolTest | None  # None: the community as a whole
    count: SchoolTest | None  # None: the agreement's years are measured
    bound: Bound
    blocks: bool
    period: PeriodSpec  # the days in which the pairings are counted together
    sort: str = "partners"  # or "agreement-years", "agreement-months", "pairs", "same"
    of: str = ""  # of "pairs": "mentor" or "apprentice"; of "same": "stage" or "location"
    kinds: tuple[str, ...] = ()  # of "pairs"
    applies: Applies = field(default_factory=Applies)


@dataclass(frozen=True)
class Eligibility:
    """Who may be sent, mentor or hold a duty; who does not fit is named with the reason."""

    id: str
    name: Label
    sentence: str
    select: Select
    roles: tuple[str, ...]
    who: tuple[PeopleTest, ...]  # one of them must hold
    after_months: int  # asked only of stays that last longer
    condition: Condition | None
    exempt: tuple[str, ...]
    blocks: bool
    period: PeriodSpec
    applies: Applies

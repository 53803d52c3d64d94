"""Quotas, targets and statistics: for whom, when, what."""

from dataclasses import dataclass, field
from datetime import date

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.results import RuleKind
from edudesk.services.schemes.scheme.conditions import Condition
from edudesk.services.schemes.scheme.selecting import PeopleTest, SchoolTest, Select
from edudesk.texts import Label


@dataclass(frozen=True)
class PeriodSpec:
    """The days by which a rule is judged: a term, month, year, cycle, window, stay and so on."""

    sort: str = "term"
    first: MonthDay | None = None  # of a yearly window
    last: MonthDay | None = None  # of a yearly window, or the day in the cycle's first year of "until"
    on: date | None = None  # of "until": a fixed date
    least_days: int = 10  # a month (week: 3) with fewer days in the term asks for nothing
    exchange_forms: tuple[str, ...] = ()  # of the stays that each are a period; empty: of any form
    days: int = 0  # of "before-term"
    years: int = 0  # of "last-years"
    phase: str = ""
    working: bool = False  # the least days are working days


@dataclass(frozen=True)
class Per:
    """For whom the rule holds one by one."""

    each: str = "community"  # or "partner", "school", "person", "pair", "subject", "line", "stage", "post"
    schools: SchoolTest = field(default_factory=SchoolTest)  # of "school"
    posts: tuple[str, ...] = ()  # of "post"
    among: Select | None = None  # of "person": those who occur in these records
    people: tuple[PeopleTest, ...] = ()  # of "person": those who pass
    values: tuple[str, ...] = ()  # of "subject", "line", "stage"


@dataclass(frozen=True)
class Applies:
    """Where the rule holds at all."""

    types: tuple[str, ...] = ()
    helper: SchoolTest = field(default_factory=SchoolTest)
    helped: SchoolTest = field(default_factory=SchoolTest)


@dataclass(frozen=True)
class Rule:
    """A quota, target or statistic: for whom, when, what, and the sentence that asks for it."""

    id: str
    kind: RuleKind
    name: Label
    sentence: str
    period: PeriodSpec
    per: Per
    applies: Applies
    condition: Condition
    unit: Label
    in_terms: tuple[int, ...] = ()  # 1 autumn, 2 spring; empty: both
    exempt: tuple[str, ...] = ()  # document kinds that free from it

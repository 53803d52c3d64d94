"""What somebody gains: recognition, and money by rule."""

from dataclasses import dataclass
from decimal import Decimal

from edudesk.services.schemes.scheme.conditions import Condition, Leaf, Number
from edudesk.services.schemes.scheme.rules import Applies, PeriodSpec
from edudesk.services.schemes.scheme.selecting import PeopleTest, SchoolTest, Select
from edudesk.texts import Label


@dataclass(frozen=True)
class Recognition:
    """What a person is recognised for; nobody owes it."""

    id: str
    name: Label
    sentence: str
    gives: Label
    period: PeriodSpec
    applies: Applies
    among: Select | None
    people: tuple[PeopleTest, ...]
    condition: Condition | None
    time: Leaf | None  # recognised by the time served, instead of a condition
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Tier:
    """A rate for those who come from and go to schools of these kinds."""

    amount: Number
    origin: SchoolTest
    host: SchoolTest
    people: PeopleTest | None = None


@dataclass(frozen=True)
class Allowance:
    """Money by rule, so that a school can check what it pays."""

    id: str
    name: Label
    sentence: str
    to: str  # "person", "school" or "pair"
    schools: SchoolTest
    select: Select | None
    tiers: tuple[Tier, ...]  # the first that fits; a plain amount is one tier for all
    each: str  # "month", "day", "week", "term", "school-year", "calendar-year", "record" or "once"
    least_days: int
    months: tuple[int, ...]
    most_units: Decimal | None
    most: Number | None
    period: PeriodSpec
    applies: Applies
    unless: tuple[str, ...]

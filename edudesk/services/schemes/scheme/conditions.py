"""What is asked of the records: measure, bound, and how conditions are joined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from edudesk.services.schemes.scheme.selecting import Select
from edudesk.texts import Label


@dataclass(frozen=True)
class FigureNumber:
    """What was entered for a figure, for the school asked (of a pairing: of a side)."""

    figure: str
    side: str = ""
    back: int = 0  # so many years (terms) before


@dataclass(frozen=True)
class CountNumber:
    """How many records, or different values, there are in the same period."""

    select: Select
    of: str = "record"


@dataclass(frozen=True)
class Reckoned:
    """A number made of others."""

    how: str  # "plus", "times", "less" or "over"
    numbers: tuple["Number", ...]
    rounded: str = ""  # "up", "down" or "nearest"


Number = Decimal | FigureNumber | CountNumber | Reckoned


@dataclass(frozen=True)
class Measure:
    """What is added up over the selected records."""

    sort: str = "records"  # or "sum", "distinct", "share", "served", "average"
    unit: str = ""  # the unit summed; of "served" "day", "week", "month" or "year"
    convert: Mapping[str, Decimal] = field(default_factory=dict)  # one of another unit is so many of this
    of: str = ""  # distinct, and what a share counts: "record", "subject", "member", "person", "line",
    # "kind", "stage", "day", "month"
    working: bool = False  # "served" in working days
    whole: Select | None = None  # of a share: the denominator
    whole_number: "Number | None" = None  # of a share: a number instead of a selection


@dataclass(frozen=True)
class Bound:
    """The least and the most that is asked for; None does not bind."""

    at_least: "Number | None" = None
    at_most: "Number | None" = None


@dataclass(frozen=True)
class Every:
    """The bound holds item by item: for all of a list, or for so many of those found."""

    each: str  # "subject", "member", "person", "line", "kind" or "stage"
    values: tuple[str, ...] = ()  # empty: the community's dated list
    found: bool = False  # the items that occur, no list
    items: int = 0  # how many must reach the bound; 0: all of the list


@dataclass(frozen=True)
class Leaf:
    """Select, measure, bound."""

    select: Select
    measure: Measure
    bound: Bound
    every: Every | None = None
    name: Label | None = None


@dataclass(frozen=True)
class Joined:
    """Several conditions: all of them, or any one, or so many."""

    every_one: bool
    conditions: tuple["Condition", ...]
    at_least: int = 1  # of "any"


@dataclass(frozen=True)
class OnlyIf:
    """The second is asked for only where the first is met."""

    premise: "Condition"
    then: "Condition"


@dataclass(frozen=True)
class InEvery:
    """The condition holds in every part of the period, or in so many of them."""

    part: str  # "week", "month", "quarter", "term", "school-year" or "calendar-year"
    condition: "Condition"
    at_least: int = 0  # 0: in every one


@dataclass(frozen=True)
class Addend:
    """One leaf of a sum: what it adds for each, and at most."""

    leaf: Leaf
    times: Decimal = Decimal(1)
    most: "Number | None" = None


@dataclass(frozen=True)
class Added:
    """The sum of several leaves within one bound."""

    addends: tuple[Addend, ...]
    bound: Bound
    name: Label | None = None


Condition = Leaf | Joined | OnlyIf | InEvery | Added


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    """Give the measures of a condition in their order."""
    match condition:
        case Leaf():
            yield condition
        case Joined():
            for part in condition.conditions:
                yield from leaves_of(part)
        case OnlyIf():
            yield from leaves_of(condition.premise)
            yield from leaves_of(condition.then)
        case InEvery():
            yield from leaves_of(condition.condition)
        case Added():
            yield from (addend.leaf for addend in condition.addends)


def numbers_of(condition: Condition) -> "Iterator[Number]":
    """Give the numbers that bound a condition."""
    match condition:
        case Leaf():
            yield from _given(
                condition.bound.at_least, condition.bound.at_most, condition.measure.whole_number
            )
        case Joined():
            for part in condition.conditions:
                yield from numbers_of(part)
        case OnlyIf():
            yield from numbers_of(condition.premise)
            yield from numbers_of(condition.then)
        case InEvery():
            yield from numbers_of(condition.condition)
        case Added():
            yield from _given(condition.bound.at_least, condition.bound.at_most)
            for addend in condition.addends:
                yield from _given(addend.most)
                yield from numbers_of(addend.leaf)


def _given(*numbers: "Number | None") -> "Iterator[Number]":
    for number in numbers:
        if isinstance(number, Reckoned):
            yield from _given(*number.numbers)
        elif number is not None:
            yield number

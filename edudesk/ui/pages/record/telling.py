"""What a person tells of one activity, as the form holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any


class Where(StrEnum):
    """Where it took place; ``UNTOLD`` while nobody said."""

    UNTOLD = ""
    PARTNER = "partner"
    OURS = "ours"
    ONLINE = "online"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Sides:
    """Who is "we" in one community: our school, our side, and the side of every school that may take part."""

    community_id: str = ""
    school_id: str = ""
    side: str = "helper"
    of: Mapping[str, str] = field(default_factory=dict)

    @property
    def other(self) -> str:
        """The side that is not ours."""
        return "helped" if self.side == "helper" else "helper"


@dataclass(frozen=True)
class Quantity:
    """An amount as typed, and the code of its unit."""

    amount: str
    unit: str = "time"


@dataclass(frozen=True)
class Someone:
    """A person of the roster, a name, or a group with its count."""

    name: str
    person_id: str = ""
    count: int | None = None
    role: str = ""


@dataclass(frozen=True)
class Told:
    """All that stands in the form. ``day_typed`` and ``time_typed`` are the words as typed.

    ``more`` holds the fields that are folded away, by name: texts, whole numbers as typed, tuples of codes.
    """

    state: str = "held"
    day: date | None = None
    day_typed: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    time_typed: str = ""
    quantities: tuple[Quantity, ...] = ()
    kinds: tuple[str, ...] = ()
    where: Where = Where.UNTOLD
    mixed: bool = False
    partners: tuple[str, ...] = ()
    host: str = ""
    topic: str = ""
    ours: tuple[Someone, ...] = ()
    theirs: tuple[Someone, ...] = ()
    result: str = ""
    community_id: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


TEXTS = ("place", "process", "reflection", "follow_up", "link", "grade", "recorder", "responsible")
CODES = ("subjects", "lines")
NUMBERS = ("expected", "actual", "pupils")
REFERENCES = ("pair_id", "exchange_id")
GRADES = ("rating",)
DAYS = ("ends_on",)


PAIR_ROLES = frozenset({"mentor", "apprentice"})
"""Roles that people have only in the session of a pair."""


def is_mentoring(told: Told) -> bool:
    """Return whether it is the session of a pair."""
    return "mentoring" in told.kinds or bool(told.more.get("pair_id"))


def everyone(told: Told) -> int:
    """Return how many people are named, groups by their count."""
    return sum(one.count or 1 for one in (*told.ours, *told.theirs))


def number(typed: str) -> Decimal | None:
    """Return a typed number of at most two decimals, None when it is none."""
    try:
        value = Decimal(typed.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 and value == round(value, 2) else None

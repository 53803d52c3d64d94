"""Records of every sort in one shape, with what is done and what is hoped for on the day asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import NOTHING, Participant
from edudesk.services.schemes.scheme import PeopleTest

Run = tuple[date, date]
PLANNED, PLANNED_PAST, CANCELLED, NOT_YET = "planned", "planned-past", "cancelled", "not-yet"
EVERY_FORM = frozenset({"onsite", "online"})


@dataclass(eq=False, slots=True)  # made by the ten thousand: freezing would cost six times as much
class Item:
    """One record as a rule sees it. ``done`` are the days held, ``hoped`` those held or still planned."""

    record: str
    id: str
    first: date
    last: date
    done: Run | None
    hoped: Run | None
    standing: str = ""  # why it is not done
    moved_to: TermCode | None = None
    kinds: tuple[str, ...] = ()
    forms: frozenset[str] = EVERY_FORM
    host: str | None = None
    schools: frozenset[str] = frozenset()
    sides: Mapping[str, str] = field(default_factory=dict)  # school id to the side named in the record
    people: tuple[Participant, ...] = ()
    subjects: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    units: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)
    event: str = ""
    exchange_id: str | None = None
    pair_id: str | None = None
    evidence: frozenset[str] = frozenset()
    from_id: str | None = None
    to_id: str | None = None
    weekly: Decimal | None = None  # days a week
    state: str = ""
    read_on: date | None = None  # the day on which its people are read, where it is not the first
    grade: str = ""  # of an activity's rating, of a stay
    post: str = ""  # held at the host school
    weekly_periods: Decimal | None = None
    confirmed: bool = False  # by the host
    level: str = ""
    completion: str = ""
    type: str = ""  # of a community
    about_id: str | None = None  # the record that a paper belongs to
    tests: tuple[PeopleTest, ...] | None = None  # of the selection that took it, where that is one of several

    @property
    def day(self) -> date:
        """The day on which posts, titles and ages of its people are read."""
        return self.read_on or self.first

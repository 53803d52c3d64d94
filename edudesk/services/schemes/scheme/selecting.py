"""Which records, people and schools a rule looks at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

RECORDS = (
    "activity",
    "exchange",
    "stay",
    "pair",
    "donation",
    "request",
    "achievement",
    "document",
    "agreement",
    "duty",
    "person",
    "school",
    "roster-school",
    "community",
)
MOST_NESTED = 8  # so deep selections and tests of people may lie inside each other


@dataclass(frozen=True)
class SchoolTest:
    """Members of this kind; an empty field does not restrict."""

    sides: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessed:
    """The last so many yearly assessments of the roster are of these grades."""

    grades: tuple[str, ...]
    years: int = 1
    known: bool = False  # too few known ones exclude as well


@dataclass(frozen=True)
class PeopleTest:
    """What must hold of one person: every field that is set; what nobody entered excludes nobody."""

    side: str = ""
    roles: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()  # held on the day
    experience: tuple[str, ...] = ()  # posts held on the day or before
    titles: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()  # held on the day
    age_at_most: int | None = None  # an unknown birth passes
    at_least: int = 1  # so many people of the record pass
    at_most: int | None = None
    title_at_least: str = ""
    honour_levels: tuple[str, ...] = ()  # of the same honour
    honour_level_at_least: str = ""
    subjects: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    sex: str = ""
    age_at_least: int | None = None
    teaching_years_at_least: int | None = None
    teaching_years_at_most: int | None = None
    years_here_at_least: int | None = None  # at the present school
    years_here_at_most: int | None = None
    served: bool | None = None  # has been on an exchange before
    assessed: Assessed | None = None
    mentored: "PeopleTest | None" = None  # a mentor of theirs passes this
    any: tuple["PeopleTest", ...] = ()
    none: tuple["PeopleTest", ...] = ()


@dataclass(frozen=True)
class Select:
    """Which records count; an empty field does not restrict."""

    record: str = "activity"  # one of RECORDS
    kinds: tuple[str, ...] = ()
    exchange_forms: tuple[str, ...] = ()  # of an exchange or stay
    forms: tuple[str, ...] = ()  # "onsite", "online"
    host: str = ""  # the side on whose ground it takes place
    direction: str = ""  # "lead-to-member", "member-to-lead" or "mutual"
    lines: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    people: tuple[PeopleTest, ...] = ()
    schools: SchoolTest = field(default_factory=SchoolTest)  # of records that are schools or people
    states: tuple[str, ...] = ()  # of a request
    least_days: int = 0  # a stay shorter than this does not count
    part: str = "takes-part"  # what the basis does in the record: or "host", "from", "to"
    evidence: tuple[str, ...] = ()  # without these evidence kinds it does not count
    least_months: int | None = None  # whole months of the whole stay or pair
    most_months: int | None = None
    posts_held: tuple[str, ...] = ()  # of an exchange, at the host school
    least_weekly_periods: Decimal | None = None  # of an exchange
    confirmed: bool = False  # the host has confirmed the exchange
    grades: tuple[str, ...] = ()  # of an activity's rating, of an exchange
    levels: tuple[str, ...] = ()  # of an achievement
    level_at_least: str = ""
    completions: tuple[str, ...] = ()  # of a pair
    types: tuple[str, ...] = ()  # of a community
    documents: tuple[str, ...] = ()  # without a paper of each kind it does not count
    among: "Select | None" = None  # only those that occur in these records
    excluded: tuple["Select", ...] = ()  # "except": what one of these takes does not count
    acts_as: tuple[str, ...] = ()  # with per = "person": the part that person plays; unknown passes
    least_working: bool = False  # the least days are working days
    either: tuple["Select", ...] = ()  # a list of selections: what one of them takes; all else is empty

    @property
    def alternatives(self) -> tuple["Select", ...]:
        """The selections of which one is enough, mostly itself alone."""
        return self.either or (self,)

    def all_looked_at(self) -> Iterator["Select"]:
        """Give every selection on which it depends what is taken: its alternatives, and those inside them."""
        for one in self.alternatives:
            yield one
            for inner in ((one.among,) if one.among else ()) + one.excluded:
                yield from inner.all_looked_at()

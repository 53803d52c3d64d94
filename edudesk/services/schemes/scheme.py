"""A scheme as typed values: what the TOML file says, with every setting already put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.results import RuleKind
from edudesk.texts import Label

FORMAT = "edudesk-scheme 0.1"


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
    type: str  # "number", "choice", "flag" or "day" (MM-DD)
    default: SettingValue
    choices: tuple[Word, ...] = ()
    minimum: int = 0
    maximum: int = 10_000


@dataclass(frozen=True)
class PeopleTest:
    """At least so many people of a record are of this kind; every field that is set must hold."""

    side: str = ""
    roles: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()  # held on the day
    experience: tuple[str, ...] = ()  # posts held on the day or before
    titles: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()  # held on the day
    age_at_most: int | None = None  # an unknown birth passes
    at_least: int = 1


@dataclass(frozen=True)
class SchoolTest:
    """Members of this kind; an empty field does not restrict."""

    sides: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Select:
    """Which records count; an empty field does not restrict."""

    record: str = "activity"  # or "exchange", "stay", "pair", "donation", "request", "person", "school"
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


@dataclass(frozen=True)
class Measure:
    """What is added up over the selected records."""

    sort: str = "records"  # or "sum", "distinct", "share", "served"
    unit: str = ""  # the unit summed; of "served" "day" or "week"
    convert: Mapping[str, Decimal] = field(default_factory=dict)  # one of another unit is so many of this
    of: str = ""  # distinct, and what a share counts: "record", "subject", "member", "person", "line"
    working: bool = False  # "served" in working days
    whole: Select | None = None  # of a share: the denominator


@dataclass(frozen=True)
class Bound:
    """The least and the most that is asked for; None does not bind."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True)
class Every:
    """The bound holds item by item: for all of a list, or for so many of those found."""

    each: str  # "subject", "member", "person" or "line"
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
    """Several conditions: all of them, or any one."""

    every_one: bool
    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class OnlyIf:
    """The second is asked for only where the first is met."""

    premise: "Condition"
    then: "Condition"


Condition = Leaf | Joined | OnlyIf


@dataclass(frozen=True)
class PeriodSpec:
    """A term, month, school or calendar year, cycle, yearly window, stay, or the days until a date."""

    sort: str = "term"
    first: MonthDay | None = None  # of a yearly window
    last: MonthDay | None = None  # of a yearly window, or the day in the cycle's first year of "until"
    on: date | None = None  # of "until": a fixed date
    least_days: int = 10  # a month with fewer days in the term asks for nothing
    exchange_forms: tuple[str, ...] = ()  # of the stays that each are a period; empty: of any form


@dataclass(frozen=True)
class Per:
    """For whom the rule holds one by one."""

    each: str = "community"  # or "partner", "school", "person", "pair", "subject", "post"
    schools: SchoolTest = field(default_factory=SchoolTest)  # of "school"
    posts: tuple[str, ...] = ()  # of "post"


@dataclass(frozen=True)
class Applies:
    """Where the rule holds at all."""

    types: tuple[str, ...] = ()
    helper: SchoolTest = field(default_factory=SchoolTest)
    helped: SchoolTest = field(default_factory=SchoolTest)


@dataclass(frozen=True)
class Rule:
    """A quota or target: for whom, when, what, and the sentence that asks for it."""

    id: str
    kind: RuleKind
    name: Label
    sentence: str
    period: PeriodSpec
    per: Per
    applies: Applies
    condition: Condition
    unit: Label


@dataclass(frozen=True)
class Due:
    """When a document is due; exactly one way."""

    sort: str  # "first-year", "every-year", "term-start", "term-end", "agreement-end", "activity", "exchange"
    day: MonthDay | None = None
    days: int = 0  # after the term's start or end, after the record; before the agreement's end
    working: bool = False  # the days are working days
    before: bool = False  # that many days before the activity or exchange begins
    kinds: tuple[str, ...] = ()  # of the activities that each ask for one
    exchange_forms: tuple[str, ...] = ()  # of the exchanges that each ask for one


@dataclass(frozen=True)
class DocumentRule:
    """A paper that is to be handed in."""

    id: str
    name: Label
    sentence: str
    kinds: tuple[str, ...]  # any one of these document kinds
    due: Due
    per: Per  # "community", "partner" or "school" (our own school, for a bureau every member)
    handed: bool  # it must be handed in; otherwise it need only lie in the archive
    to: Label
    applies: Applies
    remind: int  # days before the due day from which it is at risk


@dataclass(frozen=True)
class EvidenceNeed:
    """Papers that every held activity of these kinds is to have; each entry: any one of several kinds."""

    id: str
    name: Label
    sentence: str
    kinds: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Limit:
    """Each member of one kind is paired with so many of another; or the agreement's length in years."""

    id: str
    name: Label
    sentence: str
    each: SchoolTest | None  # None: the community as a whole
    count: SchoolTest | None  # None: the agreement's years are measured
    bound: Bound
    blocks: bool
    period: PeriodSpec  # the days in which the pairings are counted together


@dataclass(frozen=True)
class Cycle:
    """Runs of years from the agreement's start, or from a fixed day near it."""

    years: int
    starts: MonthDay | None = None


@dataclass(frozen=True)
class Scheme:
    """A whole scheme; ``text`` is the file it came from and ``settings`` the values put in."""

    id: str
    version: str
    name: Label
    basis: Label
    text: str
    settings: Mapping[str, SettingValue]
    cycle: Cycle | None
    roles: tuple[Role, ...]
    types: tuple[Word, ...]
    vocabulary: Mapping[str, tuple[Word, ...]]  # vocabulary code to added words
    choices: tuple[Setting, ...]
    rules: tuple[Rule, ...]
    documents: tuple[DocumentRule, ...]
    evidence: tuple[EvidenceNeed, ...]
    limits: tuple[Limit, ...]

    def side(self, role: str) -> str:
        """Return the side of a role; the common codes lead, member and neutral always have one."""
        common = {"lead": "helper", "member": "helped"}
        return next((known.side for known in self.roles if known.code == role), common.get(role, "other"))

    def role_code(self, entered: str) -> str:
        """Return the code of a role that was entered as code or by the scheme's name for it."""
        names = {name: role.code for role in self.roles for name in (role.name.zh, role.name.en)}
        return names.get(entered, entered)

    def word(self, vocabulary: str, code: str) -> Label | None:
        """Return the scheme's own name for a code, if it has one."""
        return next((word.name for word in self.vocabulary.get(vocabulary, ()) if word.code == code), None)

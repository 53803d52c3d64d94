"""The immutable snapshot of one community that rules are evaluated on; nothing here knows a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from edudesk.services.calendar import NO_SPECIAL_DAYS, SpecialDays, Term, TermCode

NOTHING: Mapping[str, Decimal] = MappingProxyType({})
UNSAID: Mapping[str, str] = MappingProxyType({})
SettingValue = str | int | bool


@dataclass(frozen=True)
class SchoolFacts:
    """A school of the community; joined stand-ins (decision 6) arrive here as one school."""

    id: str
    name: str
    short_name: str = ""
    stage: str = ""  # code of the vocabulary "stage"
    location: str = ""  # code of the vocabulary "location"; empty when nobody entered it
    kind: str = ""  # code of the vocabulary "school-kind"
    ours: bool = False  # the archive belongs to this school
    former: tuple[tuple[date, str], ...] = ()  # earlier names by the first day without them, oldest first

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def called_on(self, day: date) -> str:
        """Return what it was called on a day."""
        return next((name for until, name in self.former if day < until), self.called)


@dataclass(frozen=True)
class MemberFacts:
    """A school's role in the community, both days included; open ends mean always and still."""

    school_id: str
    role: str  # a role code of the scheme, or of the vocabulary "member-role"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class DomainEntry:
    """One entry of the dated list that "every subject, person or member" runs over (decision 16)."""

    domain: str  # "subject", "person" or "member"
    value: str  # a subject code, a person id or a school id
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class AgreementFacts:
    """A signed agreement; ``parties`` are school ids, empty when it binds all members."""

    id: str
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    filed_on: date | None = None  # handed to the bureau
    parties: tuple[str, ...] = ()
    evidence_count: int = 0
    approved_on: date | None = None  # by the bureau, before it was signed
    warn_days: int | None = None  # before its end


@dataclass(frozen=True)
class PersonFact:
    """Something true of a person from one day to another, both included."""

    fact: str  # code of the vocabulary "person-fact"
    value: str  # a vocabulary code; for "school" a school id; for "service" words
    level: str = ""  # of an honour: "national", "province", "city", "county", "school"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PersonFacts:
    """Someone of the roster; rules read the dated facts on the activity's day (decision 7)."""

    id: str
    name: str
    facts: tuple[PersonFact, ...] = ()
    birth: date | None = None  # the first of the birth month
    sex: str = ""  # "male" or "female"
    teaching_since: date | None = None  # the first of the month


@dataclass(frozen=True)
class SchoolPart:
    """A school that takes part in an activity; ``side`` empty: as its role in the community says."""

    school_id: str
    side: str = ""  # "helper", "helped" or "other"


@dataclass(frozen=True)
class Participant:
    """Who took part: a person of the roster, a name, or a group as a count."""

    person_id: str | None = None
    name: str = ""
    count: int = 1
    side: str = ""  # empty: the side of the person's school on that day
    role: str = ""  # code of the vocabulary "activity-role"


@dataclass(frozen=True)
class ActivityFacts:
    """One activity record of the community, deleted ones left out by the collector or marked."""

    id: str
    state: str  # "planned", "held" or "cancelled"
    starts_on: date
    ends_on: date | None = None  # last day, both included; None: one day
    term: TermCode | None = None  # the term a person moved it to
    kinds: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()  # the scheme's lines of work (领域)
    subjects: tuple[str, ...] = ()
    form: str = "onsite"  # "onsite", "online" or "mixed"; mixed counts as both
    host_id: str | None = None  # the school at which it took place
    schools: tuple[SchoolPart, ...] = ()
    people: tuple[Participant, ...] = ()
    units: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)  # unit code to amount
    exchange_id: str | None = None  # it lies inside this exchange and adds no days to it (decision 10)
    pair_id: str | None = None
    event: str | None = None  # the same for all records of one event (decision 8)
    evidence_count: int = 0
    evidence_kinds: frozenset[str] = frozenset()  # with those that the record itself stands for
    late: bool = False  # 补录
    deleted: bool = False
    rating: str = ""  # code of the vocabulary "grade", the leading group's where it has none of its own
    opinions: Mapping[str, str] = field(default_factory=lambda: UNSAID)  # of others: kind to newest grade

    @property
    def last_day(self) -> date:
        """The last day, the first when there is only one."""
        return self.ends_on or self.starts_on


@dataclass(frozen=True)
class PairFacts:
    """A mentor pair; ``mentors`` and ``apprentices`` are person ids (or names not on the roster)."""

    id: str
    starts_on: date | None
    ends_on: date | None = None  # the real end where it ended early
    kind: str = ""
    subject: str = ""
    mentors: tuple[str, ...] = ()
    apprentices: tuple[str, ...] = ()
    evidence_count: int = 0
    completion: str = ""  # code of the vocabulary "completion"
    evidence_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ExchangeFacts:
    """A person's stay at another school; real days count, planned ones make the second tally."""

    id: str
    from_id: str
    to_id: str
    form: str = "short"  # code of the vocabulary "exchange-form"
    state: str = "planned"  # "planned", "held" (begun or over) or "cancelled"
    person_id: str | None = None
    name: str = ""
    planned_from: date | None = None
    planned_to: date | None = None
    real_from: date | None = None
    real_to: date | None = None  # None while it lasts: it counts up to today
    days_per_week: Decimal | None = None  # present only so many days a week; None: all days
    document_attached: bool = False
    host_confirmed: bool = False
    post: str = ""  # the post held at the host school
    subjects: tuple[str, ...] = ()  # empty: the person's subjects on that day
    evidence_count: int = 0
    weekly_periods: Decimal | None = None
    grade: str = ""  # code of the vocabulary "grade", the host's where the stay itself has none
    evidence_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DocumentFacts:
    """A paper of the archive that a document rule may ask for."""

    id: str
    kind: str  # code of the vocabulary "document-kind" or of the scheme
    dated: date | None = None
    handed_on: date | None = None  # handed in; None: it lies in the archive only
    term: TermCode | None = None  # the term it is about
    school_year: int | None = None  # the start of the school year it is about
    school_id: str | None = None  # by whom
    about_id: str | None = None  # the activity, exchange or agreement it belongs to
    person_id: str | None = None  # whose paper it is
    author: str = ""
    characters: int | None = None


@dataclass(frozen=True)
class DonationFacts:
    """Material or money given."""

    id: str
    dated: date
    from_id: str | None = None
    to_id: str | None = None
    value: Decimal = Decimal(0)  # yuan
    evidence_count: int = 0
    evidence_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RequestFacts:
    """A school's request for help; ``answered_by`` are activity ids."""

    id: str
    asked_on: date | None
    state: str = "open"
    school_id: str | None = None
    kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class AchievementFacts:
    """A paper, award, project, honour or certificate; ``people`` are ids, or names not on the roster."""

    id: str
    kind: str = ""  # code of the vocabulary "achievement-kind" or of the scheme
    level: str = ""  # code of the vocabulary "level"
    dated: date | None = None
    school_id: str | None = None
    people: tuple[str, ...] = ()
    evidence_count: int = 0


@dataclass(frozen=True)
class DutyFacts:
    """A place in the leading group, both days included; who is not on the roster is a name alone."""

    duty: str  # code of the vocabulary "group-duty" or of the scheme
    person_id: str | None = None
    name: str = ""
    school_id: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class FigureFacts:
    """A number that was entered, for one that no record tells; without a school it is the community's."""

    id: str
    code: str  # the scheme's id of the figure
    school_id: str | None = None
    school_year: int | None = None
    term: TermCode | None = None
    value: Decimal = Decimal(0)
    source: str = ""


@dataclass(frozen=True)
class ScoreLine:
    """What was given for one indicator: points, or how many faults or things were counted."""

    indicator: str
    score: Decimal | None = None
    count: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class ScoreLink:
    """A record that shows what an indicator asks for."""

    indicator: str
    about_id: str


@dataclass(frozen=True)
class AssessmentFacts:
    """One filled-in assessment table: of a school, or of the community as a whole."""

    id: str
    sheet: str  # the scheme's id of the table
    school_id: str | None = None
    school_year: int | None = None
    term: TermCode | None = None
    part: str = "self"  # "self" or "review"
    dated: date | None = None
    lines: tuple[ScoreLine, ...] = ()
    links: tuple[ScoreLink, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class CommunityFacts:
    """The community itself; ``type`` is a type code of its scheme."""

    id: str
    name: str
    type: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class OtherCommunity:
    """Another community of the archive: limits count a school's partners wherever it has them."""

    community: CommunityFacts
    scheme_ids: tuple[str, ...]  # every scheme it ever adopted
    members: tuple[MemberFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Everything that rules read about one community."""

    community: CommunityFacts
    schools: tuple[SchoolFacts, ...] = ()
    members: tuple[MemberFacts, ...] = ()
    domains: tuple[DomainEntry, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    terms: tuple[Term, ...] = ()  # entered ones; default days hold where one is missing
    special_days: SpecialDays = NO_SPECIAL_DAYS
    settings: Mapping[str, SettingValue] = field(default_factory=dict)  # chosen in the adoption
    activities: tuple[ActivityFacts, ...] = ()
    people: tuple[PersonFacts, ...] = ()
    pairs: tuple[PairFacts, ...] = ()
    exchanges: tuple[ExchangeFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    donations: tuple[DonationFacts, ...] = ()
    requests: tuple[RequestFacts, ...] = ()
    achievements: tuple[AchievementFacts, ...] = ()
    duties: tuple[DutyFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = ()
    assessments: tuple[AssessmentFacts, ...] = ()
    others: tuple[OtherCommunity, ...] = ()

    @cached_property
    def activity(self) -> Mapping[str, ActivityFacts]:
        """The activities by their ids."""
        return {one.id: one for one in self.activities}

    @cached_property
    def reckoned(self) -> dict[object, object]:
        """What was made of this snapshot before, kept as long as it lasts."""
        return {}

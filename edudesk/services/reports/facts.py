"""What a report is told: plain frozen values, already in words; nothing here knows where they came from.

Names of kinds, roles, subjects and states arrive as the reader's words. An empty text or None means "not
recorded" and stays blank on paper: a layout never invents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from edudesk.texts import Language


@dataclass(frozen=True)
class Frame:
    """What all reports of one hand-over share; ``made_on`` is the day of making, handed in."""

    holder: str = ""
    community: str = ""
    term: str = ""
    made_on: date | None = None
    language: Language = "zh"


@dataclass(frozen=True)
class Participant:
    """Someone who took part, or a group as a count (班主任 10 人)."""

    name: str
    role: str = ""
    count: int | None = None


@dataclass(frozen=True)
class SideFacts:
    """One side of an activity: its schools and its people."""

    schools: tuple[str, ...] = ()
    people: tuple[Participant, ...] = ()


@dataclass(frozen=True)
class UnitFacts:
    """One quantity of an activity, such as 2 课时."""

    amount: Decimal
    unit: str


@dataclass(frozen=True)
class EvidenceFacts:
    """A file attached to a record."""

    name: str
    kind: str = ""
    caption: str = ""


@dataclass(frozen=True)
class OpinionFacts:
    """What another side says of a record."""

    kind: str
    text: str
    by: str = ""
    grade: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class ActivityFacts:
    """An activity for its record sheet; ``entered_on`` is the day of entry, shown with the 补录 mark."""

    topic: str
    number: str = ""
    state: str = ""
    kinds: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    form: str = ""
    host: str = ""
    place: str = ""
    subjects: tuple[str, ...] = ()
    grade: str = ""
    helper: SideFacts = SideFacts()
    helped: SideFacts = SideFacts()
    other: SideFacts = SideFacts()
    expected: int | None = None
    actual: int | None = None
    pupils: int | None = None
    recorder: str = ""
    responsible: str = ""
    units: tuple[UnitFacts, ...] = ()
    process: str = ""
    result: str = ""
    reflection: str = ""
    follow_up: str = ""
    link: str = ""
    evidence: tuple[EvidenceFacts, ...] = ()
    opinions: tuple[OpinionFacts, ...] = ()
    rules: tuple[str, ...] = ()
    late: bool = False
    historical: bool = False
    entered_on: date | None = None


@dataclass(frozen=True)
class PhotoFacts:
    """A photo for a photo page, upright; ``taken_on`` is the picture's own day where it is known.

    ``instead`` are words for the place of one that is not shown on purpose.
    """

    source: bytes | Path
    caption: str = ""
    taken_on: date | None = None
    instead: str = ""


@dataclass(frozen=True)
class Attendee:
    """A name on an attendance sheet; ``present`` is None while nobody has said."""

    name: str
    school: str = ""
    post: str = ""
    present: bool | None = None


@dataclass(frozen=True)
class LedgerRow:
    """An activity as one row of the ledger; ``evidence`` are kinds with their number (照片 4)."""

    number: str
    starts_on: date | None
    topic: str
    ends_on: date | None = None
    kinds: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    units: tuple[UnitFacts, ...] = ()
    attendance: int | None = None
    pupils: int | None = None
    evidence: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    late: bool = False
    note: str = ""


@dataclass(frozen=True)
class SectionFacts:
    """One section of a plan or a summary as it was written."""

    heading: str
    body: str = ""


@dataclass(frozen=True)
class MarkFacts:
    """What stands in the place of a mark in a summary's words; a ``gone`` one has lost its source.

    ``kind`` and ``key`` are the mark's; ``words`` a figure's, a table's name or a picture's caption.
    """

    kind: str
    key: str
    words: str
    photo: PhotoFacts | None = None
    gone: bool = False


@dataclass(frozen=True)
class FigureFacts:
    """A figure counted from records, with what it was counted from."""

    name: str
    value: str
    basis: str = ""


@dataclass(frozen=True)
class RuleFacts:
    """How a rule of the scheme stands, in words; ``near``: records that nearly counted, with the reason."""

    name: str
    sentence: str = ""
    period: str = ""
    target: str = ""
    value: str = ""
    planned: str = ""
    state: str = ""
    counted: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()


@dataclass(frozen=True)
class SelfCheckFacts:
    """All rules of a scheme on one day."""

    scheme: str
    as_of: date | None
    rules: tuple[RuleFacts, ...] = ()


@dataclass(frozen=True)
class GainRow:
    """How one person stands towards a recognition: figures, the records with their days, what is missing.

    ``reached`` is the figure; it is recognised once nothing is ``missing``, papers included.
    """

    name: str
    school: str = ""
    reached: bool = False
    figure: str = ""
    records: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class GainFacts:
    """One recognition with everybody who comes into question."""

    name: str
    gives: str
    sentence: str = ""
    period: str = ""
    rows: tuple[GainRow, ...] = ()


@dataclass(frozen=True)
class PaidRow:
    """What one person, school or pair is paid; ``planned`` is what it comes to by the planned end."""

    name: str
    school: str = ""
    formula: str = ""
    money: Decimal = Decimal(0)
    planned: Decimal = Decimal(0)
    records: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class PaidFacts:
    """One allowance with everybody whom it pays."""

    name: str
    sentence: str = ""
    period: str = ""
    rows: tuple[PaidRow, ...] = ()


@dataclass(frozen=True)
class GrantFacts:
    """All that people gain by a scheme on one day; ``freed``: who was let pass a rule, and by whom."""

    scheme: str
    as_of: date | None
    gains: tuple[GainFacts, ...] = ()
    paid: tuple[PaidFacts, ...] = ()
    freed: tuple[str, ...] = ()


@dataclass(frozen=True)
class SummaryFacts:
    """A term's summary: words from its record, figures and rules counted, activities listed.

    ``marks`` are what the marks in its words say, by how they stand there.
    """

    title: str = ""
    school: str = ""
    author: str = ""
    dated: date | None = None
    sections: tuple[SectionFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = ()
    check: SelfCheckFacts | None = None
    activities: tuple[LedgerRow, ...] = ()
    marks: Mapping[str, MarkFacts] = field(default_factory=dict)


@dataclass(frozen=True)
class ScheduleRow:
    """A planned activity of a plan; ``when`` is a day, a month or a week in words."""

    when: str
    activity: str
    form: str = ""
    place: str = ""
    responsible: str = ""
    audience: str = ""
    done: str = ""


@dataclass(frozen=True)
class PlanFacts:
    """A plan with its schedule."""

    title: str
    school: str = ""
    author: str = ""
    dated: date | None = None
    sections: tuple[SectionFacts, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()


@dataclass(frozen=True)
class PairMember:
    """A mentor or an apprentice."""

    name: str
    school: str = ""
    title: str = ""
    honour: str = ""


@dataclass(frozen=True)
class PairFacts:
    """A mentor pair for the list of pairs; ``sessions`` are the activities held this term."""

    mentors: tuple[PairMember, ...]
    apprentices: tuple[PairMember, ...]
    kind: str = ""
    subject: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    goals: str = ""
    sessions: int | None = None
    completion: str = ""


@dataclass(frozen=True)
class ExchangeFacts:
    """An exchanged teacher for the list of exchanges; ``document`` says which formal document there is."""

    name: str
    sex: str = ""
    title: str = ""
    honour: str = ""
    subjects: tuple[str, ...] = ()
    form: str = ""
    from_school: str = ""
    to_school: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    planned_only: bool = False
    days: Decimal | None = None
    weekly_periods: Decimal | None = None
    document: str = ""
    confirmation: str = ""
    backbone: bool = False
    note: str = ""


@dataclass(frozen=True)
class PersonFacts:
    """A person of the roster; phone and identity number arrive whole and are masked on every sheet."""

    name: str
    school: str = ""
    sex: str = ""
    birth_month: str = ""
    title: str = ""
    honours: tuple[str, ...] = ()
    post: str = ""
    subjects: tuple[str, ...] = ()
    teaching_since: str = ""
    phone: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    note: str = ""


@dataclass(frozen=True)
class CatalogueRow:
    """One paper in a catalogue; ``place`` is the file's name within the hand-over."""

    title: str
    number: str = ""
    author: str = ""
    dated: date | None = None
    pages: int | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class CatalogueGroup:
    """A folder or volume of a catalogue."""

    name: str
    rows: tuple[CatalogueRow, ...]

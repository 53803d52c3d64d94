"""What evaluation hands out: one result per rule, with the records behind every number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import SettingValue
from edudesk.texts import Label

EVER = date(1950, 1, 1)
"""The first day of a period that takes in everything so far."""


class State(StrEnum):
    """How a rule stands on the day asked; ``docs/scheme-format.md`` says when which one holds."""

    MET = "met"
    EXCEEDED = "exceeded"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    MISSED = "missed"
    NOT_APPLICABLE = "not-applicable"


class RuleKind(StrEnum):
    """The list of the scheme that a rule stands in."""

    QUOTA = "quota"
    TARGET = "target"
    DOCUMENT = "document"
    EVIDENCE = "evidence"
    LIMIT = "limit"
    STATISTIC = "statistic"
    ELIGIBILITY = "eligibility"
    RECOGNITION = "recognition"
    ALLOWANCE = "allowance"


UNOWED = frozenset({RuleKind.STATISTIC, RuleKind.RECOGNITION, RuleKind.ALLOWANCE})
"""Kinds of which nothing is ever owed: figures that are only stated, and what somebody gains."""


@dataclass(frozen=True)
class Period:
    """The days a rule is judged by, both included, with their name."""

    first: date
    last: date  # the deadline: for a term its last school day, though the holiday after it belongs to it
    label: Label


@dataclass(frozen=True)
class Near:
    """A record that nearly counted: its type, its id and why it did not (``scheme.near.<reason>``)."""

    record: str  # "activity", "exchange", "document", "pair", "donation" or "agreement"
    id: str
    reason: str
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Counted:
    """A record that counts, and how much it adds."""

    record: str
    id: str
    amount: Decimal


@dataclass(frozen=True)
class Owed:
    """What is still owed, to be put in words by :mod:`edudesk.services.schemes.explain`."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Gap:
    """A paper that is missing with a counted record; it lowers no value (decision 14)."""

    record: str
    id: str
    kinds: tuple[str, ...]  # evidence-kind codes that are missing


@dataclass(frozen=True)
class Basis:
    """For whom a part counts: a partner, school, person, pair, subject, post or month; ids and a name."""

    sort: str
    id: str = ""
    label: Label = field(default_factory=lambda: Label("", ""))
    helper_id: str = ""  # of a partner: the pairing's two schools
    helped_id: str = ""


@dataclass(frozen=True)
class Part:
    """The rule for one partner (month, subject …): the same figures as the whole."""

    basis: Basis
    period: Period
    state: State
    value: Decimal
    planned: Decimal  # held and planned together
    target: Decimal
    owed: tuple[Owed, ...] = ()
    counted: tuple[Counted, ...] = ()
    near: tuple[Near, ...] = ()
    gaps: tuple[Gap, ...] = ()
    note: Owed | None = None  # who freed this one, or what the reader should know of it
    unit: Label | None = None  # what the figure counts, where it is not the rule's
    formula: Owed | None = None  # of money: how the sum comes about


@dataclass(frozen=True)
class RuleResult:
    """How one rule stands. ``value`` of ``target`` adds the smaller of value and target part by part."""

    rule_id: str
    kind: RuleKind
    name: Label
    sentence: str  # the scheme's own sentence, Chinese
    unit: Label
    state: State
    value: Decimal
    planned: Decimal
    target: Decimal
    period: Period | None  # None where the rule has no window in this term
    owed: tuple[Owed, ...] = ()
    parts: tuple[Part, ...] = ()
    counted: tuple[Counted, ...] = ()
    near: tuple[Near, ...] = ()
    gaps: tuple[Gap, ...] = ()
    note: Owed | None = None  # why it is not applicable, or what the reader should know
    warning: bool = False  # a limit or target that warns and does not block

    @property
    def figure(self) -> Decimal:
        """What stands before the target wherever it is told: beyond the target all that was done.

        Below it too much in one part fills no other, so the figure is ``value``.
        """
        if self.state is not State.EXCEEDED or not self.parts:
            return self.value
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def counted_once(self) -> Decimal:
        """The figure where a record that counts for several parts, as for two partners, is told once.

        Where the figure is not the sum of what records add, such as a share, it is the figure itself.
        """
        added = sum((one.amount for part in self.parts for one in part.counted), Decimal(0))
        if self.state is not State.EXCEEDED or added != self.figure:
            return self.figure
        return sum((one.amount for one in dict.fromkeys(self.counted)), Decimal(0))


@dataclass(frozen=True)
class Entry:
    """A place at which something is entered for a score: an indicator of a sheet, or a figure."""

    sort: (
        str  # "score", "count" (of faults or things), "scores" (several lines), "veto" (a count: it applies),
    )
    # "figure", or "indicator": nothing but notes and links
    sheet: str  # the id of the table; of a figure empty
    id: str  # the indicator's or figure's
    school_id: str | None  # None: the community's
    school_year: int | None
    term: TermCode | None = None


@dataclass(frozen=True)
class ScoreNode:
    """One indicator or step of a score, with what it was reckoned from."""

    id: str
    name: Label
    points: Decimal | None  # full score; None: not bounded
    value: Decimal | None  # unrounded; None while something is missing
    formula: Owed  # how it was reckoned, in words with the numbers
    inputs: tuple["ScoreNode", ...] = ()
    counted: tuple[Counted, ...] = ()
    missing: tuple[Owed, ...] = ()  # what must still be entered
    sentence: str = ""
    weight: Decimal | None = None
    bonus: bool = False
    left_out: bool = False  # it asks nothing here, and its points are shared among the others
    entries: tuple[Entry, ...] = ()  # where its own value (not that of its inputs) is entered
    place: Entry | None = None  # its line in the sheet, for notes and links


@dataclass(frozen=True)
class ScoreResult:
    """An assessment table for one school or the community."""

    assessment_id: str
    name: Label
    sentence: str
    basis: Basis
    period: Period
    node: ScoreNode
    grade: Label | None = None
    vetoes: tuple[Owed, ...] = ()  # those that apply
    shown: bool = True


@dataclass(frozen=True)
class Evaluation:
    """All rules of a scheme for one term on one day; scores are reckoned when they are first asked for."""

    scheme_id: str
    community_id: str
    term: TermCode
    today: date
    settings: Mapping[str, SettingValue]
    results: tuple[RuleResult, ...]
    score: Callable[[], tuple[ScoreResult, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def scores(self) -> tuple[ScoreResult, ...]:
        """Every assessment table for everybody it scores."""
        return self.score()

    def result(self, rule_id: str) -> RuleResult:
        """Return the result of a rule; KeyError when the scheme has no such rule."""
        for result in self.results:
            if result.rule_id == rule_id:
                return result
        raise KeyError(rule_id)

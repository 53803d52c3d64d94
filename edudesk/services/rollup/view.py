"""What the roll-up shows: plain values; nothing here knows a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from edudesk.models.base import RecordId
from edudesk.services.calendar import TermCode
from edudesk.services.schemes.results import State
from edudesk.services.summarising.figures import Figure
from edudesk.texts import Label


@dataclass(frozen=True)
class RuleHead:
    """A rule of the scheme, as a column."""

    id: str
    name: Label


@dataclass(frozen=True)
class RuleCell:
    """How a rule stands with one member: as its package says, for ourselves as our archive says."""

    state: State
    value: Decimal
    target: Decimal


@dataclass(frozen=True)
class Handed:
    """The newest package of a member: verified in full before it was taken in."""

    arrival_id: RecordId
    name: str
    made_at: datetime
    taken_at: datetime
    check_code: str
    signature: str
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class MemberRow:
    """One member; ``handed`` is None while nothing came, and of ourselves (``ours``), who need not send."""

    school_id: RecordId
    school: str
    role: Label
    ours: bool
    handed: Handed | None
    cells: Mapping[str, RuleCell] = field(hash=False)


@dataclass(frozen=True)
class ScoreLine:
    """An assessment table for one school, or for the whole community where ``school`` is empty.

    ``value`` is None while something must still be entered.
    """

    name: Label
    school: str
    value: Decimal | None
    points: Decimal | None


@dataclass(frozen=True)
class CommunityRoll:
    """One community's term: a row for each member, the totals over all of them, the scores."""

    community_id: RecordId
    community: str
    scheme: Label | None
    term: TermCode
    rules: tuple[RuleHead, ...]
    rows: tuple[MemberRow, ...]
    totals: tuple[Figure, ...]
    scores: tuple[ScoreLine, ...]

    @property
    def expected(self) -> int:
        """How many members are to hand in."""
        return sum(not row.ours for row in self.rows)

    @property
    def handed_in(self) -> int:
        """How many members' packages came."""
        return sum(row.handed is not None for row in self.rows)

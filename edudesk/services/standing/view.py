"""What 首页 shows, in words of one language: plain values that stdlib JSON can keep.

Nothing here knows a database, so that a kept view can be shown before the database layer is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from edudesk.services.schemes.results import State

FORMAT = 6
"""Grows whenever the view's shape or wording changes: views that are kept in another format are not shown."""

CELLS = 12
"""Up to so many things are drawn as cells, more of them as a bar."""

RecordKey = tuple[str, str]
"""The type of a record and its id."""

RuleKey = tuple[str, str]
"""The id of a community and of a rule of its scheme."""


@dataclass(frozen=True)
class Words:
    """A piece of a sentence; ``warns`` is said in the ink of the row's state."""

    text: str
    warns: bool = False


@dataclass(frozen=True)
class Figure:
    """A number in words, with the records or the rules that it counts."""

    text: str
    number: Decimal
    records: tuple[RecordKey, ...] = ()
    rules: tuple[RuleKey, ...] = ()


@dataclass(frozen=True)
class Tally:
    """One group of cells, or one bar: ``text`` stands above it, such as ``大番坡 2/3 次``.

    ``shape`` is "cells", "bar" or "none". For cells: ``done`` filled, then ``planned`` with a dot, then
    ``owed`` hollow, then ``beyond`` filled behind an upright line; done + planned + owed is the target. For a
    bar the same four numbers are its lengths. ``fresh`` (of a foreseen tally) of the done ones come from what
    is being written. ``spoken`` is the whole in one sentence for screen readers.
    """

    label: str
    value: Decimal
    ahead: Decimal
    """Held and planned together."""
    target: Decimal
    unit: str
    text: str
    state: State
    shape: str
    done: Decimal
    planned: Decimal
    owed: Decimal
    beyond: Decimal
    fresh: Decimal = Decimal(0)
    spoken: str = ""
    records: tuple[RecordKey, ...] = ()


@dataclass(frozen=True)
class Step:
    """The one next thing to do, as a button; ``arguments`` are JSON values.

    ========== ============ ==========================================================================
    kind       label        arguments
    ========== ============ ==========================================================================
    record     记一次, 补记  ``type`` ("activity", "donation", "achievement", …), ``content``
    arrange    去安排        the same, with ``state`` planned in the content
    open       记一次        ``record`` (type, id): planned for today or before, to be marked as held
    see-plan   看安排        ``records``: list of (type, id)
    see-rule   看要求        ``rule`` (community, rule): what it asks for is not entered as a record
    write      去写, 接着写   ``type`` (document, agreement, summary, plan), ``content``; or ``record``
    hand-in    去报          ``record`` (type, id): written, to be handed in
    file       补照片 …      ``record`` (type, id), ``kinds``: evidence-kind codes that are missing
    members    看成员        ``community_id``
    group      去填          ``community_id``: who leads and who is the contact is written there
    scheme     去选方案      ``community_id``, or nothing
    roll       看各校情况
    choose     去选定        nothing
    ========== ============ ==========================================================================
    """

    kind: str
    label: str
    arguments: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class CountChip:
    """One of the counts at the top right; ``state`` chooses the glyph.

    ``key`` is "done", "on-track", "at-risk", "missed" or "not-applicable".
    """

    key: str
    state: State
    label: str
    number: int
    rules: tuple[RuleKey, ...]


@dataclass(frozen=True)
class OwedRow:
    """A rule that still asks for something."""

    rule: RuleKey
    state: State
    state_text: str
    name: str
    community: str
    """The community's name where the archive has several, else empty."""
    sentence: tuple[Words, ...]
    tallies: tuple[Tally, ...]
    step: Step
    deadline: date | None
    deadline_text: str
    """Empty where the card's head says it for all rows."""
    overdue: bool
    aim: bool
    """A target of the scheme, which is aimed at and not asked for."""
    source: str
    """The scheme's own sentence."""
    records: tuple[RecordKey, ...]
    spoken: str


@dataclass(frozen=True)
class DoneRow:
    """A rule with nothing left to do: met, exceeded, or settled too late (``missed``)."""

    rule: RuleKey
    state: State
    state_text: str
    name: str
    community: str
    fact: str
    records: tuple[RecordKey, ...]
    spoken: str


@dataclass(frozen=True)
class IdleRow:
    """A rule that does not apply in this term, and why."""

    rule: RuleKey
    name: str
    community: str
    why: str


@dataclass(frozen=True)
class DateRow:
    """One of the next dates: day, what, and how near (``今天``, ``后天``, ``周一``, ``还有 38 天``).

    ``kind`` is "activity", "exchange", "document", "agreement" or "term-end"; ``record`` is None for a
    document still to be written (then ``rule`` names its rule) and for the term's end.
    """

    kind: str
    day: date
    day_text: str
    text: str
    near: str
    record: RecordKey | None
    rule: RuleKey | None = None


@dataclass(frozen=True)
class GapRow:
    """A record with papers missing: ``step`` is of the kind "file", labelled 补照片."""

    day: date | None
    day_text: str
    text: str
    record: RecordKey
    kinds: tuple[str, ...]
    step: Step


@dataclass(frozen=True)
class PairRow:
    """A mentor pair without a session this month; ``step`` records one."""

    text: str
    record: RecordKey
    step: Step


@dataclass(frozen=True)
class ScoreRow:
    """An assessment table with our own school's score, or the whole community's (``school`` None)."""

    community_id: str
    table: str
    school: str | None
    name: str
    community: str
    """The community's name where several have a table, else empty."""
    fact: str
    """The score, or how much must still be entered."""
    spoken: str
    open: bool


@dataclass(frozen=True)
class Blank:
    """What an empty page says instead: ``kind`` is "community", "scheme", "activity" or "partners"."""

    kind: str
    title: str
    text: str
    step: Step | None


@dataclass(frozen=True)
class Waiting:
    """What waits for a person's choice, above everything else: records that say two things."""

    text: str
    step: Step


@dataclass(frozen=True)
class HomeView:
    """The whole page; ``revision`` is the id of the newest revision it was made from."""

    language: str
    today: date
    term: str
    """The code, such as ``2025-1``."""
    present: bool
    """The term is the one of ``today``."""
    revision: str
    title: str
    subtitle: str
    waiting: Waiting | None
    counts: tuple[CountChip, ...]
    owed: tuple[OwedRow, ...]
    owed_head: str
    """The common deadline for the card's head, empty where they differ."""
    done: tuple[DoneRow, ...]
    idle: tuple[IdleRow, ...]
    latest: str
    latest_record: RecordKey | None
    total: Figure
    """全部 24 次活动: what was held in the term until today."""
    dates: tuple[DateRow, ...]
    gaps: tuple[GapRow, ...]
    gaps_head: Figure
    pairs: tuple[PairRow, ...]
    pairs_head: Figure | None
    """12月 3/4 对有活动; None where there is no pair."""
    scores: tuple[ScoreRow, ...]
    """Empty where no scheme has an assessment table."""
    blank: Blank | None

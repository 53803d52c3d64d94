"""What the form stands on: the communities, schools and people it offers, and what is written so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edudesk.models.contents import Content
from edudesk.ui.pages.record.telling import Sides, Told
from edudesk.ui.papers.paper import Kinds, Paper

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft

Items = tuple[tuple[str, str], ...]
"""Codes or ids with their words."""


@dataclass(frozen=True)
class SchoolChoice:
    """A school that may take part."""

    id: str
    name: str
    side: str


@dataclass(frozen=True)
class PersonChoice:
    """A person of the roster with the school of today."""

    id: str
    name: str
    school_id: str
    school: str


@dataclass(frozen=True)
class GroupChoice:
    """A group of the roster with its latest count."""

    name: str
    count: int
    school_id: str
    school: str


@dataclass(frozen=True)
class Surroundings:
    """One community as the form needs it; ``kinds`` begins with the ``asked`` ones that its rules ask for.

    ``neutral``: our own school takes no side here, so the sides are called by their roles. ``last`` tells
    where and with whom the last activity was.
    """

    id: str
    name: str
    sides: Sides
    neutral: bool
    partners: tuple[SchoolChoice, ...]
    kinds: Items
    asked: int
    subjects: Items
    lines: Items
    units: Items
    roles: Items
    pairs: Items = ()
    exchanges: Items = ()
    last: Told | None = None


@dataclass(frozen=True)
class Waiting:
    """A draft of an activity that was never saved."""

    id: str
    title: str


@dataclass(frozen=True)
class Ground:
    """What is offered, whatever is told; ``late_after`` days an entry is 补录."""

    communities: tuple[Surroundings, ...]
    people: tuple[PersonChoice, ...]
    groups: tuple[GroupChoice, ...]
    schools: Mapping[str, str]
    evidence_kinds: Kinds
    late_after: int = 14
    waiting: tuple[Waiting, ...] = ()

    def of(self, community_id: str) -> Surroundings:
        """Return the surroundings of a community, those of the first where there is no such one."""
        found = (one for one in self.communities if one.id == community_id)
        return next(found, self.communities[0])


@dataclass(frozen=True)
class Begun:
    """A form about to be filled: ``told`` stands on ``base``, what the record said before.

    ``record_id`` is empty for a new activity; ``readonly`` names the owner of another's record.
    """

    ground: Ground
    told: Told
    base: Content
    draft: "Draft"
    papers: tuple[Paper, ...] = ()
    record_id: str = ""
    readonly: str = ""
    resumed: bool = False

"""One stay as its page needs it: who, where, when, and whether it is ours to write."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from sqlalchemy import Connection, select

from edudesk.models.base import RecordId
from edudesk.models.community import Community
from edudesk.services.adopting import scheme_in_force
from edudesk.services.archive import Archive
from edudesk.services.calendar import SpecialDays, Term
from edudesk.services.exchanging.kinds import NOTHING_ASKED, Asked, WorkKind, asked_by, work_kinds
from edudesk.services.facts.community import special_days, terms
from edudesk.services.facts.source import Source
from edudesk.services.identity import Identity
from edudesk.services.listing.sides import Sides, sides
from edudesk.services.records import Record, get, get_many


@dataclass(frozen=True)
class Stay:
    """An exchange with the calendar it lies in. ``last`` is None while nobody wrote an end.

    ``names`` are the titles of the person and the schools; ``sides`` tell who helps whom.
    """

    record: Record
    ours: bool
    names: dict[RecordId, str]
    sides: Sides
    terms: tuple[Term, ...]
    special: SpecialDays
    asked: Asked

    @cached_property
    def kinds(self) -> tuple[WorkKind, ...]:
        """The rows of its grid."""
        return work_kinds(self.record.content.get("form"), self.asked)

    @property
    def id(self) -> RecordId:
        """The exchange's id."""
        return self.record.id

    @property
    def name(self) -> str:
        """The teacher's name, of the roster where there is one."""
        return self.names.get(self.record.content.get("person_id") or "") or str(self.record.content["name"])

    @property
    def first(self) -> date | None:
        """The first day: the real one, else the planned one."""
        content = self.record.content
        return content.get("starts_on") or content.get("planned_from")

    @property
    def last(self) -> date | None:
        """The last day: the real one, else the planned one."""
        content = self.record.content
        return content.get("ends_on") or content.get("planned_until")

    @property
    def weekly_periods(self) -> Decimal | None:
        """The lessons a week that were agreed on."""
        found: Decimal | None = self.record.content.get("weekly_periods")
        return found

    def covers(self, day: date) -> bool:
        """Return whether a day lies within the stay."""
        first, last = self.first, self.last
        return first is not None and first <= day and (last is None or day <= last)

    def school(self, field: str) -> str:
        """Return the name of the school in ``from_id`` or ``to_id``."""
        return self.names.get(self.record.content.get(field) or "", "")


def stay_of(archive: Archive, stay_id: RecordId) -> Stay:
    """Return a stay; ``record.none`` when it is gone."""
    with archive.read() as connection:
        return read_stay(connection, archive.holder_id, stay_id)


def read_stay(connection: Connection, holder_id: RecordId, stay_id: RecordId) -> Stay:
    """Return a stay, inside a transaction."""
    record = get(connection, stay_id)
    content = record.content
    wanted = [content[name] for name in ("person_id", "from_id", "to_id") if content.get(name)]
    source = _source(connection, holder_id, content.get("community_id"))
    return Stay(
        record,
        record.owner_id == holder_id,
        {one.id: one.title for one in get_many(connection, wanted).values()},
        sides(connection, holder_id),
        terms(source),
        special_days(source),
        _asked(connection, record),
    )


def _asked(connection: Connection, record: Record) -> Asked:
    content = record.content
    day = content.get("ends_on") or content.get("planned_until") or date.max
    adoption = scheme_in_force(connection, content.get("community_id") or "", day)
    if adoption is None:
        return NOTHING_ASKED
    return asked_by(adoption.content["scheme_text"], json.dumps(adoption.content.get("settings") or {}))


def first_terms(connection: Connection, holder_id: RecordId) -> tuple[Term, ...]:
    """Return the terms as the first community keeps them."""
    return terms(_source(connection, holder_id, None))


def _source(connection: Connection, holder_id: RecordId, community_id: RecordId | None) -> Source:
    # A stay without a community keeps the terms of the first there is.
    first = community_id or connection.execute(select(Community.id).order_by(Community.id)).scalars().first()
    return Source(connection, first or "", holder_id, Identity({}), {})

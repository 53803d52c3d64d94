"""Activities that both sides wrote down: the same day, each with the other's school, a kind in common."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from edudesk.models.activity import Activity, ActivitySchool
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.communities.proposals import MOST, Proposal, Refused, refusals, refused_in
from edudesk.services.identity import Identity, same_events, same_objects
from edudesk.services.listing.query import listed


@dataclass(frozen=True)
class _Told:
    """One activity as one side told it; ``schools`` and ``owner`` are ids that stand for a school."""

    id: RecordId
    day: date
    owner: RecordId
    topic: str
    kinds: frozenset[str]
    subjects: frozenset[str]
    schools: frozenset[RecordId]
    host: RecordId | None
    starts_at: Any


def twice_told(archive: Archive) -> tuple[Proposal, ...]:
    """Return the activities that two sides may have written down both, the latest first.

    Days on which only one side wrote are never looked at; of a day each record is proposed once, with the one
    that it is most like. After a no the next one comes.
    """
    with archive.read() as connection:
        return twice_told_in(connection, archive.holder_id)


def twice_told_in(
    connection: Connection, holder_id: RecordId, among: Collection[RecordId] | None = None
) -> tuple[Proposal, ...]:
    """Return the activities that two sides may have written down both, as the connection sees them.

    With ``among`` only days of these activities are looked at, so that it takes the same in a large archive.
    """
    same = same_objects(connection, holder_id)
    events = same_events(connection)
    told = _told(connection, same, _days(among))
    owners = {one.id: one.owner for one in told}
    no = refusals(refused_in(connection), events)
    sides = _sides(events, owners)
    days = groupby(told, key=lambda one: one.day)
    pairs = (pair for _day, together in days for pair in _matched(list(together), events, sides, no))
    return tuple(_proposal(*pair) for pair in islice(pairs, MOST))


def _proposal(one: _Told, other: _Told) -> Proposal:
    first, second = sorted((one.id, other.id))
    return Proposal("event", first, second, "day-schools-kind")


def _told(connection: Connection, same: Identity, days: Select[Any]) -> list[_Told]:
    schools: dict[RecordId, set[RecordId]] = defaultdict(set)
    joined = select(ActivitySchool.record_id, ActivitySchool.school_id).join(
        Activity, Activity.id == ActivitySchool.record_id
    )
    for record_id, school_id in connection.execute(joined.where(Activity.starts_on.in_(days))):
        schools[record_id].add(same.of(school_id))
    chosen = (
        select(
            Activity.id,
            Activity.starts_on,
            RecordHead.owner_id,
            Activity.topic,
            Activity.kinds,
            Activity.subjects,
            Activity.host_id,
            Activity.starts_at,
        )
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(Activity.starts_on.in_(days), Activity.state == "held", RecordHead.deleted.is_(False))
        .order_by(Activity.starts_on.desc(), Activity.id)
    )
    return [_one(row, same, schools) for row in connection.execute(chosen)]


def _days(among: Collection[RecordId] | None) -> Select[Any]:
    """Return the days on which more than one side wrote down an activity, all or those of some activities."""
    days = (
        select(Activity.starts_on)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(Activity.state == "held", RecordHead.deleted.is_(False))
        .group_by(Activity.starts_on)
        .having(func.count(RecordHead.owner_id.distinct()) > 1)
    )
    if among is None:
        return days
    own = aliased(Activity)
    return days.where(Activity.starts_on.in_(select(own.starts_on).where(own.id.in_(listed(among)))))


def _one(row: Any, same: Identity, schools: Mapping[RecordId, set[RecordId]]) -> _Told:
    owner, host = same.of(row.owner_id), same.maybe(row.host_id)
    there = schools.get(row.id, set()) | {owner} | ({host} if host else set())
    return _Told(
        row.id,
        row.starts_on,
        owner,
        row.topic.strip(),
        frozenset(row.kinds or ()),
        frozenset(row.subjects or ()),
        frozenset(there),
        host,
        row.starts_at,
    )


def _sides(events: Identity, owners: Mapping[RecordId, RecordId]) -> Mapping[RecordId, set[RecordId]]:
    """Return which sides are in each event that was joined already."""
    found: dict[RecordId, set[RecordId]] = defaultdict(set)
    for record_id, owner in owners.items():
        found[events.of(record_id)].add(owner)
    return found


def _matched(
    together: Sequence[_Told], events: Identity, sides: Mapping[RecordId, set[RecordId]], no: Refused
) -> Iterator[tuple[_Told, _Told]]:
    """Give the pairs of one day, each record once, those that are most alike first."""
    pairs = [
        (one, other)
        for place, one in enumerate(together)
        for other in together[place + 1 :]
        if _may_be_one(one, other)
        and not sides[events.of(one.id)] & sides[events.of(other.id)]
        and frozenset((events.of(one.id), events.of(other.id))) not in no
    ]
    taken: set[RecordId] = set()
    for one, other in sorted(pairs, key=_unlike):
        if not {events.of(one.id), events.of(other.id)} & taken:
            taken |= {events.of(one.id), events.of(other.id)}
            yield one, other


def _may_be_one(one: _Told, other: _Told) -> bool:
    """Return whether two sides told of each other on that day, with a kind in common."""
    return (
        one.owner != other.owner
        and one.owner in other.schools
        and other.owner in one.schools
        and bool(one.kinds & other.kinds)
    )


def _unlike(pair: tuple[_Told, _Told]) -> tuple[bool, ...]:
    one, other = pair
    return (
        one.topic != other.topic,
        not one.subjects & other.subjects,
        one.starts_at != other.starts_at or one.starts_at is None,
        one.host != other.host,
    )

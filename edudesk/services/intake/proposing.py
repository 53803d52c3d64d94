"""Which activity the photos of a day may be of: those of that day first, then of the days beside it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import func, select

from edudesk.models.activity import Activity
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.services.archive import Archive
from edudesk.services.listing.query import listed, present

_BESIDE = timedelta(days=1)
"""Whoever comes home late photographs past midnight, and some write down the day after."""


@dataclass(frozen=True)
class Proposal:
    """An activity that photos may be of; ``near`` when it was a day before or after, not that day."""

    id: RecordId
    topic: str
    first: date
    last: date
    starts_at: time | None
    state: str
    papers: int
    near: bool = False


def proposals(archive: Archive, days: Collection[date]) -> Mapping[date, tuple[Proposal, ...]]:
    """Return for each day the activities that its photos may be of, the likeliest first."""
    if not days:
        return {}
    ending: Any = func.coalesce(Activity.ends_on, Activity.starts_on)
    within = (Activity.starts_on <= max(days) + _BESIDE, ending >= min(days) - _BESIDE)
    chosen = select(
        Activity.id,
        Activity.topic,
        Activity.starts_on,
        ending.label("last"),
        Activity.starts_at,
        Activity.state,
    ).where(*within, Activity.state != "cancelled", present(Activity.id))
    with archive.read() as connection:
        rows = list(connection.execute(chosen))
        counting = (
            select(Evidence.about_id, func.count())
            .where(Evidence.about_id.in_(listed(row.id for row in rows)), present(Evidence.id))
            .group_by(Evidence.about_id)
        )
        papers = {row[0]: row[1] for row in connection.execute(counting)}
    known = [
        Proposal(row.id, row.topic, row.starts_on, row.last, row.starts_at, row.state, papers.get(row.id, 0))
        for row in rows
    ]
    return {day: propose(known, day) for day in days}


def propose(activities: Iterable[Proposal], day: date) -> tuple[Proposal, ...]:
    """Return those that photos of a day may be of: of the day itself, then of the days beside it."""
    found = []
    for one in activities:
        if one.first <= day <= one.last:
            found.append(one)
        elif one.first - _BESIDE <= day <= one.last + _BESIDE:
            found.append(replace(one, near=True))
    return tuple(sorted(found, key=_order))


def _order(one: Proposal) -> tuple[Any, ...]:
    return one.near, one.last - one.first, one.starts_at or time.max, one.id

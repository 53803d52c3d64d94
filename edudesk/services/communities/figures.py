"""How much was done with each partner in a term: every figure with the records behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from edudesk.models.activity import Activity, ActivitySchool
from edudesk.models.base import RecordId
from edudesk.models.giving import Request
from edudesk.models.people_work import Exchange, MentorPair, MentorPairPerson
from edudesk.models.person import PersonFact
from edudesk.services.archive import Archive
from edudesk.services.identity import Identity, same_events, same_objects
from edudesk.services.listing.query import listed, present
from edudesk.services.listing.terms import TermRange, term_range

SORTS = ("activity", "mentor-pair", "exchange", "request")
"""What is counted with a partner, by the type of its records."""


@dataclass(frozen=True)
class PartnerFigures:
    """Of each type the records with one partner, and how many events activities are (decision 8)."""

    records: Mapping[str, tuple[RecordId, ...]] = field(hash=False)
    events: int

    def count(self, sort: str) -> int:
        """Return the figure of a type."""
        return self.events if sort == "activity" else len(self.records.get(sort, ()))


def partner_figures(
    archive: Archive, community_id: RecordId, partners: Iterable[RecordId], term: str
) -> Mapping[RecordId, PartnerFigures]:
    """Return what was done with each partner in a term (``2025-1``), by the partner's id."""
    days = term_range(archive, term, community_id)
    with archive.read() as connection:
        same = same_objects(connection, archive.holder_id)
        events = same_events(connection)
        ids = _ids(same, partners)
        found: dict[RecordId, dict[str, dict[RecordId, None]]] = {one: defaultdict(dict) for one in partners}
        for sort, of_sort in (
            ("activity", _activities(connection, community_id, ids, days)),
            ("mentor-pair", _pairs(connection, community_id, ids, days)),
            ("exchange", _exchanges(connection, community_id, ids, days)),
            ("request", _requests(connection, community_id, ids, days)),
        ):
            for school_id, record_id in of_sort:
                for partner in found:
                    if same.of(partner) == same.of(school_id):
                        found[partner][sort][record_id] = None
    return {
        partner: PartnerFigures(
            {sort: tuple(there) for sort, there in sorts.items()},
            len({events.of(one) for one in sorts["activity"]}),
        )
        for partner, sorts in found.items()
    }


Pairs = list[tuple[RecordId, RecordId]]
"""School and record."""


def _ids(same: Identity, partners: Iterable[RecordId]) -> list[RecordId]:
    """Return every id that means one of these schools."""
    wanted = {same.of(one) for one in partners}
    return sorted({*partners, *(one for one, root in same.same.items() if root in wanted)})


def _activities(
    connection: Connection, community_id: RecordId, ids: list[RecordId], days: TermRange
) -> Pairs:
    in_days = and_(
        or_(Activity.term.is_(None), Activity.term == ""), Activity.starts_on.between(days.first, days.last)
    )
    chosen = (
        select(ActivitySchool.school_id, Activity.id)
        .join(Activity, Activity.id == ActivitySchool.record_id)
        .where(
            Activity.community_id == community_id,
            Activity.state == "held",
            or_(in_days, Activity.term == days.code),
            ActivitySchool.school_id.in_(listed(ids)),
            present(Activity.id),
        )
        .order_by(Activity.starts_on, Activity.id)
    )
    return _read(connection, chosen)


def _pairs(connection: Connection, community_id: RecordId, ids: list[RecordId], days: TermRange) -> Pairs:
    chosen = (
        select(PersonFact.school_id, MentorPair.id)
        .join(MentorPairPerson, MentorPairPerson.record_id == MentorPair.id)
        .join(PersonFact, PersonFact.record_id == MentorPairPerson.person_id)
        .where(
            MentorPair.community_id == community_id,
            _overlaps(MentorPair.starts_on, MentorPair.ends_on, days),
            or_(MentorPair.ended_early_on.is_(None), MentorPair.ended_early_on >= days.first),
            PersonFact.fact == "school",
            _overlaps(PersonFact.since, PersonFact.until, days),
            PersonFact.school_id.in_(listed(ids)),
            present(MentorPair.id),
        )
        .order_by(MentorPair.starts_on, MentorPair.id)
    )
    return _read(connection, chosen)


def _exchanges(connection: Connection, community_id: RecordId, ids: list[RecordId], days: TermRange) -> Pairs:
    first = func.coalesce(Exchange.starts_on, Exchange.planned_from)
    last = func.coalesce(Exchange.ends_on, Exchange.planned_until)
    found: Pairs = []
    for side in (Exchange.from_id, Exchange.to_id):
        chosen = (
            select(side, Exchange.id)
            .where(
                Exchange.community_id == community_id,
                Exchange.state != "cancelled",
                or_(first.is_(None), first <= days.last),
                or_(last.is_(None), last >= days.first),
                side.in_(listed(ids)),
                present(Exchange.id),
            )
            .order_by(first, Exchange.id)
        )
        found += _read(connection, chosen)
    return found


def _requests(connection: Connection, community_id: RecordId, ids: list[RecordId], days: TermRange) -> Pairs:
    waiting = and_(Request.state.in_(("open", "accepted")), Request.asked_on <= days.last)
    chosen = (
        select(Request.school_id, Request.id)
        .where(
            Request.community_id == community_id,
            or_(Request.asked_on.between(days.first, days.last), waiting),
            Request.school_id.in_(listed(ids)),
            present(Request.id),
        )
        .order_by(Request.asked_on, Request.id)
    )
    return _read(connection, chosen)


Day = InstrumentedAttribute[date | None]


def _overlaps(first: Day, last: Day, days: TermRange) -> ColumnElement[bool]:
    return and_(or_(first.is_(None), first <= days.last), or_(last.is_(None), last >= days.first))


def _read(connection: Connection, chosen: object) -> Pairs:
    return [(row[0], row[1]) for row in connection.execute(chosen)]  # type: ignore[call-overload]

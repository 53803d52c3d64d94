"""What was done, given and asked for: activities, donations, requests."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from sys import intern
from typing import Any

from sqlalchemy import Row, Text, func, select, type_coerce

from edudesk.models.activity import Activity, ActivityPerson, ActivitySchool, ActivityUnit
from edudesk.models.archive import RecordHead
from edudesk.models.giving import Donation, DonationItem, Request, worth
from edudesk.services.facts.kinds import WRITTEN, kinds_of
from edudesk.services.facts.source import Source, present, term_code
from edudesk.services.identity import same_events
from edudesk.services.schemes.facts import (
    UNSAID,
    ActivityFacts,
    DonationFacts,
    Participant,
    RequestFacts,
    SchoolPart,
)

_ZERO = Decimal(0)
_COUNT = list(ActivityPerson.__table__.c.keys()).index("count")
"""Where a row has the column ``count``; a row is a tuple, whose own ``count`` hides the name."""
_FEW = 500
_COLUMNS = (
    *(Activity.id, Activity.state, Activity.starts_on, Activity.ends_on, Activity.term, Activity.form),
    *(Activity.host_id, Activity.exchange_id, Activity.pair_id, Activity.rating),
    *((func.length(getattr(Activity, name)) > 0).label(f"has_{name}") for name in WRITTEN),
)
_WRITTEN = slice(len(_COLUMNS) - len(WRITTEN), len(_COLUMNS))


def activities(source: Source, wanted: Collection[str] | None = None) -> tuple[ActivityFacts, ...]:
    """Return the activities, whatever their state: all, or those with these ids."""
    found = source.connection.execute(_activity_rows(source, wanted)).all()
    # Few are read by id; of many, whole tables are read at once.
    ids = [row.id for row in found] if len(found) < _FEW else None
    schools = source.parts(ActivitySchool, partial(_school, source), ids)
    people = source.parts(ActivityPerson, partial(_participant, source), ids)
    units = source.parts(ActivityUnit, _unit, ids)
    opinions = source.opinions(ids)
    events = same_events(source.connection)
    return tuple(
        ActivityFacts(
            id=row.id,
            state=intern(row.state),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            term=term_code(row.term),
            kinds=_codes(row.kinds),
            lines=_codes(row.lines),
            subjects=_codes(row.subjects),
            form=intern(row.form or "onsite"),
            host_id=source.identity.of(intern(row.host_id)) if row.host_id else None,
            schools=tuple(schools.get(row.id, ())),
            people=tuple(people.get(row.id, ())),
            units=_same_units(tuple(units.get(row.id, ()))),
            exchange_id=row.exchange_id,
            pair_id=row.pair_id,
            event=events.same.get(row.id),
            evidence_count=source.paper(row.id).count,
            evidence_kinds=kinds_of(
                source.paper(row.id).kinds,
                tuple(map(bool, row[_WRITTEN])),
                tuple(said),
            ),
            late=row.late,
            rating=row.rating or said.get("rating", ""),
            opinions=said,
        )
        for row in found
        if row.starts_on is not None
        for said in (opinions.get(row.id, UNSAID),)
    )


def _activity_rows(source: Source, wanted: Collection[str] | None) -> Any:
    """Return the selection of what rules read of activities; lists of codes stay in their JSON."""
    lists = (Activity.kinds, Activity.lines, Activity.subjects)
    chosen = (
        select(*_COLUMNS, *(type_coerce(each, Text).label(each.key) for each in lists), RecordHead.late)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(RecordHead.deleted.is_(False), source.in_community(Activity))
        .order_by(Activity.id)
    )
    return chosen if wanted is None else chosen.where(Activity.id.in_(list(wanted)))


@lru_cache(maxsize=4096)
def _codes(kept: str) -> tuple[str, ...]:
    """Return a list of codes from its JSON; the same few lists occur in all records."""
    return tuple(json.loads(kept))


_same_school = lru_cache(maxsize=4096)(SchoolPart)
_same_participant = lru_cache(maxsize=16384)(Participant)
"""In ten years the same few hundred take part again and again: each is kept in memory once."""


def _school(source: Source, row: Row[Any]) -> SchoolPart:
    return _same_school(source.identity.of(row.school_id), row.side or "")


def _unit(row: Row[Any]) -> tuple[str, Decimal]:
    return intern(row.unit), row.amount


@lru_cache(maxsize=4096)
def _same_units(units: tuple[tuple[str, Decimal], ...]) -> Mapping[str, Decimal]:
    return dict(units)


def _participant(source: Source, row: Row[Any]) -> Participant:
    return _same_participant(
        source.identity.maybe(row.person_id),
        row.name or "",
        row[_COUNT] or 1,
        row.side or "",
        row.role or "",
    )


def donations(source: Source) -> tuple[DonationFacts, ...]:
    """Return what was given."""
    found = source.of_community(Donation)
    items = source.rows(DonationItem, [row.id for row in found])
    return tuple(
        DonationFacts(
            row.id,
            row.dated,
            source.identity.maybe(row.from_id),
            source.identity.maybe(row.to_id),
            sum(
                (
                    worth(item.quantity, item.unit_price, item.value) or _ZERO
                    for item in items.get(row.id, ())
                ),
                start=_ZERO,
            ),
            source.paper(row.id).count,
            source.paper(row.id).kinds,
        )
        for row in found
    )


def requests(source: Source) -> tuple[RequestFacts, ...]:
    """Return what was asked for, with the activities that answer it."""
    answers: dict[str, list[str]] = defaultdict(list)
    for row in source.connection.execute(present(Activity).where(Activity.request_id.is_not(None))):
        answers[row.request_id].append(row.id)
    return tuple(
        RequestFacts(
            row.id,
            row.asked_on,
            row.state,
            source.identity.maybe(row.school_id),
            tuple(row.kinds),
            tuple(row.subjects),
            tuple(answers.get(row.id, ())),
        )
        for row in source.of_community(Request)
    )

"""The schedule of a plan: its rows are the activities that point to it (decision 9)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from edudesk.models.activity import Activity, ActivitySchool
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.contents import Content, empty, from_json
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.listing.activities import short_names
from edudesk.services.listing.query import listed, present
from edudesk.services.listing.sides import Sides, sides
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.planning.plans import Made
from edudesk.services.records import get
from edudesk.texts import Label

PLANNED, HELD, CANCELLED, LATE = "planned", "held", "cancelled", "late"
"""The states of an activity, and of a planned one whose day has passed."""


@dataclass(frozen=True)
class ScheduledRow:
    """One activity of a schedule.

    ``state`` is "late" for one that is planned and whose day has passed; ``planned_on`` is the day it was
    planned for at first, where it is another than ``day``. ``place`` and ``schools`` are words.
    """

    id: RecordId
    topic: str
    state: str
    day: date | None
    planned_on: date | None
    kinds: tuple[Label, ...]
    kind_codes: tuple[str, ...]
    form: Label | None
    place: str
    host_id: RecordId | None
    responsible: str
    schools: tuple[str, ...]
    partners: tuple[RecordId, ...]
    because: str
    plan_id: RecordId | None
    ours: bool


@dataclass(frozen=True)
class RowEdit:
    """What the line above the table says of a row; what is None stays as it is.

    ``partner_id`` is the school across, "" for none.
    """

    day: date
    topic: str
    kind: str | None = None
    partner_id: RecordId | None = None
    responsible: str | None = None


def rows_of(
    archive: Archive, plan_id: RecordId, today: date, own_words: OwnWords = NO_OWN_WORDS
) -> tuple[ScheduledRow, ...]:
    """Return the rows of a plan by their day."""
    return _rows(archive, (Activity.plan_id == plan_id,), today, own_words)


def rows_between(
    archive: Archive,
    community_id: RecordId | None,
    first: date,
    last: date,
    *,
    today: date,
    own_words: OwnWords = NO_OWN_WORDS,
) -> tuple[ScheduledRow, ...]:
    """Return a community's activities of some days, whatever plan they belong to."""
    chosen = (Activity.community_id == community_id, Activity.starts_on.between(first, last))
    return _rows(archive, chosen, today, own_words)


def unplanned(
    archive: Archive, community_id: RecordId | None, first: date, last: date, today: date
) -> tuple[RecordId, ...]:
    """Return the planned activities of some days that no plan holds."""
    with archive.read() as connection:
        chosen = (
            select(Activity.id)
            .where(
                Activity.community_id == community_id,
                Activity.starts_on.between(max(first, today), last),
                Activity.state == PLANNED,
                or_(Activity.plan_id.is_(None), Activity.plan_id == ""),
                present(Activity.id),
            )
            .order_by(Activity.starts_on, Activity.id)
        )
        return tuple(connection.execute(chosen).scalars())


# -- writing


def add_rows(
    archive: Archive,
    plan_id: RecordId,
    contents: Sequence[Content],
    now: datetime,
    *,
    record_id: RecordId | None = None,
) -> tuple[Made, ...]:
    """Plan activities under a plan in one change; each content is an activity's, its day included.

    ``record_id`` is the id that a draft has minted for the only one.
    """
    with change(archive, "activity.plan", now, subject=str(contents[0]["topic"])) as writing:
        made = [writing.create("activity", planned(one, plan_id), record_id=record_id) for one in contents]
    return tuple(Made(one, writing.change_id) for one in made)


def planned(content: Content, plan_id: RecordId) -> Content:
    """Return the content of an activity that is planned under a plan."""
    return {
        **{name: value for name, value in content.items() if not empty(value)},
        "state": PLANNED,
        "planned_on": content["starts_on"],
        "plan_id": plan_id,
    }


def read_content(plain: Mapping[str, Any]) -> Content:
    """Return an activity's content of the JSON values that a step carries."""
    return from_json(record_types()["activity"].fields, plain)


def new_row(archive: Archive, edit: RowEdit, community_id: RecordId | None) -> Content:
    """Return the content of an activity that a line describes."""
    content: dict[str, Any] = {
        "topic": edit.topic,
        "starts_on": edit.day,
        "community_id": community_id,
        "kinds": (edit.kind,) if edit.kind else (),
        "responsible": edit.responsible or None,
    }
    with archive.read() as connection:
        known = sides(connection, archive.holder_id)
    if edit.partner_id:
        content |= _with_partner(known, community_id, edit.partner_id, edit.day)
    return content


def edit_row(archive: Archive, activity_id: RecordId, edit: RowEdit, now: datetime) -> str:
    """Write what a line says over an activity; the day it was planned for stays in ``planned_on``."""
    record = get(archive, activity_id)
    content = record.content
    changes: dict[str, Any] = {"topic": edit.topic, "starts_on": edit.day}
    if content["state"] == PLANNED and not content.get("planned_on"):
        changes["planned_on"] = content.get("starts_on") or edit.day
    if content.get("ends_on") and content.get("starts_on"):
        changes["ends_on"] = edit.day + (content["ends_on"] - content["starts_on"])
    kinds = tuple(content.get("kinds") or ())
    if edit.kind is not None and edit.kind not in kinds[:1]:
        changes["kinds"] = (edit.kind, *(one for one in kinds[1:] if one != edit.kind)) if edit.kind else ()
    if edit.responsible is not None:
        changes["responsible"] = edit.responsible or None
    with archive.read() as connection:
        known = sides(connection, archive.holder_id)
    if edit.partner_id is not None and edit.partner_id not in _partners(known, content)[:1]:
        changes |= _with_partner(known, content.get("community_id"), edit.partner_id, edit.day)
    with change(archive, "activity.edit", now, subject=edit.topic) as writing:
        writing.edit(activity_id, changes)
    return writing.change_id


def cancel_rows(archive: Archive, ids: Sequence[RecordId], because: str, now: datetime) -> str:
    """Say of planned activities that they do not take place, and why."""
    with change(archive, "activity.cancel", now, subject=because) as writing:
        for one in ids:
            writing.edit(one, {"state": CANCELLED, "cancelled_because": because or None})
    return writing.change_id


def revive_row(archive: Archive, activity_id: RecordId, now: datetime) -> str:
    """Plan again what was cancelled."""
    with change(archive, "activity.replan", now, subject=get(archive, activity_id).title) as writing:
        writing.edit(activity_id, {"state": PLANNED, "cancelled_because": None})
    return writing.change_id


def take_in(archive: Archive, plan_id: RecordId, ids: Sequence[RecordId], now: datetime) -> str:
    """Put planned activities that no plan holds into a plan."""
    with change(archive, "plan.take-in", now) as writing:
        for one in ids:
            writing.edit(one, {"plan_id": plan_id})
    return writing.change_id


def _with_partner(
    known: Sides, community_id: RecordId | None, partner_id: RecordId, day: date
) -> dict[str, Any]:
    """Return the schools of an activity with one partner; who helps goes there, who is helped is come to."""
    ours = known.role_side(known.holder_id, community_id, day)
    theirs = {"helper": "helped", "helped": "helper"}.get(ours)
    own: dict[str, Any] = {"school_id": known.holder_id}
    if ours in {"helper", "helped"}:
        own["side"] = ours
    if not partner_id:
        return {"schools": (own,), "host_id": None}
    across: dict[str, Any] = {"school_id": partner_id} | ({"side": theirs} if theirs else {})
    return {"schools": (own, across), "host_id": partner_id if ours == "helper" else known.holder_id}


def _partners(known: Sides, content: Content) -> tuple[RecordId, ...]:
    taking = [(row["school_id"], row.get("side")) for row in content.get("schools", ())]
    day = content.get("starts_on")
    return known.partners(taking, content.get("host_id"), content.get("community_id"), day) or ("",)


# -- reading


def _rows(
    archive: Archive, chosen: Sequence[ColumnElement[bool]], today: date, own_words: OwnWords
) -> tuple[ScheduledRow, ...]:
    with archive.read() as connection:
        known = sides(connection, archive.holder_id)
        found = connection.execute(
            select(Activity.__table__, RecordHead.owner_id)
            .join(RecordHead, RecordHead.id == Activity.id)
            .where(*chosen, RecordHead.deleted.is_(False))
            .order_by(Activity.starts_on, Activity.starts_at, Activity.id)
        ).all()
        taking = _taking_part(connection, [row.id for row in found])
        named = {school for rows in taking.values() for school, _ in rows}
        named |= {row.host_id for row in found if row.host_id}
        names = short_names(connection, named | {known.identity.of(one) for one in named})
    return tuple(_row(row, taking[row.id], names, known, today=today, own_words=own_words) for row in found)


def _row(
    row: Row[Any],
    taking: Sequence[tuple[RecordId, str | None]],
    names: Mapping[RecordId, str],
    known: Sides,
    *,
    today: date,
    own_words: OwnWords,
) -> ScheduledRow:
    partners = known.partners(taking, row.host_id, row.community_id, row.starts_on)
    last = row.ends_on or row.starts_on
    is_late = row.state == PLANNED and last is not None and last < today
    return ScheduledRow(
        id=row.id,
        topic=row.topic,
        state=LATE if is_late else row.state,
        day=row.starts_on,
        planned_on=row.planned_on if row.planned_on != row.starts_on else None,
        kinds=tuple(word("activity-kind", code, own_words) for code in row.kinds or ()),
        kind_codes=tuple(row.kinds or ()),
        form=word("form", row.form, own_words) if row.form else None,
        place=row.place or names.get(row.host_id or "", ""),
        host_id=row.host_id,
        responsible=row.responsible or "",
        schools=tuple(names[one] for one in partners if one in names),
        partners=partners,
        because=row.cancelled_because or "",
        plan_id=row.plan_id,
        ours=row.owner_id == known.holder_id,
    )


def _taking_part(
    connection: Connection, ids: Sequence[RecordId]
) -> Mapping[RecordId, list[tuple[RecordId, str | None]]]:
    found: dict[RecordId, list[tuple[RecordId, str | None]]] = defaultdict(list)
    rows = connection.execute(
        select(ActivitySchool.record_id, ActivitySchool.school_id, ActivitySchool.side)
        .where(ActivitySchool.record_id.in_(listed(ids)))
        .order_by(ActivitySchool.record_id, ActivitySchool.position)
    )
    for row in rows:
        found[row.record_id].append((row.school_id, row.side))
    return found

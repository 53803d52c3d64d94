"""The facts of an activity that is being written: the same that its tables will say once it is saved."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services.calendar import TermCode
from edudesk.services.facts.kinds import WRITTEN, kinds_of
from edudesk.services.identity import Identity
from edudesk.services.schemes.facts import UNSAID, ActivityFacts, Participant, SchoolPart


def forming_facts(
    activity_id: RecordId,
    content: Content,
    evidence_kinds: Collection[str],
    identity: Identity,
    *,
    event: str | None = None,
    opinions: Mapping[str, str] = UNSAID,
) -> ActivityFacts | None:
    """Return the facts of a content as a form holds it, None while it has no first day.

    ``opinions`` are those of others on the activity as it is saved: kind to newest grade.

    What is half entered (a school without a name, a number without an amount) is left out.
    """
    first = content.get("starts_on")
    if not isinstance(first, date):
        return None
    last = content.get("ends_on")
    written = tuple(bool(content.get(name)) for name in WRITTEN)
    moved = content.get("term")
    return ActivityFacts(
        id=activity_id,
        state=content.get("state") or "held",
        starts_on=first,
        ends_on=last if last and last >= first else None,
        term=TermCode.parse(moved) if moved else None,
        kinds=tuple(content.get("kinds") or ()),
        lines=tuple(content.get("lines") or ()),
        subjects=tuple(content.get("subjects") or ()),
        form=content.get("form") or "onsite",
        host_id=identity.maybe(content.get("host_id") or None),
        schools=tuple(_school(identity, row) for row in _rows(content, "schools") if row.get("school_id")),
        people=tuple(_participant(identity, row) for row in _rows(content, "people") if _somebody(row)),
        units={row["unit"]: row["amount"] for row in _rows(content, "units") if _measured(row)},
        exchange_id=content.get("exchange_id") or None,
        pair_id=content.get("pair_id") or None,
        event=event,
        evidence_count=len(evidence_kinds),
        evidence_kinds=kinds_of(frozenset(evidence_kinds), written, tuple(opinions)),
        rating=content.get("rating") or opinions.get("rating", ""),
        opinions=opinions,
    )


def _rows(content: Content, name: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(content.get(name) or ())


def _school(identity: Identity, row: Mapping[str, Any]) -> SchoolPart:
    return SchoolPart(identity.of(row["school_id"]), row.get("side") or "")


def _somebody(row: Mapping[str, Any]) -> bool:
    return bool(row.get("person_id") or row.get("name") or row.get("count"))


def _participant(identity: Identity, row: Mapping[str, Any]) -> Participant:
    return Participant(
        identity.maybe(row.get("person_id") or None),
        row.get("name") or "",
        row.get("count") or 1,
        row.get("side") or "",
        row.get("role") or "",
    )


def _measured(row: Mapping[str, Any]) -> bool:
    return bool(row.get("unit")) and row.get("amount") is not None

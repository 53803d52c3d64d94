"""From a term's activities to what their sheets are told."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services.records import Record
from edudesk.services.reports.facts import (
    ActivityFacts,
    Attendee,
    EvidenceFacts,
    LedgerRow,
    OpinionFacts,
    Participant,
    PhotoFacts,
    SideFacts,
    UnitFacts,
)
from edudesk.services.reports.work import TermWork

PICTURES = frozenset({"jpeg", "png", "heic", "webp", "gif"})
_DOES = ("teacher", "lecturer", "guide", "mentor", "preparer", "leader")
"""Roles of those who carry an activity, for the ledger's 承担人."""


def shown(work: TermWork) -> tuple[Record, ...]:
    """Return the activities that are filed: held ones, and others only where files are attached to them."""
    found = work.records["activity"]
    return tuple(one for one in found if one.content["state"] == "held" or work.evidence.get(one.id))


def numbered(work: TermWork) -> Mapping[RecordId, str]:
    """Return the running numbers of the activities that are filed, in the order of their days."""
    found = shown(work)
    width = max(2, len(str(len(found))))
    return {record.id: f"{number:0{width}}" for number, record in enumerate(found, 1)}


def activity_facts(work: TermWork, record: Record, number: str = "") -> ActivityFacts:
    """Return what the record sheet of an activity is told."""
    content = record.content
    held = content["state"] == "held"
    return ActivityFacts(
        topic=content["topic"],
        number=number,
        state="" if held else work.word("activity-state", content["state"]),
        kinds=work.words("activity-kind", content.get("kinds", ())),
        starts_on=content.get("starts_on"),
        ends_on=content.get("ends_on"),
        starts_at=content.get("starts_at"),
        ends_at=content.get("ends_at"),
        form=work.word("form", content.get("form")),
        host=work.school(content.get("host_id")),
        place=content.get("place", ""),
        subjects=work.words("subject", content.get("subjects", ())),
        grade=content.get("grade", ""),
        helper=_side(work, record, "helper"),
        helped=_side(work, record, "helped"),
        other=_side(work, record, "other"),
        expected=content.get("expected"),
        actual=content.get("actual"),
        pupils=content.get("pupils"),
        recorder=content.get("recorder", ""),
        responsible=content.get("responsible", ""),
        units=_units(work, record),
        process=content.get("process", ""),
        result=content.get("result", ""),
        reflection=content.get("reflection", ""),
        follow_up=content.get("follow_up", ""),
        link=content.get("link", ""),
        evidence=tuple(_evidence(work, one) for one in work.evidence.get(record.id, ())),
        opinions=tuple(opinion_facts(work, one) for one in work.opinions.get(record.id, ())),
        rules=work.counted.get(record.id, ()),
        late=record.late,
        historical=record.historical,
        entered_on=record.entered_at.astimezone().date(),
    )


def opinion_facts(work: TermWork, record: Record) -> OpinionFacts:
    """Return another side's words about a record."""
    content = record.content
    by = content.get("by") or work.school(content.get("school_id"))
    return OpinionFacts(
        work.word("opinion-kind", content["kind"]),
        content.get("body", ""),
        by,
        content.get("grade", ""),
        content.get("dated"),
    )


def photos_of(work: TermWork, record: Record) -> tuple[Record, ...]:
    """Return the pictures of an activity that go on its photo pages."""
    return tuple(
        one for one in work.evidence.get(record.id, ()) if one.content["kind"] == "photo" and is_picture(one)
    )


def is_picture(evidence: Record) -> bool:
    """Return whether evidence is a picture, by its media type (``jpeg`` or ``image/jpeg``)."""
    return str(evidence.content.get("media_type", "")).removeprefix("image/") in PICTURES


def photo_facts(evidence: Record, picture: bytes, instead: str = "") -> PhotoFacts:
    """Return a photo, given as an upright JPEG, with its caption and own day."""
    taken = evidence.content.get("taken_at")
    return PhotoFacts(picture, evidence.content.get("caption", ""), taken.date() if taken else None, instead)


def ledger_row(work: TermWork, record: Record, number: str) -> LedgerRow:
    """Return an activity as a row of the ledger."""
    content = record.content
    kinds = Counter(one.content["kind"] for one in work.evidence.get(record.id, ()))
    return LedgerRow(
        number=number,
        starts_on=content.get("starts_on"),
        topic=content["topic"],
        ends_on=content.get("ends_on"),
        kinds=work.words("activity-kind", content.get("kinds", ())),
        helpers=_schools(work, record, "helper", short=True),
        helped=_schools(work, record, "helped", short=True),
        people=_carriers(work, record),
        subjects=work.words("subject", content.get("subjects", ())),
        units=_units(work, record),
        attendance=_attendance(record),
        pupils=content.get("pupils"),
        evidence=tuple(f"{work.word('evidence-kind', kind)} {count}" for kind, count in kinds.items()),
        rules=work.counted.get(record.id, ()),
        late=record.late,
    )


def ledger_rows(work: TermWork) -> tuple[LedgerRow, ...]:
    """Return the term's ledger: what was held, oldest first."""
    numbers = numbered(work)
    return tuple(ledger_row(work, record, numbers[record.id]) for record in work.held)


def attendees(work: TermWork, record: Record) -> tuple[Attendee, ...]:
    """Return who is named in an activity, for its attendance sheet; groups have no line."""
    content = record.content
    day, held = content.get("starts_on"), content["state"] == "held"
    return tuple(
        Attendee(
            work.person(row.get("person_id"), row.get("name")),
            work.school(work.school_of(row.get("person_id"), day)),
            work.texts.listed(work.said(row.get("person_id"), "post", day) or _taught(work, row, record)),
            True if held else None,
        )
        for row in content.get("people", ())
        if (row.get("count") or 1) == 1
    )


def _taught(work: TermWork, row: Mapping[str, Any], record: Record) -> tuple[str, ...]:
    return work.said(row.get("person_id"), "subject", record.content.get("starts_on"))


def _side(work: TermWork, record: Record, side: str) -> SideFacts:
    people = tuple(
        Participant(
            work.person(row.get("person_id"), row.get("name")),
            work.word("activity-role", row.get("role")),
            row.get("count") if row.get("count", 1) != 1 else None,
        )
        for row in record.content.get("people", ())
        if _person_side(work, record, row) == side
    )
    return SideFacts(_schools(work, record, side), people)


def _person_side(work: TermWork, record: Record, row: Mapping[str, Any]) -> str:
    day = record.content.get("starts_on")
    return row.get("side") or work.side(work.school_of(row.get("person_id"), day), day)


def _schools(work: TermWork, record: Record, side: str, *, short: bool = False) -> tuple[str, ...]:
    day = record.content.get("starts_on")
    return tuple(
        work.school(row["school_id"], short=short)
        for row in record.content.get("schools", ())
        if (row.get("side") or work.side(row["school_id"], day)) == side
    )


def _units(work: TermWork, record: Record) -> tuple[UnitFacts, ...]:
    rows = record.content.get("units", ())
    return tuple(UnitFacts(row["amount"], work.word("unit", row["unit"])) for row in rows)


def _evidence(work: TermWork, record: Record) -> EvidenceFacts:
    content = record.content
    return EvidenceFacts(
        content["name"], work.word("evidence-kind", content["kind"]), content.get("caption", "")
    )


def _carriers(work: TermWork, record: Record) -> tuple[str, ...]:
    """Return who carried the activity; where no role says so, the helping side's people."""
    rows = record.content.get("people", ())
    carrying = [row for row in rows if row.get("role") in _DOES]
    carrying = carrying or [row for row in rows if _person_side(work, record, row) == "helper"]
    return tuple(dict.fromkeys(work.person(row.get("person_id"), row.get("name")) for row in carrying))


def _attendance(record: Record) -> int | None:
    """Return the attendance as it was recorded: in attendances, else who was present."""
    content = record.content
    counted = [row["amount"] for row in content.get("units", ()) if row["unit"] == "attendance"]
    return int(sum(counted)) if counted else content.get("actual")

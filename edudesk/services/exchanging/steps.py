"""One-step deeds on a stay: arrived, returned, and what the host says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.people_work import Opinion
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.exchanging.stay import stay_of
from edudesk.services.records import about, get_many

CONFIRMATION = "host-confirmation"


@dataclass(frozen=True)
class Confirmation:
    """What a host wrote of a stay (书面鉴定); ``ours`` is what was entered here and may be changed here."""

    id: RecordId
    by: str
    school: str
    school_id: RecordId
    dated: date | None
    grade: str
    body: str
    ours: bool


def arrive(archive: Archive, stay_id: RecordId, day: date, now: datetime) -> str:
    """Note that a teacher has begun on a day; return the id of the change.

    Errors: ``record.not-ours``, ``exchanges.backwards`` where the stay has ended before.
    """
    stay = stay_of(archive, stay_id)
    ended = stay.record.content.get("ends_on")
    if ended is not None and ended < day:
        raise UserError("exchanges.backwards")
    with change(archive, "exchange.arrive", now, subject=stay.name) as writing:
        writing.edit(stay_id, {"state": "held", "starts_on": day})
    return writing.change_id


def go_home(archive: Archive, stay_id: RecordId, day: date, now: datetime) -> str:
    """Note that a stay ended on a day; return the id of the change. Errors as for :func:`arrive`."""
    stay = stay_of(archive, stay_id)
    begun = stay.first
    if begun is not None and day < begun:
        raise UserError("exchanges.backwards")
    said: dict[str, Any] = {"state": "held", "starts_on": begun, "ends_on": day}
    with change(archive, "exchange.return", now, subject=stay.name) as writing:
        writing.edit(stay_id, said)
    return writing.change_id


def confirmations(archive: Archive, stay_id: RecordId) -> tuple[Confirmation, ...]:
    """Return what hosts wrote of a stay, newest last."""
    with archive.read() as connection:
        found = [one for one in about(connection, Opinion, [stay_id]) if one.content["kind"] == CONFIRMATION]
        schools = get_many(connection, [one.content.get("school_id") or one.owner_id for one in found])
    rows = sorted(found, key=lambda one: (one.content.get("dated") or date.min, one.id))
    return tuple(
        Confirmation(
            one.id,
            one.content.get("by") or "",
            schools[key].title if (key := one.content.get("school_id") or one.owner_id) in schools else "",
            key,
            one.content.get("dated"),
            grade_code(one.content.get("grade") or ""),
            one.content.get("body") or "",
            one.owner_id == archive.holder_id,
        )
        for one in rows
    )


def confirm(archive: Archive, stay_id: RecordId, said: Mapping[str, Any], now: datetime) -> str:
    """Write the host's words as a record of our own, or change the one we wrote; return the change.

    ``said``: by, dated, grade (a code of ``grade`` or other words), body. The record of the stay itself,
    which may be another school's, is not touched. Nothing is written where nothing changes.
    """
    stay = stay_of(archive, stay_id)
    own = next((one for one in reversed(confirmations(archive, stay_id)) if one.ours), None)
    known = VOCABULARIES["grade"]
    code = said.get("grade") or ""
    content = {
        "by": said.get("by") or None,
        "dated": said.get("dated"),
        "grade": (known.label(code).zh if known.find(code) else code) or None,
        "body": said.get("body") or None,
    }
    if own is None and not any(content.values()):
        return ""
    if own is not None and (own.by, own.dated, own.grade, own.body) == (
        content["by"] or "",
        content["dated"],
        code,
        content["body"] or "",
    ):
        return ""
    with change(archive, "exchange.confirm", now, subject=stay.name) as writing:
        if own is not None:
            writing.edit(own.id, content)
        else:
            host = stay.record.content.get("to_id")
            fixed = {"about_id": stay_id, "kind": CONFIRMATION, "school_id": host}
            writing.create("opinion", fixed | content)
    return writing.change_id


def grade_code(words: str) -> str:
    """Return the code of a grade as it was written, or the words themselves."""
    return VOCABULARIES["grade"].read(words) or words

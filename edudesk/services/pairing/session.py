"""What a new session of a pair can already know, as JSON values for its form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.listing.sides import Sides, sides
from edudesk.services.pairing.reading import PairPerson, pair_rows, people_of

SESSION_KIND = "mentoring"


def session_content(archive: Archive, pair_id: RecordId, day: date) -> Mapping[str, Any]:
    """Return the content of a session: pair, people with their parts, kind, subject, schools with sides."""
    with archive.read() as connection:
        (row,) = pair_rows(connection, pair_id)
        people = people_of(connection, [row]).get(pair_id, ())
        known = sides(connection, archive.holder_id)
    schools = dict.fromkeys(one.school_id for one in people if one.school_id)
    content: dict[str, Any] = {
        "community_id": row.community_id,
        "pair_id": pair_id,
        "state": "held",
        "starts_on": day.isoformat(),
        "kinds": [SESSION_KIND],
        "people": [_row(one, known, row.community_id, day) for one in people],
        "schools": [
            {"school_id": one, "side": known.role_side(one, row.community_id, day)} for one in schools
        ],
    }
    if row.subject:
        content["subjects"] = [row.subject]
    return {name: value for name, value in content.items() if value}


def _row(one: PairPerson, known: Sides, community_id: str | None, day: date) -> dict[str, Any]:
    said: dict[str, Any] = {"name": one.name, "role": one.part}
    if one.person_id:
        said["person_id"] = one.person_id
    if one.school_id:
        said["side"] = known.role_side(one.school_id, community_id, day)
    return said


def proposed_name(mentors: str, apprentices: str) -> str:
    """Return what a pair is called that nobody named: ``师傅—徒弟``."""
    return "—".join(part for part in (mentors, apprentices) if part)

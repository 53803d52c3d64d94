"""What a new session of a pair can already know, as JSON values for its form."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.listing.sides import sides
from edudesk.services.pairing.reading import PairPerson, pair_rows, people_of

SESSION_KIND = "mentoring"


def session_content(archive: Archive, pair_id: RecordId, day: date) -> Mapping[str, Any]:
    """Return the content of a session: pair, people with their parts, kind, subject, schools with sides."""
    with archive.read() as connection:
        (row,) = pair_rows(connection, pair_id)
        people = people_of(connection, [row]).get(pair_id, ())
        known = sides(connection, archive.holder_id)
    schools = dict.fromkeys(one.school_id for one in people if one.school_id)
    stands = {one: known.role_side(one, row.community_id, day) for one in schools}
    content: dict[str, Any] = {
        "community_id": row.community_id,
        "pair_id": pair_id,
        "state": "held",
        "starts_on": day.isoformat(),
        "kinds": [SESSION_KIND],
        "people": [_row(one, people, stands) for one in people],
        "schools": [{"school_id": one, "side": side} for one, side in stands.items()],
    }
    if row.subject:
        content["subjects"] = [row.subject]
    return {name: value for name, value in content.items() if value}


def _row(one: PairPerson, people: Sequence[PairPerson], stands: Mapping[RecordId, str]) -> dict[str, Any]:
    """Return who takes part; one whose school is not known stands with the others of the same part."""
    said: dict[str, Any] = {"name": one.name, "role": one.part}
    if one.person_id:
        said["person_id"] = one.person_id
    alike = (
        [one.school_id] if one.school_id else [other.school_id for other in people if other.part == one.part]
    )
    found = {stands[school] for school in alike if school}
    if len(found) == 1:
        said["side"] = found.pop()
    return said


def proposed_name(mentors: str, apprentices: str) -> str:
    """Return what a pair is called that nobody named: ``师傅—徒弟``."""
    return "—".join(part for part in (mentors, apprentices) if part)

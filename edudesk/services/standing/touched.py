"""What was written since the last look, and which parts of the facts it may have changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId

MANY = 500
"""From so many written records on everything is read again: it is quicker."""
SILENT = frozenset({"plan", "summary", "scheme", "handover", "group"})
"""Types that no rule reads."""
SECTIONS: Mapping[str, frozenset[str]] = {
    "achievement": frozenset({"achievements"}),
    "activity": frozenset(),
    "adoption": frozenset({"others"}),
    "agreement": frozenset({"agreements", "others"}),
    "assessment": frozenset({"assessments"}),
    "document": frozenset({"documents"}),
    "donation": frozenset({"donations"}),
    "exchange": frozenset({"exchanges"}),
    "figure": frozenset({"figures"}),
    "mentor-pair": frozenset({"pairs"}),
    "person": frozenset({"people"}),
    "request": frozenset({"requests"}),
    "school": frozenset({"schools"}),
    "special-day": frozenset({"special_days"}),
    "term": frozenset({"terms"}),
}
"""The fields of the facts that records of a type go into, besides the activities themselves."""
ATTACHED = frozenset({"evidence", "opinion"})
"""Types that count by what they are about."""
_WITH_PAPERS = ("achievement", "agreement", "donation", "exchange", "mentor-pair")


@dataclass(frozen=True)
class Touched:
    """What to read again, ``whole``: all of it. ``papered`` are the records whose evidence is asked for.

    ``records`` are all that were written, of whatever type.

    ``activities`` are told with their community and the request they answer, as they are now.
    """

    whole: bool
    activities: Mapping[RecordId, tuple[RecordId | None, RecordId | None]] = field(default_factory=dict)
    sections: frozenset[str] = frozenset()
    adoptions: bool = False
    papered: Collection[RecordId] = ()
    records: Collection[RecordId] = ()


EVERYTHING = Touched(whole=True)


def newest(connection: Connection) -> tuple[int, str]:
    """Return the sequence and the id of the newest revision; 0 and nothing in an empty archive."""
    chosen = select(Revision.sequence, Revision.id).order_by(Revision.sequence.desc()).limit(1)
    row = connection.execute(chosen).one_or_none()
    return (row.sequence, row.id) if row else (0, "")


def touched_since(connection: Connection, sequence: int) -> Touched:
    """Return what was written after the revision with this ``sequence``."""
    chosen = select(Revision.type, Revision.record_id).where(Revision.sequence > sequence).distinct()
    rows = connection.execute(chosen.limit(MANY)).all()
    written = [(type_code, record_id) for type_code, record_id in rows if type_code not in SILENT]
    attached = [record_id for type_code, record_id in written if type_code in ATTACHED]
    written = [*((t, i) for t, i in written if t not in ATTACHED), *_owners(connection, attached)]
    types = {type_code for type_code, _ in written}
    if len(rows) >= MANY or not types <= SECTIONS.keys():
        return EVERYTHING
    activities = _activities(connection, [one for type_code, one in written if type_code == "activity"])
    lasting = select(RecordHead.id).where(RecordHead.type.in_(_WITH_PAPERS))
    return Touched(
        whole=False,
        activities=activities,
        sections=frozenset().union(*(SECTIONS[type_code] for type_code in types)),
        adoptions="adoption" in types,
        papered={*activities, *connection.execute(lasting).scalars()} if types else (),
        records=frozenset(record_id for _, record_id in rows),
    )


def _activities(
    connection: Connection, ids: list[RecordId]
) -> Mapping[RecordId, tuple[RecordId | None, RecordId | None]]:
    chosen = select(Activity.id, Activity.community_id, Activity.request_id).where(Activity.id.in_(ids))
    return {row.id: (row.community_id, row.request_id) for row in connection.execute(chosen)} if ids else {}


def _owners(connection: Connection, attached: list[RecordId]) -> list[tuple[str, RecordId]]:
    """Return the records that evidence and opinions belong to, or belonged to before they were changed."""
    said = select(Revision.content).where(Revision.record_id.in_(attached))
    about = {content.get("about_id") for content in connection.execute(said).scalars()} if attached else set()
    chosen = select(RecordHead.type, RecordHead.id).where(RecordHead.id.in_(about))
    owners = connection.execute(chosen).all() if about else []
    return [(type_code, record_id) for type_code, record_id in owners if type_code in _PAPERED]


_PAPERED = frozenset({"activity", *_WITH_PAPERS})

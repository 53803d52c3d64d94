"""What happens to the dated rows of a community: somebody joins, leaves, takes another part from a day on.

What was stays: a row is ended and another one begins. Each deed is one change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change

Row = Mapping[str, Any]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """What becomes of one list of a community: ``name`` is "members", "group" or "domains".

    ``ends`` is the row that is over with the day before ``since``, or with ``until`` where nothing follows;
    ``begins`` the row that starts. ``new_school`` is the name of a school that is made for it.
    """

    name: str
    deed: str
    ends: Row | None = None
    until: date | None = None
    begins: Row | None = None
    new_school: str = ""


def turn(archive: Archive, community_id: RecordId, wanted: Turn, now: datetime) -> str:
    """Write what becomes of a list; return the change.

    Errors: ``communities.gone`` when the row is not there any more, ``communities.before`` when it ends
    before it began, ``communities.there`` when the same already holds, ``record.not-ours``.
    """
    record = records.get(archive, community_id)
    rows = [dict(row) for row in record.content.get(wanted.name, ())]
    if wanted.ends is not None:
        _end(rows, wanted)
    elif wanted.begins is not None:
        _refuse_twice(rows, wanted.begins)
    with change(archive, f"community.{wanted.deed}", now, subject=record.title) as writing:
        begins = dict(wanted.begins) if wanted.begins is not None else None
        if begins is not None and wanted.new_school:
            begins["school_id"] = writing.create("school", {"name": wanted.new_school})
        made = rows if begins is None else [*rows, begins]
        writing.edit(community_id, {wanted.name: tuple(made)})
    return writing.change_id


def _end(rows: list[dict[str, Any]], wanted: Turn) -> None:
    """End a row; one that began on the very day another takes its place was a slip, and goes."""
    place = next((place for place, row in enumerate(rows) if row == dict(wanted.ends or {})), None)
    if place is None:
        raise UserError("communities.gone")
    since = rows[place].get("since")
    first = (wanted.begins or {}).get("since")
    if wanted.begins is not None and first is not None and first == since:
        del rows[place]
        return
    until = wanted.until if first is None else first - _DAY
    if since is not None and until is not None and until < since:
        raise UserError("communities.before", day=since)
    rows[place]["until"] = until


def _refuse_twice(rows: list[dict[str, Any]], begins: Row) -> None:
    """Refuse a row that says what one that has not ended says already."""
    said = {name: value for name, value in begins.items() if name not in {"since", "until", "role"}}
    for row in rows:
        open_end = row.get("until") is None or row["until"] >= (begins.get("since") or date.min)
        if said and open_end and all(row.get(name) == value for name, value in said.items()):
            raise UserError("communities.there")

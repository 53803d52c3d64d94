"""Undo: a compensating change, never a rewinding (decision 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.errors import UserError
from edudesk.models.archive import Change, RecordHead, Revision
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.heads import SAID


@dataclass(frozen=True)
class Step:
    """One change of the history that can be named and undone."""

    id: str
    name: str
    subject: str
    author: str | None
    made_at: datetime
    undone: bool


def steps(archive: Archive, limit: int = 100) -> tuple[Step, ...]:
    """Return the newest changes, newest first."""
    with archive.read() as connection:
        undone = set(connection.execute(select(Change.undoes).where(Change.undoes.is_not(None))).scalars())
        # Ordered by what was written, not by the clock, which may have been set back.
        last = (
            select(Revision.change_id, func.max(Revision.sequence).label("sequence"))
            .group_by(Revision.change_id)
            .subquery()
        )
        chosen = (
            select(Change.__table__)
            .join(last, last.c.change_id == Change.id)
            .order_by(last.c.sequence.desc())
            .limit(limit)
        )
        rows = connection.execute(chosen).mappings().all()
        return tuple(_step(row, undone) for row in rows)


def _step(row: Any, undone: set[str | None]) -> Step:
    return Step(
        row["id"], row["name"], row["subject"] or "", row["author"], row["made_at"], row["id"] in undone
    )


def undo(archive: Archive, change_id: str, now: datetime) -> str:
    """Put every record that a change touched back to what it was; return the id of the new change.

    Undoing an undo is redo. ``undo.built-on`` when a record no longer says what the change left it saying: it
    counts them, and nothing is changed. Later changes that were undone themselves do not stand in the way.
    """
    with archive.read() as connection:
        made = connection.execute(
            select(Change.name, Change.subject).where(Change.id == change_id)
        ).one_or_none()
        if made is None:
            raise UserError("undo.none")
        touched = _touched(connection, change_id)
        built_on = [row["record_id"] for row in touched.values() if not row["shown"]]
        if built_on:
            raise UserError("undo.built-on", count=len(built_on))
        earlier = {record_id: _before(connection, row) for record_id, row in touched.items()}
    with change(archive, made.name, now, subject=made.subject or "", undoes=change_id) as writing:
        for record_id, said in reversed(earlier.items()):
            writing.put_back(record_id, said)
    return writing.change_id


def _touched(connection: Connection, change_id: str) -> dict[str, Mapping[str, Any]]:
    """Return the first revision the change made of each record, and whether what its last said is shown."""
    table: Any = Revision.__table__
    rows = connection.execute(
        select(table).where(table.c.change_id == change_id).order_by(table.c.sequence)
    ).mappings()
    first: dict[str, dict[str, Any]] = {}
    last: dict[str, dict[str, Any]] = {}
    for made in rows:
        row = dict(made)
        first.setdefault(row["record_id"], row)
        last[row["record_id"]] = row
    for record_id, row in first.items():
        head = select(table).join(RecordHead, RecordHead.revision_id == table.c.id)
        shown = connection.execute(head.where(RecordHead.id == record_id)).mappings().one()
        # An undone change leaves revisions behind that say again what was said before it.
        row["shown"] = all(shown[name] == last[record_id][name] for name in SAID)
    return dict(first)


def _before(connection: Connection, revision: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if not revision["parents"]:
        return None
    table: Any = Revision.__table__
    row = connection.execute(select(table).where(table.c.id == revision["parents"][0])).mappings().one()
    return dict(row)

"""Into the recycle bin and out of it, each time in one change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.models.description import Field, Kind
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.listing.titles import title_label
from edudesk.services.pointers import pointing_to
from edudesk.services.records import Record, get_many
from edudesk.services.recycling.hanging import Hanging, hanging
from edudesk.texts import Label


@dataclass(frozen=True)
class Binned:
    """One record in the recycle bin; ``along`` counts by type what went in and comes back with it."""

    id: RecordId
    type: str
    type_label: Label
    title: Label
    deleted_at: datetime
    deleted_by: str
    along: tuple[tuple[Label, int], ...]
    ours: bool


def in_the_bin(archive: Archive) -> tuple[Binned, ...]:
    """Return what lies in the recycle bin, last deleted first; what went along with another is not listed."""
    with archive.read() as connection:
        tombs = _tombs(connection)
        parts = _parts(connection, tombs)
        records = get_many(connection, tombs)
    inside = {part for found in parts.values() for part in found}
    return tuple(
        Binned(
            one,
            records[one].type,
            records[one].described.label,
            title_label(records[one].described, records[one].content),
            tomb.made_at,
            tomb.author or "",
            _counted(parts.get(one, ()), records),
            records[one].owner_id == archive.holder_id,
        )
        for one, tomb in tombs.items()
        if one not in inside
    )


def _tombs(connection: Connection, ids: Iterable[RecordId] | None = None) -> dict[RecordId, Any]:
    """Return the revision that deleted each record, last made first.

    What came with a package and was taken back with it was not deleted by anybody.
    """
    chosen = (
        select(RecordHead.id, Revision.change_id, Revision.author, Revision.made_at)
        .join(Revision, Revision.id == RecordHead.revision_id)
        .where(RecordHead.deleted.is_(True), RecordHead.heads != [])
        .order_by(Revision.sequence.desc())
    )
    wanted = None if ids is None else set(ids)
    return {row.id: row for row in connection.execute(chosen) if wanted is None or row.id in wanted}


def _parts(connection: Connection, tombs: dict[RecordId, Any]) -> dict[RecordId, tuple[RecordId, ...]]:
    """Return what went into the bin with each record: its parts that the same change deleted."""
    parts: dict[RecordId, list[RecordId]] = defaultdict(list)
    for one in pointing_to(connection, tombs, deleted=True, parts_only=True):
        if one.change_id == tombs[one.target].change_id and one.id != one.target:
            parts[one.target].append(one.id)
    return {target: tuple(dict.fromkeys(found)) for target, found in parts.items()}


def _counted(parts: Iterable[RecordId], records: dict[RecordId, Record]) -> tuple[tuple[Label, int], ...]:
    counts: dict[str, int] = defaultdict(int)
    for one in parts:
        counts[records[one].type] += 1
    return tuple((record_types()[code].label, count) for code, count in counts.items())


def delete_records(archive: Archive, ids: Sequence[RecordId], now: datetime) -> str:
    """Put records with what belongs to them into the recycle bin, in one change; return the change's id.

    Refused as a whole: ``recycling.holder``, ``recycling.foreign``, ``recycling.used``.
    """
    with archive.read() as connection:
        found = hanging(connection, archive.holder_id, ids)
        chosen = get_many(connection, ids)
    _expect_free(found)
    along = [one for _, parts in found.along for one in parts]
    with change(archive, _name(chosen, "delete"), now, subject=_subject(chosen)) as writing:
        for one in (*along, *chosen):
            writing.delete(one)
    return writing.change_id


def _expect_free(found: Hanging) -> None:
    if found.holder:
        raise UserError("recycling.holder", title=found.holder)
    if found.foreign:
        raise UserError("recycling.foreign", title=found.foreign[0])
    if found.used:
        first = found.used[0]
        raise UserError("recycling.used", title=first.title, count=first.count, types=first.types)


def restore(archive: Archive, ids: Sequence[RecordId], now: datetime) -> str:
    """Take records out of the bin with exactly what went in with them; return the change's id.

    What they point to and lies in the bin too (the activity of a photo) comes out with them. Refused as a
    whole: ``recycling.foreign``.
    """
    with archive.read() as connection:
        chosen = get_many(connection, ids)
        coming = _coming_back(connection, chosen)
    foreign = [one.title for one in chosen.values() if one.owner_id != archive.holder_id]
    if foreign:
        raise UserError("recycling.foreign", title=foreign[0])
    with change(archive, _name(chosen, "restore"), now, subject=_subject(chosen)) as writing:
        for one in coming:
            if one.owner_id == archive.holder_id:
                writing.restore(one.id)
    return writing.change_id


def _coming_back(connection: Connection, chosen: dict[RecordId, Record]) -> tuple[Record, ...]:
    """Return the records with their parts, and what any of them needs."""
    coming: dict[RecordId, Record] = {}
    fresh = {one: record for one, record in chosen.items() if record.deleted}
    while fresh:
        coming |= fresh
        parts = _parts(connection, _tombs(connection, fresh))
        wanted = {part for found in parts.values() for part in found}
        needed = {one for record in fresh.values() for one in _named(record.described.fields, record.content)}
        there = get_many(connection, (wanted | needed) - coming.keys())
        fresh = {one: record for one, record in there.items() if record.deleted}
    return tuple(coming.values())


def _named(fields: tuple[Field, ...], content: Content) -> set[RecordId]:
    named = {
        content[field.name] for field in fields if field.kind is Kind.REFERENCE and content.get(field.name)
    }
    for field in fields:
        if field.kind is Kind.ROWS:
            for row in content.get(field.name, ()):
                named |= _named(field.rows, row)
    return named


def _name(chosen: dict[RecordId, Record], verb: str) -> str:
    types = {one.type for one in chosen.values()}
    return f"{types.pop() if len(types) == 1 else 'records'}.{verb}"


def _subject(chosen: dict[RecordId, Record]) -> str:
    return "、".join(one.title for one in chosen.values())[:200]

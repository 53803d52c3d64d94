"""The packages that were taken in: each a record of our own that names the revisions it brought.

It travels between the machines of the school like any record, unless the package itself came from one of them
(docs/decisions/0025); to others it never goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Arrival
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.packages.check_code import check_code
from edudesk.services.receiving.package import Package
from edudesk.services.records import Record
from edudesk.texts import Texts


@dataclass(frozen=True)
class Came:
    """One package that was taken in, in words; ``taken_back`` when its revisions count no longer."""

    id: RecordId
    name: str
    sender: str
    community: str
    term: str
    edition: str
    taken_at: datetime
    check_code: str
    signature: str
    numbers: Mapping[str, int]
    taken_back: bool


def arrival_content(
    package: Package,
    revisions: Sequence[str],
    counts: Mapping[str, int],
    now: datetime,
) -> dict[str, Any]:
    """Return what the record of a package says of it alone, taken in at ``now`` (UTC)."""
    return {
        "name": package.name,
        "from_id": package.sender.holder_id,
        "term": package.term,
        "edition": package.edition,
        "made_at": local_moment(package.made_at),
        "taken_at": local_moment(now),
        "manifest_hash": package.manifest_hash,
        "counts": dict(counts),
        "results": dict(package.results),
        "revisions": tuple({"revision_id": one} for one in revisions),
    }


def local_moment(moment: datetime) -> datetime:
    """Return a moment in UTC as local time without zone, as records keep it."""
    return moment.astimezone().replace(tzinfo=None, microsecond=0)


def arrival_travels(revision: Mapping[str, Any]) -> bool:
    """Return whether an arrival goes to the school's other machines: not if its package came from there."""
    return bool(revision["content"].get("from_id") != revision["owner_id"])


def living_arrival(connection: Connection, manifest_hash: str) -> RecordId | None:
    """Return the arrival of a package that was taken in and not taken back, the latest one."""
    chosen = (
        select(Arrival.id)
        .join(RecordHead, RecordHead.id == Arrival.id)
        .where(Arrival.manifest_hash == manifest_hash, RecordHead.deleted.is_(False))
        .order_by(Arrival.id.desc())
        .limit(1)
    )
    return connection.execute(chosen).scalar()


def arrivals(archive: Archive, texts: Texts) -> tuple[Came, ...]:
    """Return every package that was taken in, also those taken back again, the newest first."""
    with archive.read() as connection:
        found = [
            *records.all_of(connection, "arrival"),
            *records.all_of(connection, "arrival", deleted=True),
        ]
        ids = {
            one.content[name] for one in found for name in ("from_id", "community_id") if name in one.content
        }
        names = {one: record.title for one, record in records.get_many(connection, ids).items()}
    told = [_told(one, names, texts) for one in found]
    return tuple(sorted(told, key=lambda one: (one.taken_at, one.id), reverse=True))


def _told(record: Record, names: Mapping[RecordId, str], texts: Texts) -> Came:
    said = record.content
    return Came(
        id=record.id,
        name=said["name"],
        sender=names.get(said["from_id"], ""),
        community=names.get(said.get("community_id", ""), ""),
        term=term_label(TermCode.parse(said["term"]))(texts.language) if said.get("term") else "",
        edition=VOCABULARIES["edition"].label(said["edition"])(texts.language),
        taken_at=said["taken_at"],
        check_code=check_code(said["manifest_hash"]),
        signature=VOCABULARIES["signature-state"].label(said["signature"])(texts.language),
        numbers=said.get("counts", {}),
        taken_back=record.deleted,
    )

"""Attaching files to records: originals into the store first, then the records in one short transaction."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from edudesk.errors import Problem
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.services.archive import Archive, note_file
from edudesk.services.changes import Writing, change
from edudesk.services.evidence import (
    THUMBNAIL_RECIPE,
    Decoder,
    DerivedFiles,
    Examined,
    Family,
    Kind,
    Stored,
    alike,
    examine,
    family,
)
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import Record, get, get_many

_MEDIA: Mapping[Kind, str] = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.HEIC: "image/heic",
    Kind.WEBP: "image/webp",
    Kind.GIF: "image/gif",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.MP4: "video/mp4",
    Kind.MOV: "video/quicktime",
    Kind.AVI: "video/x-msvideo",
    Kind.WMV: "video/x-ms-wmv",
    Kind.MP3: "audio/mpeg",
    Kind.WAV: "audio/wav",
    Kind.M4A: "audio/mp4",
    Kind.AMR: "audio/amr",
    Kind.TXT: "text/plain",
}
_KINDS = {Family.PICTURE: "photo", Family.RECORDING: "recording"}


@dataclass(frozen=True)
class Attachment:
    """A file to attach to a record; without ``kind`` a picture is a photo, a film a recording, else other."""

    about_id: RecordId
    path: Path
    kind: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Attached:
    """What came of one attachment: the evidence record, and what deserves a second look."""

    evidence_id: RecordId
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class TakenIn:
    """A file that lies in the store, with what is known of it; no record points to it yet."""

    examined: Examined
    stored: Stored


@dataclass(frozen=True)
class _Known:
    evidence_id: RecordId
    about_id: RecordId
    sha256: str
    likeness: str


def take_in(archive: Archive, path: Path, decoder: Decoder | None = None, job: Job = QUIET) -> TakenIn:
    """Examine a file, put its original into the store and its thumbnail beside; errors are those of both."""
    examined = examine(path, decoder)
    stored = archive.store.put(path, job)
    if examined.thumbnail:
        # A thumbnail can be made again at any time: a full disk must not stop the original.
        with contextlib.suppress(OSError):
            DerivedFiles(archive.derived).keep(stored.sha256, THUMBNAIL_RECIPE, examined.thumbnail)
    return TakenIn(examined, stored)


def attach(
    archive: Archive,
    about_id: RecordId,
    path: Path,
    now: datetime,
    *,
    kind: str = "",
    caption: str = "",
    job: Job = QUIET,
) -> Attached:
    """Attach one file to a record; ``now`` is the entry time in UTC."""
    return attach_all(archive, [Attachment(about_id, path, kind, caption)], now, job=job)[0]


def attach_all(
    archive: Archive,
    attachments: Sequence[Attachment],
    now: datetime,
    *,
    decoder: Decoder | None = None,
    job: Job = QUIET,
) -> tuple[Attached, ...]:
    """Attach several files in one change; progress counts files.

    When one is refused nothing is attached; originals already in the store are then without a record.
    """
    taken: list[TakenIn] = []
    with contextlib.ExitStack() as stack:
        own = decoder or stack.enter_context(Decoder())
        for done, attachment in enumerate(attachments):
            job.step(done, len(attachments), attachment.path.name)
            taken.append(take_in(archive, attachment.path, own))
    subject = get(archive, attachments[0].about_id).title if attachments else ""
    with change(archive, "evidence.attach", now, subject=subject) as writing:
        return enter_all(writing, list(zip(attachments, taken, strict=True)))


def enter_all(writing: Writing, taken: Sequence[tuple[Attachment, TakenIn]]) -> tuple[Attached, ...]:
    """Write the evidence records of files that were taken in, inside a change.

    A file that its record has already is not entered again.
    """
    writing.flush()
    connection = writing.connection
    about = get_many(connection, [attachment.about_id for attachment, _ in taken])
    known = list(_known(connection))
    places = _places(connection, about)
    entered = []
    for attachment, file in taken:
        own = (
            get(connection, attachment.about_id)
            if attachment.about_id not in about
            else about[attachment.about_id]
        )
        there = next(
            (one for one in known if (one.about_id, one.sha256) == (own.id, file.stored.sha256)), None
        )
        if there:
            again = Problem("attaching.again", place=file.examined.name, parameters={"title": own.title})
            entered.append(Attached(there.evidence_id, (again,)))
            continue
        warnings = (*file.examined.findings, *_doubts(connection, own, file, known))
        places[own.id] = places.get(own.id, 0) + 1
        made = _enter(writing, attachment, file, places[own.id])
        known.append(_Known(made, own.id, file.stored.sha256, file.examined.perceptual_hash))
        entered.append(Attached(made, warnings))
    return tuple(entered)


def _enter(writing: Writing, attachment: Attachment, file: TakenIn, place: int) -> RecordId:
    examined, stored = file.examined, file.stored
    media_type = _MEDIA.get(examined.kind)
    note_file(writing.connection, stored.sha256, stored.size, media_type, writing.now)
    content = {
        "about_id": attachment.about_id,
        "sha256": stored.sha256,
        "name": examined.name,
        "kind": attachment.kind or _KINDS.get(family(examined.kind), "other"),
        "media_type": media_type,
        "size": stored.size,
        "caption": attachment.caption,
        "taken_at": examined.taken.at,
        "taken_source": examined.taken.source,
        "width": examined.width or None,
        "height": examined.height or None,
        "located": examined.gps or None,
        "likeness": examined.perceptual_hash,
        "place_in_list": place,
    }
    return writing.create("evidence", content)


def _doubts(connection: Connection, own: Record, file: TakenIn, known: Iterable[_Known]) -> Iterator[Problem]:
    """Say what a person may want to look at again; nobody is accused of anything."""
    name, likeness = file.examined.name, file.examined.perceptual_hash
    taken_at = file.examined.taken.at
    first, last = _days(own)
    if taken_at and first and last and not first <= taken_at.date() <= last:
        days = {"name": name, "taken": taken_at.date(), "first": first}
        yield Problem("attaching.other-day", "taken_at", "", days)
    if family(file.examined.kind) is not Family.PICTURE:
        return
    for one in known:
        same = one.sha256 == file.stored.sha256
        if one.about_id != own.id and (same or alike(one.likeness, likeness)):
            other = get(connection, one.about_id)
            code = "attaching.same-picture" if same else "attaching.alike-picture"
            yield Problem(code, "sha256", "", {"name": name, "title": other.title})


def _days(record: Record) -> tuple[date | None, date | None]:
    content = record.content
    first = content.get("starts_on") or content.get("dated")
    return first, content.get("ends_on") or first


def _known(connection: Connection) -> Iterator[_Known]:
    chosen = select(Evidence.id, Evidence.about_id, Evidence.sha256, Evidence.likeness)
    alive = chosen.join(RecordHead, RecordHead.id == Evidence.id).where(RecordHead.deleted.is_(False))
    for row in connection.execute(alive):
        yield _Known(row.id, row.about_id, row.sha256, row.likeness or "")


def _places(connection: Connection, about: Iterable[RecordId]) -> dict[RecordId, int]:
    chosen = (
        select(Evidence.about_id, func.max(Evidence.place_in_list))
        .where(Evidence.about_id.in_(list(about)))
        .group_by(Evidence.about_id)
    )
    return {about_id: place or 0 for about_id, place in connection.execute(chosen)}

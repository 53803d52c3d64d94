"""Attaching files to records: originals into the store first, then the records in one short transaction."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, case, exists, func, literal, or_, select

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
from edudesk.services.evidence.likeness import MOST_DIFFERENT
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
FINE = "same-pictures-fine"
"""The fact of the archive that holds the pairs of evidence which a person found to be in order."""
_LEAST_SAME_BYTES = 8 - MOST_DIFFERENT
_KINDS = {Family.PICTURE: "photo", Family.RECORDING: "recording"}


@dataclass(frozen=True)
class Attachment:
    """A file to attach to a record; without ``kind`` a picture is a photo, a film a recording, else other.

    ``evidence_id`` is the id that the evidence record gets, where it was minted before; ``turned`` are
    degrees clockwise; without ``place`` the file comes behind the others.
    """

    about_id: RecordId
    path: Path
    kind: str = ""
    caption: str = ""
    evidence_id: RecordId | None = None
    turned: int = 0
    place: int | None = None


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


def keep(
    archive: Archive, path: Path, now: datetime, decoder: Decoder | None = None, job: Job = QUIET
) -> TakenIn:
    """Take a file in and enter its original, before there is a record that it belongs to.

    Backups hold it from now on, and checks know it. Errors are those of :func:`take_in`.
    """
    taken = take_in(archive, path, decoder, job)
    with archive.write() as connection:
        note_file(connection, taken.stored.sha256, taken.stored.size, _MEDIA.get(taken.examined.kind), now)
    return taken


def kind_of(examined: Examined) -> str:
    """Return the kind of evidence that a file is when nobody says."""
    return _KINDS.get(family(examined.kind), "other")


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
    places = _places(connection, about)
    fresh: list[_Known] = []
    entered = []
    for attachment, file in taken:
        own = (
            get(connection, attachment.about_id)
            if attachment.about_id not in about
            else about[attachment.about_id]
        )
        near = [*_near(connection, file.stored.sha256, file.examined.perceptual_hash), *fresh]
        there = next(
            (one for one in near if (one.about_id, one.sha256) == (own.id, file.stored.sha256)), None
        )
        if there:
            again = Problem("attaching.again", place=file.examined.name, parameters={"title": own.title})
            entered.append(Attached(there.evidence_id, (again,)))
            continue
        warnings = (*file.examined.findings, *_doubts(connection, own, file, near))
        places[own.id] = places.get(own.id, 0) + 1
        made = _enter(writing, attachment, file, attachment.place or places[own.id])
        fresh.append(_Known(made, own.id, file.stored.sha256, file.examined.perceptual_hash))
        entered.append(Attached(made, warnings))
    return tuple(entered)


@dataclass(frozen=True)
class OtherRecord:
    """The record that has a picture too: its title, and its evidence."""

    title: str
    evidence_id: RecordId


def twins(
    archive: Archive, pictures: Iterable[tuple[RecordId, str, str]], besides: RecordId | None = None
) -> Mapping[RecordId, OtherRecord]:
    """Return which other records have a picture too, by the picture's own id.

    ``pictures`` are id of the evidence, SHA-256 and perceptual hash; what lies with the record ``besides`` is
    no twin, nor what a person found to be in order.
    """
    fine, found = fine_pairs(archive), {}
    with archive.read() as connection:
        for own_id, sha256, likeness in pictures:
            for one in _near(connection, sha256, likeness):
                same = one.sha256 == sha256 or alike(one.likeness, likeness)
                if same and one.about_id != besides and pair_key(own_id, one.evidence_id) not in fine:
                    found[own_id] = OtherRecord(get(connection, one.about_id).title, one.evidence_id)
                    break
    return found


def fine_pairs(archive: Archive) -> frozenset[str]:
    """Return the pairs of evidence, as :func:`pair_key` writes them, that a person found to be in order."""
    return frozenset(archive.fact(FINE) or ())


def pair_key(one: RecordId, other: RecordId) -> str:
    """Return what a pair of evidence is remembered by, whichever is named first."""
    return " ".join(sorted((one, other)))


def _enter(writing: Writing, attachment: Attachment, file: TakenIn, place: int) -> RecordId:
    examined, stored = file.examined, file.stored
    media_type = _MEDIA.get(examined.kind)
    note_file(writing.connection, stored.sha256, stored.size, media_type, writing.now)
    content = {
        "about_id": attachment.about_id,
        "sha256": stored.sha256,
        "name": examined.name,
        "kind": attachment.kind or kind_of(examined),
        "media_type": media_type,
        "size": stored.size,
        "caption": attachment.caption,
        "taken_at": examined.taken.at,
        "taken_source": examined.taken.source,
        "width": examined.width or None,
        "height": examined.height or None,
        "turned": attachment.turned or None,
        "located": examined.gps or None,
        "likeness": examined.perceptual_hash,
        "place_in_list": place,
    }
    return writing.create("evidence", content, record_id=attachment.evidence_id)


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


def _near(connection: Connection, sha256: str, likeness: str) -> list[_Known]:
    """Return the evidence that may be the same file or picture, oldest first; ``alike`` has the last word.

    Pictures that are alike differ in so few bits that some of a hash's eight bytes stay the same. So the
    database can pass over nearly all others: years of photos are looked through in milliseconds.
    """
    chosen = select(Evidence.id, Evidence.about_id, Evidence.sha256, Evidence.likeness).order_by(Evidence.id)
    same_bytes = sum(
        (
            case((func.substr(Evidence.likeness, at + 1, 2) == likeness[at : at + 2], 1), else_=0)
            for at in range(0, len(likeness), 2)
        ),
        start=literal(0),
    )
    near = or_(Evidence.sha256 == sha256, same_bytes >= _LEAST_SAME_BYTES)
    in_bin = exists().where(RecordHead.id == Evidence.id, RecordHead.deleted.is_(True))
    rows = connection.execute(chosen.where(near, ~in_bin))
    return [_Known(row.id, row.about_id, row.sha256, row.likeness or "") for row in rows]


def _places(connection: Connection, about: Iterable[RecordId]) -> dict[RecordId, int]:
    chosen = (
        select(Evidence.about_id, func.max(Evidence.place_in_list))
        .where(Evidence.about_id.in_(list(about)))
        .group_by(Evidence.about_id)
    )
    return {about_id: place or 0 for about_id, place in connection.execute(chosen)}

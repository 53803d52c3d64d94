"""Files dropped on a form are taken in at once, so that the original may be deleted."""

from datetime import datetime
from pathlib import Path

from edudesk.errors import Problem
from edudesk.models.base import RecordId
from edudesk.models.ids import new_id
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, TakenIn, keep, kind_of
from edudesk.services.drafts.keeping import DraftPhoto
from edudesk.services.evidence import Decoder, Examined, Kind, Stored, Taken
from edudesk.services.jobs import QUIET, Job


def take_photo(
    archive: Archive,
    path: Path,
    now: datetime,
    decoder: Decoder | None = None,
    job: Job = QUIET,
    *,
    kind: str = "",
) -> tuple[DraftPhoto, tuple[Problem, ...]]:
    """Put a file into the evidence store, with what it says of itself and what deserves a second look.

    Its thumbnail is kept too, and the original is entered in the database, so that a backup holds it. Belongs
    into a worker thread: it takes from milliseconds to seconds. Without ``kind`` a picture is a photo, a film
    a recording, else other. Errors are those of :func:`edudesk.services.attaching.take_in`.
    """
    taken = keep(archive, path, now, decoder, job)
    examined = taken.examined
    photo = DraftPhoto(
        id=new_id(),
        sha256=taken.stored.sha256,
        size=taken.stored.size,
        name=examined.name,
        kind=kind or kind_of(examined),
        file_kind=examined.kind.value,
        taken_at=examined.taken.at,
        taken_source=examined.taken.source,
        width=examined.width,
        height=examined.height,
        located=examined.gps,
        likeness=examined.perceptual_hash,
    )
    return photo, examined.findings


def as_taken(photo: DraftPhoto, about_id: RecordId) -> tuple[Attachment, TakenIn]:
    """Return what attaching needs to make a photo of a draft the evidence of a record."""
    examined = Examined(
        Kind(photo.file_kind),
        photo.size,
        photo.name,
        width=photo.width,
        height=photo.height,
        taken=Taken(photo.taken_at, photo.taken_source),
        gps=photo.located,
        perceptual_hash=photo.likeness,
    )
    attachment = Attachment(
        about_id, Path(photo.name), photo.kind, photo.caption, photo.id, turned=photo.turned
    )
    return attachment, TakenIn(examined, Stored(photo.sha256, photo.size))

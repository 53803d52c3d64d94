"""The files of a package into the store, before anything points to them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from edudesk.errors import EduDeskError, UserError
from edudesk.models.archive import Rendition, StoredFile
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive, note_file
from edudesk.services.evidence import Stored, renditions
from edudesk.services.jobs import Job
from edudesk.services.listing.query import listed
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.source import source_faults
from edudesk.services.packages.trees import Damaged
from edudesk.services.packages.verify import opened
from edudesk.services.receiving.package import Package, PackagedFile

_HEAD = 16


@dataclass(frozen=True)
class Staged:
    """The files of a package that lie in the store now; ``fresh`` are those that had not been there.

    Each comes with its media type, where its evidence tells it, and its first bytes.
    """

    files: tuple[tuple[PackagedFile, str | None, bytes], ...] = ()
    fresh: frozenset[str] = frozenset()


@contextmanager
def staged(archive: Archive, package: Package, wanted: Collection[RecordId], job: Job) -> Iterator[Staged]:
    """Bring the files of the wanted evidence into the store; each is hashed while it is copied.

    A copy never takes its original's place: it lies under its own hash. When this fails, or what is done with
    the files, those that had not been there go again. Progress in bytes. Errors: ``evidence.other_content``
    and those of the disk; ``receiving.file-damaged``.
    """
    with archive.store.staging() as fresh:
        try:
            yield _stage(archive, package, wanted, fresh, job)
        except BaseException:
            with suppress(EduDeskError, OSError):  # without the database nobody knows what may go
                archive.store.drop(fresh, _entered(archive, fresh))
            raise


def _entered(archive: Archive, files: Collection[str]) -> frozenset[str]:
    """Return which of the files the database knows: it may have missed them, or have been written already."""
    with archive.read() as connection:
        chosen = select(StoredFile.sha256).where(StoredFile.sha256.in_(listed(files)))
        return frozenset(connection.execute(chosen).scalars())


def _stage(
    archive: Archive, package: Package, wanted: Collection[RecordId], fresh: set[str], job: Job
) -> Staged:
    coming = [one for one in package.files if one.travels and one.evidence_id in wanted]
    total, done = sum(one.size for one in coming), 0
    media = _media_types(package)
    files = []
    with opened(package.path, package.password) as (tree, base):
        contents = Contents(tree, base)
        for one in coming:
            job.step(done, total, one.path)
            try:
                pieces = _pieces(contents, one, package)
                archive.store.put_pieces(Stored(one.sha256, one.size), pieces, one.path, fresh)
            except Damaged as damage:
                raise UserError("receiving.file-damaged", path=one.path) from damage
            with archive.store.open(one.sha256) as kept:
                files.append((one, media.get(one.evidence_id), kept.read(_HEAD)))
            done += one.size
    job.step(total, total)
    return Staged(tuple(files), frozenset(fresh))


def _pieces(contents: Contents, one: PackagedFile, package: Package) -> Iterator[memoryview]:
    """Give a file's content; that the package cannot be read any more is not the store's fault."""
    with source_faults(package.path):
        yield from contents.pieces(one.path)


def _media_types(package: Package) -> dict[RecordId, str]:
    shown = (heads[0] for heads in package.records.values())
    return {row["record_id"]: row["content"].get("media_type") for row in shown if row["type"] == "evidence"}


def enter(connection: Connection, staged: Staged, now: datetime) -> None:
    """Enter staged files, so that the database knows them: originals, and copies of originals."""
    for one, media_type, head in staged.files:
        if one.state == "rendition":
            copy = Rendition(original=one.original, recipe=one.recipe, sha256=one.sha256)
            renditions.enter(connection, copy, one.size, head, now)
        else:
            note_file(connection, one.sha256, one.size, media_type, now)

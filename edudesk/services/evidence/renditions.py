"""Copies that stand in for originals that are not here: reduced, or without the place (decision 19).

A partner's package brings a copy and the hash of the original, which its evidence record names. :func:`keep`
takes such a copy in, before the records are written; whoever shows, prints, opens or sends a file asks
:func:`best` for what there is::

    keep(archive, original, "without-place", path, now)
    found = best(archive, evidence.content["sha256"])
    archive.store.open(found.sha256), found.named(evidence.content["name"])

The copy lies in the store under its own hash and is entered there like an original, so that backups hold it
and checks read it. It never passes for the original: when that arrives, it is taken instead.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from edudesk.models.archive import Rendition, StoredFile
from edudesk.services.evidence.sources import read_head

if TYPE_CHECKING:
    from edudesk.services.archive import Archive

_JPEG, _JPEG_NAMES = "image/jpeg", (".jpg", ".jpeg")


@dataclass(frozen=True)
class Best:
    """The file to take for an original: ``sha256`` is its own; without ``rendition`` it is the original.

    ``jpeg`` says that a copy is one, whatever the name of its original says.
    """

    sha256: str
    rendition: bool = False
    jpeg: bool = False

    def named(self, name: str) -> str:
        """Return the file name of the original as the copy has to bear it."""
        return jpeg_name(name) if self.jpeg else name


def jpeg_name(name: str) -> str:
    """Return a file name that says that the file is a JPEG."""
    path = PurePath(name)
    return name if path.suffix.lower() in _JPEG_NAMES else f"{path.stem or name}.jpg"


def keep(archive: "Archive", original: str, recipe: str, path: Path, now: datetime) -> str:
    """Take in the file at ``path`` as a copy made by ``recipe`` of an original; return the copy's SHA-256.

    Errors are those of :meth:`EvidenceStore.put`.
    """
    head = read_head(path, path.name)
    stored = archive.store.put(path)
    with archive.write() as connection:
        enter(
            connection,
            Rendition(original=original, recipe=recipe, sha256=stored.sha256),
            stored.size,
            head,
            now,
        )
    return stored.sha256


def enter(connection: Connection, copy: Rendition, size: int, head: bytes, now: datetime) -> None:
    """Enter a copy that lies in the store already; ``head`` are its first bytes."""
    from edudesk.services.archive import note_file  # noqa: PLC0415 - the archive knows the store

    note_file(connection, copy.sha256, size, _JPEG if head.startswith(b"\xff\xd8\xff") else None, now)
    row = {"original": copy.original, "sha256": copy.sha256, "recipe": copy.recipe}
    connection.execute(upsert(Rendition).values(row).on_conflict_do_nothing())


def best(archive: "Archive", sha256: str) -> Best:
    """Return the original if it is here, else the largest copy of it that is.

    Where there is neither it is the original, of which the store will say that it is missing.
    """
    if archive.store.path(sha256).is_file():
        return Best(sha256)
    return best_rendition(archive, sha256) or Best(sha256)


def best_rendition(archive: "Archive", sha256: str) -> Best | None:
    """Return the largest copy of an original that is here, whether the original is or not."""
    with archive.read() as connection:
        copies = connection.execute(
            select(StoredFile.sha256, StoredFile.media_type)
            .join(Rendition, Rendition.sha256 == StoredFile.sha256)
            .where(Rendition.original == sha256)
            .order_by(StoredFile.size.desc(), StoredFile.sha256)
        ).all()
    here = (one for one in copies if archive.store.path(one.sha256).is_file())
    return next((Best(one.sha256, rendition=True, jpeg=one.media_type == _JPEG) for one in here), None)


def copies(connection: Connection) -> dict[str, str]:
    """Return the original of every copy by the copy's SHA-256."""
    rows = connection.execute(select(Rendition.sha256, Rendition.original))
    return {row.sha256: row.original for row in rows}

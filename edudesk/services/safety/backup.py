"""Backing an archive up into a dated folder that is whole in itself.

A folder and no .zip: the database in it can be opened and checked where it lies, one damaged block of
the stick costs one photo and not the rest, and a person can look into it without any program.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edudesk.errors import UserError
from edudesk.services.archive import Archive
from edudesk.services.disk.temporary import Temporary
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.names import safe_name
from edudesk.services.safety.disk import Meter, disk_faults, expect_room
from edudesk.services.safety.gathering import gather, sizes

_LONGEST_SCHOOL = 30


def stamp(now: datetime) -> str:
    """Return a moment as it stands in folder names, in the machine's own time."""
    return f"{now.astimezone():%Y%m%d-%H%M%S}"


@dataclass(frozen=True)
class Backup:
    """A finished backup: number and bytes of its files.

    ``damaged`` and ``missing`` name the originals (SHA-256) that were so in the archive already.
    """

    path: Path
    files: int
    bytes: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]


def back_up(archive: Archive, to_folder: Path, now: datetime, job: Job = QUIET) -> Backup:
    """Write a backup of ``archive`` into ``to_folder``, read it back, and only then give it its name.

    The archive may be written to meanwhile: the backup holds one moment of it. Progress in bytes. Nothing
    is left behind on failure. Raises UserError ``backup.inside``, ``backup.no-folder``; EnvironmentProblem
    ``backup.no-room``, ``backup.too-large-for-fat``, ``backup.read-back-differs``, ``disk.full``,
    ``disk.failed``, ``archive.damaged``.
    """
    if to_folder.resolve().is_relative_to(archive.folder.resolve()):
        raise UserError("backup.inside", path=to_folder)
    if not to_folder.is_dir() and not to_folder.parent.is_dir():
        raise UserError("backup.no-folder", path=to_folder)
    with disk_faults(to_folder):
        to_folder.mkdir(exist_ok=True)
        expected = sizes(archive.folder, archive.store)
        expect_room(to_folder, expected)
        place = Temporary(to_folder)
        try:
            meter = Meter(job, 2 * sum(expected))  # written, then read back
            manifest = gather(archive.folder, archive.store, place.path, now, meter)
            final = place.move_to(to_folder / _name(manifest.holder, now))
        except BaseException:
            place.discard()
            raise
    return Backup(final, len(manifest.files), manifest.bytes, manifest.damaged, manifest.missing)


def _name(holder: str, now: datetime) -> str:
    return f"EduDesk备份-{safe_name(holder, limit=_LONGEST_SCHOOL)}-{stamp(now)}"

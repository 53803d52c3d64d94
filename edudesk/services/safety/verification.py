"""Whether a backup still holds what was written into it."""

import stat
from dataclasses import dataclass
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.safety.disk import Held, Meter, held
from edudesk.services.safety.manifest import DATABASE_COPY, Manifest, evidence_path, read_manifest
from edudesk.services.safety.snapshot import counted


@dataclass(frozen=True)
class Verified:
    """A backup that was read to its end.

    ``originals`` maps the SHA-256 of an original to where its sound stored bytes lie and what they hold;
    ``drafts`` are the sound files of unsaved work; ``lost`` names the originals and drafts that the backup
    cannot give back.
    """

    manifest: Manifest
    originals: dict[str, tuple[Path, Held]]
    drafts: tuple[Path, ...]
    lost: tuple[str, ...]


def verify_backup(backup: Path, meter: Meter) -> Verified:
    """Read every file of a backup and compare it, open the database and count it.

    Evidence that cannot be read or differs is named in ``lost``. Raises UserError ``backup.none``,
    ``backup.newer``, ``archive.newer``, and ``backup.damaged`` when manifest or database are.
    """
    manifest = read_manifest(backup)
    database = manifest.files.get(DATABASE_COPY)
    if database is None or not _same(backup / DATABASE_COPY, database, meter):
        raise UserError("backup.damaged", path=backup, name=DATABASE_COPY, count=1)
    try:
        inside = counted(backup / DATABASE_COPY)
    except EnvironmentProblem as error:
        raise UserError("backup.damaged", path=backup, name=DATABASE_COPY, count=1) from error
    if (inside.records, inside.revisions) != (manifest.records, manifest.revisions):
        raise UserError("backup.damaged", path=backup, name=DATABASE_COPY, count=1)
    place = backup.parent if manifest.apart else backup
    sound = {
        sha256: (place / evidence_path(sha256), file)
        for sha256, file in manifest.originals().items()
        if _same(place / evidence_path(sha256), file, meter)
    }
    known = {original.sha256 for original in inside.originals} - set(manifest.missing)
    whole = {path for path, file in manifest.drafts().items() if _same(backup / path, file, meter)}
    lost = (*sorted(known - sound.keys()), *sorted(manifest.drafts().keys() - whole))
    return Verified(manifest, sound, tuple(backup / path for path in sorted(whole)), lost)


def _same(path: Path, expected: Held, meter: Meter) -> bool:
    try:
        # Asked first: opening a pipe would wait for ever, and a file of another size need not be read.
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size != expected.size:
            return False
        return held(path, meter) == expected
    except OSError:
        return False

"""Bringing a backup back, into a new place or over an archive.

Evidence and unsaved work are only ever added, so the one step that counts is the renaming of the database: a
kill at any moment leaves the old archive or the new one. What a killed run left is used up or replaced
by the next. The journal is written anew from the database at the next opening.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models.database import migrate, open_engine
from edudesk.services.archive import (
    ABOUT,
    ABOUT_TEXT,
    DATABASE,
    DERIVED,
    DRAFTS,
    EVIDENCE,
    JOURNAL,
    LOCK,
    take_lock,
)
from edudesk.services.disk.volume import sync_folder
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.jobs import QUIET, Job
from edudesk.services.safety.disk import (
    Meter,
    copy_whole,
    disk_faults,
    expect_room,
    held,
    sync_file,
    sync_tree,
    write_whole,
)
from edudesk.services.safety.keeping import keep_what_is_there
from edudesk.services.safety.manifest import DATABASE_COPY, Manifest, read_manifest
from edudesk.services.safety.snapshot import counted
from edudesk.services.safety.verification import Verified, verify_backup
from edudesk.services.writers import forget_writers

UNDER_WAY = ".edudesk-restoring"
"""Marks a new place in which a restore was begun, so that the next run may go on there."""
_DRAFT = f".{DATABASE}.restored"
_OLD_JOURNAL = f".{JOURNAL}.replaced"
_BEGUN = {UNDER_WAY, _DRAFT, f"{_DRAFT}-journal", ABOUT, EVIDENCE, DRAFTS, LOCK}


@dataclass(frozen=True)
class Restored:
    """A finished restore; ``kept`` is where the archive that was there before lies, if one was.

    ``lost`` names the originals (SHA-256) and drafts that the backup could not give back.
    """

    folder: Path
    records: int
    files: int
    kept: Path | None
    lost: tuple[str, ...]


def restore(
    backup: Path,
    to_folder: Path,
    now: datetime,
    job: Job = QUIET,
    *,
    over: bool = False,
    accept_losses: bool = False,
) -> Restored:
    """Verify a backup in full, then make ``to_folder`` the archive that it holds; progress in bytes.

    The folder must be new or empty; with ``over`` it may hold the same archive, which is kept in a folder
    ``before-restore-…`` inside it and can be restored from there. A backup whose evidence is damaged is
    refused unless ``accept_losses``. The restored archive writes as a new writer. Raises UserError
    ``backup.none``, ``backup.newer``, ``backup.damaged``, ``archive.newer``, ``archive.exists``,
    ``archive.not-empty``, ``restore.other-archive``; EnvironmentProblem ``archive.locked``,
    ``backup.no-room``, ``disk.full``, ``disk.failed``.
    """
    read_manifest(backup)  # nothing is made in ``to_folder`` for the sake of something that is no backup
    _expect_place(to_folder, over=over)
    with disk_faults(to_folder):
        meter = Meter(job, 3 * read_manifest(backup).bytes)
        verified = verify_backup(backup, meter)
        if verified.lost and not accept_losses:
            raise UserError(
                "backup.damaged", path=backup, name=verified.lost[0][:12], count=len(verified.lost)
            )
        with _held_place(to_folder):
            _expect_place(to_folder, over=over)
            _expect_same_archive(to_folder, verified.manifest)
            return _bring_back(backup, to_folder, verified, now, meter)


def _expect_place(folder: Path, *, over: bool) -> None:
    if (folder / DATABASE).exists():
        if not over:
            raise UserError("archive.exists", path=folder)
    elif folder.exists():
        with disk_faults(folder):
            names = {entry.name for entry in folder.iterdir()} - {LOCK}
        if names and (UNDER_WAY not in names or names - _BEGUN):
            raise UserError("archive.not-empty", path=folder)


@contextmanager
def _held_place(folder: Path) -> Iterator[None]:
    """Lock the folder; when it held no archive and the work fails, leave nothing of it."""
    existed = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    lock = take_lock(folder)
    try:
        yield
    finally:
        lock.release()
        if not (folder / DATABASE).exists():
            with suppress(OSError):  # the stick may be gone; the next run goes on with what lies there
                _clear(folder, whole=not existed)


def _clear(folder: Path, *, whole: bool) -> None:
    if (folder / UNDER_WAY).exists():
        for name in (EVIDENCE, DRAFTS):
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in sorted(_BEGUN - {EVIDENCE, DRAFTS, UNDER_WAY}):
            (folder / name).unlink(missing_ok=True)
        (folder / UNDER_WAY).unlink()  # last, so that what is left is still known as ours
    (folder / LOCK).unlink(missing_ok=True)
    if whole:
        folder.rmdir()


def _expect_same_archive(folder: Path, manifest: Manifest) -> None:
    if not (folder / DATABASE).exists():
        return
    try:
        present = counted(folder / DATABASE)
    except (EnvironmentProblem, UserError):
        return  # too damaged to say whose it is; what is there is kept all the same
    if present.archive_id != manifest.archive_id:
        raise UserError("restore.other-archive", path=folder, present=present.holder, other=manifest.holder)


def _bring_back(backup: Path, folder: Path, verified: Verified, now: datetime, meter: Meter) -> Restored:
    over = (folder / DATABASE).exists()
    if not over:
        write_whole(folder / UNDER_WAY, b"")
    shutil.rmtree(folder / _OLD_JOURNAL, ignore_errors=True)
    database = verified.manifest.files[DATABASE_COPY].size
    expect_room(folder, [database * (3 if over else 2), *_wanting(folder, verified)])
    added: list[Path] = []
    try:
        _add_evidence(folder, verified, meter, added)
        _add_drafts(folder, verified, meter, added)
        _draft_database(backup, folder, meter)
        kept = keep_what_is_there(folder, now, meter) if over else None
    except BaseException:
        for path in (*added, folder / _DRAFT):
            path.unlink(missing_ok=True)
        raise
    write_whole(folder / ABOUT, ABOUT_TEXT.encode("utf-8-sig"))
    _switch(folder)
    return Restored(folder, verified.manifest.records, len(verified.originals), kept, verified.lost)


def _wanting(folder: Path, verified: Verified) -> list[int]:
    store = EvidenceStore(folder / EVIDENCE)
    return [file.size for sha256, (_, file) in verified.originals.items() if not store.path(sha256).exists()]


def _add_evidence(folder: Path, verified: Verified, meter: Meter, added: list[Path]) -> None:
    """Copy every original that is not there already as it should be; what is new goes into ``added``."""
    store = EvidenceStore(folder / EVIDENCE)
    for sha256, (source, file) in verified.originals.items():
        target = store.path(sha256)
        if not target.exists():
            added.append(target)
        elif held(target, meter) == file:
            continue
        target.parent.mkdir(exist_ok=True)
        copy_whole(source, target, meter, draft=folder / EVIDENCE / f".incoming-restore-{sha256[:16]}")
    sync_tree(folder / EVIDENCE)


def _add_drafts(folder: Path, verified: Verified, meter: Meter, added: list[Path]) -> None:
    """Bring back unsaved work; what is there under the same name is newer and stays."""
    for source in verified.drafts:
        target = folder / DRAFTS / source.name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            added.append(target)
            copy_whole(source, target, meter)


def _draft_database(backup: Path, folder: Path, meter: Meter) -> None:
    """Make the database that will take the name: up to date, and with no writer of its own yet."""
    draft = folder / _DRAFT
    (folder / f"{_DRAFT}-journal").unlink(missing_ok=True)
    copy_whole(backup / DATABASE_COPY, draft, meter, draft=draft)
    migrate(draft)
    engine = open_engine(draft)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        forget_writers(connection)
    engine.dispose()
    counted(draft)
    sync_file(draft)


def _switch(folder: Path) -> None:
    """Put the new database in the old one's place."""
    # What was derived follows the old one's revisions by their number; it is made anew.
    shutil.rmtree(folder / DERIVED, ignore_errors=True)
    if (folder / JOURNAL).exists():
        # Kept already. It goes first: a journal that is ahead of its database would never be written on.
        (folder / JOURNAL).rename(folder / _OLD_JOURNAL)
    # A rollback journal belongs to the old database, and would be played back into the new one.
    (folder / f"{DATABASE}-journal").unlink(missing_ok=True)
    sync_folder(folder)
    (folder / _DRAFT).replace(folder / DATABASE)
    sync_folder(folder)
    (folder / UNDER_WAY).unlink(missing_ok=True)
    shutil.rmtree(folder / _OLD_JOURNAL, ignore_errors=True)

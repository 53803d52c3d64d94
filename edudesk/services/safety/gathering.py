"""Putting together what a backup holds: a snapshot of the database, the journal, the evidence."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import DATABASE, DRAFTS, JOURNAL
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.plain import instant
from edudesk.services.safety.disk import Held, Meter, copy_whole, held, sync_tree
from edudesk.services.safety.manifest import (
    DATABASE_COPY,
    Manifest,
    evidence_path,
    write_manifest,
)
from edudesk.services.safety.snapshot import Counted, counted, take_snapshot


def gather(
    folder: Path, store: EvidenceStore, target: Path, now: datetime, meter: Meter, *, apart: bool = False
) -> Manifest:
    """Fill the new folder ``target`` from the archive in ``folder`` and prove what was written.

    With ``apart`` the evidence is listed and stays where it is. Errors are those of
    :func:`~edudesk.services.safety.backup.back_up`.
    """
    target.mkdir()
    # Before the snapshot: the journal never runs ahead of it, and a draft that is saved meanwhile is in it.
    files = copy_journal(folder, target, meter) | copy_drafts(folder, target, meter)
    take_snapshot(folder / DATABASE, target / DATABASE_COPY, meter)
    files[DATABASE_COPY] = held(target / DATABASE_COPY, meter, from_disk=True)
    inside = counted(target / DATABASE_COPY)
    originals, damaged, missing = _evidence(store, inside, None if apart else target, meter)
    manifest = Manifest(
        archive_id=inside.archive_id,
        holder=inside.holder,
        made_at=instant(now),
        schema=inside.schema,
        records=inside.records,
        revisions=inside.revisions,
        apart=apart,
        files=files | originals,
        damaged=tuple(damaged),
        missing=tuple(missing),
    )
    write_manifest(target, manifest)
    sync_tree(target)
    return manifest


def copy_journal(folder: Path, target: Path, meter: Meter) -> dict[str, Held]:
    """Copy the journal as it is now."""
    copied: dict[str, Held] = {}
    for path in sorted((folder / JOURNAL).glob("[0-9]*.jsonl")):
        (target / JOURNAL).mkdir(exist_ok=True)
        copied[f"{JOURNAL}/{path.name}"] = copy_whole(path, target / JOURNAL / path.name, meter)
    return copied


def copy_drafts(folder: Path, target: Path, meter: Meter) -> dict[str, Held]:
    """Copy the unsaved work as it is now, also what was set aside as damaged."""
    copied: dict[str, Held] = {}
    for path in drafts_in(folder):
        (target / DRAFTS).mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # saved or thrown away just now
            copied[f"{DRAFTS}/{path.name}"] = copy_whole(path, target / DRAFTS / path.name, meter)
    return copied


def drafts_in(folder: Path) -> list[Path]:
    """Return the files of unsaved work in an archive."""
    return sorted(path for pattern in ("*.json", "*.damaged") for path in (folder / DRAFTS).glob(pattern))


def _evidence(
    store: EvidenceStore, inside: Counted, target: Path | None, meter: Meter
) -> tuple[dict[str, Held], list[str], list[str]]:
    """Copy (or, without ``target``, read) every original that the database knows.

    A file that is damaged or missing already is named and hinders nothing: a backup without one photo is
    better than no backup.
    """
    files: dict[str, Held] = {}
    damaged, missing = [], []
    for original in inside.originals:
        source = store.path(original.sha256)
        if not source.is_file():
            missing.append(original.sha256)
            continue
        name = evidence_path(original.sha256)
        files[name] = _taken(source, target and target / name, meter)
        # Where nothing is encrypted the stored bytes are the original's, and need no second reading.
        if files[name].sha256 != original.sha256 and store.check(original.sha256) != "sound":
            damaged.append(original.sha256)
    return files, damaged, missing


def _taken(source: Path, target: Path | None, meter: Meter) -> Held:
    if target is None:
        return held(source, meter)
    target.parent.mkdir(parents=True, exist_ok=True)
    return copy_whole(source, target, meter)


def sizes(folder: Path, store: EvidenceStore, *, apart: bool = False) -> list[int]:
    """Return the sizes in bytes of the files that :func:`gather` will write."""
    database = folder / DATABASE
    if not database.is_file():
        raise EnvironmentProblem("archive.unreadable", path=database)
    kept = () if apart else (store.path(sha256) for sha256 in store.all())
    # Room for drafts is in the slack: they come and go while sizes are read.
    return [path.stat().st_size for path in (database, *(folder / JOURNAL).glob("*.jsonl"), *kept)]

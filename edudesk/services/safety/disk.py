"""Copying that proves what the disk holds afterwards, and the disk's faults in our words."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.models.database import faults
from edudesk.services.disk.volume import (
    FAT_FILE_LIMIT,
    NO_ROOM,
    forget_cached,
    is_fat,
    megabytes,
    sync_folder,
)
from edudesk.services.jobs import Job
from edudesk.texts.system import reason

CHUNK = 1 << 20
_SLACK = 4 << 20  # folders and the manifest
_CLUSTER = 4096  # what a file takes beyond its bytes, on the average disk


@dataclass(frozen=True)
class Held:
    """What a file holds: size in bytes, SHA-256 of the bytes as 64 hexadecimal digits."""

    size: int
    sha256: str


class Meter:
    """Counts bytes of one job over many files."""

    def __init__(self, job: Job, total: int) -> None:
        self._job, self._total, self._done = job, total, 0

    def more(self, size: int, what: str) -> None:
        """Count ``size`` more bytes, report, and raise Cancelled when the person asked to stop."""
        self._done += size
        self._job.step(self._done, max(self._total, self._done), what)


@contextmanager
def disk_faults(place: Path) -> Iterator[None]:
    """Turn a fault of the disk or of the database on it into an :class:`EnvironmentProblem`."""
    try:
        with faults(place):
            yield
    except sqlite3.DatabaseError as error:
        # SQLite gives no code where a text is no text any more.
        raise EnvironmentProblem("archive.damaged", path=place) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise EnvironmentProblem("disk.full", path=place) from error
        raise EnvironmentProblem("disk.failed", path=place, reason=reason(error)) from error


def expect_room(folder: Path, sizes: list[int]) -> None:
    """Raise ``backup.no-room`` or ``backup.too-large-for-fat`` when files of these sizes do not fit."""
    needed = sum(sizes) + len(sizes) * _CLUSTER + _SLACK
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise EnvironmentProblem(
            "backup.no-room", path=folder, needed=megabytes(needed), free=megabytes(free)
        )
    largest = max(sizes, default=0)
    if largest > FAT_FILE_LIMIT and is_fat(folder):
        raise EnvironmentProblem("backup.too-large-for-fat", path=folder, size=megabytes(largest))


def held(path: Path, meter: Meter, *, from_disk: bool = False) -> Held:
    """Read a file to its end; ``from_disk`` asks the system not to answer from memory."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        if from_disk:
            forget_cached(file.fileno())
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            meter.more(len(chunk), path.name)
    return Held(size, digest.hexdigest())


def copy_whole(source: Path, target: Path, meter: Meter, draft: Path | None = None) -> Held:
    """Copy a file under a temporary name, flush it, read it back, then give it its name.

    ``draft`` is that temporary name; it may be the final one where nobody minds. Nothing is left behind on
    failure. Raises EnvironmentProblem ``backup.read-back-differs``; OSError goes to the caller's
    :func:`disk_faults`.
    """
    part = draft or target.with_name(f".{target.name}.part")
    try:
        copied = _copy(source, part, meter)
        _expect_same(part, copied, meter)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return copied


def _copy(source: Path, part: Path, meter: Meter) -> Held:
    digest, size = hashlib.sha256(), 0
    with source.open("rb", buffering=0) as file, part.open("wb") as target:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)
            meter.more(len(chunk), source.name)
        target.flush()
        os.fsync(target.fileno())
    return Held(size, digest.hexdigest())


def _expect_same(path: Path, copied: Held, meter: Meter) -> None:
    if held(path, meter, from_disk=True) != copied:
        raise EnvironmentProblem("backup.read-back-differs", path=path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small new file and flush it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Flush what somebody else wrote into a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_tree(folder: Path) -> None:
    """Make every name under ``folder`` last through a power cut."""
    for inner in folder.rglob("*"):
        if inner.is_dir():
            sync_folder(inner)
    sync_folder(folder)

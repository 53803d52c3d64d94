"""A further copy of a finished package, read back from where it was put."""

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.disk.temporary import Temporary, remove_if_there
from edudesk.services.disk.volume import forget_cached, sync_folder
from edudesk.services.jobs import Job
from edudesk.services.packages.source import source_faults, source_pieces
from edudesk.services.packages.target import check_room, target_faults
from edudesk.services.packages.trees import pieces


def copy_packages(packages: Sequence[Path], folder: Path, job: Job) -> tuple[Path, ...]:
    """Copy the parts of a package into ``folder`` as :func:`copy_package` does, all of them or none."""
    copied: list[Path] = []
    try:
        copied.extend(copy_package(package, folder, job) for package in packages)
    except BaseException:
        for path in copied:
            remove_if_there(path)
        raise
    return tuple(copied)


def copy_package(package: Path, folder: Path, job: Job) -> Path:
    """Copy a package into ``folder``, compare what lies there with the original, name it, return its path.

    ``job`` counts files, each once when written and once when read back. On any failure, and when the person
    stops it, nothing is left. Errors: those of the target (``package.*``), ``package.not_found`` when the
    package is no longer where it was.
    """
    with source_faults(package):
        files = _files(package)
        sizes = [(package / name if name else package).stat().st_size for name in files]
    target = folder / package.name
    with target_faults(target):
        folder.mkdir(parents=True, exist_ok=True)
        check_room(folder, sum(sizes), max(sizes))
        temporary = Temporary(folder)
    try:
        sums = {}
        for number, name in enumerate(files):
            step = partial(job.step, number, 2 * len(files), name or package.name)
            step()
            sums[name] = _copy(package / name, temporary.path / name, target, step)
        for number, name in enumerate(files, len(files)):
            job.step(number, 2 * len(files), name or package.name)
            with target_faults(target):
                found = _hash(temporary.path / name)
            if found != sums[name]:
                raise EnvironmentProblem(
                    "package.read_back_differs", name=name or package.name, place=str(target)
                )
        with target_faults(target):
            return temporary.move_to(target)
    finally:
        temporary.discard()


def _files(package: Path) -> tuple[str, ...]:
    """Return the paths within a package that is a folder; one that is a file has the one path ``""``."""
    if package.is_dir():
        found = sorted(one for one in package.rglob("*") if one.is_file())
        return tuple(one.relative_to(package).as_posix() for one in found)
    if not package.is_file():
        raise UserError("package.not_found", path=str(package))
    return ("",)


def _copy(source: Path, copy: Path, target: Path, breathe: Callable[[], None]) -> str:
    """Copy one file to the disk and return the SHA-256 of what was read."""
    digest = hashlib.sha256()
    with source_faults(source):
        reading = source.open("rb", buffering=0)
    with reading, target_faults(target):
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("xb") as writing:
            for piece in source_pieces(reading):
                breathe()
                digest.update(piece)
                writing.write(piece)
            writing.flush()
            os.fsync(writing.fileno())
            forget_cached(writing.fileno())
        sync_folder(copy.parent)
    return digest.hexdigest()


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        for piece in pieces(file):
            digest.update(piece)
    return digest.hexdigest()

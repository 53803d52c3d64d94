"""Building a new archive aside, so that nothing half stands under its name when the work fails."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import ABOUT, DATABASE, LOCK, Archive, open_archive
from edudesk.texts.system import reason

_ASIDE = ".new-archive"


def build_aside(folder: Path, now: datetime, build: Callable[[Path], Archive]) -> Archive:
    """Let ``build`` make an archive in a folder inside ``folder``, move it to its place and open it.

    On any failure ``folder`` is as it was; after a kill there is no archive, or a whole one once this is
    called again. Errors: ``archive.exists``, ``archive.not-empty``,
    ``disk.failed``, and what ``build`` raises.
    """
    if _is_half_moved(folder):
        _move(folder / _ASIDE, folder)
    expect_room(folder)
    was_there = folder.exists()
    aside = folder / _ASIDE
    _remove(aside)
    try:
        build(aside).close()
        _move(aside, folder)
    except BaseException:
        _remove(aside)
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
    return open_archive(folder, now)


def expect_room(folder: Path) -> None:
    """Raise a :class:`UserError` unless a new archive may be made in ``folder``."""
    if (folder / DATABASE).exists():
        raise UserError("archive.exists", path=folder)
    if folder.exists() and (not folder.is_dir() or any(_matters(entry) for entry in folder.iterdir())):
        raise UserError("archive.not-empty", path=folder)


def _matters(entry: Path) -> bool:
    return entry.name != LOCK and not entry.name.startswith(".")


def _is_half_moved(folder: Path) -> bool:
    """Return whether a run was killed while it moved a whole archive: what is made first goes first."""
    aside = folder / _ASIDE
    return (aside / DATABASE).is_file() and not (aside / ABOUT).exists()


def _move(aside: Path, folder: Path) -> None:
    """Move the parts, the database last: without it a folder is no archive."""
    try:
        parts = sorted(aside.iterdir(), key=lambda part: (part.name == DATABASE, part.name != ABOUT))
        for part in parts:
            if part.name != LOCK:
                part.rename(folder / part.name)
    except OSError as error:
        raise EnvironmentProblem("disk.failed", path=folder, reason=reason(error)) from error
    _remove(aside)


def _remove(aside: Path) -> None:
    if aside.exists():
        shutil.rmtree(aside, ignore_errors=True)

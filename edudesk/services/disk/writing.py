"""Writing one file whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.disk.volume import NO_ROOM, sync_folder
from edudesk.texts.system import reason

_LONGEST = 3600
"""Seconds in which any file is written."""


def write_file(path: Path, data: bytes) -> None:
    """Give ``data`` its name only when it lies whole on the disk, which has the name when this returns.

    What has the name already is replaced. What killed runs left half written in the folder is removed an
    hour later, when nobody can be writing it any more. Raises EnvironmentProblem ``disk.denied``,
    ``disk.full`` or ``disk.failed``.
    """
    part = path.with_name(f".edudesk-{secrets.token_hex(6)}.part")
    with _told(path):
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _clear_leftovers(part)
            part.replace(path)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):  # of a disk that is gone there is told already
                part.unlink(missing_ok=True)


def _clear_leftovers(part: Path) -> None:
    now = part.stat().st_mtime  # by the clock of the disk, which may be of another machine
    for other in part.parent.glob(".edudesk-*.part"):
        with suppress(OSError):
            if now - other.stat().st_mtime > _LONGEST:
                other.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, if it is not there; errors as those of :func:`write_file`."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:  # on Windows also when Word or a PDF reader still shows the old one
        raise EnvironmentProblem("disk.denied", path=path) from error
    except OSError as error:
        code = "disk.full" if error.errno in NO_ROOM else "disk.failed"
        raise EnvironmentProblem(code, path=path, reason=reason(error)) from error

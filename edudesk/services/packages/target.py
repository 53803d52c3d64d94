"""The place a package is written to: its room, its faults in a sender's words."""

import errno
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.disk.volume import FAT_FILE_LIMIT, NO_ROOM, is_fat, megabytes
from edudesk.texts.system import reason

SLACK = 4 << 20
"""Bytes for folders, manifests and the rounding up to clusters."""
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTDIR, errno.ESTALE}
_LONG_PATH = 248
"""Characters from which on Windows refuses a path to a folder, unless it is set up for long ones."""
if sys.platform == "win32":
    # What its C library calls every fault of a device that it has no word for, as of a stick just pulled.
    _GONE.add(errno.EINVAL)


def check_room(folder: Path, total: int, largest_file: int) -> None:
    """Raise :class:`EnvironmentProblem` when ``total`` bytes, or one file so large, do not fit."""
    with target_faults(folder):
        free = shutil.disk_usage(folder).free
    if total + SLACK > free:
        raise EnvironmentProblem("package.no_room", needed=megabytes(total + SLACK), free=megabytes(free))
    if largest_file > FAT_FILE_LIMIT and is_fat(folder):
        raise EnvironmentProblem("package.too_large_for_fat", size=megabytes(largest_file))


@contextmanager
def target_faults(target: Path) -> Iterator[None]:
    """Turn a fault of the disk that is written to into an :class:`EnvironmentProblem`.

    A path that is too long for this Windows is a UserError, ``package.path_too_long``.
    """
    try:
        yield
    except OSError as error:
        place = str(target)
        if error.errno == errno.ENOENT and _is_too_long(error.filename):
            raise UserError("package.path_too_long", path=error.filename) from error
        if error.errno == errno.EFBIG:
            raise EnvironmentProblem("package.file_limit", place=place) from error
        if error.errno in NO_ROOM:
            raise EnvironmentProblem("package.disk_full", place=place) from error
        # Windows also says "denied" of a stick that is no longer there.
        is_there = Path(target.absolute().anchor).exists()
        if error.errno in _DENIED and is_there:
            raise EnvironmentProblem("package.target_denied", place=place) from error
        if error.errno in _GONE or not is_there:
            raise EnvironmentProblem("package.target_gone", place=place) from error
        raise EnvironmentProblem("package.not_written", place=place, reason=reason(error)) from error


def _is_too_long(path: str | None) -> bool:
    """Tell whether Windows may have refused a path for its length, which it does as if it were not there."""
    return sys.platform == "win32" and path is not None and len(str(Path(path).absolute())) >= _LONG_PATH

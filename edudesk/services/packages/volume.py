"""The disk or stick a package is written to: its room, its limits, its faults."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.texts.system import reason

FAT_FILE_LIMIT = (1 << 32) - 1
"""The largest file, in bytes, on FAT32."""

_SLACK = 4 << 20  # Folders, manifests and the rounding up to clusters.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
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
    if total + _SLACK > free:
        raise EnvironmentProblem("package.no_room", needed=megabytes(total + _SLACK), free=megabytes(free))
    if largest_file > FAT_FILE_LIMIT and is_fat(folder):
        raise EnvironmentProblem("package.too_large_for_fat", size=megabytes(largest_file))


def megabytes(size: int) -> str:
    """Return a size in words, rounded up to whole megabytes."""
    return f"{-(-size // (1 << 20))} MB"


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
        if error.errno in _NO_ROOM:
            raise EnvironmentProblem("package.disk_full", place=place) from error
        if error.errno == errno.EFBIG:
            raise EnvironmentProblem("package.file_limit", place=place) from error
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


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last through a power cut, where the system can be asked to."""
    if sys.platform == "win32":
        return  # Windows keeps no handle for folders; NTFS journals names itself.
    # Some network and stick file systems cannot open or flush folders and say so.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def forget_cached(handle: int) -> None:
    """Ask the system to read the file from the disk next time, so that reading back proves something."""
    if sys.platform == "linux":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def is_fat(folder: Path) -> bool:
    """Tell whether ``folder`` lies on FAT, as far as the system says; exFAT has no such limit."""
    if sys.platform == "win32":
        return _windows_file_system(folder) in {"FAT", "FAT32"}
    return _mounted_file_system(folder) in {"vfat", "msdos"}


def _mounted_file_system(folder: Path) -> str:
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    wanted, found, length = folder.resolve(), "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(point) >= length and wanted.is_relative_to(point):
            found, length = fields[2], len(point)
    return found


if sys.platform == "win32":

    def _windows_file_system(folder: Path) -> str:
        import ctypes  # noqa: PLC0415 - only Windows has what is asked for here

        name = ctypes.create_unicode_buffer(64)
        root = folder.resolve().anchor
        known = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
        return name.value if known else ""

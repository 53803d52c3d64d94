"""What the disks and sticks of different systems are, and what makes writing on them last."""

import errno
import os
import sys
from pathlib import Path

FAT_FILE_LIMIT = (1 << 32) - 1
"""The largest file, in bytes, on FAT32."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What a system calls a disk that takes no more; FAT32 says EFBIG of a file of 4 GiB."""

_LOST = NO_ROOM | {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ESTALE, errno.EROFS}
"""What it calls a disk that did not keep what it was given, or is there no more."""


def megabytes(size: int) -> str:
    """Return a size in words, rounded up to whole megabytes."""
    return f"{-(-size // (1 << 20))} MB"


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last through a power cut, where the system can be asked to.

    Raises OSError when the disk has failed or is gone: what was named there may not be there.
    """
    if sys.platform == "win32":
        return  # Windows keeps no handle for folders; NTFS journals names itself.
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        # Some network and stick file systems cannot open or flush folders and say so.
        if error.errno in _LOST:
            raise


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

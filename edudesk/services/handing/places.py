"""Where a package can be put: sticks and folders, with the room there is."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from edudesk.services.disk.volume import FAT_FILE_LIMIT, is_fat
from edudesk.services.packages.target import SLACK

_MOUNTS = Path("/proc/self/mounts")
_PLUGGED = ("/media/", "/run/media/")
"""Where Linux desktops hang what is plugged in."""
_REMOVABLE = 2
"""What Windows calls a drive whose medium can be taken out."""


@dataclass(frozen=True)
class Place:
    """A folder to write to: ``drive`` is the name or letter of the stick it lies on, else empty.

    ``free`` is in bytes, None when the place cannot be reached. ``small_files`` says that it is FAT32.
    """

    folder: Path
    drive: str = ""
    free: int | None = None
    small_files: bool = False

    @property
    def is_whole_drive(self) -> bool:
        """Whether it is the stick itself and no folder on it."""
        return self.folder.parent == self.folder or self.folder.name == self.drive


def sticks(mounts: Path = _MOUNTS) -> tuple[Place, ...]:
    """Return what is plugged in and can be written to."""
    found = (look_at(root, name) for root, name in _plugged(mounts) if root.is_dir())
    return tuple(place for place in found if place.free is not None)


def look_at(folder: Path, drive: str = "") -> Place:
    """Return a folder with the room there is; one that does not exist yet is judged by those above it."""
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    if there is None:
        return Place(folder, drive)
    try:
        return Place(folder, drive, shutil.disk_usage(there).free, is_fat(there))
    except OSError:
        return Place(folder, drive)


def with_drive(folder: Path) -> Place:
    """Return a folder with the room there is and the stick it lies on."""
    return look_at(folder, next((one.drive for one in sticks() if folder.is_relative_to(one.folder)), ""))


def obstacle(place: Place, expected: int, largest: int) -> str:
    """Return why about ``expected`` bytes cannot be put there: "gone", "full", "fat", or "".

    ``largest`` is about the largest file among them, 0 where files stay as they are.
    """
    if place.free is None:
        return "gone"
    if expected + SLACK > place.free:
        return "full"
    return "fat" if place.small_files and largest > FAT_FILE_LIMIT else ""


def _plugged(mounts: Path) -> list[tuple[Path, str]]:
    if sys.platform == "win32":
        return _windows_drives()
    if sys.platform == "darwin":
        return [(one, one.name) for one in Path("/Volumes").iterdir() if not one.is_symlink()]
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    points = [line.split(" ")[1].encode().decode("unicode_escape") for line in lines if line.count(" ") > 1]
    return [(Path(point), Path(point).name) for point in points if point.startswith(_PLUGGED)]


if sys.platform == "win32":

    def _windows_drives() -> list[tuple[Path, str]]:
        import ctypes  # noqa: PLC0415 - only Windows has what is asked for here

        kernel = ctypes.windll.kernel32
        present = kernel.GetLogicalDrives()
        letters = [chr(ord("A") + bit) for bit in range(26) if present >> bit & 1]
        return [
            (Path(f"{letter}:\\"), f"{letter}:")
            for letter in letters
            if kernel.GetDriveTypeW(f"{letter}:\\") == _REMOVABLE
        ]

"""Where photos come from: sticks, memory cards, and what else is a drive with a camera's folder on it.

A phone on a cable is no drive for Windows (it speaks MTP): its photos are copied to a folder first.
"""

import os
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CAMERA = "DCIM"
_MOUNTS = ("/media", "/run/media", "/mnt", "/Volumes")
_DEPTH = 2


@dataclass(frozen=True)
class Place:
    """A drive: its name, where it lies, and the folder to look through; ``camera`` when it has DCIM."""

    name: str
    drive: Path
    folder: Path
    camera: bool


def camera_places(drives: Iterator[Path] | None = None) -> tuple[Place, ...]:
    """Return the drives that can be pulled out, those with a camera's folder first.

    May wait for a sleeping drive: not for the GUI thread.
    """
    found = []
    for drive in drives if drives is not None else _drives():
        camera = drive / CAMERA
        has_camera = _is_folder(camera)
        found.append(Place(_name(drive), drive, camera if has_camera else drive, has_camera))
    return tuple(sorted(found, key=lambda place: (not place.camera, place.name)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a card reader without a card
        return False


def _name(drive: Path) -> str:
    return drive.name or str(drive).rstrip("\\/")


def _drives() -> Iterator[Path]:
    if sys.platform == "win32":
        yield from _windows_drives()
        return
    for mounts in _MOUNTS:
        yield from _mounted(Path(mounts), _DEPTH)


def _mounted(folder: Path, depth: int) -> Iterator[Path]:
    """Give the mount points below a folder; on Linux they lie below the name of the person."""
    try:
        below = [entry for entry in folder.iterdir() if entry.is_dir()]
    except OSError:
        return
    for entry in sorted(below):
        if os.path.ismount(entry):
            yield entry
        elif depth > 1:
            yield from _mounted(entry, depth - 1)


if sys.platform == "win32":
    _REMOVABLE = 2

    def _windows_drives() -> Iterator[Path]:
        import ctypes  # noqa: PLC0415 - only Windows has what is asked for here

        kernel = ctypes.windll.kernel32
        letters = kernel.GetLogicalDrives()
        for place, letter in enumerate(string.ascii_uppercase):
            drive = Path(f"{letter}:\\")
            if letters >> place & 1 and (kernel.GetDriveTypeW(str(drive)) == _REMOVABLE or _is_camera(drive)):
                yield drive

    def _is_camera(drive: Path) -> bool:
        return _is_folder(drive / CAMERA)

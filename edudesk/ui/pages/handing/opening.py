"""What is shown by the system's own programs, and sizes in words."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from edudesk.services.handing.places import Place
from edudesk.texts import Texts

_MB, _GB = 1 << 20, 1 << 30


def open_with_system(path: Path) -> None:
    """Show a folder or file with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def say_size(texts: Texts, size: int) -> str:
    """Return a size in words, as people read it off a stick."""
    if size >= _GB:
        return texts.say("handing.gb", number=f"{size / _GB:.1f}")
    return texts.say("handing.mb", number=max(1, round(size / _MB)))


def say_place(texts: Texts, place: Place) -> str:
    """Return what a place is called: a stick by its name, a folder by its path."""
    if not place.drive:
        return str(place.folder)
    stick = texts.say("handing.target.stick", name=place.drive)
    return stick if place.is_whole_drive else f"{stick} {place.folder.name}"

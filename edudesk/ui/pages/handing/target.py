"""Where the package goes: the sticks that are plugged in, the folder of last time, or another one."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from edudesk.services.handing.places import Place, obstacle, sticks, with_drive
from edudesk.ui.desk import Opened
from edudesk.ui.pages.handing.opening import say_place, say_size
from edudesk.ui.session import Session

_TARGET, _FORM = "handing.target", "handing.form"
_FOLDER = "EduDesk 上报包"
"""The folder in the person's own documents, until another one was chosen."""


class Target(QObject):
    """The places to choose from with their room; ``changed`` comes whenever that is known anew."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        kept = session.preferences.state(_TARGET)
        self._folder = Path(kept) if isinstance(kept, str) and kept else _documents()
        form = session.preferences.state(_FORM)
        self._form = form if form in ("zip", "folder") else "zip"
        self.places: tuple[Place, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder that is chosen."""
        return self._folder

    @property
    def form(self) -> str:
        """One file or a folder: "zip" or "folder"."""
        return self._form

    @property
    def place(self) -> Place | None:
        """The chosen place, None before it was looked at."""
        return next((one for one in self.places if one.folder == self._folder), None)

    def choose(self, folder: Path) -> None:
        """Take another folder and remember it."""
        self._folder = folder
        self._session.preferences.keep_state(_TARGET, str(folder))
        self.look()

    def choose_form(self, form: str) -> None:
        """Take the other form and remember it."""
        self._form = form
        self._session.preferences.keep_state(_FORM, form)
        self.changed.emit()

    def look(self) -> None:
        """Ask which places there are now and how much room they have."""
        folder = self._folder

        def question(_opened: Opened) -> tuple[Place, ...]:
            plugged = sticks()
            return (*(one for one in plugged if one.folder != folder), with_drive(folder))

        self._session.desk.ask(self, question, self._show, key="places")

    def name(self, place: Place) -> str:
        """Return what a place is called."""
        return say_place(self._session.texts, place)

    def trouble(self, expected: int, largest: int, *, takes_folder: bool) -> str:
        """Return why about ``expected`` bytes do not fit the chosen place as it is, empty when they do.

        ``largest`` is about the largest file among them; ``takes_folder`` says that a folder would help.
        """
        place, texts = self.place, self._session.texts
        code = obstacle(place, expected, largest) if place else ""
        if not place or not code:
            return ""
        if code == "fat" and not takes_folder:
            return texts.say("sending.target-fat")
        free, needed = (say_size(texts, size) for size in (place.free or 0, expected))
        return texts.say(f"handing.target.{code}", free=free, size=needed)

    def room(self) -> str:
        """Return how much room there is, in words."""
        place = self.place
        if place is None or place.free is None:
            return ""
        return self._session.say("handing.target.room", size=say_size(self._session.texts, place.free))

    def _show(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self.changed.emit()


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found or Path.home()) / _FOLDER

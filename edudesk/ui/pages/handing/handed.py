"""What can be done with a finished package: show it, copy it, print its list of gaps."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from edudesk.services.handing.view import Handed
from edudesk.ui.desk import Opened
from edudesk.ui.pages.handing.opening import open_with_system, say_place, say_size
from edudesk.ui.pages.handing.packing import Packing
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs


class HandedActions:
    """The deeds of step 4; ``parent`` is the widget they are asked from."""

    def __init__(self, session: Session, packing: Packing, parent: QWidget) -> None:
        self._session, self._packing, self._parent = session, packing, parent

    def place_words(self, one: Handed) -> str:
        """Return where a package lies and how much room is left there."""
        texts, words = self._session.texts, say_place(self._session.texts, one.place)
        if one.place.free is None:
            return words
        return texts.say("handing.place-free", place=words, size=say_size(texts, one.place.free))

    def open_folder(self, one: Handed) -> None:
        """Show the folder in which a package lies."""
        open_with_system(one.path.parent)

    def copy(self, one: Handed) -> None:
        """Ask for another place and save a further copy there."""
        if self._packing.copying is None:
            title = self._session.say("handing.copy")
            folder = dialogs.choose_folder(self._parent, title, one.path.parent)
            if folder is not None:
                self._packing.copy(one.path, folder)

    def print_gaps(self, one: Handed) -> None:
        """Show the printed list of gaps with the program that the system has for PDF."""
        package = one.path

        def question(opened: Opened) -> Path:
            from edudesk.services.disk.writing import write_file
            from edudesk.services.handing.looking import GAP_LIST, gap_list

            folder = opened.archive.derived / "handing"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / Path(GAP_LIST).name
            write_file(path, gap_list(package))
            return path

        self._session.desk.ask(self._parent, question, open_with_system)

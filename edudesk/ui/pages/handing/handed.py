"""What can be done with a finished package: show it, copy it, print its list of gaps and its slip."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from edudesk.services.handing.view import Handed
from edudesk.ui.desk import Opened
from edudesk.ui.pages.handing.opening import open_with_system, say_place, say_size
from edudesk.ui.pages.handing.packing import Packing
from edudesk.ui.printing import Paper, print_paper
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
                self._packing.copy(one, folder)

    def print_gaps(self, one: Handed) -> None:
        """Show the printed list of gaps with the program that the system has for PDF."""
        from edudesk.services.handing.looking import GAP_LIST

        printed = one.gap_list
        self._open_paper(GAP_LIST, lambda: printed)

    def open_catalogue(self, one: Handed) -> None:
        """Show the list of all that lies in a package."""
        from edudesk.services.handing.looking import CATALOGUE, paper_in

        self._open_paper(CATALOGUE, partial(paper_in, one.path, CATALOGUE))

    def _open_paper(self, name: str, paper: Callable[[], bytes]) -> None:
        def question(opened: Opened) -> Path:
            from edudesk.services.disk.writing import write_file

            folder = opened.archive.derived / "handing"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / Path(name).name
            write_file(path, paper())
            return path

        self._session.desk.ask(self._parent, question, open_with_system)

    def print_slip(self, handover_id: str, package: str) -> None:
        """Show the slip to be signed when the package changes hands."""
        name = f"{self._session.say('printing.handover-slip')} {package}"
        print_paper(self._session, self._parent, Paper("handover-slip", name, record=handover_id), ".pdf")

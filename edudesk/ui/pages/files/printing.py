"""Printing the papers of volumes: a menu of kinds, each as PDF, Word or Excel."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from edudesk.ui.opening import open_path
from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.nodes import Node
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs

KINDS = ("file-catalogue", "volume-contents", "volume-notes", "volume-cover")
_CATALOGUE = KINDS[0]
_FORMS = ((".docx", "files.as-word"), (".xlsx", "files.as-excel"))


class Printing(QObject):
    """Fills a menu for the place that is chosen, and writes what is chosen in it."""

    def __init__(self, session: Session, page: QWidget, node: Callable[[], Node | None]) -> None:
        super().__init__(page)
        self._session, self._page, self._node = session, page, node
        self.menu = QMenu(page)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)

    def print_catalogue(self) -> None:
        """Make the catalogue of the place as a PDF and open it."""
        self.write(_CATALOGUE, "")

    def write(self, kind: str, suffix: str) -> None:
        """Write a paper: a PDF is opened at once, for the others a place is asked for."""
        session, node = self._session, self._node()
        volumes = (node.volumes if node else None) or ()
        path: Path | None = None
        if suffix:
            name = session.say(f"files.paper-{kind}") + suffix
            path = dialogs.save_as(
                self._page, session.say("files.save-paper"), name, f"*{suffix}", suffix[1:].upper()
            )
            if path is None:
                return
        texts = session.texts
        session.desk.ask(
            self,
            lambda opened: questions.print_paper(opened, kind, volumes, path, texts),
            partial(self._written, told=bool(suffix)),
        )

    def _written(self, path: Path, *, told: bool) -> None:
        if told:
            self._session.toast(self._session.say("files.saved-paper", name=path.name))
        open_path(path)

    def _fill(self) -> None:
        say, node = self._session.say, self._node()
        self.menu.clear()
        for kind in KINDS:
            single = kind == _CATALOGUE or bool(node and node.volume)
            below = self.menu.addMenu(say(f"files.paper-{kind}"))
            below.menuAction().setEnabled(single)
            below.menuAction().setToolTip("" if single else say("files.one-volume"))
            below.addAction(say("files.as-pdf")).triggered.connect(partial(self._chosen, kind, ""))
            for suffix, code in _FORMS:
                below.addAction(say(code)).triggered.connect(partial(self._chosen, kind, suffix))

    def _chosen(self, kind: str, suffix: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.write(kind, suffix)

"""A picture as large as the screen needs it, decoded off the GUI thread and kept for the next time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from edudesk.services.jobs import Job
from edudesk.ui.papers.paper import Paper
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive


class LargePicture(QObject):
    """Fetches one picture at a time; of those asked for meanwhile only the newest is still wanted."""

    come = Signal(str, bytes)  # SHA-256, JPEG

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: dict[str, bytes] = {}
        self._waiting = ""
        self._under_way = False

    def ask(self, paper: Paper) -> None:
        """Fetch a paper's picture; ``come`` follows unless it is none or cannot be read."""
        self._waiting = ""
        if paper.thumbnail or paper.sha256 in self._known:
            self.ask_for(paper.sha256)

    def ask_for(self, sha256: str) -> None:
        """Fetch what is known to be a picture."""
        if sha256 in self._known:
            self.come.emit(sha256, self._known[sha256])
        else:
            self._waiting = sha256
            self._next()

    def _next(self) -> None:
        sha256, self._waiting = ("", self._waiting) if self._under_way else (self._waiting, "")
        if not sha256:
            return
        self._under_way = True

        def fetch(archive: "Archive", _job: Job) -> bytes:
            from edudesk.services.evidence import Decoder
            from edudesk.services.listing.thumbnails import screen_picture

            with Decoder() as decoder:
                return screen_picture(archive, sha256, decoder) or b""

        self._session.desk.work(self, "", fetch, lambda picture: self._fetched(sha256, picture))

    def _fetched(self, sha256: str, picture: bytes) -> None:
        self._under_way = False
        if picture:
            self._known = {sha256: picture}
            self.come.emit(sha256, picture)
        self._next()

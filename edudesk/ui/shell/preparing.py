"""Keeping the search in step, quietly: the index after opening, the text of files when it is calm."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.jobs import Job

_CALM = 10_000  # milliseconds without a change before files are read


class SearchKeeper(QObject):
    """Does one thing at a time, each in a thread of its own that closing the archive stops."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._is_busy = False
        self.calm = QTimer(self, singleShot=True, interval=_CALM)
        self.calm.timeout.connect(self.read_files)
        session.desk.opened.connect(self._begin)
        session.desk.changed.connect(self.calm.start)

    def _begin(self) -> None:
        """Read into the index what it does not hold yet."""

        def deed(archive: "Archive", job: "Job") -> None:
            from edudesk.services.finding import prepare_search

            prepare_search(archive, job)

        self._do(deed)
        self.calm.start()

    def read_files(self) -> None:
        """Read what was written since, and the text of files that wait for it."""

        def deed(archive: "Archive", job: "Job") -> None:
            from edudesk.services.finding import prepare_search, read_files

            prepare_search(archive, job)
            read_files(archive, job)

        if self._is_busy:
            self.calm.start()
        else:
            self._do(deed)

    def _do(self, deed: "Callable[[Archive, Job], None]") -> None:
        def rest(_outcome: object) -> None:
            self._is_busy = False

        self._is_busy = True
        # What keeps the index from being written is said where something is looked for.
        self._session.desk.work(self, "", deed, rest, failed=rest)

"""A summary as a paper: printed, or written to a file of one's own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edudesk.ui.opening import open_path
from edudesk.ui.pages.summary.questions import print_summary
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode


class Papers(QObject):
    """Makes the paper in the archive's thread and opens it; ``failed`` gives what went wrong."""

    failed = Signal(object)  # EduDeskError

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def write(self, record: str, term: "TermCode", title: str, suffix: str | None) -> None:
        """Make the paper of a summary: a PDF to be looked at, or with a ``suffix`` a file where one says."""
        say, path = self._session.say, None
        if suffix is not None:
            name = f"{title or say('summarypage.title')}{suffix}"
            heading = say("summarypage.export-title")
            path = dialogs.save_as(self._page, heading, name, f"*{suffix}", suffix[1:].upper())
            if path is None:
                return
        question = print_summary(record, term, self._session.texts, path)
        then = partial(self._written, chosen=path is not None)
        self._session.desk.ask(self, question, then, failed=self.failed.emit)

    def _written(self, path: Path, *, chosen: bool) -> None:
        if chosen:
            self._session.toast(self._session.say("summarypage.written", name=path.name))
        open_path(path)

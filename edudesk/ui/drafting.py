"""Keeping what is typed: a form is written to its draft within a second of the first unsaved key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from edudesk.errors import EduDeskError
from edudesk.ui.desk import Desk, Opened

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft

_SOON = 300  # milliseconds; the rest of the second is for a busy machine and a slow disk


class DraftKeeper(QObject):
    """Writes drafts in the archive's thread, in the order of all other questions.

    So a draft is never written again after it was saved or dropped. ``kept`` follows every write.
    """

    kept = Signal()
    failed = Signal(object)  # EduDeskError

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make: Callable[[], Draft] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON)
        self._timer.timeout.connect(self.write_now)

    def touch(self, make: Callable[[], "Draft"]) -> None:
        """Write soon what ``make`` returns then; it is called in the archive's thread."""
        self._make = make
        if not self._timer.isActive():
            self._timer.start()

    def write_now(self) -> None:
        """Write at once what waits to be written."""
        self._timer.stop()
        make, self._make = self._make, None
        if make is not None:
            self._desk.ask(
                self, lambda opened: _write(opened, make), self._told, failed=self._failed, key="draft"
            )

    def forget(self) -> None:
        """Write nothing of what waits: it was saved or dropped."""
        self._timer.stop()
        self._make = None

    def drop(self, draft: "Draft") -> None:
        """Delete the file of a draft."""
        self.forget()
        self._desk.ask(self, lambda opened: _remove(opened, draft), lambda _none: None, failed=self._failed)

    def _told(self, _none: None) -> None:
        self.kept.emit()

    def _failed(self, error: EduDeskError) -> None:
        self.failed.emit(error)


def _write(opened: Opened, make: Callable[[], "Draft"]) -> None:
    from edudesk.services.drafts import drafts_folder, save

    save(drafts_folder(opened.archive), make())


def _remove(opened: Opened, draft: "Draft") -> None:
    from edudesk.services.drafts import drafts_folder, remove

    remove(drafts_folder(opened.archive), draft.id)

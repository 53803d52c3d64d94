"""Many packages that are being taken in; it outlives the page as the making does."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from edudesk.errors import EduDeskError, UserError
from edudesk.services.jobs import Job
from edudesk.ui.desk import Work
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.receiving.batch import Batch


class Batching(QObject):
    """Where the taking in stands; ``changed`` follows every step of it.

    Ask for it with :meth:`of`: there is one for each session.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.work: Work | None = None
        self.batch: Batch | None = None
        self.receipts: Path | None = None
        self.error: EduDeskError | None = None

    @classmethod
    def of(cls, session: Session) -> "Batching":
        """Return the one of this session."""
        found = session.findChild(cls)
        return found if isinstance(found, Batching) else cls(session)

    @property
    def is_begun(self) -> bool:
        """Whether packages are being taken in, or what became of them is not put away yet."""
        return self.work is not None or self.batch is not None or self.error is not None

    def start(self, places: Sequence[Path]) -> None:
        """Take in every package among files and folders; while some are at work nothing else is begun."""
        if self.work is not None:
            return
        now, chosen = self._session.clock.now(), tuple(places)

        def deed(archive: "Archive", job: Job) -> "Batch":
            from edudesk.services.receiving.batch import packages_in, take_all

            packages = packages_in(chosen)
            if not packages:
                raise UserError("batch.none", path=chosen[0])
            return take_all(archive, packages, now, job)

        self.batch = self.receipts = self.error = None
        title = self._session.say("batch.taking")
        self.work = self._session.desk.work(
            self, title, deed, self._finish, failed=self._fail, changes=True, unit="bytes"
        )
        self.changed.emit()

    def write_receipts(self, folder: Path) -> None:
        """Write the receipts of all that is here now into a folder."""
        batch, now = self.batch, self._session.clock.now()
        if batch is None or self.work is not None:
            return

        def deed(archive: "Archive", job: Job) -> Path:
            from edudesk.services.receiving.batch import write_receipts

            write_receipts(archive, batch, folder, now, job)
            return folder

        self.error = None
        title = self._session.say("batch.writing-receipts")
        self.work = self._session.desk.work(self, title, deed, self._wrote, failed=self._fail)
        self.changed.emit()

    def reset(self) -> None:
        """Put away what became of the packages."""
        if self.work is None:
            self.batch = self.receipts = self.error = None
            self.changed.emit()

    def _finish(self, batch: "Batch") -> None:
        self.work, self.batch = None, batch
        self.changed.emit()

    def _wrote(self, folder: Path) -> None:
        self.work, self.receipts = None, folder
        self.changed.emit()

    def _fail(self, error: EduDeskError) -> None:
        self.work, self.error = None, error
        self.changed.emit()


def are_several(chosen: Sequence[Path]) -> bool:
    """Tell whether these are many packages, or a folder of some, rather than one package or receipt."""
    if len(chosen) > 1:
        return True
    return chosen[0].is_dir() and not any(chosen[0].glob("manifest-*.txt"))

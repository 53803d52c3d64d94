"""The package of somebody else that is being checked; it outlives the page as the making does."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.handing.view import Looked
from edudesk.services.jobs import Job
from edudesk.ui.desk import Work
from edudesk.ui.session import Session


class Looking(QObject):
    """What is known of the package that was chosen; ``changed`` follows every step."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.package: Path | None = None
        self.work: Work | None = None
        self.looked: Looked | None = None
        self.error: EduDeskError | None = None
        self.stopped = False

    @classmethod
    def of(cls, session: Session) -> "Looking":
        """Return the one of this session."""
        found = session.findChild(cls)
        return found if isinstance(found, Looking) else cls(session)

    def start(self, package: Path) -> None:
        """Check a package; while one is being checked nothing else is begun."""
        if self.work is not None:
            return
        texts = self._session.texts

        def deed(_archive: object, job: Job) -> Looked:
            from edudesk.services.handing.looking import look_into

            return look_into(package, texts, job)

        self.package, self.looked, self.error, self.stopped = package, None, None, False
        title = self._session.say("handing.look.reading", name=package.name)
        self.work = self._session.desk.work(self, title, deed, self._finish, failed=self._fail)
        self.changed.emit()

    def reset(self) -> None:
        """Forget what was found."""
        if self.work is None:
            self.package = self.looked = self.error = None
            self.stopped = False
            self.changed.emit()

    def _finish(self, looked: Looked) -> None:
        self.work, self.looked = None, looked
        self.changed.emit()

    def _fail(self, error: EduDeskError) -> None:
        self.work = None
        self.stopped = isinstance(error, Cancelled)
        self.error = None if self.stopped else error
        self.changed.emit()

"""The package that is being made: it outlives the page, so that one may leave and come back."""

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.handing.counting import Pace
from edudesk.services.handing.view import Handed, Wanted
from edudesk.services.jobs import Job
from edudesk.services.packages.editions import FULL
from edudesk.ui.desk import Work
from edudesk.ui.session import Session

CHECK, WRITING, READING, FAILED, DONE = "check", "writing", "reading", "failed", "done"
_PLACES = "handing.places"
_MOST_PLACES = 200


class Packing(QObject):
    """Where the making stands; ``changed`` follows every step of it.

    Ask for it with :meth:`of`: there is one for each session, and it is the owner of the long work.
    """

    changed = Signal()
    _staged = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.stage = CHECK
        self.wanted: Wanted | None = None
        self.takes_folder = True
        self.work: Work | None = None
        self.pace = Pace()
        self.error: EduDeskError | None = None
        self.stopped = False
        self.handed: tuple[Handed, ...] = ()
        self.seconds: dict[str, float] = {}
        self.copying: Work | None = None
        self.copied: Path | None = None
        self.copy_error: EduDeskError | None = None
        self.copy_stopped = False
        self._since = 0.0
        self._staged.connect(self._begin)
        session.term_changed.connect(self._leave_behind)

    @classmethod
    def of(cls, session: Session) -> "Packing":
        """Return the one of this session."""
        found = session.findChild(cls)
        return found if isinstance(found, Packing) else cls(session)

    @property
    def is_busy(self) -> bool:
        """Whether a package is being made."""
        return self.stage in (WRITING, READING)

    def start(self, wanted: Wanted) -> None:
        """Make what is wanted."""
        texts, staged = self._session.texts, self._staged.emit
        self.pace = pace = Pace()

        def deed(archive: object, job: Job) -> tuple[Handed, ...]:
            from edudesk.services.archive import Archive
            from edudesk.services.handing.making import make_packages

            assert isinstance(archive, Archive)
            return make_packages(archive, wanted, texts, job, staged, pace=pace)

        self.wanted = replace(wanted, password="")  # only the work itself may know it
        self.takes_folder = wanted.edition == FULL and not wanted.password
        self.error, self.stopped = None, False
        self.copied = self.copy_error = None
        self.copy_stopped = False
        self.seconds, self._since = {}, time.monotonic()
        self.stage = WRITING
        title = self._session.say("handing.making")
        self.work = self._session.desk.work(self, title, deed, self._finish, failed=self._fail, changes=True)
        self.changed.emit()

    def reset(self) -> None:
        """Go back to the check."""
        if not self.is_busy:
            self.stage, self.error, self.stopped = CHECK, None, False
            self.changed.emit()

    def copy(self, one: Handed, folder: Path) -> None:
        """Save a further copy of a finished package, of all its parts."""

        def deed(_archive: object, job: Job) -> Path:
            from edudesk.services.handing.copying import copy_packages

            copied = copy_packages([part.path for part in one.parts], folder, job)
            return copied[0] if len(copied) == 1 else folder

        self.copied = self.copy_error = None
        self.copy_stopped = False
        title = self._session.say("handing.copying")
        self.copying = self._session.desk.work(self, title, deed, self._end_copy, failed=self._fail_copy)
        self.changed.emit()

    def place_of(self, handover_id: str) -> Path | None:
        """Return where a package was put from this machine."""
        places = self._session.preferences.state(_PLACES)
        found = places.get(handover_id) if isinstance(places, dict) else None
        return Path(found) if isinstance(found, str) else None

    def _begin(self, stage: str) -> None:
        if self.is_busy and stage != self.stage:
            self.seconds[self.stage] = time.monotonic() - self._since
            self._since, self.stage = time.monotonic(), stage
            self.changed.emit()

    def _finish(self, handed: tuple[Handed, ...]) -> None:
        self.seconds[self.stage] = time.monotonic() - self._since
        self.handed, self.work, self.stage = handed, None, DONE
        self._remember(handed)
        self.changed.emit()

    def _fail(self, error: EduDeskError) -> None:
        self.stopped = isinstance(error, Cancelled)
        self.error = None if self.stopped else error
        self.work, self.stage = None, CHECK if self.stopped else FAILED
        self.changed.emit()

    def _end_copy(self, place: Path) -> None:
        self.copying, self.copied = None, place
        self.changed.emit()

    def _fail_copy(self, error: EduDeskError) -> None:
        self.copying, self.copy_stopped = None, isinstance(error, Cancelled)
        self.copy_error = None if self.copy_stopped else error
        self.changed.emit()

    def _remember(self, handed: tuple[Handed, ...]) -> None:
        preferences = self._session.preferences
        known = preferences.state(_PLACES)
        places = dict(known) if isinstance(known, dict) else {}
        places |= {one.handover_id: str(one.path) for one in handed}
        preferences.keep_state(_PLACES, dict(list(places.items())[-_MOST_PLACES:]))

    def _leave_behind(self) -> None:
        if self.stage in (FAILED, DONE):
            self.reset()

"""Backing up from the foot of the navigation: one click, to where the last one went."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.jobs import Job
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.safety.backup import Backup


class Backing(QObject):
    """Writes backups; ``done`` after one was written and verified, ``failed(error)`` when it was not."""

    done = Signal()
    failed = Signal(object)  # EduDeskError

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session, self._window = session, window
        self._is_working = False

    def start(self, folder: Path | None = None) -> None:
        """Back up to ``folder``, else to the last one, else to where the person says."""
        target = folder or self._session.preferences.backup_target
        if folder is None and (target is None or not target.is_dir()):
            target = self._choose()
        if target is not None and not self._is_working:
            self._work(target)

    def start_elsewhere(self) -> None:
        """Ask where to, whatever the last folder was."""
        if folder := self._choose():
            self.start(folder)

    def _choose(self) -> Path | None:
        from edudesk.ui.widgets import dialogs

        return dialogs.choose_folder(self._window, self._session.say("shell.backup.choose"))

    def _work(self, folder: Path) -> None:
        session, clock = self._session, self._session.clock

        def deed(archive: "Archive", job: Job) -> "Backup":
            from edudesk.services.frame import note_backup
            from edudesk.services.safety.backup import back_up

            made = back_up(archive, folder, clock.now(), job)
            note_backup(archive, folder, clock.now())
            return made

        def then(made: "Backup") -> None:
            self._is_working = False
            session.preferences.backup_target = folder
            lacking = len(made.damaged) + len(made.missing)
            code = "shell.backup.lacks" if lacking else "shell.backup.made"
            session.toast(session.say(code, place=folder, count=lacking))
            self.done.emit()

        def failed(error: EduDeskError) -> None:
            self._is_working = False
            if isinstance(error, Cancelled):
                session.toast(session.texts.present(error))
            else:
                self.failed.emit(error)

        self._is_working = True
        session.desk.work(self, session.say("shell.backup.working"), deed, then, failed=failed)

"""What fills the window when an archive did not open: why, and what can be done."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.jobs import Job
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Words

_WAYS = {
    "archive.none": ("again", "other", "begin"),
    "archive.locked": ("again", "other"),
    "archive.damaged": ("restore", "again", "other"),
    "archive.foreign": ("other", "begin"),
    "archive.newer": ("other",),
}
_USUAL = ("again", "other")
_WIDTH = 640


class OpeningPage(QWidget):
    """The reason in plain words and the ways on.

    ``opened(Path)`` asks to open an archive, this one again or another; ``beginning(Path)`` for a new one.
    """

    opened = Signal(object)
    beginning = Signal(object)

    def __init__(self, session: Session, error: EduDeskError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._session = session
        self._notice: ErrorNotice | None = None
        self._held: QWidget | None = None
        self.ways: Sequence[str] = ()
        self._busy = BusyCard(session.texts)
        self._busy.setFixedWidth(px(_WIDTH))
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(px(56), px(48), px(56), px(24))
        layout.setSpacing(px(16))
        layout.addWidget(Words(session.say("shell.opening.title"), "guide"))
        layout.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._explain(error)

    @property
    def notice(self) -> ErrorNotice:
        """The reason, with its buttons."""
        assert self._notice is not None
        return self._notice

    def _explain(self, error: EduDeskError) -> None:
        say = self._session.say
        if self._held is not None:
            self._held.deleteLater()
        self.ways = _WAYS.get(error.code, self.ways or _USUAL)
        words = [say(f"shell.opening.{way}") for way in self.ways]
        self._notice = notice = ErrorNotice(self._session.texts, error, words)
        notice.setFixedWidth(theme().tokens.px(_WIDTH))
        notice.chosen.connect(lambda number: self._go(self.ways[number]))
        # Held by a line: with an alignment it would be as high as its words in one line.
        self._held = Line(notice, None)
        self._layout.insertWidget(1, self._held)

    def _go(self, way: str) -> None:
        from edudesk.ui.widgets import dialogs

        folder, say = self._session.desk.folder, self._session.say
        match way:
            case "again":
                self.opened.emit(folder)
            case "begin":
                self.beginning.emit(folder)
            case "other":
                if chosen := dialogs.choose_folder(self, say("shell.opening.choose"), folder.parent):
                    self.opened.emit(chosen)
            case "restore":
                start = self._session.preferences.backup_target
                if chosen := dialogs.choose_folder(self, say("shell.opening.backup"), start):
                    self._restore(chosen)

    def _restore(self, backup: Path) -> None:
        folder, clock = self._session.desk.folder, self._session.clock

        def deed(job: Job) -> None:
            from edudesk.services.safety.restore import restore

            restore(backup, folder, clock.now(), job, over=True)

        work = self._session.desk.work_apart(
            self,
            self._session.say("shell.opening.restoring"),
            deed,
            lambda _none: self.opened.emit(folder),
            failed=self._keep_explaining,
            unit="bytes",
        )
        self._busy.follow(work, work.unit)
        self.notice.setEnabled(False)

    def _keep_explaining(self, error: EduDeskError) -> None:
        self.notice.setEnabled(True)
        if not isinstance(error, Cancelled):
            self._explain(error)

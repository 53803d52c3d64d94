"""Steps 2 and 3: the package is made, then read back; when it fails, what happened and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.ui.desk import Work
from edudesk.ui.pages.handing.packing import FAILED, WRITING, Packing
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.busy import BusyCard, megabytes
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.words import Paragraph, Words

AGAIN, ANOTHER, AS_FOLDER, BACK = "again", "another-folder", "as-folder", "back"
LEAVE_OUT = "leave-out"
_ROOM = frozenset({"package.no_room", "package.disk_full", "package.target_denied", "package.not_written"})
_LARGE = frozenset({"package.too_large_for_fat", "package.file_limit"})
_ELSEWHERE = frozenset({"package.read_back_differs", "package.path_too_long"})


def ways_out(error: EduDeskError, *, takes_folder: bool = True) -> tuple[str, ...]:
    """Return what can be done about a failure, the likeliest first."""
    if error.code in _LARGE:
        return (AS_FOLDER, ANOTHER, BACK) if takes_folder else (ANOTHER, BACK)
    if error.code == "editions.file-too-large":
        return BACK, LEAVE_OUT
    if error.code == "editions.part-too-small":
        return (BACK,)
    if error.code in _ROOM or error.code in _ELSEWHERE:
        return ANOTHER, AGAIN, BACK
    if error.code == "package.target_gone":
        return AGAIN, ANOTHER, BACK
    return AGAIN, BACK


class MakingView(QWidget):
    """Follows the making; ``wanted`` carries the way out that was chosen."""

    wanted = Signal(str)

    def __init__(self, session: Session, packing: Packing) -> None:
        super().__init__()
        self._session, self._packing = session, packing
        self._busy = BusyCard(session.texts)
        self._safe = Paragraph(session.say("handing.making-safe"), "second", "text2")
        self._pace = Words("", "second", "text2")
        self._notice: ErrorNotice | None = None
        self._followed: tuple[Work, str] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().tokens.px(10))
        self._column.addWidget(self._busy)
        self._column.addWidget(self._pace)
        self._column.addWidget(self._safe)
        self._column.addStretch(1)

    def show_packing(self) -> None:
        """Show how far the making is, or why it failed."""
        packing = self._packing
        self._show_error(packing.error if packing.stage == FAILED else None)
        self._safe.setVisible(packing.is_busy)
        self._show_pace()
        if packing.work is None:
            self._busy.stop_following()
            self._followed = None
            return
        key = (packing.work, packing.stage)
        if key != self._followed:
            if self._followed is None or self._followed[0] is not packing.work:
                packing.work.progressed.connect(self._show_pace)
            self._followed = key
            code = "handing.making" if packing.stage == WRITING else "handing.reading"
            self._busy.follow(packing.work, "files", self._session.say(code))
            self._busy.show_at_once()

    def focus_button(self) -> None:
        """Put the focus where the next key is meant: on the way out, or on 取消."""
        found = self._notice.buttons if self._notice else self._busy.findChildren(Button)
        for button in found[:1]:
            button.setFocus()

    def _show_pace(self, *_progress: object) -> None:
        """Say how far the file is that is written, read or sealed just now."""
        pace, words = self._packing.pace, ""
        if self._packing.is_busy and pace.total:
            code = "sealing" if pace.sealing else self._packing.stage
            done, total = (megabytes(size) for size in (pace.done, pace.total))
            words = self._session.say(f"sending.pace.{code}", part=pace.part, done=done, total=total)
        self._pace.setText(words)
        self._pace.setVisible(bool(words))  # what is empty would leave a second gap

    def _show_error(self, error: EduDeskError | None) -> None:
        if self._notice is not None:
            self._column.removeWidget(self._notice)
            self._notice.deleteLater()
            self._notice = None
        if error is not None:
            ways = ways_out(error, takes_folder=self._packing.takes_folder)
            say = self._session.say
            words = [say("sending.leave-out") if way == LEAVE_OUT else say(f"handing.{way}") for way in ways]
            self._notice = ErrorNotice(self._session.texts, error, words)
            self._notice.chosen.connect(lambda place: self.wanted.emit(ways[place]))
            self._column.insertWidget(0, self._notice)

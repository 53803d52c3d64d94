"""Making the archive from the answers, off the GUI thread, so that a kill leaves none or a whole one."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.models.ids import new_id
from edudesk.services.jobs import Job
from edudesk.services.starting.answers import Answers
from edudesk.services.starting.keeping import Draft
from edudesk.texts import Texts
from edudesk.ui.pages.start.question import MARGIN
from edudesk.ui.pages.start.school import folder_of
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.errors import ErrorNotice

_AGAIN, _PLACE = range(2)


class Making(QObject):
    """``made(folder)`` once the archive lies whole on the disk; ``failed(error)`` when nothing came of it."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, draft: Draft, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._draft = session, draft
        self.is_under_way = False

    def make(self, answers: Answers) -> None:
        """Make the archive, or find the one that a killed run made of these answers."""
        begun = replace(answers, begun=True, holder_id=answers.holder_id or new_id())
        draft, session = self._draft, self._session
        folder, now, today = folder_of(begun), session.clock.now(), session.clock.today()
        # In Chinese in any window: the name stands in papers and packages for the bureau.
        name = Texts("zh").say("start.community", school=begun.name.strip())
        draft.put(begun)
        self.is_under_way = True

        def deed(_job: Job) -> Path:
            from edudesk.services.starting.making import make_archive

            draft.flush()  # before the archive, so that it is known again after a kill
            make_archive(folder, begun, name, now, today).close()
            return folder

        session.desk.work_apart(self, session.say("start.making"), deed, self._end, failed=self._fail)

    def finish(self, folder: Path, answers: Answers) -> None:
        """Note the archive as the one to open from now on and forget the answers; ``ended`` follows."""
        draft, preferences = self._draft, self._session.preferences

        def deed(_job: Job) -> Path:
            preferences.archive = folder
            preferences.author = answers.author.strip() or preferences.author
            preferences.flush()  # before the answers go, so that a kill loses neither
            draft.remove()
            return folder

        self._session.desk.work_apart(self, "", deed, self.ended.emit)

    ended = Signal(object)

    def _end(self, folder: Path) -> None:
        self.is_under_way = False
        self.made.emit(folder)

    def _fail(self, error: EduDeskError) -> None:
        self.is_under_way = False
        self._draft.put(replace(self._draft.answers, begun=False))
        self.failed.emit(error)


class MakingTrouble(QWidget):
    """Why the archive could not be made, above the bar; ``again`` and ``elsewhere`` are the ways on."""

    again = Signal()
    elsewhere = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        px = theme().tokens.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(MARGIN), 0, px(MARGIN), px(12))
        self.hide()

    def show_error(self, error: EduDeskError) -> None:
        """Say what happened, and offer to try again or elsewhere."""
        self.clear()
        say = self._session.say
        notice = ErrorNotice(self._session.texts, error, [say("start.again"), say("start.place")])
        notice.chosen.connect(self._choose)
        self._layout.addWidget(notice)
        self.show()
        notice.buttons[_PLACE].setFocus()

    def clear(self) -> None:
        """Take the notice away."""
        while (item := self._layout.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.hide()

    def _choose(self, number: int) -> None:
        # The notice goes away with its buttons, which are still at work in this very moment.
        way = self.again if number == _AGAIN else self.elsewhere
        QTimer.singleShot(0, self, way.emit)

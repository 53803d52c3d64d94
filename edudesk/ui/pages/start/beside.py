"""Beside the first question: looking around in the demonstration school, or going on with an archive."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.jobs import Job
from edudesk.services.schemes.results import State
from edudesk.services.starting.showing import (
    Earlier,
    bring_back,
    demonstration_folder,
    look_into,
    show_demonstration,
)
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.icon import Icon
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

_LOSSES = "backup.damaged"


class _Way(Card):
    """A card with an icon, a sentence and one button; the button alone where there is little room."""

    def __init__(self, icon: str, title: str, text: str, button: str) -> None:
        super().__init__()
        px = theme().tokens.px
        self.button = Button(button, row=True, elide=True)
        self._told = (
            Icon(icon, 24, "accent"),
            Column(
                Words(title, "body", bold=True, wrap=True),
                Words(text, "second", "text2", wrap=True),
                gap=2,
            ),
        )
        words = QVBoxLayout()
        words.setSpacing(px(8))
        words.addWidget(self._told[1])
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setSpacing(px(14))
        self._row.addWidget(self._told[0], 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.body.addWidget(inside)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Show the button alone, or the whole card."""
        px = theme().tokens.px
        across, down = (0, 0) if compact else (px(16), px(14))
        self._row.setContentsMargins(across, down, across, down)
        for widget in self._told:
            widget.setVisible(not compact)
        role = "" if compact else "card"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class BesideSchool(Column):
    """``opening(folder)`` when an archive is there to be shown; ``place`` says where a restored one goes."""

    opening = Signal(object)

    def __init__(self, session: Session, place: Callable[[], Path]) -> None:
        say = session.say
        self._demo = _Way("school", say("start.demo.title"), say("start.demo.text"), say("start.demo.button"))
        self._earlier = _Way(
            "hard-drive", say("start.earlier.title"), say("start.earlier.text"), say("start.earlier.button")
        )
        super().__init__(gap=14)
        self._ways = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._ways.setSpacing(theme().tokens.px(14))
        self._ways.addWidget(self._demo)
        self._ways.addWidget(self._earlier)
        self._ways.addStretch(1)
        self.body.addLayout(self._ways)
        self._session, self._place = session, place
        self._backup: Path | None = None
        self._busy = BusyCard(session.texts)
        self._said = QVBoxLayout()
        self.body.addWidget(self._busy)
        self.body.addLayout(self._said)
        self.demonstration = self._demo.button
        self.earlier = self._earlier.button
        self.demonstration.clicked.connect(self._show_demonstration)
        self.earlier.clicked.connect(self._choose)

    def set_compact(self, *, compact: bool) -> None:
        """Show the buttons alone, side by side."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._ways.setDirection(across if compact else down)
        for way in (self._demo, self._earlier):
            way.set_compact(compact=compact)

    def _show_demonstration(self) -> None:
        folder = demonstration_folder(self._place())
        self._work("start.demo.making", partial(show_demonstration, folder), "start.demo.stopped", "steps")

    def _choose(self) -> None:
        title = self._session.say("start.earlier.choose")
        if chosen := dialogs.choose_folder(self, title, self._session.preferences.backup_target):
            self._clear()
            self._session.desk.work_apart(
                self, "", lambda _job: look_into(chosen), self._found, failed=self._explain
            )

    def _found(self, earlier: Earlier) -> None:
        if not earlier.is_backup:
            self.opening.emit(earlier.folder)
            return
        self._backup = earlier.folder
        self._restore(accept_losses=False)

    def _restore(self, *, accept_losses: bool) -> None:
        backup, folder, now = self._backup, self._place(), self._session.clock.now()
        assert backup is not None

        def deed(job: Job) -> Path:
            return bring_back(backup, folder, now, job, accept_losses=accept_losses)

        self._work("start.earlier.restoring", deed, "start.earlier.stopped", "bytes")

    def _work(self, title: str, deed: Callable[[Job], Path], stopped: str, unit: str) -> None:
        self._clear()
        self._set_working(working=True)

        def fail(error: EduDeskError) -> None:
            self._set_working(working=False)
            if isinstance(error, Cancelled):
                self._said.addWidget(Notice(State.ON_TRACK, self._session.say(stopped), below=True))
            else:
                self._explain(error)

        desk, words = self._session.desk, self._session.say(title)
        work = desk.work_apart(self, words, deed, self.opening.emit, failed=fail, unit=unit)
        self._busy.follow(work, unit)

    def _set_working(self, *, working: bool) -> None:
        self.demonstration.setEnabled(not working)
        self.earlier.setEnabled(not working)

    def _explain(self, error: EduDeskError) -> None:
        can_accept = error.code == _LOSSES
        buttons = [self._session.say("start.earlier.accept")] if can_accept else []
        notice = ErrorNotice(self._session.texts, error, buttons)
        notice.chosen.connect(lambda _number: self._restore(accept_losses=True))
        self._said.addWidget(notice)

    def _clear(self) -> None:
        while (item := self._said.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

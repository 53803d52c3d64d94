"""A request in words, how far it is, and the activities that answer it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.others import questions
from edudesk.ui.session import Session
from edudesk.ui.sheets.asking import Sheet
from edudesk.ui.sheets.pane import SheetPane
from edudesk.ui.steps import lead_to_records
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.notice import Notice

_CHANGES = ("accepted", "answered", "closed", "open")


class RequestPane(SheetPane):
    """What hangs on a request: answer it with an activity, or say how far it is."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._here = session
        self._told: QWidget | None = None
        self.answer = Button(session.say("others.answer"), icon="plus")
        self.answer.clicked.connect(self._answer)
        self.buttons.insert(0, self.answer)
        self.states = {code: self.more.addAction(session.say(f"others.set-{code}")) for code in _CHANGES}
        for code, action in self.states.items():
            action.triggered.connect(partial(self._set, code))

    def show_sheet(self, found: Sheet) -> None:
        self._told = None
        super().show_sheet(found)

    def show_answers(self, record_id: str, found: tuple[tuple[str, str], ...]) -> None:
        """Show by what the request is answered, if it is still the one shown."""
        if record_id != self.shown:
            return
        if self._told is not None:  # the sheet was asked for twice, and so were its answers
            self._told.hide()
            self._told.deleteLater()
        say = self._here.say
        if not found:
            self._told = Notice(State.ON_TRACK, say("others.unanswered"))
            self.add(self._told)
            return
        answers = self.add_link(say("others.answers"), say("others.answered-by", count=len(found)))
        lead_to_records(answers, self._here, found, say("others.answers-title"))
        self._told = answers.parentWidget()

    def _answer(self) -> None:
        record_id = self.shown
        self._here.desk.ask(
            self,
            lambda opened: questions.answering(opened, record_id),
            lambda content: self._here.go("record", content=content),
        )

    def _set(self, state: str, *_checked: bool) -> None:
        words, record_id = self._here.say(f"others.was-set-{state}"), self.shown
        self._here.desk.change(
            self,
            lambda opened: questions.set_state(opened, record_id, state),
            lambda change_id: self._here.toast(words, change_id),
        )

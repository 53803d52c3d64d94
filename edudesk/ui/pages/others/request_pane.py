"""A request in words, how far it is, and the activities that answer it."""

from functools import partial

from edudesk.services.schemes.results import State
from edudesk.ui.pages.others import questions
from edudesk.ui.session import Session
from edudesk.ui.sheets.pane import SheetPane
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.notice import Notice

_CHANGES = ("accepted", "answered", "closed", "open")


class RequestPane(SheetPane):
    """What hangs on a request: answer it with an activity, or say how far it is."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._here = session
        self.answer = Button(session.say("others.answer"), icon="plus")
        self.answer.clicked.connect(self._answer)
        self.buttons.insert(0, self.answer)
        self.states = {code: self.more.addAction(session.say(f"others.set-{code}")) for code in _CHANGES}
        for code, action in self.states.items():
            action.triggered.connect(partial(self._set, code))

    def show_answers(self, record_id: str, found: tuple[tuple[str, str], ...]) -> None:
        """Show by what the request is answered, if it is still the one shown."""
        if record_id != self.shown:
            return
        say = self._here.say
        if not found:
            self.add(Notice(State.ON_TRACK, say("others.unanswered")))
            return
        self.add_fact(
            say("others.answers"),
            say("others.answered-by", count=len(found)),
            then=lambda: self._here.go("records", records=found, title=say("others.answers-title")),
        )

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

"""Ctrl+Z, Ctrl+Y and the 撤销 of toasts: one step of what this window has changed, back and forth."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from edudesk.ui.desk import Opened
from edudesk.ui.session import Session

Tell = Callable[[str, str, Callable[[], None] | None], None]
"""(words, words of the button or nothing, what the button does)."""


@dataclass(frozen=True)
class _Answer:
    """An answer that was given, which is no change of records; the last step while the mark is the newest."""

    step: str
    back: Callable[[], None]
    mark: int


class Undoing(QObject):
    """Takes back what was written since the archive was opened here, and does it again."""

    def __init__(self, session: Session, tell: Tell) -> None:
        super().__init__(session)
        self._session, self._tell = session, tell
        self._since = 0
        self._answer: _Answer | None = None
        session.desk.opened.connect(self._begin)
        session.said.connect(self._say)
        session.answered.connect(self._say_answer)

    def undo(self) -> None:
        """Take the last step back."""

        def go_back(now: int) -> None:
            answer = self._answer
            if answer is not None and now == answer.mark:
                self._take_answer_back(answer.step, answer.back)
            else:
                self._step("undo")

        self._session.desk.ask(self, _newest, go_back)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step("redo")

    def take_back(self, change_id: str) -> None:
        """Take one change back, the one that a toast spoke of."""

        def deed(opened: Opened) -> str:
            from edudesk.services.undo import undo

            return undo(opened.archive, change_id, opened.clock.now())

        self._session.desk.change(self, deed, lambda _change: self._tell_undone(""))

    def _begin(self) -> None:
        def keep(mark: int) -> None:
            self._since = mark

        self._session.desk.ask(self, _newest, keep)

    def _step(self, way: str) -> None:
        since, texts = self._since, self._session.texts

        def deed(opened: Opened) -> str | None:
            from edudesk.services.retracing import last_redoable, last_undoable, step_words
            from edudesk.services.undo import undo

            last = last_undoable if way == "undo" else last_redoable
            step = last(opened.archive, since)
            if step is None:
                return None
            undo(opened.archive, step.id, opened.clock.now())
            return step_words(texts, step)

        def tell(what: str | None) -> None:
            if what is None:
                self._tell(self._session.say(f"shell.{way}.nothing"), "", None)
            elif way == "undo":
                self._tell_undone(what)
            else:
                words = self._session.say("shell.redone", what=what)
                self._tell(words, self._session.say("shell.undo"), self.undo)

        self._session.desk.change(self, deed, tell)

    def _tell_undone(self, what: str) -> None:
        code = "shell.undone" if what else "shell.undone.plain"
        self._tell(self._session.say(code, what=what), self._session.say("shell.redo"), self.redo)

    def _say_answer(self, words: str, step: str, back: Callable[[], None]) -> None:
        def keep(mark: int) -> None:
            self._answer = _Answer(step, back, mark)

        self._session.desk.ask(self, _newest, keep)
        self._tell(words, self._session.say("shell.undo"), lambda: self._take_answer_back(step, back))

    def _take_answer_back(self, step: str, back: Callable[[], None]) -> None:
        self._answer = None
        back()
        self._tell(self._session.say("shell.undone", what=step), "", None)

    def _say(self, words: str, change_id: str) -> None:
        if change_id:
            self._tell(words, self._session.say("shell.undo"), lambda: self.take_back(change_id))
        else:
            self._tell(words, "", None)


def _newest(opened: Opened) -> int:
    from edudesk.services.retracing import newest

    return newest(opened.archive)

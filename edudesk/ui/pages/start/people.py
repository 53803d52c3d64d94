"""Step 5: the teachers, imported into the archive that is there by now."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.services.starting.answers import Answers
from edudesk.ui.pages.start.question import MARGIN, Question
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import side_margin
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.ui.importing import ImportSteps


class PeopleQuestion(Question):
    """The import of the roster as 名册 has it; it comes when the archive has been opened."""

    def __init__(self, session: Session, answers: Answers) -> None:
        say = session.say
        super().__init__(session, answers, say("start.question.4"), say("start.why.4"))
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._opening = Words(say("start.people.opening"), "body", "text2")
        self._done = Notice(State.MET, "")
        self._done.hide()
        self._column.addWidget(self._done)
        self._column.addWidget(self._opening)
        self.steps: ImportSteps | None = None
        self._fill_the_room()
        self._show_done()
        if session.desk.is_open:
            self._show_steps()
        else:
            session.desk.opened.connect(self._show_steps)

    def begin(self) -> None:
        if self.steps is not None:
            self.steps.file_step.choose.setFocus()

    def words(self) -> str:
        return self.session.say("start.sealed")

    def has_more(self) -> bool:
        return self.steps is not None and self.steps.is_under_way

    def enter(self) -> bool:
        """Leave Enter to the import while one is under way."""
        focused = QApplication.focusWidget()
        return self.steps is not None and focused is not None and self.steps.isAncestorOf(focused)

    def _show_steps(self) -> None:
        from edudesk.ui.importing import ImportSteps

        if self.steps is not None:
            return
        steps = ImportSteps(self.session, "roster", primary=False)
        steps.finished.connect(self._finish)
        steps.moved.connect(self.edited)
        self.steps = steps
        self._opening.hide()
        self._column.addWidget(steps, 1)
        self.begin()

    def _fill_the_room(self) -> None:
        """Let the import take all the height."""
        self._fit()
        self.body.addWidget(self._place, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Leave the import the margins that it brings itself, less in a narrow window."""
        px, its = theme().tokens.px, side_margin(self)
        side = px(MARGIN) - its
        self.body.setContentsMargins(side, px(26), side, 0)
        for words in (*self.head, self._opening):
            words.setContentsMargins(its, 0, its, 0)

    def _finish(self, count: int) -> None:
        self.change(imported=self.answers.imported + count)
        self._show_done()

    def _show_done(self) -> None:
        count = self.answers.imported
        self._done.setVisible(bool(count))
        self._done.set_words(self.session.say("start.people.done", count=count))

"""The bar below the question: back at the left, skipping and the one way on at the right."""

from PySide6.QtWidgets import QWidget

from edudesk.services.starting.answers import PEOPLE, SCHOOL, Answers
from edudesk.ui.pages.start.question import MARGIN
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.layout import BottomBar

_HEIGHT = 64


class StartBar(BottomBar):
    """``back``, ``skip`` and ``next``; the last one names what comes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        say = session.say
        self.back = Button(say("start.back"))
        self.skip = Button(say("start.skip"), "quiet")
        self.next = Button("", "primary")
        super().__init__("", (self.skip, self.next), parent)
        self._session = session
        self.setFixedHeight(theme().tokens.px(_HEIGHT))
        self.body.insertWidget(0, self.back)

    def side(self) -> int:
        """Return the margin of the questions."""
        return theme().tokens.px(MARGIN)

    def show_standing(
        self, answers: Answers, words: str, *, is_made: bool, is_busy: bool, has_more: bool = False
    ) -> None:
        """Name the next step; what cannot be undone any more has no way back.

        Where the step itself has more to do, going on is not what is meant first.
        """
        self.next.set_role("" if has_more else "primary")
        say, step = self._session.say, answers.step
        self.set_words(words)
        self.back.setVisible(step > SCHOOL and not is_made)
        self.skip.setVisible(SCHOOL < step < PEOPLE)
        if step < PEOPLE:
            self.next.setText(say("start.next", step=say(f"start.step.{step + 1}")))
        else:
            self.next.setText(say("start.done" if answers.imported else "start.done-later"))
        if is_busy:
            self.next.setText(say("start.making"))
        for button in (self.back, self.skip, self.next):
            button.setEnabled(not is_busy)
            button.updateGeometry()

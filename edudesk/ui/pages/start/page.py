"""The first start: the rail at the left, one question at the right, one button that names the next step."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.jobs import Job
from edudesk.services.place import default_archive
from edudesk.services.starting import FILE
from edudesk.services.starting.answers import PARTNERS, PEOPLE, SCHEME, SCHOOL, TERM, Answers
from edudesk.services.starting.keeping import Draft
from edudesk.services.starting.showing import demonstration_day
from edudesk.texts import Label
from edudesk.ui.pages.start.bar import StartBar
from edudesk.ui.pages.start.lines import rail_lines
from edudesk.ui.pages.start.making import Making, MakingTrouble
from edudesk.ui.pages.start.partners import PartnersQuestion
from edudesk.ui.pages.start.people import PeopleQuestion
from edudesk.ui.pages.start.question import Question
from edudesk.ui.pages.start.rail import Rail
from edudesk.ui.pages.start.scheme import SchemeQuestion
from edudesk.ui.pages.start.school import SchoolQuestion, choose_place, folder_of
from edudesk.ui.pages.start.term import TermQuestion
from edudesk.ui.session import Session
from edudesk.ui.theme import theme

_QUESTIONS = (SchoolQuestion, PartnersQuestion, SchemeQuestion, TermQuestion, PeopleQuestion)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DATABASE = "edudesk.db"


class StartPage(QWidget):
    """Five steps to an archive, which is made when the fourth is left.

    ``finished(folder)`` asks to open the archive that was made, or the demonstration, or an earlier one.
    """

    finished = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.draft = Draft(session.preferences.path.with_name(FILE))
        self._schemes: Mapping[str, Label] = {}
        self._size = theme().tokens.size
        self._made: Path | None = None
        self._making = Making(session, self.draft, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._inside: QWidget | None = None
        self.question: Question | None = None
        self._begin_with(self.draft.answers)
        self._build()
        self._making.made.connect(self._go_to_people)
        self._making.failed.connect(self._explain)
        self._making.ended.connect(self.finished)
        session.look_changed.connect(self._follow_look)
        session.language_changed.connect(self._rebuild_soon)
        session.desk.refused.connect(lambda _error: self._end())
        session.desk.work_apart(self, "", _scheme_names, self._know_schemes)
        if self.answers.begun and (folder_of(self.answers) / _DATABASE).is_file():
            self._make()

    @property
    def answers(self) -> Answers:
        """All answers as they are now."""
        return self.draft.answers

    def go_on(self) -> None:
        """Do what the primary button says, when the answer will do."""
        question = self._asked()
        if self._making.is_under_way:
            return
        if self.answers.step == PEOPLE:
            self._end()
        else:
            question.check(lambda: self._advance(question))

    def skip(self) -> None:
        """Leave the step out for now."""
        step = self.answers.step
        if step in (PARTNERS, SCHEME, TERM) and not self._making.is_under_way:
            self._put(skipped=tuple(sorted({*self.answers.skipped, step})))
            self._leave(step)

    def go_back(self) -> None:
        """Ask the question before."""
        if self.answers.step > SCHOOL and self._made is None:
            self.go_to(self.answers.step - 1)

    def go_to(self, step: int) -> None:
        """Ask a question that was asked before, or the next one."""
        if self._making.is_under_way:
            return
        self._put(step=step, reached=max(step, self.answers.reached))
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() not in _ENTERS:
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        elif not self._asked().enter():
            self.go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.fit()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.rail.fit()
        self._asked().begin()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.draft.flush()  # the program may be about to end
        super().hideEvent(event)

    # -- going from step to step

    def _advance(self, question: Question) -> None:
        if question is self.question:  # the answer may come when another question is asked already
            step = self.answers.step
            self._put(skipped=tuple(each for each in self.answers.skipped if each != step))
            self._leave(step)

    def _leave(self, step: int) -> None:
        if step < TERM:
            self.go_to(step + 1)
        elif not (self.answers.name.strip() and self.answers.kind):
            self.go_to(SCHOOL)
            self.go_on()
        else:
            self._make()

    def _make(self) -> None:
        self.trouble.clear()
        self._making.make(self.answers)
        self._show_standing()

    def _go_to_people(self, folder: Path) -> None:
        self._made = folder
        self.session.desk.folder = folder
        self.session.desk.open()
        self.go_to(PEOPLE)

    def _explain(self, error: EduDeskError) -> None:
        self.trouble.show_error(error)
        self._show_standing()

    def _choose_place(self) -> None:
        if chosen := choose_place(self, self.session, self.answers):
            self._put(folder=str(chosen))
            self._make()

    def _end(self) -> None:
        if self._made is not None:
            self._making.finish(self._made, self.answers)

    def _open_other(self, folder: Path) -> None:
        if demonstration_day(folder):
            self.finished.emit(folder)  # the answers stay for the day on which one's own is begun
        else:
            self._making.finish(folder, self.answers)

    # -- what is kept

    def _begin_with(self, answers: Answers) -> None:
        wanted = self.session.desk.folder
        folder = answers.folder or ("" if wanted == default_archive() else str(wanted))
        step = TERM if answers.step == PEOPLE else answers.step
        author = answers.author or self.session.preferences.author
        self.draft.put(replace(answers, folder=folder, step=step, author=author))

    def _put(self, **answers: object) -> None:
        self.draft.put(replace(self.answers, **answers))  # type: ignore[arg-type]  # names of its fields
        if self.question is not None:
            self.question.answers = self.answers

    def _take(self) -> None:
        question, step = self._asked(), self.answers.step
        skipped = tuple(each for each in question.answers.skipped if each != step)
        question.answers = replace(question.answers, skipped=skipped)
        self.draft.put(question.answers)
        self._show_standing()

    # -- what is seen

    def _asked(self) -> Question:
        assert self.question is not None
        return self.question

    def _build(self) -> None:
        before, self._inside = self._inside, QWidget()
        if before is not None:
            self._row.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.question = None
        self.rail = Rail(self.session)
        self.bar = StartBar(self.session)
        self.trouble = MakingTrouble(self.session)
        self._place = QVBoxLayout()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._place, 1)
        right.addWidget(self.trouble)
        right.addWidget(self.bar)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self._row.addWidget(self._inside)
        self.rail.chosen.connect(self.go_to)
        self.bar.back.clicked.connect(self.go_back)
        self.bar.skip.clicked.connect(self.skip)
        self.bar.next.clicked.connect(self.go_on)
        self.trouble.again.connect(self._make)
        self.trouble.elsewhere.connect(self._choose_place)
        self.rail.fit()
        self._ask()

    def _ask(self) -> None:
        if self.question is not None:
            self._place.removeWidget(self.question)
            self.question.hide()
            self.question.deleteLater()
        self.trouble.clear()
        self.question = question = _QUESTIONS[self.answers.step](self.session, self.answers)
        question.edited.connect(self._take)
        question.wanted.connect(self.go_to)
        question.opening.connect(self._open_other)
        self._place.addWidget(question)
        question.show()
        self.draft.put(question.answers)
        self._show_standing()
        if self.isVisible():
            question.begin()

    def _show_standing(self) -> None:
        lines = rail_lines(self.session, self.answers, self._schemes)
        self.rail.show_standing(self.answers, lines, is_made=self._made is not None)
        self.bar.show_standing(
            self.answers,
            self._asked().words(),
            is_made=self._made is not None,
            is_busy=self._making.is_under_way,
            has_more=self._asked().has_more(),
        )

    def _know_schemes(self, names: Mapping[str, Label]) -> None:
        self._schemes = names
        self._show_standing()

    def _follow_look(self) -> None:
        if theme().tokens.size is not self._size:
            self._size = theme().tokens.size
            self._rebuild_soon()

    def _rebuild_soon(self) -> None:
        # What asked for it is rebuilt as well, and is still at work in this very moment.
        focused = QApplication.focusWidget()
        had_focus = (
            "sizes"
            if focused in self.rail.sizes.children()
            else "language"
            if focused is self.rail.language
            else ""
        )
        QTimer.singleShot(0, self, lambda: self._rebuild(had_focus))

    def _rebuild(self, had_focus: str) -> None:
        self._build()
        if had_focus:
            getattr(self.rail, had_focus).setFocus()


def _scheme_names(_job: Job) -> Mapping[str, Label]:
    from edudesk.services.starting.offering import scheme_names

    return scheme_names()

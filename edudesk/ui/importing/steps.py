"""The import of a roster or a filled workbook: file, columns, dry run; usable in any page."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.jobs import Job
from edudesk.ui.importing.asking import (
    AS_NEW,
    Laid,
    LineKey,
    Outlook,
    TakenIn,
    Tried,
    lay_open,
    outlook,
    save_template,
    take_in,
    try_out,
)
from edudesk.ui.importing.columns_step import ColumnsStep
from edudesk.ui.importing.file_step import FileStep, file_of
from edudesk.ui.importing.rows_step import RowsStep
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.layout import BottomBar, side_margin
from edudesk.ui.widgets.steps import StepsBar

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.importing.telling import Told

FILE, COLUMNS, ROWS = range(3)


class ImportSteps(QWidget):
    """Three steps with a bar of buttons below; ``what`` is "roster", "activity" or "workbook" (all kinds).

    ``finished`` carries how many records were written; ``done`` then tells which, and ``moved`` comes with
    every step. Without ``primary`` the page has another primary button until there is a file.
    """

    finished = Signal(int)
    moved = Signal()

    def __init__(
        self,
        session: Session,
        what: str = "roster",
        *,
        primary: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._what = session, what
        self._path: Path | None = None
        self._types: dict[str, str] = {}
        self._answers: dict[LineKey, str] = {}
        self._schools: dict[str, str] = {}
        self._tried: Tried | None = None
        self._made_with = ""
        self.done: TakenIn | None = None
        self.setAcceptDrops(True)  # another file may come at any step
        self._make_parts(primary=primary)
        self._lay_out()
        self._show(FILE)

    @property
    def is_under_way(self) -> bool:
        """Whether a file was chosen."""
        return self.steps.current != FILE

    def start_with(self, path: Path) -> None:
        """Go on with a file that was chosen or dropped elsewhere."""
        self._path, self._types = path, {}
        self._forget_answers()
        self._lay_open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.start_with(path)

    def start_over(self) -> None:
        """Begin again with choosing a file."""
        self._path = None
        self._show(FILE)

    def _make_parts(self, *, primary: bool) -> None:
        say = self._session.say
        titles = ("people.step-file", "people.step-columns", "people.step-rows")
        self.steps = StepsBar([(say(code), say(f"{code}-fact")) for code in titles])
        self.steps.chosen.connect(self._show)
        self.file_step = FileStep(self._session, self._what, primary=primary)
        self.file_step.offered.connect(self.start_with)
        self.file_step.template_wanted.connect(self._write_template)
        self.columns_step = ColumnsStep(self._session)
        self.columns_step.edited.connect(self._show_buttons)
        self.columns_step.type_chosen.connect(self._take_for)
        self.rows_step = RowsStep(self._session)
        self.rows_step.answered.connect(self._answer)
        self.rows_step.again.connect(self._answer_again)
        self._busy = BusyCard(self._session.texts)
        self.back = Button(say("people.back"))
        self.back.clicked.connect(lambda: self._show(max(FILE, self.steps.current - 1)))
        self.next = Button("", "primary")
        self.next.clicked.connect(self._go_on)
        self.bar = BottomBar("", (self.back, self.next))

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self._stack = QStackedWidget()
        for step in (self.file_step, self.columns_step, self.rows_step):
            self._stack.addWidget(step)
        self._trouble = QVBoxLayout()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(px(12))
        self._inside.addWidget(self.steps)
        self._inside.addWidget(self._busy)
        self._inside.addLayout(self._trouble)
        self._inside.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._inside, 1)
        layout.addWidget(self.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = side_margin(self)
        self._inside.setContentsMargins(side, 0, side, theme().tokens.px(12))

    def _show(self, step: int) -> None:
        self._clear_trouble()
        self.steps.set_current(step)
        self._stack.setCurrentIndex(step)
        self.bar.setVisible(step != FILE)
        if step == FILE:
            self.steps.set_fact(FILE, self._session.say("people.step-file-fact"))
        self._show_buttons()
        self.moved.emit()

    def _show_buttons(self) -> None:
        say = self._session.say
        if self.steps.current == COLUMNS:
            self.next.setText(say("people.try"))
            self.next.why_not(self.columns_step.lacking())
            self.bar.set_words(self.columns_step.lacking() or say("people.columns-words"))
        elif self.steps.current == ROWS and self._tried:
            self._count()

    def _count(self) -> None:
        """Ask what would be written with the answers so far."""
        tried, answers, texts = self._tried, dict(self._answers), self._session.texts
        assert tried is not None
        self.next.setEnabled(False)
        self._session.desk.ask(
            self, lambda _opened: outlook(tried, answers, texts), self._show_outlook, key="outlook"
        )

    def _show_outlook(self, found: Outlook) -> None:
        if self.steps.current != ROWS:
            return
        say = self._session.say
        nothing = "" if found.counted else say("people.nothing-new")
        self.next.setText(
            say("people.import", counted=found.counted) if found.counted else say("people.import-plain")
        )
        self.next.why_not(nothing)
        left = {"wrong": found.wrong, "unsaid": found.unsaid, "waiting": found.waiting}
        texts = self._session.texts
        rows = texts.listed(say(f"people.left-{code}", count=count) for code, count in left.items() if count)
        words = [say("people.left-out", rows=rows)] if rows else []
        words += [say("people.mend-again")] if found.wrong else []
        self.bar.set_words(texts.sentences(words) or nothing or say("people.undo-after"))
        if self._has_lost_focus() and not found.unsaid:
            self.next.setFocus()

    def _go_on(self) -> None:
        if self.steps.current == COLUMNS:
            self._try_out()
        elif self.steps.current == ROWS:
            self._take_in()

    def _lay_open(self) -> None:
        path, types = self._path, dict(self._types)
        assert path is not None

        def read(archive: "Archive", job: Job) -> Laid:
            return lay_open(archive, job, path, self._what, types)

        self._work("people.reading", read, self._laid)

    def _laid(self, laid: Laid) -> None:
        self._show(COLUMNS)
        self.steps.set_fact(FILE, laid.file.name)
        self.columns_step.show_file(laid)
        if not laid.file.sheets:
            self._show(FILE)
            self._say_trouble(self._session.say("table.no-rows", name=laid.file.name))
        self._show_buttons()
        self._find_focus()

    def _take_for(self, sheet: str, type_code: str) -> None:
        self._types[sheet] = type_code
        self._lay_open()

    def _try_out(self) -> None:
        path, memory, schools = self._path, self.columns_step.memory(), dict(self._schools)
        today, term, texts = self._session.clock.today(), self._session.term, self._session.texts
        assert path is not None
        if self._made_with != repr(memory):
            self._forget_answers()
            schools = {}
        self._made_with = repr(memory)

        def run(archive: "Archive", job: Job) -> Tried:
            return try_out(
                archive,
                job,
                path=path,
                memory=memory,
                schools=schools,
                today=today,
                term=term,
                texts=texts,
            )

        self._work("people.trying", run, self._ran)

    def _ran(self, tried: Tried) -> None:
        self._tried = tried
        self.rows_step.show_dry_run(tried, self._answers, settled=bool(self._schools))
        self._show(ROWS)

    def _answer(self, said: "list[tuple[Told, str]]") -> None:
        """Keep answers. Who somebody is depends on which school is meant: then the file is read anew."""
        again = False
        for told, answer in said:
            if told.named_only and answer not in {"", AS_NEW}:
                self._schools[told.title] = answer
                again = True
            else:
                self._answers[told.key] = answer
        if again:
            self._try_out()
        elif self._tried is not None:
            self.rows_step.asks.show_answers(self._answers)
            self._show_buttons()

    def _answer_again(self) -> None:
        self._forget_answers()
        self._try_out()

    def _take_in(self) -> None:
        tried, answers, schools = self._tried, dict(self._answers), dict(self._schools)
        memory, texts, now = self.columns_step.memory(), self._session.texts, self._session.clock.now()
        assert tried is not None

        def write(archive: "Archive", job: Job) -> TakenIn:
            return take_in(
                archive,
                job,
                tried=tried,
                answers=answers,
                memory=memory,
                schools=schools,
                now=now,
                texts=texts,
            )

        self._work("people.importing", write, self._taken_in, changes=True)

    def _taken_in(self, done: TakenIn) -> None:
        self.done = done
        self._session.toast(self._session.say("people.imported", counted=done.counted), done.change_id)
        self.start_over()
        self.finished.emit(done.count)

    def _work(
        self,
        title: str,
        deed: Callable[["Archive", Job], Any],
        then: Callable[[Any], None],
        *,
        changes: bool = False,
    ) -> None:
        self._clear_trouble()
        words = self._session.say(title)
        work = self._session.desk.work(self, words, deed, then, failed=self._failed, changes=changes)
        self._busy.follow(work)
        self._set_working(working=True)
        work.ended.connect(self._rest)

    def _rest(self) -> None:
        self._set_working(working=False)
        self._find_focus()

    def _find_focus(self) -> None:
        """Go to the way on where what had the focus is gone; Qt would give it to any other."""
        if self._has_lost_focus():
            (self.file_step.choose if self.steps.current == FILE else self.next).setFocus()

    def _has_lost_focus(self) -> bool:
        focused, steps = QApplication.focusWidget(), (self.file_step, self.columns_step, self.rows_step)
        if focused is None or isinstance(focused, QScrollArea):  # in which a step lies; no place to act
            return self.isVisible()
        kept = (steps[self.steps.current], self.bar)
        return self.isVisible() and not any(each.isAncestorOf(focused) for each in kept)

    def _set_working(self, *, working: bool) -> None:
        for part in (self.steps, self._stack, self.bar):
            part.setEnabled(not working)

    def _failed(self, error: EduDeskError) -> None:
        if isinstance(error, Cancelled):
            self._say_trouble(self._session.say("people.stopped"))
            return
        if error.code.startswith("table."):
            self._show(FILE)
        notice = ErrorNotice(self._session.texts, error, ())
        self._trouble.addWidget(notice)

    def _say_trouble(self, words: str) -> None:
        from edudesk.services.schemes.results import State
        from edudesk.ui.widgets.notice import Notice

        self._trouble.addWidget(Notice(State.AT_RISK, words, ()))

    def _clear_trouble(self) -> None:
        while (item := self._trouble.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _forget_answers(self) -> None:
        self._answers, self._schools = {}, {}

    def _write_template(self, path: Path) -> None:
        what = self._what
        self._session.desk.ask(
            self,
            lambda _opened: save_template(path, what),
            lambda _none: self._session.toast(self._session.say("people.template-saved", name=path.name)),
            failed=self._failed,
        )

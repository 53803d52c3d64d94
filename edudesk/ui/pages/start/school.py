"""Step 1: which school, what kind, on which side, who writes, where the archive lies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.jobs import Job
from edudesk.services.place import default_archive
from edudesk.services.starting.answers import Answers, guess_kind
from edudesk.ui.pages.start.beside import BesideSchool
from edudesk.ui.pages.start.question import Question
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.boxes import mark_error
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.fields import FormRow, Radio, TextField
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.words import Link

MAIN_KINDS = ("kindergarten", "primary", "junior", "senior", "nine-year", "special")
_WIDTH, _SIDE, _SHORT = 620, 318, 300


def kind_words(session: Session) -> list[tuple[str, str]]:
    """Return the kinds of schools by code, the usual ones first and in a word."""
    kinds = VOCABULARIES["school-kind"]
    rest = [choice for choice in kinds.choices if choice.code not in MAIN_KINDS]
    usual = [(code, session.say(f"start.kind.{code}")) for code in MAIN_KINDS]
    return usual + [(choice.code, choice.label(session.texts.language)) for choice in rest]


def folder_of(answers: Answers) -> Path:
    """Return where the archive is to lie."""
    return Path(answers.folder) if answers.folder else default_archive()


class SchoolQuestion(Question):
    """The school and the archive's place; beside them the ways to look around first or to go on."""

    def __init__(self, session: Session, answers: Answers) -> None:
        say = session.say
        super().__init__(session, answers, say("start.question.0"), say("start.why.0"))
        self.name = TextField(say("start.name.example"))
        self.kind = ChipRow(kind_words(session), several=False, more=say("start.kind.more"))
        self.kind.setAccessibleName(say("start.kind"))
        self.helps = Radio(say("start.side.helps"), say("start.side.helps-second"))
        self.helped = Radio(say("start.side.helped"), say("start.side.helped-second"))
        self.author = TextField(say("start.author.example"))
        self.author.setFixedWidth(theme().tokens.px(_SHORT))
        self.folder = TextField(icon="folder")
        self.elsewhere = Button(say("start.folder.change"))
        self.usual = Link(say("start.folder.usual-again"))
        self.beside = BesideSchool(session, lambda: folder_of(self.answers))
        self.name_row = FormRow(say("start.name"), self.name, above=True)
        self.kind_row = FormRow(say("start.kind"), self.kind, above=True)
        self.folder_row = self._folder_row()
        self._fill()
        self._connect()
        self.lay_out(self._rows(), _WIDTH, self.beside, _SIDE, above=True)
        self._show_folder()

    def words(self) -> str:
        return self.session.say("start.words.0")

    def begin(self) -> None:
        self.name.setFocus()

    def arranged(self, *, is_wide: bool) -> None:
        self.beside.set_compact(compact=not is_wide)

    def check(self, then: Callable[[], None]) -> None:
        say = self.session.say
        is_named, is_told = bool(self.answers.name.strip()), bool(self.answers.kind)
        self.name_row.set_error("" if is_named else say("start.name.missing"))
        self.kind_row.set_error("" if is_told else say("start.kind.missing"))
        if not (is_named and is_told):
            missing = self.kind if is_named else self.name
            missing.setFocus()
            self.ensureWidgetVisible(missing)
            return
        folder = folder_of(self.answers)
        self.session.desk.work_apart(
            self, "", partial(_expect_place, folder), lambda _none: then(), failed=self._explain_folder
        )

    def _explain_folder(self, error: EduDeskError) -> None:
        self.folder_row.set_error(self.session.texts.present(error))
        mark_error(self.folder, wrong=True)
        self.ensureWidgetVisible(self.folder_row)
        self.elsewhere.setFocus()

    def _fill(self) -> None:
        answers = self.answers
        self.name.setText(answers.name)
        self.author.setText(answers.author)
        self.kind.set_chosen([answers.kind])
        (self.helps if answers.helps else self.helped).setChecked(True)
        self.folder.setReadOnly(True)
        self.folder.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._named)
        self.author.textChanged.connect(lambda text: self.change(author=text))
        self.kind.edited.connect(self._choose_kind)
        self.helps.toggled.connect(lambda on: self.change(helps=on))
        self.elsewhere.clicked.connect(self._choose_folder)
        self.usual.clicked.connect(lambda: self._put(""))
        self.beside.opening.connect(self.opening)

    def _named(self, name: str) -> None:
        self.name_row.set_error("")
        kind = self.answers.kind
        if not self.answers.kind_said:
            kind = guess_kind(name)
            self.kind.set_chosen([kind])
            if kind:
                self.kind_row.set_error("")
        self.change(name=name, kind=kind)

    def _choose_kind(self) -> None:
        chosen = self.kind.chosen()
        self.kind_row.set_error("")
        self.change(kind=chosen[0] if chosen else "", kind_said=bool(chosen))

    def _choose_folder(self) -> None:
        if chosen := choose_place(self, self.session, self.answers):
            self._put(str(chosen))

    def _put(self, folder: str) -> None:
        self.folder_row.set_error("")
        mark_error(self.folder, wrong=False)
        self.change(folder=folder)
        self._show_folder()

    def _show_folder(self) -> None:
        usual = not self.answers.folder
        place = folder_of(self.answers)
        self.folder.setText(self.session.say("start.folder.usual") if usual else str(place))
        self.folder.setToolTip(str(place))
        self.usual.setVisible(not usual)

    def _folder_row(self) -> FormRow:
        say = self.session.say
        self.folder.setAccessibleName(say("start.folder"))
        place = Line(self.folder, self.elsewhere, gap=10)
        return FormRow(
            say("start.folder"),
            place,
            say("start.folder.hint"),
            above=True,
        )

    def _rows(self) -> QWidget:
        say = self.session.say
        sides = QWidget()
        sides.setAccessibleName(say("start.side"))
        grid = QGridLayout(sides)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme().tokens.px(10))
        self._group = QButtonGroup(self)
        for place, radio in enumerate((self.helps, self.helped)):
            self._group.addButton(radio)
            grid.addWidget(radio, 0, place)
            grid.setColumnStretch(place, 1)
        author = FormRow(say("start.author"), self.author, say("start.author.hint"), above=True)
        return Column(
            self.name_row,
            self.kind_row,
            FormRow(say("start.side"), sides, above=True),
            author,
            self.folder_row,
            Line(self.usual, None),
            gap=16,
        )


def choose_place(parent: QWidget, session: Session, answers: Answers) -> Path | None:
    """Let the person choose where the archive is to lie; None when not."""
    start = folder_of(answers).parent
    title = session.say("start.folder.choose")
    chosen = dialogs.choose_folder(parent, title, start if start.is_dir() else None)
    return _room_in(chosen, session.say("start.folder.name")) if chosen else None


def _room_in(chosen: Path, name: str) -> Path:
    """Return the chosen folder where it is empty, else one of its own in it."""
    try:
        is_empty = not any(chosen.iterdir())
    except OSError:
        is_empty = True
    return chosen if is_empty else chosen / name


def _expect_place(folder: Path, _job: Job) -> None:
    from edudesk.services.starting.showing import expect_place

    expect_place(folder)

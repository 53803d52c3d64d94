"""The signed sheet that comes back: its scan or photo, and how many were there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.ui.desk import Opened
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.papers.asking import new_papers
from edudesk.ui.papers.paper import Paper, evidence_kinds
from edudesk.ui.papers.shelf import PaperShelf
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.photos import PhotoStrip
from edudesk.ui.widgets.typed_fields import NumberField
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft, DraftPhoto

SIGNED = "sign-in"
_ACTUAL = "actual"
_WIDTH = 480


@dataclass(frozen=True)
class Awaited:
    """The activity whose sheet comes back; ``expected`` is a hint and never filled in.

    ``draft`` holds what was laid into the window before and never done, ``papers`` its files.
    """

    id: str
    topic: str
    expected: int | None
    actual: int | None
    draft: "Draft"
    papers: tuple[Paper, ...] = ()


def ask_awaited(opened: Opened, record_id: str) -> Awaited:
    """Return what the question for the sheet must know."""
    from edudesk.services.drafts import kept_in_window, window_draft
    from edudesk.services.records import get

    record = get(opened.archive, record_id)
    content = record.content
    draft = kept_in_window(opened.archive, window_draft("sheet", ("activity", record_id), opened.clock.now()))
    papers = new_papers(opened.archive, draft.photos, record_id)
    return Awaited(record_id, record.title, content.get("expected"), content.get(_ACTUAL), draft, papers)


def file_sheet(
    opened: Opened, record_id: str, photos: "tuple[DraftPhoto, ...]", actual: int | None, now: datetime
) -> str:
    """Lay the sheet with its activity and write who was there; return the change."""
    from edudesk.services.drafts.photos import as_taken
    from edudesk.services.reports.signing import file_signed

    return file_signed(opened.archive, record_id, [as_taken(one, record_id) for one in photos], actual, now)


class SignedSheet(QDialog):
    """Takes the sheet as file, by drop or from the clipboard, and the number of those present.

    Both are there again when it is opened the next time, until they are written.
    """

    def __init__(
        self, session: Session, awaited: Awaited, then: Callable[[str], None], parent: QWidget
    ) -> None:
        """``then`` gets the change when all is written."""
        super().__init__(parent.window())
        self._session, self._awaited, self._then = session, awaited, then
        say = session.say
        title = say("activities.sheet-title")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip = PhotoStrip(session.texts)
        self.strip.setAccessibleName(say("activities.sheet-file"))
        self.shelf = PaperShelf(session, self.strip)
        self.shelf.lay_out(evidence_kinds(session.texts.language), awaited.papers, awaited.draft, (SIGNED,))
        self._keeper = DraftKeeper(session.desk, parent)  # it outlives the window
        self.actual = NumberField(session.texts)
        self.actual.setAccessibleName(say("activities.actual"))
        self.told = Words("", "second", "at-risk", wrap=True)
        self.told.hide()
        self.yes = Button(say("activities.sheet-keep"), "tonal")
        self.no = Button(say("activities.sheet-not"))
        if awaited.actual is not None:
            self.actual.set_value(Decimal(awaited.actual))
        if _ACTUAL in awaited.draft.typed:
            self.actual.line.setText(awaited.draft.typed[_ACTUAL])
        self._lay_out(title)
        self._connect()
        self._follow()

    def _connect(self) -> None:
        self.yes.clicked.connect(self._keep)
        self.no.clicked.connect(self.reject)
        self.accepted.connect(lambda: self._keeper.drop(self._awaited.draft))
        self.rejected.connect(self._keeper.write_now)
        for part in (self.shelf, self.actual):
            part.edited.connect(self._follow)
            part.edited.connect(self._remember)
        self.shelf.noted.connect(self._say)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.strip.paste)

    def _follow(self) -> None:
        lacks = "" if self.shelf.photos else self._session.say("activities.sheet-first")
        self.yes.why_not(self._wrong() or lacks)
        if self.shelf.photos:
            self.told.hide()

    def _remember(self) -> None:
        draft, now = self._awaited.draft, self._session.clock.now()
        typed = {**draft.typed, _ACTUAL: self.actual.text_typed()}
        left = replace(self.shelf.kept_in(draft), typed=typed, changed_at=now)
        self._keeper.touch(lambda: left)

    def _wrong(self) -> str:
        """Return what is wrong with the number; half a person is never there."""
        value = self.actual.value()
        if value is not None and value != int(value):
            return self._session.say("fields.number.unreadable", text=self.actual.text_typed())
        return self.actual.error()

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _keep(self) -> None:
        value = self.actual.value()
        question = partial(
            file_sheet,
            record_id=self._awaited.id,
            photos=self.shelf.photos,
            actual=None if value is None else int(value),
            now=self._session.clock.now(),
        )
        self.yes.setEnabled(False)
        self._session.desk.change(self, question, self._kept, failed=self._failed)

    def _kept(self, change: str) -> None:
        self.accept()
        self._then(change)

    def _failed(self, error: EduDeskError) -> None:
        self.yes.setEnabled(True)
        self._say(self._session.texts.present(error))

    def _lay_out(self, title: str) -> None:
        px, say = theme().tokens.px, self._session.say
        count = self._awaited.expected
        hint = say("activities.expected", count=count) if count else ""
        self.actual.setAccessibleDescription(hint)
        told = Words(hint, "second", "text2")
        number = Line(Words(say("activities.actual")), self.actual, told, None, gap=10)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(Words(title, role="detail", wrap=True))
        layout.addWidget(Paragraph(self._awaited.topic, colour="text2"))
        layout.addWidget(self.strip)
        layout.addWidget(self.told)
        layout.addWidget(number)
        layout.addSpacing(px(6))
        layout.addLayout(buttons)
        self.setFixedWidth(px(_WIDTH))
        self.strip.setFocus()

"""New documents from files: what each is called and what kind it is, before they are taken in."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.classes import guessed_kind
from edudesk.services.jobs import Job
from edudesk.services.schemes.results import State
from edudesk.ui.pages.files.frame import View
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.filing.adding import Added
    from edudesk.ui.desk import Work

_OTHER = "other"
_KIND = 220


class _Line(QWidget):
    """One file with its kind; a kind that its name speaks of is offered as a guess."""

    removed = Signal(object)

    def __init__(self, session: Session, path: Path) -> None:
        super().__init__()
        self.path = path
        say, language = session.say, session.texts.language
        guess = guessed_kind(path.name)
        kinds = [(one.code, one.label(language)) for one in VOCABULARIES["document-kind"].choices]
        self.kind = ChoiceField(kinds)
        self.kind.setAccessibleName(say("files.kind-of", name=path.name))
        self.kind.set_value(guess or _OTHER)
        self.kind.setFixedWidth(theme().tokens.px(_KIND))
        hint = Words(say("files.guessed") if guess else "", "second", "text2")
        remove = IconButton("x", say("files.not-this", name=path.name))
        remove.clicked.connect(lambda: self.removed.emit(self))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        layout.addWidget(Words(path.name, elide=True), 1)
        layout.addWidget(hint)
        layout.addWidget(self.kind)
        layout.addWidget(remove)
        self.kind.edited.connect(lambda: hint.setText(""))


class AddingView(View):
    """``added`` tells what came of it."""

    added = Signal(object)  # Added

    def __init__(self, session: Session) -> None:
        say = session.say
        self.cancel = Button(say("files.not-now"))
        self.go = Button(say("files.add"), "primary")
        super().__init__(session, say("files.add"), (self.cancel, self.go))
        self.work: Work | None = None
        self._lines: list[_Line] = []
        self._pasted: list[TemporaryDirectory[str]] = []
        self.busy = BusyCard(session.texts)
        self.card = Card(say("files.new-files"))
        self.trouble = Notice(State.AT_RISK, "")
        self.trouble.hide()
        self.area.body.addWidget(self.busy)
        self.area.body.addWidget(self.trouble)
        self.area.body.addWidget(self.card)
        self.area.body.addStretch(1)
        self.cancel.clicked.connect(self._drop)
        self.go.clicked.connect(self._add)

    @property
    def lines(self) -> Sequence[_Line]:
        """The files that wait."""
        return tuple(self._lines)

    def take(self, files: Sequence[Path]) -> None:
        """Put files to those that wait."""
        there = {one.path for one in self._lines}
        for path in files:
            if path not in there:
                line = _Line(self.session, path)
                line.removed.connect(self._remove)
                self._lines.append(line)
        self.trouble.hide()
        self._show()

    def take_image(self, image: QImage) -> None:
        """Put a picture of the clipboard to those that wait."""
        self._pasted.append(TemporaryDirectory(prefix="edudesk-"))
        name = self.session.say("files.pasted", time=f"{self.session.clock.local():%m%d-%H%M%S}")
        path = Path(self._pasted[-1].name) / f"{name}.png"
        image.save(str(path))
        self.take([path])

    def _show(self) -> None:
        say, count = self.session.say, len(self._lines)
        for line in self._lines:
            line.setParent(None)
        self.card.clear()
        for line in self._lines:
            self.card.add_row(line, "row")
            line.show()
        self.set_title(say("files.adding-title", count=count), say("files.adding-words"))
        self.go.setText(say("files.add-count", count=count))
        if not count:
            self._forget()
            self.left.emit()

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        line.hide()
        line.deleteLater()
        self._show()

    def _drop(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for folder in self._pasted:
            folder.cleanup()
        self._pasted = []

    def _add(self) -> None:
        files = [(one.path, one.path.stem, one.kind.value() or _OTHER) for one in self._lines]
        now = self.session.clock.now()

        def deed(archive: "Archive", job: Job) -> "Added":
            from edudesk.services.filing.adding import NewDocument, add_documents

            return add_documents(archive, [NewDocument(*one) for one in files], now, job)

        title = self.session.say("files.adding", count=len(files))
        self.go.set_busy(self.session.say("files.adding-now"))
        self.work = self.session.desk.work(
            self, title, deed, self._done, failed=self._failed, changes=True, unit="files"
        )
        self.busy.follow(self.work, "files")

    def _done(self, added: "Added") -> None:
        self.work = None
        self.go.set_busy("")
        names = {one.name for one in added.refused}
        self._lines, gone = (
            [one for one in self._lines if one.path.name in names],
            [one for one in self._lines if one.path.name not in names],
        )
        for line in gone:
            line.hide()
            line.deleteLater()
        if added.refused:
            self.trouble.set_words("\n".join(self.session.texts.present(one.error) for one in added.refused))
            self.trouble.show()
        else:
            self._forget()
        if self._lines:
            self._show()
        self.added.emit(added)

    def _failed(self, error: EduDeskError) -> None:
        self.work = None
        self.go.set_busy("")
        self.trouble.set_words(self.session.texts.present(error))
        self.trouble.show()

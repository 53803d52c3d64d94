"""The current file below the list: what it is, and the buttons that open it, its record and its form."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.ui.opening import open_original
from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.questions import Original
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.filing.values import FileRow


class FileStrip(QFrame):
    """The current file in two lines, with its buttons."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._session = session
        self.row: FileRow | None = None
        say = session.say
        self.title = Words("", bold=True, elide=True)
        self.second = Words("", "second", "text2", elide=True)
        self.open = Button(say("files.open"), icon="external-link")
        self.about = Button(say("files.about"), icon="link")
        self.edit = Button(say("files.edit"), icon="pencil")
        px = theme().tokens.px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.title)
        words.addWidget(self.second)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), px(12), px(8))
        layout.setSpacing(px(8))
        layout.addLayout(words, 1)
        for button in (self.open, self.about, self.edit):
            layout.addWidget(button)
        self.open.clicked.connect(self._ask_originals)
        self.about.clicked.connect(self._show_about)
        self.edit.clicked.connect(self.edit_row)
        self.hide()

    def show_row(self, row: "FileRow | None") -> None:
        """Show a file, or nothing."""
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        say, language = self._session.say, self._session.texts.language
        self.setAccessibleName(row.title)
        self.title.setText(row.title)
        facts = [VOCABULARIES["document-kind"].label(row.kind)(language)]
        facts.append(say("files.count-files", count=row.files) if row.files else say("files.bare"))
        if row.ends_on is not None:
            facts.append(say("files.kept-until", day=row.ends_on.isoformat()))
        if row.twice:
            facts.append(say("files.twice"))
        self.second.setText(" · ".join(facts))
        self.open.setVisible(bool(row.files))
        self.about.setVisible(row.about_id is not None and not row.folder)
        self.edit.setText(say("files.to-activity") if row.folder else say("files.edit"))
        self.edit.setVisible(row.folder or row.ours)

    def edit_row(self) -> None:
        """Open the document's form; the page of the activity for a folder that waits."""
        if self.row is None:
            return
        if self.row.folder:
            self._session.go("activity", id=self.row.id)
        else:
            self._session.go("make", type="document", record=self.row.id)

    def _show_about(self) -> None:
        if self.row is not None and self.row.about_id is not None:
            self._session.go("records", records=(("", self.row.about_id),), title=self.row.title)

    def _ask_originals(self) -> None:
        if (row := self.row) is not None:
            self._session.desk.ask(
                self, lambda opened: questions.ask_originals(opened, row), self._offer, key="originals"
            )

    def _offer(self, found: Sequence[Original]) -> None:
        if len(found) == 1:
            self._open(found[0])
        elif found:
            menu = make_menu([Entry(one.name, partial(self._open, one), "file") for one in found], self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.open.mapToGlobal(QPoint(0, self.open.height())))

    def _open(self, original: Original) -> None:
        open_original(self._session, self, original.sha256, original.name)

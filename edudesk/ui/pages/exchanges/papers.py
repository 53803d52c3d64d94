"""The papers of a stay in its pane: dropped, pasted or picked, each lies with the stay at once."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.pages.exchanges import questions
from edudesk.ui.papers.paper import Paper, evidence_kinds
from edudesk.ui.papers.shelf import PaperShelf
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.photos import PhotoStrip
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft

DOCUMENT = "formal-document"


class StayPapers(QWidget):
    """A strip that takes files; a missing formal document is what the next one is taken for."""

    noted = Signal(str)

    def __init__(
        self,
        session: Session,
        stay_id: str,
        papers: Sequence[Paper],
        draft: "Draft",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._stay_id = session, stay_id
        self._gone: tuple[str, ...] = ()
        self.strip = PhotoStrip(session.texts)
        self.strip.setAccessibleName(session.say("exchanges.papers"))
        self.told = Words("", "second", "text2", wrap=True)
        self.told.hide()
        self.shelf = PaperShelf(session, self.strip)
        wanted = () if any(one.kind == DOCUMENT for one in papers) else (DOCUMENT,)
        self.shelf.lay_out(evidence_kinds(session.texts.language), papers, draft, wanted)
        self.shelf.came.connect(self._came)
        self.shelf.edited.connect(self._take_out)
        self.shelf.noted.connect(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(4))
        layout.addWidget(self.strip)
        layout.addWidget(self.told)

    def choose(self) -> None:
        """Ask for files."""
        self.shelf.choose()

    def _came(self, paper: Paper) -> None:
        photos = tuple(one for one in self.shelf.photos if one.id == paper.id)
        words = self._session.say("exchanges.attached", name=paper.name)
        self._session.desk.change(
            self._session,
            partial(questions.attach, stay_id=self._stay_id, photos=photos),
            lambda change_id: self._session.toast(words, change_id),
        )

    def _take_out(self) -> None:
        fresh = tuple(one for one in self.shelf.dropped if one not in self._gone)
        self._gone = self.shelf.dropped
        if fresh:
            words = self._session.say("exchanges.taken-out")
            self._session.desk.change(
                self._session,
                partial(questions.take_out, evidence_ids=fresh),
                lambda change_id: self._session.toast(words, change_id),
            )

    def _note(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()

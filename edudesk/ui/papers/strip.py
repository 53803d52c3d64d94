"""The papers of a record, to be looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from edudesk.ui.papers.paper import Kinds, Paper, evidence_kinds
from edudesk.ui.papers.preview import Preview
from edudesk.ui.papers.tiles import Days, picture_of, tile
from edudesk.ui.session import Session
from edudesk.ui.widgets.photos import PhotoStrip


class PaperStrip(PhotoStrip):
    """Tiles that nothing can be done with but opening: one large, and from there its original."""

    def __init__(
        self,
        session: Session,
        papers: Sequence[Paper],
        days: Days = (None, None),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session.texts, editable=False, parent=parent)
        self._session, self._papers = session, tuple(papers)
        self._kinds: Kinds = evidence_kinds(session.texts.language)
        self.set_photos(tile(session.texts, one, picture_of(one), self._kinds, days) for one in papers)
        self.opened.connect(self._show_large)

    def choose(self, paper_id: str) -> None:
        """Put the focus on one of the papers, if it is among them."""
        row = next((at for at, one in enumerate(self._papers) if one.id == paper_id), None)
        if row is not None:
            self.setCurrentIndex(self.model().index(row, 0))
            QTimer.singleShot(0, self, self.setFocus)  # it has no place yet; focus brings it into sight

    def _show_large(self, paper_id: str) -> None:
        view = Preview(
            self._session, self._papers, self._kinds, paper_id, editable=False, parent=self.window()
        )
        view.finished.connect(view.deleteLater)
        view.open()

"""The photo wall in its card: what is below it, what is there without photos, and one photo large."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.ui.pages.activity import looking, questions
from edudesk.ui.pages.activity.looking import Wall, WallTile
from edudesk.ui.pages.activity.questions import Wanted
from edudesk.ui.pages.activity.wall import PhotoWall
from edudesk.ui.papers.paper import Paper, evidence_kinds
from edudesk.ui.papers.preview import Preview
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.table_footer import TableFooter

_TYPED = 800  # milliseconds after the last key before a caption is kept


class PhotosView(QWidget):
    """All photos. ``opened`` gives an activity, ``stood`` the one of the photo that the arrows came to."""

    opened = Signal(str)
    stood = Signal(str)
    collecting = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._said: dict[str, dict[str, object]] = {}
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._keep)
        self.large: Preview | None = None
        self.wall = PhotoWall(session)
        self.footer = TableFooter(session.texts)
        self.empty = EmptyState(
            "image",
            session.say("activities.no-photos"),
            session.say("activities.no-photos-second"),
            session.say("activities.intake"),
            primary=False,
        )
        self._lay_out()
        self.setFocusProxy(self.wall)
        self.wall.enlarged.connect(self._enlarge)
        self.wall.opened.connect(lambda tile: self.opened.emit(tile.about))
        self.wall.stood.connect(lambda tile: self.stood.emit(tile.about))
        self.empty.clicked.connect(self.collecting)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show the photos that the filters leave."""
        term, texts = self._session.term, self._session.texts
        question = partial(looking.wall, wanted=wanted, term=term, texts=texts)
        self._session.desk.ask(self, question, self._show, key="wall")

    def leave(self) -> None:
        """Keep at once what is typed."""
        self._keep()

    def _show(self, wall: Wall) -> None:
        self.wall.show_wall(wall)
        self.footer.set_words(wall.words)
        self._stack.setCurrentWidget(self.wall if wall.rows else self.empty)

    def _enlarge(self, tile: WallTile) -> None:
        near = looking.around(self.wall.rows.tiles, tile.id)
        question = partial(looking.papers_of, near=near)
        self._session.desk.ask(self, question, partial(self._show_large, tile), key="large")

    def _show_large(self, tile: WallTile, papers: tuple[Paper, ...]) -> None:
        if self.large is not None or not papers:
            return
        kinds = evidence_kinds(self._session.texts.language)
        view = Preview(self._session, papers, kinds, tile.id, editable=tile.ours, parent=self.window())
        degrees = {one.id: one.turned for one in papers}
        view.captioned.connect(lambda one, words: self._note(one, caption=words))
        view.kind_chosen.connect(lambda one, kind: self._note(one, kind=kind))
        view.turned.connect(partial(self._turn, degrees))
        view.taken_out.connect(self._take_out)
        view.finished.connect(self._closed)
        self.large = view
        view.open()

    def _closed(self, _result: int) -> None:
        self._keep()
        if self.large is not None:
            self.large.deleteLater()
            self.large = None
        self.wall.setFocus()

    def _turn(self, degrees: dict[str, int], photo_id: str) -> None:
        degrees[photo_id] = (degrees[photo_id] + 90) % 360
        self._note(photo_id, turned=degrees[photo_id])

    def _note(self, photo_id: str, **said: object) -> None:
        self._said[photo_id] = self._said.get(photo_id, {}) | said
        self._soon.start()

    def _keep(self) -> None:
        self._soon.stop()
        said, self._said = self._said, {}
        for photo_id, words in said.items():
            question = partial(looking.keep_said, evidence_id=photo_id, said=words)
            self._session.desk.change(self._session, question)

    def _take_out(self, photo_id: str) -> None:
        self._said.pop(photo_id, None)
        words = self._session.say("activities.photo-gone")
        self._session.desk.change(
            self._session,
            lambda opened: questions.delete(opened, (photo_id,)),
            lambda change: self._session.toast(words, change),
        )

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.wall)
        self._stack.addWidget(self.empty)
        card = Card()
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(self.footer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        self.wall.setMinimumHeight(theme().tokens.px(180))

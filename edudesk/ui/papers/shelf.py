"""The photos and papers of a form: what is there, what comes, what is taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from edudesk.errors import EduDeskError
from edudesk.ui.papers.asking import keep_kind, settle_twins
from edudesk.ui.papers.folders import within
from edudesk.ui.papers.paper import Kinds, Paper
from edudesk.ui.papers.preview import Preview
from edudesk.ui.papers.taking import Come, Taking
from edudesk.ui.papers.tiles import Days, picture_of, tile
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import choose_files
from edudesk.ui.widgets.photos import Photo, PhotoStrip

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft, DraftPhoto


_NAMED = 3
"""So many refused files are named; the reason is that of the last."""


class PaperShelf(QObject):
    """Keeps the strip and the draft's files alike.

    ``edited`` follows every difference, ``noted(words)`` what is worth a sentence, ``came(Paper)`` each file.
    """

    edited = Signal()
    noted = Signal(str)
    came = Signal(object)  # Paper

    def __init__(self, session: Session, strip: PhotoStrip) -> None:
        super().__init__(strip)
        self._session = session
        self._strip = strip
        self._kinds: Kinds = ()
        self._papers: tuple[Paper, ...] = ()
        self._photos: dict[str, DraftPhoto] = {}
        self._dropped: tuple[str, ...] = ()
        self._said: dict[str, dict[str, object]] = {}
        self._order: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._days: Days = (None, None)
        self._taken_out: Paper | None = None
        self._pictures: dict[tuple[str, int], QImage] = {}
        self._refusals: list[str] = []
        strip.files_offered.connect(self.take_files)
        strip.image_pasted.connect(self._take_image)
        strip.adding.connect(self.choose)
        strip.opened.connect(self.open)
        strip.removed.connect(self.take_out)
        strip.moved.connect(self.move)
        strip.captioned.connect(self.caption)
        strip.turning.connect(self.turn)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What lies with the record."""
        return self._papers

    @property
    def photos(self) -> "tuple[DraftPhoto, ...]":
        """The files that saving will make evidence of."""
        return tuple(self._photos[one.id] for one in self._papers if one.id in self._photos)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The evidence records that saving will delete."""
        return self._dropped

    @property
    def said(self) -> Mapping[str, Mapping[str, object]]:
        """Captions and turns that saving will write to evidence that is there already."""
        return {one: dict(words) for one, words in self._said.items() if one not in self._dropped}

    @property
    def order(self) -> tuple[str, ...]:
        """The order of all papers, where a person changed it."""
        return tuple(one.id for one in self._papers) if self._order else ()

    def kept_in(self, draft: "Draft") -> "Draft":
        """Return a draft with the papers as they lie here now."""
        return replace(draft, photos=self.photos, dropped=self.dropped, said=self.said, order=self.order)

    def lay_out(
        self, kinds: Kinds, papers: Sequence[Paper], draft: "Draft", wanted: Sequence[str] = ()
    ) -> None:
        """Show the papers of a draft; ``wanted`` are the kinds that one came to add."""
        self._kinds = kinds
        self._papers, self._dropped, self._wanted = tuple(papers), draft.dropped, tuple(wanted)
        self._photos = {one.id: one for one in draft.photos}
        self._said = {one: dict(words) for one, words in draft.said.items()}
        self._order = draft.order
        self._taken_out = None
        self._pictures = {}
        self._show()

    def set_days(self, first: date | None, last: date | None) -> None:
        """Compare with these days of the activity from now on."""
        if self._days != (first, last):
            self._days = (first, last)
            self._show()

    def take_files(self, files: Sequence[Path]) -> None:
        """Put files into the store, one after the other; of a folder its photos and papers.

        A folder with many is looked through day by day instead.
        """
        wanted, many = within(files)
        if many is not None:
            self._session.go("intake", folder=many)
        elif wanted:
            self._start(list(wanted))
        elif files:
            self.noted.emit(self._say("papers.empty-folder"))

    def add(self, photos: "Sequence[DraftPhoto]", papers: Sequence[Paper]) -> None:
        """Take over files of another form, which lie in the store; those that are here are left out."""
        there = {one.sha256 for one in self._papers}
        coming = {one.id: one for one in photos if one.sha256 not in there}
        self._photos |= coming
        self._papers = (*self._papers, *(one for one in papers if one.id in coming))
        self._show()
        self.edited.emit()

    def choose(self) -> None:
        """Ask for files."""
        files = choose_files(self._strip.window(), self._say("papers.choose-files"))
        if files:
            self._start(files)

    def open(self, paper_id: str) -> None:
        """Show a paper large."""
        strip = self._strip
        view = Preview(
            self._session, self._papers, self._kinds, paper_id, editable=strip.editable, parent=strip.window()
        )
        view.kind_chosen.connect(self._set_kind)
        view.captioned.connect(self.caption)
        view.turned.connect(self.turn)
        view.taken_out.connect(self.take_out)
        view.finished.connect(view.deleteLater)
        view.open()

    def take_out(self, paper_id: str) -> None:
        """Take a paper out of the form; :meth:`put_back` undoes it."""
        paper = next((one for one in self._papers if one.id == paper_id), None)
        if paper is None:
            return
        self._papers = tuple(one for one in self._papers if one is not paper)
        if paper.saved:
            self._dropped = (*self._dropped, paper.id)
        self._taken_out = paper
        self._show()
        self.edited.emit()

    def move(self, paper_id: str, place: int) -> None:
        """Let a paper stand at another place among the others."""
        paper = next((one for one in self._papers if one.id == paper_id), None)
        if paper is None:
            return
        others = [one for one in self._papers if one is not paper]
        self._papers = (*others[:place], paper, *others[place:])
        self._order = tuple(one.id for one in self._papers)
        self._show()
        self.edited.emit()

    def caption(self, paper_id: str, words: str) -> None:
        """Say what a picture shows."""
        self._say_of(paper_id, caption=words)

    def turn(self, paper_id: str) -> None:
        """Turn a picture by a quarter, clockwise; its original stays as it is."""
        paper = next((one for one in self._papers if one.id == paper_id), None)
        if paper is not None and paper.thumbnail:
            self._say_of(paper_id, turned=(paper.turned + 90) % 360)

    def settle_twins(self) -> None:
        """Remember that the pictures which other records have too may lie with both."""
        pairs = [(one.id, one.twin_id) for one in self._papers if one.twin_id]
        self._session.desk.ask(self, lambda opened: settle_twins(opened, pairs), lambda _none: None)

    def _say_of(self, paper_id: str, **said: Any) -> None:
        self._papers = tuple(replace(one, **said) if one.id == paper_id else one for one in self._papers)
        if paper_id in self._photos:
            self._photos[paper_id] = replace(self._photos[paper_id], **said)
        else:
            self._said[paper_id] = self._said.get(paper_id, {}) | said
        self._show()
        self.edited.emit()

    @property
    def taken_out(self) -> Paper | None:
        """The paper that was taken out last and can be put back."""
        return self._taken_out

    def put_back(self) -> None:
        """Put back what was taken out last."""
        paper, self._taken_out = self._taken_out, None
        if paper is not None:
            self._papers = (*self._papers, paper)
            self._dropped = tuple(one for one in self._dropped if one != paper.id)
            self._show()
            self.edited.emit()

    def _start(self, files: list[Path] | list[QImage]) -> None:
        taking, self._refusals = Taking(self._session), []
        taking.come.connect(self._arrived)
        taking.refused.connect(self._refused)
        at = f"{self._session.clock.local():%m%d-%H%M%S}"
        name = self._say("papers.pasted", time=at)
        kind = self._wanted[0] if self._wanted else ""
        taking.start(self._say("papers.taking", count=len(files)), files, name, kind)

    def _take_image(self, image: QImage) -> None:
        self._start([image])

    def _arrived(self, come: Come) -> None:
        if any(one.sha256 == come.paper.sha256 for one in self._papers):
            self.noted.emit(self._say("papers.already", name=come.paper.name))
            return
        self._photos[come.photo.id] = come.photo
        self._papers = (*self._papers, come.paper)
        self._show()
        self.came.emit(come.paper)
        self.edited.emit()

    def _refused(self, name: str, error: EduDeskError) -> None:
        reason = self._session.texts.present(error)
        self._refusals.append(name)
        if len(self._refusals) > 1:
            count, names = len(self._refusals), [one for one in self._refusals if one][:_NAMED]
            code = "papers.refused-several" if count <= _NAMED else "papers.refused-many"
            listed = self._say("papers.and").join(names)
            self.noted.emit(self._say(code, count=count, names=listed, reason=reason))
        elif name and name not in reason:
            self.noted.emit(self._say("papers.refused", name=name, reason=reason))
        else:
            self.noted.emit(reason)

    def _set_kind(self, paper_id: str, kind: str) -> None:
        saved = any(one.id == paper_id and one.saved for one in self._papers)
        self._papers = tuple(replace(one, kind=kind) if one.id == paper_id else one for one in self._papers)
        if paper_id in self._photos:
            self._photos[paper_id] = replace(self._photos[paper_id], kind=kind)
        self._show()
        if saved:
            self._session.desk.change(self, lambda opened: keep_kind(opened, paper_id, kind))
        self.edited.emit()

    def _show(self) -> None:
        self._strip.set_photos(self._tile(one) for one in self._papers)

    def _tile(self, paper: Paper) -> Photo:
        return tile(self._session.texts, paper, self._picture(paper), self._kinds, self._days)

    def _picture(self, paper: Paper) -> QImage | None:
        """Return a paper's picture, decoded once."""
        key = (paper.sha256, paper.turned)
        if key not in self._pictures and (picture := picture_of(paper)) is not None:
            self._pictures[key] = picture
        return self._pictures.get(key)

    def _say(self, code: str, **parameters: object) -> str:
        return self._session.say(code, **parameters)

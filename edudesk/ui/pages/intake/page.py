"""收照片: choose where from, look through it by day, put what is ticked to an activity."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.desk import Opened, Work
from edudesk.ui.opening import open_path
from edudesk.ui.page import Page
from edudesk.ui.pages.intake import questions
from edudesk.ui.pages.intake.days import DayList
from edudesk.ui.pages.intake.grid import ChoosingGrid
from edudesk.ui.pages.intake.questions import PairView, Seen
from edudesk.ui.pages.intake.side import Side
from edudesk.ui.pages.intake.sources import Sources
from edudesk.ui.pages.intake.telling import tell_lot, tile
from edudesk.ui.pages.intake.thumbs import Thumbs
from edudesk.ui.pages.intake.twins_view import TwinsView
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import PageScroll, TwoColumns
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.intake import Day, Lot, Place, Proposal

_DAYS = 206


class IntakePage(Page):
    """Places: ``folder`` to look through at once, ``files`` whose folder is meant, ``view="twins"``.

    ``back`` is the place of the record form that photos are wanted for.
    """

    code: ClassVar[str] = "intake"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._seen: Seen | None = None
        self._proposals: Mapping[date, tuple[Proposal, ...]] = {}
        self._day: Day | None = None
        self._back: dict[str, Any] = {}
        self._waiting: Path | None = None
        self._work: Work | None = None
        say = session.say
        self.views = Segment((("look", say("intake.title")), ("twins", say("intake.twins"))))
        self.change = Button(say("intake.other-place"), icon="folder-open")
        self.scroller = PageScroll(
            say("intake.title"), [self.change], second=say("intake.second"), beside=[self.views]
        )
        self.sources = Sources(session)
        self.busy = BusyCard(session.texts)
        self.days = DayList(session)
        self.grid = ChoosingGrid(session.texts)
        self.side = Side(session)
        self.twins = TwinsView(session)
        self.thumbs = Thumbs(session, self)
        self.empty = EmptyState("images", "", "", say("intake.all-days"), primary=False)
        self._lay_out()
        self._listen()
        self._show_view()

    def refresh(self) -> None:
        """Ask for the drives, the activities and the pairs."""
        session = self.session
        session.desk.work(self, "", questions.places, self._show_places)
        session.desk.work(self, "", questions.pairs, self._show_pairs)
        term, texts = session.term, session.texts
        ask = session.desk.ask
        ask(self, lambda opened: questions.others(opened, term, texts), self._show_others, key="others")
        self._propose()
        if self._waiting is not None:
            folder, self._waiting = self._waiting, None
            self._look(folder)

    def go_to(self, **place: Any) -> None:
        """Look through a folder, or show the same pictures."""
        self._back = dict(place.get("back") or {})
        self.side.target.resume.setVisible("back" in place)
        self.views.set_value("twins" if place.get("view") == "twins" else "look")
        folder = place.get("folder")
        if folder is None and place.get("files"):
            folder = Path(place["files"][0]).parent
        if folder is not None:
            if self.session.desk.is_open:
                self._look(Path(folder))
            else:
                self._waiting = Path(folder)
        self._show_view()

    def shows(self, work: Work) -> bool:
        return work is self._work and self.isVisible()

    def leave(self) -> None:
        self.thumbs.forget()

    # -- looking through a folder

    def _look(self, folder: Path) -> None:
        if self._work is not None:
            return
        since = self.sources.since_day
        self.side.say_all(())
        self._begin(
            self.session.say("intake.looking", name=folder.name or str(folder)),
            partial(questions.look, folder=folder, since=since),
            self._show_seen,
        )

    def _begin(self, title: str, deed: Any, then: Any, *, changes: bool = False) -> None:
        def done(answer: Any) -> None:
            self._work = None
            self._show_view()
            then(answer)

        self._work = self.session.desk.work(
            self, title, deed, done, failed=self._failed, changes=changes, unit="files"
        )
        self.busy.follow(self._work, "files")
        self._show_view()

    def _failed(self, error: EduDeskError) -> None:
        self._work = None
        self._show_view()
        if isinstance(error, Cancelled):
            self.session.toast(self.session.say("intake.stopped"))
        else:
            self._say(((State.AT_RISK, self.session.texts.present(error)),))

    def _say(self, told: tuple[tuple[State, str], ...]) -> None:
        self.side.say_all(told)

    def _show_seen(self, seen: Seen) -> None:
        self._seen, self._proposals = seen, seen.proposals
        at = self._day.day if self._day else None
        self._day = None
        self.thumbs.forget()
        self.days.show_days(seen.looked.days, at)
        told = [(State.AT_RISK, self.session.say("intake.too-many"))] if seen.looked.more else []
        self._say(tuple(told))
        self._show_view()
        if seen.looked.days:
            self.days.setFocus()

    def _show_day(self, row: int) -> None:
        if self._seen is None:
            return
        self._day = self._seen.looked.days[row]
        texts = self.session.texts
        self.head.setText("　".join(self.days.rows.words(row)))
        self.grid.show_photos(tile(texts, one, self.thumbs.known(str(one.path))) for one in self._day.files)
        self.side.target.show_proposals(self._proposals.get(self._day.day, ()))
        self._ticked()

    def _come(self, path: str, image: QImage, title: str) -> None:
        if self._day is None:
            return
        if not image.isNull():
            self.grid.set_thumbnail(path, image)
        if title and any(photo.id == path and not photo.warning for photo in self.grid.photos()):
            self.grid.set_warning(path, self.session.say("intake.alike"))

    def _ticked(self) -> None:
        self.side.target.set_count(len(self.grid.chosen()))

    def _all(self) -> None:
        everything = len(self.grid.chosen()) < sum(not photo.warning for photo in self.grid.photos())
        self.grid.tick(lambda photo: not everything or not photo.warning, on=everything)
        self.grid.setFocus()

    # -- putting

    def _put(self, about: str) -> None:
        files = [Path(one) for one in self.grid.chosen()]
        if files and about and self._work is None:
            self._begin(
                self.session.say("intake.putting", count=len(files)),
                partial(questions.put, about=about, files=files, clock=self.session.clock),
                self._shown_lot,
                changes=True,
            )

    def _shown_lot(self, lot: "Lot") -> None:
        texts = self.session.texts
        if lot.entered:
            self.session.toast(texts.say("intake.done", count=lot.entered), lot.change_id)
        elif lot.again and not lot.refused and lot.gone is None:
            self.session.toast(texts.say("intake.was-there", count=lot.again))
        told = tell_lot(texts, lot)
        self.grid.tick(lambda _photo: True, on=False)
        if self._seen is not None and lot.gone is None:
            self._look(self._seen.looked.folder)
        self._say(told)

    def _record(self) -> None:
        files = tuple(Path(one) for one in self.grid.chosen())
        day = self._day.day if self._day else self.session.clock.today()
        if files:
            self.session.go("record", content={"starts_on": day.isoformat()}, files=files)

    def _resume(self) -> None:
        files = tuple(Path(one) for one in self.grid.chosen())
        if files:
            self.session.go("record", **(self._back | {"files": files}))

    def _propose(self) -> None:
        if self._seen is not None:
            days = [one.day for one in self._seen.looked.days]
            question = partial(questions.propose_again, days=days)
            self.session.desk.ask(self, question, self._show_proposals, key="proposals")

    def _show_proposals(self, found: "Mapping[date, tuple[Proposal, ...]]") -> None:
        self._proposals = found
        if self._day is not None:
            self.side.target.show_proposals(found.get(self._day.day, ()))

    def _show_places(self, places: "tuple[Place, ...]") -> None:
        self.sources.show_places(places)

    def _show_others(self, found: tuple[tuple[str, str], ...]) -> None:
        self.side.target.others.set_items(found)
        self.side.target.set_count(len(self.grid.chosen()))

    # -- the same pictures

    def _show_pairs(self, views: tuple[PairView, ...]) -> None:
        say = self.session.say
        words = say("intake.twins-count", count=len(views)) if views else say("intake.twins")
        self.views.set_words("twins", words)
        self.twins.show_pairs(views)

    def _fine(self, first: str, second: str) -> None:
        def told(_none: None) -> None:
            words = self.session.say("intake.remembered"), self.session.say("intake.step-fine")
            self.session.toast_answer(*words, lambda: self._look_again(first, second))
            self._ask_pairs()

        self.session.desk.ask(self, lambda opened: questions.settle(opened, first, second), told)

    def _look_again(self, first: str, second: str) -> None:
        def deed(opened: Opened) -> None:
            questions.look_again(opened, first, second)

        self.session.desk.ask(self, deed, lambda _none: self._ask_pairs())

    def _take_down(self, evidence: str, title: str) -> None:
        def deed(opened: Opened) -> str:
            return questions.take_down(opened, evidence)

        words = self.session.say("intake.taken-down", title=title)
        self.session.desk.change(self, deed, lambda change: self.session.toast(words, change))

    def _ask_pairs(self) -> None:
        self.session.desk.work(self, "", questions.pairs, self._show_pairs)
        self.session.desk.ask(self, questions.settled, self.twins.show_settled, key="settled")

    def _open_record(self, kind: str, record: str) -> None:
        if kind == "activity":
            self.session.go("activity", id=record)
        else:
            self.session.go("make", type=kind, record=record)

    # -- what is shown

    def _show_view(self) -> None:
        is_look, is_busy = self.views.value() == "look", self._work is not None
        seen = self._seen if is_look and not is_busy else None
        has_days = seen is not None and bool(seen.looked.days)
        self.sources.setVisible(is_look and not is_busy and self._seen is None)
        self.change.setVisible(is_look and self._seen is not None and not is_busy)
        self.columns.setVisible(has_days)
        self.empty.setVisible(seen is not None and not has_days)
        self.twins.setVisible(not is_look)
        if seen is not None and not has_days:
            say, since = self.session.say, self.sources.since_day
            self.empty.set_words(
                say("intake.nothing", name=seen.looked.folder.name or str(seen.looked.folder)),
                say("intake.nothing-since") if since else say("intake.nothing-words"),
                say("intake.all-days") if since else "",
            )
        say, bar = self.session.say, self.scroller.title_bar
        bar.set_title(say("intake.title") if is_look else say("intake.twins"))
        bar.set_second(say("intake.second") if is_look else say("intake.twins-second"))
        if self.has_primary != self.sources.isVisibleTo(self):
            self.has_primary = not self.has_primary
            self.primary_changed.emit()

    def _other_place(self) -> None:
        self._seen = self._day = None
        self.thumbs.forget()
        self.side.say_all(())
        self._show_view()
        self.session.desk.work(self, "", questions.places, self._show_places)
        self.sources.folder.setFocus()

    def _all_days(self) -> None:
        self.sources.since.set_date(None)
        if self._seen is not None:
            self._look(self._seen.looked.folder)

    def _open_file(self, path: str) -> None:
        open_path(Path(path))

    def _lay_out(self) -> None:
        px = theme().tokens.px
        card = Card()
        self.head = Words("", "card", elide=True)
        self.all = Link(self.session.say("intake.all"), "second")
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(8), px(16), px(8))
        top.addWidget(self.head, 1)
        top.addWidget(self.all)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(Separator())
        holder = QHBoxLayout()
        holder.setContentsMargins(px(16), px(12), px(8), px(8))
        holder.addWidget(self.grid)
        right.addLayout(holder, 1)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.days.setFixedWidth(px(_DAYS))
        line.addWidget(self.days)
        line.addWidget(Separator(upright=True))
        line.addLayout(right, 1)
        card.body.addWidget(whole, 1)
        self.columns = TwoColumns(card, self.side)
        card.setMinimumHeight(px(236))  # below each other the first activity to put them to is in sight too
        for widget in (self.busy, self.sources):
            self.scroller.body.addWidget(widget)
        for whole_page in (self.empty, self.twins, self.columns):
            self.scroller.body.addWidget(whole_page, 1)
        self.scroller.body.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)

    def _listen(self) -> None:
        self.views.edited.connect(self._show_view)
        self.change.clicked.connect(self._other_place)
        self.sources.chosen.connect(self._look)
        self.sources.again.connect(self.refresh)
        self.days.chosen.connect(self._show_day)
        self.grid.ticked.connect(self._ticked)
        self.grid.wanted.connect(self.thumbs.want)
        self.grid.opened.connect(self._open_file)
        self.thumbs.come.connect(self._come)
        self.all.clicked.connect(self._all)
        self.empty.clicked.connect(self._all_days)
        target = self.side.target
        target.putting.connect(self._put)
        target.recording.connect(self._record)
        target.resuming.connect(self._resume)
        self.twins.fine.connect(self._fine)
        self.twins.again.connect(self._look_again)
        self.twins.taking.connect(self._take_down)
        self.twins.opening.connect(self._open_record)

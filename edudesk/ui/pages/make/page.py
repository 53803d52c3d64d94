"""A record of any type in its form: kept while it is written, saved with its files, undone by toast."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, Invalid
from edudesk.services.listing.titles import title_in
from edudesk.services.schemes.results import State
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.forms.record_form import RecordForm
from edudesk.ui.page import Page
from edudesk.ui.pages.make.asking import (
    WITHOUT_PAPERS,
    Begun,
    Place,
    Written,
    begin,
    drafted,
    enter,
)
from edudesk.ui.pages.make.frame import MakeFrame
from edudesk.ui.papers.paper import evidence_kinds
from edudesk.ui.papers.shelf import PaperShelf
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import ask

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft, Entered


class MakePage(Page):
    """Places: ``type`` with ``content`` for a new record, ``record`` for a change, ``draft`` to go on.

    ``back`` names the page to go to after saving, as (page, place); otherwise the one before.
    """

    code: ClassVar[str] = "make"
    may_go = True
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.form: RecordForm | None = None
        self.frame = MakeFrame(session.texts)
        self.shelf = PaperShelf(session, self.frame.strip)
        self.keeper = DraftKeeper(session.desk, self)
        self._place = Place()
        self._back: tuple[str, dict[str, Any]] | None = None
        self._begun: Begun | None = None
        self._touched = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self._listen()

    @property
    def is_ready(self) -> bool:
        """Whether the form is filled and can be written in."""
        return self._begun is not None

    def refresh(self) -> None:
        """Do nothing: what is being written must not change under the hands."""

    def go_to(self, **place: Any) -> None:
        wanted = Place(
            place.get("type", ""), place.get("content"), place.get("record", ""), place.get("draft", "")
        )
        self._back = place.get("back") or None
        if self._touched and wanted == self._place:
            return
        self._open(wanted)

    def leave(self) -> None:
        self.keeper.write_now()

    def save(self) -> None:
        """Save what stands in the form; what is wrong is explained at its field."""
        begun, form = self._begun, self.form
        if begun is None or form is None or begun.owner or form.show_unreadable():
            return
        self.frame.clear_notices()
        written = self._written()
        self.keeper.forget()
        self.frame.show_saving(saving=True)
        self.session.desk.change(
            self,
            partial(enter, draft=self._draft(), kind=begun.described, written=written),
            self._saved,
            failed=self._failed,
        )

    def cancel(self) -> None:
        """Leave without saving; what was written is dropped only when that is said."""
        if not self._touched:
            self._reset()
            self._go_back()
            return
        say = self.session.say
        ask(
            self,
            say("make.give-up"),
            say("make.give-up-words"),
            say("make.give-up-drop"),
            say("make.give-up-stay"),
            danger=True,
            then=self._drop,
        )

    def _open(self, place: Place) -> None:
        self.keeper.write_now()
        self._place = place
        self.session.desk.ask(self, lambda opened: begin(opened, place), self._show, key="begin")

    def _show(self, begun: Begun) -> None:
        self._begun, self._touched = begun, begun.resumed
        self.form = RecordForm(self.session, begun.described, begun.content, begun.ground)
        self.form.set_typed(begun.draft.typed)
        self.form.edited.connect(self._edited)
        self.shelf.lay_out(evidence_kinds(self.session.texts.language), begun.papers, begun.draft)
        self._say_what(begun)
        self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_what(self, begun: Begun) -> None:
        texts = self.session.texts
        label = begun.described.label(texts.language)
        code = "make.title-edit" if begun.draft.about else "make.title-new"
        assert self.form is not None
        self.frame.show_form(
            texts.say(code, type=label),
            self.form,
            with_papers=begun.described.code not in WITHOUT_PAPERS,
        )
        self.frame.kept.setText(texts.say("make.resumed") if begun.resumed else "")
        self.frame.set_editable(editable=not begun.owner)
        if begun.owner:
            self.frame.add_notice(State.NOT_APPLICABLE, texts.say("make.not-ours", owner=begun.owner))
        if begun.waiting is not None:
            self._offer_waiting(*begun.waiting)

    def _offer_waiting(self, draft_id: str, title: str) -> None:
        say = self.session.say
        words = say("make.waiting", title=title) if title else say("make.waiting-untitled")
        notice = self.frame.add_notice(State.ON_TRACK, words, say("make.go-on"))
        notice.chosen.connect(lambda _link: self._open(Place(draft=draft_id)))

    def _written(self) -> Written:
        assert self.form is not None
        assert self._begun is not None
        content = self.form.content()
        title = title_in(self._begun.described, content, self.session.texts.language)
        return Written(content, self.form.typed(), title)

    def _draft(self) -> "Draft":
        assert self._begun is not None
        return self.shelf.kept_in(self._begun.draft)

    def _edited(self) -> None:
        begun = self._begun
        if begun is None or begun.owner:
            return
        self._touched = True
        self._follow_school(begun)
        now = self.session.clock.now()
        self.frame.kept.setText(self.session.say("make.keeping"))
        self.keeper.touch(partial(drafted, self._draft(), begun.described, self._written(), now))

    def _follow_school(self, begun: Begun) -> None:
        """Propose the community of the partner that was chosen, until somebody chose one."""
        assert self.form is not None
        community = self.form.editors.get("community_id")
        home = begun.home_of(self.form.content())
        if community is not None and home and not community.is_touched and community.value() != home:
            community.set_value(home)

    def _kept(self) -> None:
        if self._touched:
            time = f"{self.session.clock.local():%H:%M}"
            self.frame.kept.setText(self.session.say("make.kept", time=time))

    def _not_kept(self, error: EduDeskError) -> None:
        self.frame.add_notice(State.MISSED, self.session.texts.present(error))

    def _saved(self, entered: "Entered") -> None:
        self.frame.show_saving(saving=False)
        self.session.toast(self.session.say("make.saved"), entered.change_id)
        self._reset()
        self._go_back()

    def _failed(self, error: EduDeskError) -> None:
        self.frame.show_saving(saving=False)
        texts = self.session.texts
        self._edited()  # the draft waits again
        if isinstance(error, Invalid) and self.form is not None:
            for words in self.form.set_problems(error.problems):
                self.frame.add_notice(State.MISSED, words)
            return
        self.frame.add_notice(State.MISSED, texts.present(error))

    def _drop(self) -> None:
        assert self._begun is not None
        self.keeper.drop(self._begun.draft)
        self._reset()
        self.session.toast(self.session.say("make.dropped"))
        self._go_back()

    def _reset(self) -> None:
        self.keeper.forget()
        self._begun, self._touched = None, False

    def _go_back(self) -> None:
        if self._back is not None:
            page, place = self._back
            self.session.go(page, **place)
        else:
            self.session.back()

    def _listen(self) -> None:
        self.frame.save.clicked.connect(self.save)
        self.frame.cancel.clicked.connect(self.cancel)
        self.shelf.edited.connect(self._edited)
        self.shelf.noted.connect(lambda words: self.frame.add_notice(State.AT_RISK, words))
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(
            lambda error: self.frame.add_notice(State.MISSED, self.session.texts.present(error))
        )
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(self.save)

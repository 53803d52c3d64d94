"""记一次活动: the form, what it will count in, and how it is kept and saved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, Invalid
from edudesk.ui.desk import Opened
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.page import Page
from edudesk.ui.pages.record.answering import Answers
from edudesk.ui.pages.record.asking import Place, begin, drafted, in_plan, recorded_on
from edudesk.ui.pages.record.frame import RecordFrame
from edudesk.ui.pages.record.ground import Begun
from edudesk.ui.pages.record.telling import Told
from edudesk.ui.papers.paper import Paper
from edudesk.ui.papers.shelf import PaperShelf
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import ask

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft, Entered

_PLACES = ("draft", "activity", "state", "content")
_IN_HAND = "record-in-hand"
"""The session's property with the draft that is being written: a page made anew goes on with it."""


class RecordPage(Page):
    """Tells of one activity: a new one, one that is changed, or a draft that is gone on with."""

    code: ClassVar[str] = "record"
    under: ClassVar[str] = "activity"
    may_go = True
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = RecordFrame(session.texts, session.clock.today())
        self.form = self.frame.form
        self.shelf = PaperShelf(session, self.form.strip)
        self.keeper = DraftKeeper(session.desk, self)
        self.answers = Answers(session, self.frame, self.shelf)
        self._begun: Begun | None = None
        self._last: tuple[Told, tuple[Paper, ...]] | None = None
        self._wanted: tuple[str, ...] = ()
        self._files: tuple[Path, ...] = ()
        self._touched = False
        self._moved: tuple[Draft, tuple[Paper, ...]] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.frame.setEnabled(False)
        self._listen()

    @property
    def is_ready(self) -> bool:
        """Whether the form is filled and can be written in."""
        return self._begun is not None and self.frame.isEnabled()

    @property
    def is_touched(self) -> bool:
        """Whether something was told that is not saved."""
        return self._touched

    def refresh(self) -> None:
        if self._begun is not None:
            self.answers.again()

    def go_to(self, **place: Any) -> None:
        """Open ``draft=id``, ``activity=id``, ``state=…``, ``content={…}``; ``files`` are put in at once.

        ``missing`` are the evidence kinds that one came to add. Without any of them what is being written
        goes on.
        """
        wanted = {name: place[name] for name in _PLACES if place.get(name)}
        if self._touched and self._begun is not None and self._is_same(wanted):
            if place.get("files"):
                self.shelf.take_files([Path(one) for one in place["files"]])
            return
        self._wanted = tuple(place.get("missing") or ())
        self._files = tuple(Path(one) for one in place.get("files") or ())
        in_hand = self.session.property(_IN_HAND)
        if not wanted and not self._files and self._begun is None and in_hand:
            wanted = {"draft": in_hand}
        self._open(Place(**wanted))

    def leave(self) -> None:
        self.keeper.write_now()

    def save(self, *, then_next: bool = False) -> None:
        """Save; only a day and a topic are needed."""
        begun = self._begun
        if begun is None or not self.frame.isEnabled() or begun.readonly:
            return
        QGuiApplication.inputMethod().commit()  # the word that is being composed is meant too
        told = self.form.told()
        is_as_it_was = not self._touched and told.state == begun.base.get("state", told.state)
        if begun.record_id and is_as_it_was:
            self._reset()
            self.session.back()
            return
        if not self._is_complete(told):
            return
        draft = self._draft()
        self.keeper.forget()
        self.frame.show_saving(saving=True)
        focused = self.frame.focusWidget()
        self.frame.setEnabled(False)  # a word typed now would be in neither the record nor a draft
        self.session.desk.change(
            self,
            partial(_enter, draft=draft, told=told, begun=begun),
            partial(self._saved, then_next=then_next, told=told),
            failed=partial(self._failed, focused=focused),
        )

    def cancel(self) -> None:
        """Leave without saving: what was typed is kept as a draft, or dropped when that is said."""
        if not self._touched:
            self._reset()
            self.session.back()
            return
        say = self.session.say
        ask(
            self,
            say("record.give-up"),
            say("record.give-up-words"),
            say("record.give-up-drop"),
            say("record.give-up-stay"),
            danger=True,
            then=self._drop,
        )

    # -- opening

    def _is_same(self, wanted: Mapping[str, Any]) -> bool:
        begun = self._begun
        if begun is None or not wanted:
            return begun is not None and not begun.record_id
        is_draft = wanted.get("draft") == begun.draft.id
        return is_draft or bool(begun.record_id and wanted.get("activity") == begun.record_id)

    def _open(self, place: Place) -> None:
        self.keeper.write_now()
        self.frame.setEnabled(False)
        language = self.session.texts.language
        self.session.desk.ask(self, lambda opened: begin(opened, place, language), self._show, key="begin")

    def _show(self, begun: Begun) -> None:
        self._begun = begun
        self._touched, self._last = False, None
        self.answers.begin(None)
        self.frame.setEnabled(True)
        self.shelf.lay_out(begun.ground.evidence_kinds, begun.papers, begun.draft, self._wanted)
        self.form.show_told(begun.ground, begun.told)
        self.frame.set_editable(editable=not begun.readonly)
        self.frame.show_begun(begun)
        self._last = (self.form.told(), self.shelf.papers)
        self._tell_state()
        self.answers.begin(begun)
        if self._moved is not None:
            (draft, papers), self._moved = self._moved, None
            self.shelf.add(draft.photos, papers)
            self.keeper.write_now()
            self.keeper.drop(draft)
        if self._files:
            files, self._files = self._files, ()
            self.shelf.take_files(files)
        (self.form.strip if self._wanted else self.form.topic).setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset(self) -> None:
        self.keeper.forget()
        self.session.setProperty(_IN_HAND, "")
        self._begun, self._touched = None, False
        self.answers.begin(None)
        self.frame.setEnabled(False)

    # -- while it is told

    def _edited(self) -> None:
        begun = self._begun
        if begun is None or not self.frame.isEnabled():
            return
        now = (self.form.told(), self.shelf.papers)
        if now == self._last:
            return
        self._last, self._touched = now, True
        self.session.setProperty(_IN_HAND, begun.draft.id)
        self.frame.show_state(begun, self.form.state)
        self.frame.show_kept(self.session.say("record.draft-wait"))
        self.keeper.touch(partial(_drafted, self._draft(), now[0], begun, self.session))
        self.answers.look()

    def _came(self, paper: Paper) -> None:
        """Take the day of the first photo, where nobody has said a day yet."""
        begun = self._begun
        if begun is None or begun.record_id or paper.taken_at is None or self._touched:
            return
        if not begun.resumed and len(self.shelf.papers) == 1:
            day = paper.taken_at.date()
            self.form.day.set_date(day)
            self.session.desk.ask(
                self,
                partial(recorded_on, day=day),
                partial(self._propose, begun=begun, day=day),
                key="belongs",
            )

    def _propose(self, found: tuple[str, str] | None, *, begun: Begun, day: date) -> None:
        """Offer the activity of that day, while nothing but photos was told."""
        if found is not None and self._begun is begun and not self.form.told().topic.strip():
            self.answers.offer(*found, day)

    def _move(self, activity: str) -> None:
        """Put the photos of this form to an activity that is recorded already."""
        if self._begun is not None:
            self._moved = (self._draft(), self.shelf.papers)
            self._open(Place(activity=activity))

    def _collect(self) -> None:
        """Look through a stick or a folder; what is chosen there comes here."""
        record = self._begun.record_id if self._begun else ""
        self.session.go("intake", back={"activity": record} if record else {})

    # -- keeping and saving

    def _draft(self) -> "Draft":
        assert self._begun is not None
        return self.shelf.kept_in(self._begun.draft)

    def _tell_state(self) -> None:
        begun = self._begun
        if begun is None or begun.readonly:
            self.frame.show_kept("")
        elif begun.resumed:
            self._touched = True
            self._kept(begun.draft.changed_at.astimezone().replace(tzinfo=None))
        else:
            self.frame.show_kept("")

    def _kept(self, at: Any = None) -> None:
        if self._touched:
            moment = at or self.session.clock.local()
            self.frame.show_kept(self.session.say("record.draft-kept", time=f"{moment:%H:%M}"), done=True)

    def _not_kept(self, error: EduDeskError) -> None:
        self.frame.show_kept(self.session.say("record.draft-failed"), wrong=self.session.texts.present(error))

    def _is_complete(self, told: Told) -> bool:
        say, typed = self.session.say, told.day_typed.strip()
        if told.day is None:
            words = say("record.bad-date", typed=typed) if typed else say("record.need-date")
            self.form.mark("day", words)
        if not told.topic.strip():
            self.form.mark("topic", say("record.need-topic"))
        missing = "day" if told.day is None else "topic" if not told.topic.strip() else ""
        if missing:
            self.frame.reveal(missing)
        return not missing

    def _save_only(self) -> None:
        self.save()

    def _saved(self, entered: "Entered", *, then_next: bool, told: Told) -> None:
        self.frame.show_saving(saving=False)
        self._reset()
        code = "record.saved-planned" if told.state == "planned" else "record.saved"
        self.session.toast(self.session.say(code, topic=told.topic.strip()), entered.change_id)
        if then_next:
            self._open(Place())
        else:
            self.session.back()

    def _failed(self, error: EduDeskError, *, focused: QWidget | None) -> None:
        self.frame.show_saving(saving=False)
        self.frame.setEnabled(True)
        (focused or self.form.topic).setFocus()  # without a focus no key of the page is heard
        texts = self.session.texts
        words = texts.problem(error.problems[0]) if isinstance(error, Invalid) else texts.present(error)
        self.answers.tell("failed", words)
        self.frame.scroller.verticalScrollBar().setValue(0)
        assert self._begun is not None
        self.keeper.touch(partial(_drafted, self._draft(), self.form.told(), self._begun, self.session))

    def _drop(self) -> None:
        assert self._begun is not None
        topic = self.form.told().topic.strip() or self.session.say("record.untitled")
        self.keeper.drop(self._begun.draft)
        self._reset()
        self.session.toast(self.session.say("record.dropped", topic=topic))
        self.session.back()

    def _listen(self) -> None:
        self.form.edited.connect(self._edited)
        self.shelf.came.connect(self._came)
        self.shelf.edited.connect(self._edited)
        self.shelf.noted.connect(partial(self.answers.tell, "note"))
        self.answers.wanted.connect(self._open)
        self.answers.moving.connect(self._move)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self._not_kept)
        self.frame.state.edited.connect(lambda: self.form.set_state(self.frame.state.value()))
        self.frame.save.clicked.connect(self._save_only)
        self.frame.save_next.clicked.connect(lambda: self.save(then_next=True))
        self.frame.cancel.clicked.connect(self.cancel)
        self.form.collect.clicked.connect(self._collect)
        keys: Sequence[tuple[str, Callable[[], object]]] = (
            ("Ctrl+S", self._save_only),
            ("Ctrl+Return", partial(self.save, then_next=True)),
            ("Ctrl+Enter", partial(self.save, then_next=True)),
            ("Ctrl+V", self.form.strip.paste),  # where no field takes the words
        )
        for key, deed in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            if key != "Ctrl+S":  # saving is meant wherever the cursor is
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)


def _drafted(draft: "Draft", told: Told, begun: Begun, session: Session) -> "Draft":
    return drafted(draft, told, begun, session.clock.now())


def _enter(opened: Opened, *, draft: "Draft", told: Told, begun: Begun) -> "Entered":
    from edudesk.services.drafts import enter

    now = opened.clock.now()
    return enter(opened.archive, drafted(draft, told, in_plan(opened, told, begun), now), now)

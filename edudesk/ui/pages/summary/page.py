"""The page: a summary's words left, figures, tables and pictures right, and what became of them since."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.services.summarising.marks import Mark
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.page import Page
from edudesk.ui.pages.summary.frame import SummaryFrame
from edudesk.ui.pages.summary.papers import Papers
from edudesk.ui.pages.summary.questions import ask_board, ask_sheet, ask_term, keep
from edudesk.ui.pages.summary.saying import Sayings, bare
from edudesk.ui.pages.summary.telling import level_words, slot_words, title_words
from edudesk.ui.session import Session
from edudesk.ui.steps import open_records
from edudesk.ui.widgets import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable

    from edudesk.services.calendar import TermCode
    from edudesk.services.drafts import Draft, Entered
    from edudesk.services.summarising.board import Board, Slot
    from edudesk.services.summarising.opening import Sheet

_FEW = 3


class SummaryPage(Page):
    """Places: ``summary`` (a record), ``draft``, or ``content`` of one to be begun; ``community`` alone."""

    code: ClassVar[str] = "summary"
    may_go = True
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.board: Board | None = None
        self.open: Sheet | None = None
        self._slot: Slot | None = None
        self._wanted: dict[str, Any] = {}
        self._draft: Draft | None = None
        self._base: object = None
        self._sent: object = None
        self._saving = False
        self._then: Callable[[], None] | None = None
        self.sayings = Sayings(session.texts)
        self.frame = SummaryFrame(session, self.sayings.look)
        self.papers = Papers(session, self)
        self.papers.failed.connect(self._gone)
        self.keeper = DraftKeeper(session.desk, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self._listen()

    # -- what is shown

    @property
    def is_dirty(self) -> bool:
        """Whether something is written that is not saved."""
        return self._draft is not None and bare(self.frame.sheet.content()) != self._base

    @property
    def title_shown(self) -> str:
        """What the page's title says."""
        return self.frame.title.title

    def refresh(self) -> None:
        self.session.desk.ask(self, ask_board(self.session.term), self._show_board, key="board")

    def go_to(self, **place: Any) -> None:
        if place:
            self._wanted = dict(place)
            if self.board is not None:
                self._show_board(self.board)

    def leave(self) -> None:
        self.keeper.write_now()

    def print_page(self) -> None:
        self.write(None)

    def _show_board(self, board: "Board") -> None:
        self.board = board
        record = self._wanted.get("summary", "")
        if record and not any(one.record == record for one in board.slots) and not self._wanted.get("term"):
            self._wanted["term"] = True  # asked once: one that is in no term is looked for no longer
            self.session.desk.ask(self, ask_term(record, board.term), self._turn, failed=self._gone)
            return
        slot = self._chosen(board)
        self.frame.show_choices(
            board,
            slot.community if slot else "",
            [(one, slot_words(self.session.texts, one)) for one in board.slots],
            slot,
        )
        if slot is None:
            self._close()
            self.frame.show_nothing("community")
            return
        begins = bool(self._wanted.get("content")) or (self._is_same(slot) and self._draft is not None)
        self._wanted = {}
        if slot.record or slot.draft or begins:
            self._ask(slot)
        else:
            self._close()
            self._slot = slot
            self._tell_new(slot)

    def _turn(self, term: "TermCode") -> None:
        """Look at the term in which the wanted summary is."""
        if term == self.session.term and self.board is not None:
            self._show_board(self.board)
        else:
            self.session.set_term(term)

    def _chosen(self, board: "Board") -> "Slot | None":
        """Return the summary that is wanted, else the one that is open, else the first."""
        wanted, now = self._wanted, self._slot
        content = wanted.get("content") or {}
        record, draft = wanted.get("summary", ""), wanted.get("draft", "")
        community = wanted.get("community") or content.get("community_id")
        for one in board.slots:
            if (record and one.record == record) or (draft and one.draft == draft):
                return one
        if community:
            level = content.get("level") or "term"
            own = [one for one in board.slots if one.community == community]
            fits = (one for one in own if one.level == level and one.ours)
            return next(fits, None) or next(iter(own), None)
        if now is not None and (same := next(filter(self._is_same, board.slots), None)):
            return same
        return next(iter(board.slots), None)

    def _is_same(self, slot: "Slot") -> bool:
        """Return whether a line of the list is the summary that is open."""
        now = self._slot
        if now is None or now.community != slot.community:
            return False
        own = self._draft.id if self._draft is not None and self._draft.about is None else ""
        if now.record or own:
            found = {slot.record, slot.draft} - {""}
            return bool(found & {now.record, own}) or (
                bool(own) and not found and (now.level, now.month) == (slot.level, slot.month)
            )
        return (now.level, now.month, now.record, now.draft) == (
            slot.level,
            slot.month,
            slot.record,
            slot.draft,
        )

    def _ask(self, slot: "Slot", then: "Callable[[Sheet], None] | None" = None) -> None:
        assert self.board is not None
        question = ask_sheet(self.board.term, slot)
        self.session.desk.ask(self, question, then or self._show_sheet, failed=self._gone, key="sheet")

    def _start(self, sheet: "Sheet") -> None:
        self._show_sheet(sheet)
        self.frame.sheet.go_back()

    def _gone(self, error: EduDeskError) -> None:
        self.frame.say_trouble(self.session.texts.present(error))

    def _show_sheet(self, sheet: "Sheet") -> None:
        same = self._is_same(sheet.slot)
        unsaved = self._draft is not None and (self.is_dirty or not sheet.slot.record)
        keeps = same and unsaved and sheet.slot.ours
        self.open, self._slot = sheet, sheet.slot
        self.sayings.take(sheet)
        if keeps and self._draft is not None:
            if self._draft.about is None and sheet.slot.record:
                self._draft = sheet.draft  # it was saved; what is typed since is a change of the record
            self._base = bare(sheet.saved) if sheet.saved else self._base
            self.frame.sheet.renew()
            if self.is_dirty and sheet.slot.ours:
                self._touch()
        else:
            self._draft = sheet.draft
            self._base = bare(sheet.saved or sheet.draft.content)
            if sheet.resumed and not sheet.saved:
                self._base = None  # never saved: all of it is new
            self.frame.show_sheet(sheet)
            self.frame.kept.setText("")
        self.frame.side.show_sheet(sheet)
        self._tell()

    def _close(self) -> None:
        self.keeper.write_now()
        self.open = self._draft = self._slot = self._base = None

    # -- what is said of it

    def _tell(self) -> None:
        sheet = self.open
        if sheet is None:
            return
        texts, slot = self.session.texts, sheet.slot
        written, total, length = self.frame.sheet.counts()
        self.frame.show_progress(title_words(texts, written, total), self._about(slot, length))
        self.frame.can_save(can=slot.ours and not self._saving and (self.is_dirty or not slot.record))
        self.frame.can_print("" if slot.record else texts.say("summarypage.print-after"))
        self._tell_changes(sheet)

    def _about(self, slot: "Slot", length: int) -> str:
        texts = self.session.texts
        kind = level_words(texts, slot)
        if not slot.ours:
            return texts.say("summarypage.about-theirs", kind=kind, owner=slot.owner)
        return texts.say("summarypage.about", kind=kind, count=length)

    def _tell_changes(self, sheet: "Sheet") -> None:
        say, content = self.session.say, self.frame.sheet.content()
        notices: list[tuple[State, str, str, Callable[[], None] | None]] = []
        changes, gone = self.sayings.changes(content), self.sayings.gone(content)
        if changes:
            words = say("summarypage.changed", count=len(changes), names=_few(say, changes))
            act = self.save if sheet.slot.ours else None
            notices.append((State.ON_TRACK, words, say("summarypage.save-new") if act else "", act))
        if gone:
            words = say("summarypage.gone", count=len(gone), names=_few(say, gone))
            notices.append((State.AT_RISK, words, "", None))
        if sheet.resumed and self.is_dirty and sheet.slot.ours:
            code = "summarypage.overtaken" if sheet.overtaken else "summarypage.resumed"
            notices.append((State.ON_TRACK, say(code), say("summarypage.drop"), self._ask_to_drop))
        self.frame.show_notices(notices)

    def _tell_new(self, slot: "Slot") -> None:
        self.frame.show_nothing("new", level_words(self.session.texts, slot))

    # -- what is written

    def _edited(self) -> None:
        self._tell()
        if self._draft is None or self._saving or self.open is None or not self.open.slot.ours:
            return
        if self.is_dirty:
            self._touch()
        else:
            self.keeper.drop(self._draft)
            self.frame.kept.setText("")

    def _touch(self) -> None:
        self.frame.kept.setText(self.session.say("summarypage.keeping"))
        self.keeper.touch(partial(_same_draft, self._composed()))

    def _composed(self) -> "Draft":
        assert self._draft is not None
        said = self.frame.sheet.content()
        rest = {
            name: value for name, value in self._draft.content.items() if name not in {"title", "sections"}
        }
        return replace(
            self._draft,
            title=said.get("title", ""),
            content={**rest, **said},
            changed_at=self.session.clock.now(),
        )

    def _kept(self) -> None:
        if self.is_dirty:
            time = f"{self.session.clock.local():%H:%M}"
            self.frame.kept.setText(self.session.say("summarypage.kept", time=time))

    def save(self) -> None:
        """Save the summary as one change; figures say from now on what they say today."""
        if self.open is None or self._draft is None or not self.open.slot.ours or self._saving:
            return
        draft = self._composed()
        self.keeper.forget()
        self._saving, self._sent = True, bare(draft.content)
        self.frame.show_saving(saving=True)
        deed = keep(self.board.term if self.board else self.open.span.code, draft, self.session.texts)
        self.session.desk.change(self, deed, self._saved, failed=self._failed)

    def _saved(self, entered: "Entered") -> None:
        self._saving, self._base = False, self._sent
        self.frame.show_saving(saving=False)
        self.frame.kept.setText("")
        self.session.toast(self.session.say("summarypage.saved"), entered.change_id)
        if self._slot is not None:
            self._slot = replace(self._slot, record=entered.record_id, draft="")
        if self.open is not None:
            self.open = replace(
                self.open, slot=replace(self.open.slot, record=entered.record_id), resumed=False
            )
        self._tell()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, error: EduDeskError) -> None:
        self._saving, self._then = False, None
        self.frame.show_saving(saving=False)
        self.frame.say_trouble(self.session.texts.present(error))
        self._touch()
        self._tell()

    def _ask_to_drop(self) -> None:
        say = self.session.say
        dialogs.ask(
            self,
            say("summarypage.drop-ask"),
            say("summarypage.drop-words"),
            say("summarypage.drop-do"),
            say("summarypage.drop-not"),
            danger=True,
            then=self._drop,
        )

    def _drop(self) -> None:
        if self._draft is not None:
            self.keeper.drop(self._draft)
            self._draft, self._base = None, None
            self.refresh()

    def _left_out(self, left: tuple[int, dict[str, str]]) -> None:
        place, row = left
        if row.get("body"):
            words = self.session.say("summarypage.left-out", heading=row.get("heading", ""))
            self.frame.offer_back(words, lambda: self.frame.sheet.add(row, place))

    # -- elsewhere

    def _open_records(self, mark: Mark) -> None:
        saying = self.sayings.say(mark)
        if saying is not None and saying.records:
            self.keeper.write_now()
            title = saying.name if saying.name == saying.words else f"{saying.name} {saying.words}"
            open_records(self.session, saying.records, title)

    def write(self, suffix: str | None) -> None:
        """Print (None), or write a file; what is not saved is saved before."""
        slot, board = self._slot, self.board
        if self.is_dirty:
            self._then = partial(self.write, suffix)
            self.save()
        elif slot is not None and board is not None and slot.record:
            title = self.frame.sheet.title.text().strip()
            self.papers.write(slot.record, board.term, title, suffix)

    def _choose(self, slot: "Slot") -> None:
        self.keeper.write_now()
        self.frame.clear_trouble()
        self._draft, self._base, self._slot = None, None, slot
        if self.board is not None:
            self._show_board(self.board)

    def _choose_community(self, community: str) -> None:
        if self.board is not None:
            self.keeper.write_now()
            self._draft, self._base = None, None
            self.go_to(community=community)

    def _begin(self) -> None:
        if self._slot is not None:
            self._ask(self._slot, self._start)
        else:
            self.session.go("make", type="community", content={})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.fit()

    def _listen(self) -> None:
        frame = self.frame
        frame.sheet.edited.connect(self._edited)
        frame.sheet.wanted.connect(self._open_records)
        frame.sheet.left_out.connect(self._left_out)
        frame.side.taken.connect(frame.put)
        frame.side.asked.connect(self._open_records)
        frame.slots.edited.connect(lambda: self._choose(frame.slots.value()))
        frame.communities.edited.connect(lambda: self._choose_community(frame.communities.value()))
        frame.empty.clicked.connect(self._begin)
        frame.save.clicked.connect(self.save)
        frame.print.clicked.connect(self.print_page)
        frame.written.connect(self.write)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(lambda error: frame.say_trouble(self.session.texts.present(error)))
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(self.save)


def _same_draft(draft: "Draft") -> "Draft":
    return draft


def _few(say: "Callable[..., str]", names: tuple[str, ...]) -> str:
    shown = say("summarypage.listing").join(names[:_FEW])
    left = len(names) - _FEW
    return say("summarypage.and-more", names=shown, count=left) if left > 0 else shown

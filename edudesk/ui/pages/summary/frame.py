"""How the page is laid out: choosing at the top, words left, what can be put in right, saving below."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.services.summarising.marks import Mark
from edudesk.ui.pages.summary.chips import Look
from edudesk.ui.pages.summary.sections import SummarySheet
from edudesk.ui.pages.summary.side import Side
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import NARROW, BottomBar, Column, TitleBar, effective_width
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.summarising.board import Board, Slot
    from edudesk.services.summarising.opening import Sheet

_FORMS = (("pdf", ".pdf"), ("word", ".docx"), ("excel", ".xlsx"))
NoticeLine = tuple[State, str, str, Callable[[], None] | None]
"""State, sentence, link and what the link does."""


class SummaryFrame(QWidget):
    """The page's parts. ``written`` asks for a file with the ending."""

    written = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        say = session.say
        self.communities = ChoiceField([])
        self.communities.setAccessibleName(say("summarypage.community"))
        self.slots = ChoiceField([])
        self.slots.setAccessibleName(say("summarypage.which"))
        self.title = TitleBar(say("summarypage.title"), [self.communities, self.slots], second=" ")
        self.trouble = Notice(State.MISSED, "")
        self.back = Notice(State.NOT_APPLICABLE, "")
        self._notices = Column(gap=8)
        self._shown: list[tuple[State, str, str]] = []
        self._put_back: Callable[[], object] = list
        self.sheet = SummarySheet(session, look)
        self.side = Side(session)
        self.empty = EmptyState("file-pen", "", "", "…")
        self.kept = Words("", "second", "text2")
        self.save = Button(say("summarypage.save"), "primary", hint="Ctrl S")
        self.print = Button(say("summarypage.print"), icon="printer")
        self.print.set_tip("Ctrl+P")
        entries = [
            Entry(say(f"summarypage.export-{code}"), partial(self.written.emit, suffix))
            for code, suffix in _FORMS
        ]
        self.export = Button(say("summarypage.export"), menu=make_menu(entries, self))
        self.insert = Button(say("summarypage.insert"), icon="plus")
        self.bar = BottomBar("", [self.kept, self.insert, self.export, self.print, self.save])
        self._lay_out()

    # -- choosing

    def show_choices(
        self, board: "Board", community: str, slots: "Sequence[tuple[Slot, str]]", chosen: "Slot | None"
    ) -> None:
        """Offer communities and the summaries of one."""
        self.communities.set_items(list(board.communities))
        self.communities.set_value(community)
        self.communities.setVisible(len(board.communities) > 1)
        offered = [(slot, words) for slot, words in slots if slot.community == community]
        self.slots.set_items(offered)
        self.slots.set_value(chosen)
        self.slots.setVisible(bool(offered))

    # -- one summary

    def show_sheet(self, sheet: "Sheet") -> None:
        """Show a summary to be written in, or only read."""
        self.empty.hide()
        self.panes.show()
        self.bar.show()
        editable = sheet.slot.ours
        self.sheet.show_content(sheet.draft.content, editable=editable)
        self.side.setEnabled(editable)
        self.save.setVisible(editable)
        self.back.hide()
        self._arrange()

    def show_nothing(self, kind: str, name: str = "") -> None:
        """Say that there is nothing yet; ``kind`` is "new" or "community"."""
        say = self._session.say
        self.panes.hide()
        self.bar.hide()
        self.show_notices([])
        self.back.hide()
        self.title.set_title(say("summarypage.title"))
        self.title.set_second("")
        self.empty.set_words(
            say(f"summarypage.empty-{kind}", name=name),
            say(f"summarypage.empty-{kind}-why"),
            say(f"summarypage.empty-{kind}-do", name=name),
        )
        self.empty.show()

    def show_progress(self, title: str, second: str) -> None:
        """Show the page's answer."""
        self.title.set_title(title)
        self.title.set_second(second)

    def put(self, mark: Mark) -> None:
        """Put a chip into the words; the next key is meant for them, not for the list."""
        self.sheet.put(mark)
        if not self.panes.is_drawer:
            self.sheet.go_back()

    def can_save(self, *, can: bool) -> None:
        """Let the summary be saved, or say why not."""
        if self.save.text() != self._session.say("summarypage.saving"):
            self.save.why_not("" if can else self._session.say("summarypage.nothing-to-save"))

    def can_print(self, why_not: str) -> None:
        """Let the summary be printed, or say why not."""
        self.print.why_not(why_not)
        self.export.why_not(why_not)

    def show_saving(self, *, saving: bool) -> None:
        """Say on the button that it is being saved."""
        self.save.set_busy(self._session.say("summarypage.saving") if saving else "")
        if saving:
            self.clear_trouble()

    # -- notices

    def show_notices(self, lines: Sequence[NoticeLine]) -> None:
        """Say these things above the words; what is said already stays as it is."""
        said = [line[:3] for line in lines]
        if said == self._shown:
            return
        self._shown = said
        while (item := self._notices.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for state, words, link, act in lines:
            notice = Notice(state, words, [link] if link else [])
            if act is not None:
                notice.chosen.connect(lambda _index, act=act: act())
            self._notices.body.addWidget(notice)
        self._notices.setVisible(bool(lines))

    def notices(self) -> tuple[str, ...]:
        """Return what is said above the words."""
        return tuple(words for _, words, _ in self._shown)

    def say_trouble(self, words: str) -> None:
        """Say what went wrong."""
        self.trouble.set_words(words)
        self.trouble.show()

    def clear_trouble(self) -> None:
        """Say nothing of trouble any more."""
        self.trouble.hide()

    def offer_back(self, words: str, act: Callable[[], object]) -> None:
        """Say that a section was left out, with the way back."""
        self.back.set_words(words)
        self.back.set_links([self._session.say("summarypage.put-back")])
        self._put_back = act
        self.back.show()

    def _back(self) -> None:
        self.back.hide()
        self._put_back()

    # -- layout

    def fit(self) -> None:
        """Give the page its margins at the window's width."""
        px = theme().tokens.px
        side = px("margin") if effective_width(self) >= NARROW else px(16)
        self._above.body.setContentsMargins(side, px(18), side, px(14))
        self._arrange()

    def _arrange(self) -> None:
        self.insert.setVisible(self.panes.is_drawer and self.side.isEnabled())

    def _lay_out(self) -> None:
        self.back.chosen.connect(lambda _index: self._back())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setProperty("role", "page")
        scroll.setWidget(self.sheet)
        self.panes = ListWithDetail(scroll, self.side, self._session.say("summarypage.close-side"))
        self.insert.clicked.connect(self.panes.open_detail)
        self.panes.closed.connect(self.sheet.go_back)
        self._above = Column(self.title, self.trouble, self.back, self._notices, gap=10)
        self._above.body.addWidget(self.panes, 1)
        self._above.body.addWidget(self.empty, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._above, 1)
        layout.addWidget(self.bar)
        for later in (self.trouble, self.back, self._notices, self.panes, self.bar, self.empty):
            later.hide()
        self.communities.hide()
        self.slots.hide()
        self.fit()

"""Requests, donations and achievements: three lists of one page, each with its form one button away."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from edudesk.ui.page import Page
from edudesk.ui.pages.others import questions
from edudesk.ui.pages.others.registers import RegisterButton
from edudesk.ui.pages.others.request_pane import RequestPane
from edudesk.ui.session import Session
from edudesk.ui.sheets.book import Book, Kind
from edudesk.ui.sheets.pane import SheetPane
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.layout import TitleBar, fit_margins

_KINDS = (
    Kind(
        "requests",
        "request",
        "inbox",
        (("day", 96), ("topic", 0), ("school", 92), ("wanted", 96), ("state", 108), ("answers", 60)),
        questions.ask_requests,
        "others",
    ),
    Kind(
        "donations",
        "donation",
        "gift",
        (("day", 96), ("purpose", 0), ("way", 176), ("items", 130), ("value", 90), ("files", 80)),
        questions.ask_donations,
        "others",
    ),
    Kind(
        "achievements",
        "achievement",
        "star",
        (("day", 96), ("title", 0), ("kind", 88), ("level", 72), ("people", 100), ("files", 108)),
        questions.ask_achievements,
        "others",
    ),
)
_TAB_OF = {kind.type: kind.code for kind in _KINDS}


class OthersPage(Page):
    """Places: ``tab`` "requests", "donations" or "achievements"; ``id`` with its ``type`` chooses one."""

    code: ClassVar[str] = "others"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self.segment = Segment([(kind.code, say(f"others.{kind.code}")) for kind in _KINDS])
        self.segment.setAccessibleName(say("others.title"))
        self.add = Button("", icon="plus")
        self.add.clicked.connect(self._add)
        self.registers = RegisterButton(session, self)
        self.request_pane = RequestPane(session)
        self.books = {
            kind.code: Book(
                session, kind, self.request_pane if kind.code == "requests" else SheetPane(session)
            )
            for kind in _KINDS
        }
        self.books["requests"].shown.connect(self._show_answers)
        self._stack = QStackedWidget()
        self._lay_out()
        self.segment.edited.connect(lambda: self.show_tab(self.segment.value()))
        self.show_tab("requests")

    @property
    def book(self) -> Book:
        """The list that is shown."""
        return self.books[self.segment.value()]

    def refresh(self) -> None:
        self.book.refresh()
        self.registers.refresh()

    def go_to(self, **place: Any) -> None:
        tab = place.get("tab") or _TAB_OF.get(place.get("type", ""), "")
        if tab:
            self.show_tab(tab)
        if "id" in place:
            self.book.select(place["id"])

    def show_tab(self, code: str) -> None:
        """Show one of the lists."""
        self.segment.set_value(code)
        self.add.setText(self.session.say(f"others.add-{code}"))
        self.registers.show_tab(code)
        self._stack.setCurrentWidget(self.books[code])
        if self.isVisible():
            self.book.refresh()

    def focus_filter(self) -> None:
        self.book.text.setFocus()

    def print_page(self) -> None:
        self.book.writer.write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit_margins(self)
        super().resizeEvent(event)

    def _add(self) -> None:
        self.book.add()

    def _show_answers(self, record_id: str) -> None:
        self.session.desk.ask(
            self,
            partial(questions.ask_answers, record_id=record_id),
            lambda found: self.request_pane.show_answers(record_id, found),
            key="answers",
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(theme().tokens.px(12))
        title = TitleBar(self.session.say("others.title"), [self.registers, self.add], beside=[self.segment])
        layout.addWidget(title)
        for book in self.books.values():
            self._stack.addWidget(book)
        layout.addWidget(self._stack, 1)

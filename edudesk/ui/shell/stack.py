"""The pages one behind the other, made when first shown, and the way back through them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.shell.pages import Entry, entries
from edudesk.ui.widgets.layout import let_go

_LONGEST = 50
_AT_HAND = 2
"""So many pages are kept as they were left; of those left before, the ones that may go are made anew."""

_GONE = 50
"""Milliseconds after which a page that goes is gone."""


@dataclass(frozen=True)
class Stop:
    """A page that was shown, and the place in it."""

    code: str
    place: Mapping[str, Any]


@dataclass(frozen=True)
class Trail:
    """The pages that were shown before, the one that is, those that were come back from, and how far down."""

    past: tuple[Stop, ...]
    now: Stop | None
    future: tuple[Stop, ...]
    scrolled: int


class PageStack(QStackedWidget):
    """Shows one page at a time. ``shown(code)`` follows each change; unknown codes are ignored."""

    shown = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries = entries()
        self._pages: dict[str, Page] = {}
        self._past: list[Stop] = []
        self._future: list[Stop] = []
        self._now: Stop | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_focus)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The pages that exist, in the order of the navigation."""
        return self._entries

    @property
    def now(self) -> Stop | None:
        """What is shown."""
        return self._now

    def page(self) -> Page | None:
        """Return the page that is shown."""
        return self._pages.get(self._now.code) if self._now else None

    def go(self, code: str, place: Mapping[str, Any]) -> None:
        """Show a page at a place; the one before can be come back to."""
        if code not in self._entries:
            return
        if self._now is not None and (self._now.code, self._now.place) != (code, place):
            self._past = [*self._past, self._now][-_LONGEST:]
            self._future = []
        self._show(Stop(code, dict(place)))

    def back(self) -> bool:
        """Show the page before, and tell whether there was one."""
        if not self._past or self._now is None:
            return False
        self._future.append(self._now)
        self._show(self._past.pop())
        return True

    def forward(self) -> bool:
        """Show the page that was come back from, and tell whether there was one."""
        if not self._future or self._now is None:
            return False
        self._past.append(self._now)
        self._show(self._future.pop())
        return True

    def leave(self) -> None:
        """Let the page that is shown do what must not wait, such as saving a draft."""
        if page := self.page():
            page.leave()

    def trail(self) -> Trail:
        """Return where this stack is and was, for one that takes its place."""
        return Trail(tuple(self._past), self._now, tuple(self._future), self._scrolled())

    def follow(self, trail: Trail) -> None:
        """Go on where another stack was, with its way back."""
        self._past, self._future = list(trail.past), list(trail.future)
        if trail.now is not None:
            self._show(trail.now)
            QTimer.singleShot(0, self, lambda: self._scroll_to(trail.scrolled))

    def _scrolled(self) -> int:
        area = self._scroll_area()
        return area.verticalScrollBar().value() if area else 0

    def _scroll_to(self, value: int) -> None:
        if area := self._scroll_area():
            area.verticalScrollBar().setValue(value)

    def _scroll_area(self) -> QScrollArea | None:
        page = self.page()
        return page.findChild(QScrollArea) if page else None

    def _tell_primary(self) -> None:
        if self._now is not None:
            self.shown.emit(self._now.code)

    def _show(self, stop: Stop) -> None:
        leaving = self.page()
        focused = QApplication.focusWidget()
        had_focus = leaving is not None and (
            focused is None or focused.isAncestorOf(self) or _lies_in(focused, leaving)
        )
        page = self._pages.pop(stop.code, None)
        if leaving is not None and leaving is not page:
            leaving.leave()
        if page is None:
            page = self._entries[stop.code].make(self._session)
            self.addWidget(page)
            page.primary_changed.connect(self._tell_primary)
        self._pages[stop.code] = page  # the last, for they are in the order of their showing
        self._now = stop
        self.setCurrentWidget(page)
        page.go_to(**stop.place)
        if had_focus and not _lies_in(QApplication.focusWidget(), page):
            page.setFocus()  # so that Tab goes on in the page
        self._clear_away()
        self.shown.emit(stop.code)

    def _keep_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Keep the focus in the page where what had it is hidden or cannot be used any more.

        Qt hands it to whatever follows, such as 撤销 of what was just saved, or the choice of the term.
        """
        page = self.page()
        if page is None or before is None or now is None or not page.isAncestorOf(before):
            return
        is_usable = before.isVisible() and before.isEnabled()
        is_outside = now.window() is page.window() and now is not page and not page.isAncestorOf(now)
        if not is_usable and is_outside and page.isVisible():
            page.setFocus()

    def _clear_away(self) -> None:
        """Let pages go that were left long ago: each is hundreds of widgets, 10 to 20 KB each."""
        for code in [*self._pages][: -_AT_HAND - 1]:
            page = self._pages[code]
            if page.may_go and not page.is_editing and not self._is_awaited(page):
                del self._pages[code]
                let_go(self, page)
                QTimer.singleShot(_GONE, self, _give_back)

    def _is_awaited(self, page: Page) -> bool:
        """Return whether long work that was begun in the page goes on."""
        return any(_lies_in(work.owner, page) for work in self._session.desk.works)


def _give_back() -> None:
    from edudesk.ui.tidying import give_back  # not needed for the first painting

    give_back()


def _lies_in(one: QObject | None, page: Page) -> bool:
    while one is not None and one is not page and isValid(one):
        one = one.parent()
    return one is page

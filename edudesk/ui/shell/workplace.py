"""One open archive in the window: its frame and pages, and what the keys and strips around them do."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from edudesk.errors import Cancelled, EduDeskError
from edudesk.ui.desk import Opened
from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.shell.facts import FrameFacts
from edudesk.ui.shell.frame import Frame

if TYPE_CHECKING:
    from edudesk.ui.shell.undoing import Tell

_IDLE = 3000  # milliseconds of quiet before the first page is kept for the next start
_AHEAD = 4
"""On so many days, today and a weekend after it, the first start finds its page kept."""


class Workplace(QWidget):
    """Everything of one archive; ``elsewhere(code, place)`` asks for what only the window can do."""

    elsewhere = Signal(str, dict)

    def __init__(self, session: Session, tell: "Tell", parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._tell = tell
        self._layers = QStackedLayout(self)
        self._facts = FrameFacts(session, self)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self._keep_first_page)
        self._build()

    @property
    def is_ready(self) -> bool:
        """Whether the archive is open, its term known and a page shown."""
        return (
            self.session.desk.is_open and self.session.term is not None and self.frame.stack.now is not None
        )

    def begin(self) -> None:
        """After the first painting: show the first page as it was kept, then open the archive."""
        self._equip()
        self._facts.begin()
        self.frame.stack.go("home", {})
        self._show_kept()
        self.session.desk.open()

    def go(self, code: str, place: Mapping[str, Any]) -> None:
        """Show a page at a place; ``backup``, ``back``, ``keys``, ``open`` and ``start`` are done."""
        if code == "backup":
            self.backing.start(place.get("folder"))
        elif code == "back":
            if not self.frame.stack.back():
                self.frame.stack.go("home", {})
        elif code == "keys":
            self.show_keys()
        elif code in {"open", "start"}:
            self.elsewhere.emit(code, dict(place))
        else:
            self.frame.stack.go(code, place)

    def rebuild(self) -> None:
        """Make frame and pages anew, for another size or language, at the same place."""
        before = self.frame
        before.stack.leave()
        had_focus = before.stack.isAncestorOf(QApplication.focusWidget() or before)
        self._build()
        self._furnish()
        self.frame.stack.follow(before.stack.trail())
        self._layers.removeWidget(before)
        before.hide()
        page = self.frame.stack.page()
        if had_focus and page is not None and not page.isAncestorOf(QApplication.focusWidget() or page):
            page.setFocus()  # not the search, which Qt takes as the first
        before.deleteLater()

    def go_to_number(self, number: int) -> None:
        """Show the page that stands at this place of the navigation, counted from 1."""
        codes = [row.code for row in self.frame.navigation.rows if row.code]
        if number <= len(codes):
            self.go(codes[number - 1], {})

    def on_page(self, deed: Callable[[Page], object]) -> None:
        """Let the page that is shown do something."""
        if page := self.frame.stack.page():
            deed(page)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.frame.bar.open_search()
        self.searching.begin()

    def show_keys(self) -> None:
        """List the keys, but not those that the page has no use for."""
        from edudesk.ui.shell.keys import KeyList, unused_keys

        KeyList(self.session, self.window(), unused_keys(self.frame.stack.page())).open()

    def next_pane(self) -> None:
        """Move the focus from bar to navigation to page, past what has nothing to focus."""
        focused = QApplication.focusWidget()
        panes: list[QWidget] = [self.frame.bar, self.frame.navigation]
        if page := self.frame.stack.page():
            panes.append(page)
        within = [at for at, pane in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)]
        here = within[0] if within else panes.index(focused) if focused in panes else -1
        for step in range(1, len(panes) + 1):
            if _focus_first(panes[(here + step) % len(panes)]):
                return

    def _build(self) -> None:
        self.frame = frame = Frame(self.session)
        self._layers.addWidget(frame)
        self._layers.setCurrentWidget(frame)
        self._facts.fill(frame)
        frame.fit()

    def _equip(self) -> None:
        """Make what works for all frames; it is not needed for the first painting."""
        from edudesk.ui.shell.backing import Backing
        from edudesk.ui.shell.preparing import SearchKeeper
        from edudesk.ui.shell.undoing import Undoing

        desk = self.session.desk
        self.search_keeper = SearchKeeper(self.session, self)
        self.undoing = Undoing(self.session, self._tell)
        self.backing = Backing(self.session, self)
        self.session.wanted.connect(self.go)
        self.session.language_changed.connect(self.rebuild)
        desk.troubled.connect(self._show_trouble)
        desk.opened.connect(self._idle.start)
        desk.changed.connect(self._idle.start)
        self.backing.done.connect(self._facts.ask)
        self.backing.failed.connect(self._show_backup_trouble)
        self._furnish()

    def _furnish(self) -> None:
        """Make what works for one frame."""
        from edudesk.ui.shell.searching import Searching
        from edudesk.ui.shell.strips import Troubles, WorkStrips

        frame = self.frame
        self.troubles = Troubles(self.session.texts, frame.stack, frame.strips)
        self.works = WorkStrips(self.session.desk, self.session.texts, frame.stack, frame.strips)
        self.searching = Searching(self.session, frame.bar.search, self)
        frame.bar.searching.connect(self.search)
        frame.foot.clicked.connect(self._back_up)

    def _back_up(self) -> None:
        self.backing.start()

    # -- what went wrong

    def _show_trouble(self, error: EduDeskError) -> None:
        if not isinstance(error, Cancelled):
            again = self.session.desk.way_again(error)
            self.troubles.show(error, [(self.session.say("shell.error.again"), again)] if again else ())

    def _show_backup_trouble(self, error: EduDeskError) -> None:
        self.troubles.show(
            error, [(self.session.say("shell.backup.elsewhere"), self.backing.start_elsewhere)]
        )

    # -- what goes on quietly

    def _show_kept(self) -> None:
        from edudesk.services.standing.snapshot import glance
        from edudesk.ui.pages.home import HomePage

        page, session = self.frame.stack.page(), self.session
        view = glance(session.desk.folder, session.clock.today(), session.texts.language)
        if view is not None and isinstance(page, HomePage):
            page.show_view(view)

    def _keep_first_page(self, ahead: int = 0) -> None:
        """Keep the first page of today and of the next days, one after the other, so that nobody waits.

        Not beside work that a person waits for: the window would have to share its turns with both.
        """
        if any(work.title for work in self.session.desk.works):
            self._idle.start()
            return
        texts = self.session.texts

        def deed(opened: Opened) -> None:
            # The check is made of many classes: made here, they do not hold up the window.
            import edudesk.services.handing.view  # noqa: F401
            from edudesk.services.standing.snapshot import keep_ahead

            keep_ahead(opened.standing, texts, opened.clock.today(), [ahead])

        def go_on(_none: None) -> None:
            if self._idle.isActive():
                return
            if ahead + 1 < _AHEAD:
                self._keep_first_page(ahead + 1)
            else:
                self._check_ahead()

        self.session.desk.ask(self, deed, go_on, key="first-page")

    def _check_ahead(self) -> None:
        from edudesk.ui.ahead import KeptCheck

        KeptCheck.of(self.session).look_ahead()


def _focus_first(pane: QWidget) -> bool:
    """Give the focus to a pane, or to the first thing in it that takes it, and tell whether there was any."""
    for widget in (pane, *_in_focus_order(pane)):
        if (
            widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            and widget.isVisible()
            and widget.isEnabled()
        ):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _in_focus_order(pane: QWidget) -> Iterator[QWidget]:
    following = pane.nextInFocusChain()
    while following is not None and following is not pane:
        if pane.isAncestorOf(following):
            yield following
        following = following.nextInFocusChain()

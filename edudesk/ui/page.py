"""What all pages have in common."""

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from edudesk.ui.desk import Work
from edudesk.ui.session import Session


class Page(QWidget):
    """One screen of the window. It asks for its content when first shown, and again when something changed.

    ``code`` is its name in the navigation, or ``under`` that of the page it belongs to; ``has_primary`` says
    that it has a primary button of its own, so that the top bar's becomes tonal; ``primary_changed`` that it
    is otherwise from now on. A page that ``may_go`` is made anew without a loss once it was left: its place
    and the drafts tell what it showed.
    """

    primary_changed = Signal()
    code: ClassVar[str]
    under: ClassVar[str] = ""
    has_primary: bool = False
    may_go: ClassVar[bool] = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        session.desk.opened.connect(self._outdate)
        session.desk.changed.connect(self._outdate)
        session.term_changed.connect(self._outdate)

    @property
    def is_editing(self) -> bool:
        """Whether something is typed that no draft keeps, so that the page may not go now."""
        return False

    def refresh(self) -> None:
        """Ask the desk for the content; called on the GUI thread when the page is shown and out of date."""
        raise NotImplementedError

    def go_to(self, **place: Any) -> None:
        """Show a place in the page; pages without places ignore it."""

    def to_start(self) -> None:
        """Show the first view: its name in the navigation was chosen while the page is shown."""

    def leave(self) -> None:
        """Do what must be done before another page is shown, such as saving a draft at once."""

    def shows(self, work: Work) -> bool:  # noqa: ARG002 - for pages to answer
        """Return whether the page itself shows how far a long work is."""
        return False

    def focus_filter(self) -> None:
        """Put the cursor into the page's filter (Ctrl+F), if it has one."""

    def print_page(self) -> None:
        """Print what the page shows (Ctrl+P), if it can."""

    def _outdate(self) -> None:
        self._stale = True
        if self.isVisible():
            self._freshen()

    def _freshen(self) -> None:
        if self._stale and self.session.desk.is_open:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._freshen()

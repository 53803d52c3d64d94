"""Printing the registers of what was given and of what came of the work, for the term that is looked at."""

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.printing import Paper, paper_entries
from edudesk.ui.session import Session
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.menus import Entry, make_menu

_PAPERS = {"donations": "donation-list", "achievements": "achievement-list"}


class RegisterButton(Button):
    """A menu with the register of the list that is shown; requests have none."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(session.say("printing.print"), icon="printer")
        self._session, self._page = session, page
        self._communities: tuple[tuple[str, str], ...] = ()
        self._tab = ""
        self.setToolTip(session.say("printing.of-term"))

    def refresh(self) -> None:
        """Ask which communities there are: each has its register."""
        self._session.desk.ask(self, _ask_communities, self._take, key="communities")

    def show_tab(self, tab: str) -> None:
        """Offer what belongs to one of the lists."""
        self._tab = tab
        self.setVisible(tab in _PAPERS)
        self._fill()

    def _take(self, communities: tuple[tuple[str, str], ...]) -> None:
        self._communities = communities
        self._fill()

    def _fill(self) -> None:
        kind = _PAPERS.get(self._tab, "")
        if not kind:
            return
        words = self._session.say(f"printing.{kind}")
        several = len(self._communities) > 1
        lists: list[Entry] = []
        for community, name in self._communities:
            told = self._session.texts.aside(words, name if several else "")
            lists += paper_entries(self._session, self._page, Paper(kind, told, community), told)
            lists.append(Entry())
        menu: QMenu = make_menu(lists[:-1], self)
        if (old := self.menu()) is not None:
            old.deleteLater()
        self.setMenu(menu)
        self.setEnabled(bool(lists))


def _ask_communities(opened: Opened) -> tuple[tuple[str, str], ...]:
    from edudesk.services.status import communities

    return tuple((one.id, one.title) for one in communities(opened.archive))

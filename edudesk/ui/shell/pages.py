"""The register of pages: what stands in the navigation, and where each page's class is."""

from dataclasses import dataclass
from importlib import import_module

from edudesk.ui.page import Page
from edudesk.ui.session import Session


@dataclass(frozen=True)
class Entry:
    """One page. ``group`` is its heading in the navigation; without an ``icon`` it does not stand there."""

    code: str
    where: str
    name: str
    group: str = ""
    icon: str = ""

    def make(self, session: Session) -> Page:
        """Import the page's module and make the page."""
        page: Page = getattr(import_module(self.where), self.name)(session)
        return page


_PAGES = "edudesk.ui.pages"
_ALL = (
    Entry("home", f"{_PAGES}.home", "HomePage", "home", "house"),
    Entry("activity", f"{_PAGES}.activity", "ActivityPage", "daily", "clipboard-list"),
    Entry("plan", f"{_PAGES}.plan", "PlanPage", "daily", "calendar-days"),
    Entry("pairs", f"{_PAGES}.pairs", "PairsPage", "daily", "users"),
    Entry("exchanges", f"{_PAGES}.exchanges", "ExchangesPage", "daily", "arrow-left-right"),
    Entry("others", f"{_PAGES}.others", "OthersPage", "daily", "inbox"),
    Entry("summary", f"{_PAGES}.summary", "SummaryPage", "papers", "file-pen"),
    Entry("assess", f"{_PAGES}.assess", "AssessPage", "papers", "list-checks"),
    Entry("handing", f"{_PAGES}.handing", "HandingPage", "papers", "package-check"),
    Entry("files", f"{_PAGES}.files", "FilesPage", "papers", "archive"),
    Entry("community", f"{_PAGES}.community", "CommunityPage", "basis", "network"),
    Entry("people", f"{_PAGES}.people", "PeoplePage", "basis", "book-user"),
    Entry("scheme", f"{_PAGES}.scheme", "SchemePage", "basis", "scroll-text"),
    Entry("settings", f"{_PAGES}.settings", "SettingsPage", "basis", "settings"),
    Entry("record", f"{_PAGES}.record", "RecordPage"),
    Entry("records", f"{_PAGES}.records", "RecordsPage"),
    Entry("intake", f"{_PAGES}.intake", "IntakePage"),
    Entry("make", f"{_PAGES}.make", "MakePage"),
    Entry("adopt", f"{_PAGES}.adopt", "AdoptPage"),
    Entry("bin", f"{_PAGES}.bin", "BinPage"),
    Entry("succession", f"{_PAGES}.succession", "SuccessionPage"),
    Entry("history", f"{_PAGES}.history", "HistoryPage"),
)


def entries() -> dict[str, Entry]:
    """Return the pages by code, in the order of the navigation."""
    return {entry.code: entry for entry in _ALL}

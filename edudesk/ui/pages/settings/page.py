"""One column of cards, each with a sentence of its effect."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.page import Page
from edudesk.ui.pages.settings.keeping import AboutCard, BackupCard
from edudesk.ui.pages.settings.looks import LooksCard
from edudesk.ui.pages.settings.questions import Settings, ask_settings
from edudesk.ui.pages.settings.school import SchoolCard
from edudesk.ui.pages.settings.terms import TermsCard
from edudesk.ui.session import Session
from edudesk.ui.widgets.layout import PageScroll

WIDEST = 760
"""Design pixels: longer lines tire."""


class SettingsPage(Page):
    """School, look, terms, backup, about."""

    code = "settings"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.school = SchoolCard(session)
        self.terms = TermsCard(session)
        self.looks = LooksCard(session)
        self.backup = BackupCard(session)
        self.about = AboutCard(session)
        scroll = PageScroll(session.say("settings.title"), most=WIDEST)
        for card in (self.school, self.looks, self.terms, self.backup, self.about):
            scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def refresh(self) -> None:
        """Ask for what lies in the archive."""
        self.session.desk.ask(self, ask_settings, self._show, key="settings")

    def leave(self) -> None:
        """Write what was typed into the fields of the school."""
        self.school.keep()

    def _show(self, settings: Settings) -> None:
        self.school.show_settings(settings)
        self.terms.show_terms(settings.terms)
        self.backup.show_settings(settings)
        self.about.show_settings(settings)

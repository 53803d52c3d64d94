"""Backup, recycle bin, where the archive lies, and what this program is."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.resources import resource
from edudesk.ui.opening import open_path
from edudesk.ui.pages.settings.questions import Settings
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Link, Paragraph, Words


def _line(words: str, *buttons: QWidget) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().tokens.px(10))
    layout.addWidget(Words(words, elide=True), 1)
    for button in buttons:
        layout.addWidget(button)
    return box


class BackupCard(Card):
    """When the archive was last backed up, and the way to do it; below, the recycle bin."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("settings.backup"))
        self._session = session

    def show_settings(self, settings: Settings) -> None:
        """Show the last backup and how many records lie in the bin."""
        say, backup = self._session.say, settings.backup
        self.clear()
        if backup is None:
            stands = say("settings.backup-never")
        else:
            at = backup.at.astimezone()
            stands = say("settings.backup-at", day=at.date().isoformat(), time=f"{at:%H:%M}")
        self.now = Button(say("settings.back-up"), row=True)
        self.now.clicked.connect(lambda: self._session.go("backup"))
        self.elsewhere = Button(say("settings.back-up-elsewhere"), row=True)
        self.elsewhere.clicked.connect(self._choose)
        hint = Paragraph(say("settings.backup-hint"), "second", "text2")
        place = [Words(str(backup.folder), "second", "text2", elide=True)] if backup else []
        self.add_block(
            Column(_line(stands, self.elsewhere, self.now), *place, hint, gap=theme().tokens.px(6))
        )
        self.add_line()
        bin_link = Link(say("settings.open-bin"))
        bin_link.clicked.connect(lambda: self._session.go("bin"))
        history = Link(say("history.all"))
        history.clicked.connect(lambda: self._session.go("history"))
        successor = Link(say("succession.settings-link"))
        successor.clicked.connect(lambda: self._session.go("succession"))
        self.add_block(
            Column(
                _line(say("settings.bin", count=settings.deleted), bin_link),
                _line(say("settings.history"), history),
                _line(say("succession.settings-words"), successor),
                gap=theme().tokens.px(6),
            )
        )

    def _choose(self) -> None:
        folder = dialogs.choose_folder(self, self._session.say("settings.backup-where"))
        if folder is not None:
            self._session.go("backup", folder=folder)


class AboutCard(Card):
    """Where the archive lies, the version, and whose work the program stands on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("settings.about"))
        self._session = session

    def show_settings(self, settings: Settings) -> None:
        """Show the archive's folder and the version."""
        from importlib.metadata import version

        say = self._session.say
        self.clear()
        folder = Link(say("settings.open-folder"))
        folder.clicked.connect(lambda: open_path(settings.folder))
        notices = Link(say("settings.notices"))
        notices.clicked.connect(lambda: open_path(resource("notices.txt")))
        self.add_block(
            Column(
                _line(str(settings.folder), folder),
                _line(say("settings.version", version=version("edudesk")), notices),
                gap=theme().tokens.px(6),
            )
        )

"""The school's names and who enters records."""

from PySide6.QtWidgets import QWidget

from edudesk.ui.pages.settings.questions import Settings, name_author, rename_school
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import FormRow
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.layout import Column


class SchoolCard(Card):
    """Three fields; what is typed is written when the cursor leaves them, or Enter is pressed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.say("settings.school"), session.say("settings.school-fact"), parent=parent)
        say = session.say
        self._session = session
        self._shown: Settings | None = None
        self.name = TextField()
        self.short = TextField(say("settings.short-example"))
        self.author = TextField(say("settings.author-example"))
        self._fields = (
            FormRow(say("settings.name"), self.name),
            FormRow(say("settings.short"), self.short, say("settings.short-hint")),
            FormRow(say("settings.author"), self.author, say("settings.author-hint")),
        )
        for field in (self.name, self.short, self.author):
            field.editingFinished.connect(self.keep)
        self.add_block(Column(*self._fields, gap=theme().tokens.px(10)))

    @property
    def explained(self) -> str:
        """What is said to be wrong with the name."""
        return self._fields[0].box.error

    def show_settings(self, settings: Settings) -> None:
        """Show what the archive says; a field in which somebody types keeps what is typed."""
        self._shown = settings
        said = (settings.school, settings.short_name, settings.author)
        for field, words in zip((self.name, self.short, self.author), said, strict=True):
            if not field.isModified():
                field.setText(words)

    def keep(self) -> None:
        """Write what was typed; a school without a name keeps the one it has."""
        shown, session = self._shown, self._session
        if shown is None:
            return
        name, short, author = (field.text().strip() for field in (self.name, self.short, self.author))
        self._fields[0].set_error("" if name else session.say("settings.name-missing"))
        if name and (name, short) != (shown.school, shown.short_name):
            session.desk.change(self, lambda opened: rename_school(opened, name, short), self._said)
        if author != shown.author:
            session.preferences.author = author
            session.desk.change(self, lambda opened: name_author(opened, author))
        if name:
            for field in (self.name, self.short, self.author):
                field.setModified(False)

    def _said(self, change: str) -> None:
        self._session.toast(self._session.say("settings.school-kept"), change)

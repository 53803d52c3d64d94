"""What is done with activities that are chosen: sheets printed and taken back, deleting."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.ui.opening import open_path
from edudesk.ui.pages.activity import questions
from edudesk.ui.pages.activity.signed import Awaited, SignedSheet, ask_awaited
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs


class Deeds:
    """Deeds of the page; ``deleted`` is told when activities went into the bin."""

    def __init__(self, session: Session, page: QWidget, deleted: Callable[[], None]) -> None:
        self._session, self._page, self._deleted = session, page, deleted

    def act(self, code: str, ids: tuple[str, ...]) -> None:
        """Do with ticked activities what was chosen below the list."""
        if code == "delete":
            self.ask_delete(ids)
        else:
            self.print_sheets(ids)

    def ask_delete(self, ids: tuple[str, ...]) -> None:
        """Say what goes along, and delete when that is wanted."""
        texts = self._session.texts
        self._session.desk.ask(
            self._page,
            lambda opened: questions.what_goes(opened, ids, texts),
            partial(self._confirm_delete, ids),
        )

    def print_sheets(self, ids: tuple[str, ...]) -> None:
        """Make the attendance sheets of these activities, one PDF, and open it to be printed."""
        texts = self._session.texts
        self._session.desk.ask(
            self._page, lambda opened: questions.print_sheets(opened, ids, texts), open_path
        )

    def take_sheet(self, record_id: str) -> None:
        """Ask for the signed sheet of an activity."""
        self._session.desk.ask(
            self._page, lambda opened: ask_awaited(opened, record_id), self._ask_sheet, key="sheet"
        )

    def _ask_sheet(self, awaited: Awaited) -> None:
        words = self._session.say("activities.sheet-kept")
        SignedSheet(
            self._session, awaited, lambda change: self._session.toast(words, change), self._page
        ).open()

    def _confirm_delete(self, ids: tuple[str, ...], goes: str) -> None:
        say = self._session.say
        dialogs.ask(
            self._page,
            say("activities.delete-one" if len(ids) == 1 else "activities.delete-many", count=len(ids)),
            goes,
            say("activities.delete"),
            say("activities.keep"),
            danger=True,
            then=lambda: self._delete(ids),
        )

    def _delete(self, ids: tuple[str, ...]) -> None:
        def then(change: str) -> None:
            self._deleted()
            self._session.toast(self._session.say("activities.deleted", count=len(ids)), change)

        self._session.desk.change(self._page, lambda opened: questions.delete(opened, ids), then)

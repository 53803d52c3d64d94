"""What the buttons and the menu of the head do with the scheme that is shown."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edudesk.errors import EduDeskError
from edudesk.texts import Label
from edudesk.ui.kept_window import KeptWindow
from edudesk.ui.pages.scheme import deeds
from edudesk.ui.pages.scheme.dialogs import NameDialog, TextDialog
from edudesk.ui.pages.scheme.questions import Shown, whole_text_of
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs

if TYPE_CHECKING:
    from edudesk.ui.pages.scheme.deeds import Done

_TYPE = "*.toml"


class Acting(QObject):
    """``made`` gives one's own scheme that is to be shown next."""

    made = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def exchange(self, shown: Shown) -> None:
        """Go where a community takes another scheme, or the one that is shown."""
        self._session.go("adopt", community=shown.community, scheme=shown.scheme_id if shown.own else "")

    def copy(self, shown: Shown) -> None:
        """Make a copy and show it."""
        self._session.desk.change(self, deeds.copy(shown, self._session.term), self._copied)

    def _copied(self, done: "Done") -> None:
        own, change = done
        self.made.emit(own)
        self._session.toast(self._session.say("schemepage.copied"), change)

    def take_in(self) -> None:
        """Let the person choose a scheme file and keep it."""
        say = self._session.say
        found = dialogs.choose_files(self._page, say("schemepage.import"), [_TYPE], say("schemepage.files"))
        if found:
            self._take_in(found[0])

    def _take_in(self, path: Path, *, replace: bool = False) -> None:
        self._session.desk.change(
            self,
            deeds.take_in(path, replace=replace),
            self._taken_in,
            failed=lambda error: self._not_taken_in(path, error),
        )

    def _taken_in(self, done: "Done") -> None:
        own, change = done
        self.made.emit(own)
        code = "imported" if change else "known"
        self._session.toast(self._session.say(f"schemepage.{code}"), change)

    def _not_taken_in(self, path: Path, error: EduDeskError) -> None:
        say = self._session.say
        if error.code != "scheme.other-text":
            self._session.desk.troubled.emit(error)
            return
        dialogs.ask(
            self._page,
            say("schemepage.replace"),
            say("schemepage.replace-why", **error.parameters),
            say("schemepage.replace-do"),
            say("schemepage.replace-not"),
            then=lambda: self._take_in(path, replace=True),
        )

    def write_out(self, shown: Shown) -> None:
        """Write what is shown into a file that the person names."""
        say = self._session.say
        name = f"{shown.scheme_id}.toml"
        path = dialogs.save_as(self._page, say("schemepage.export"), name, _TYPE, say("schemepage.files"))
        if path is not None:
            self._with_text(shown, lambda text: self._write(path, text))

    def _write(self, path: Path, text: str) -> None:
        said = self._session.say("schemepage.exported", name=path.name)
        self._session.desk.ask(self, deeds.write_out(path, text), lambda _none: self._session.toast(said))

    def read(self, shown: Shown) -> None:
        """Show the whole text."""
        self._with_text(
            shown, lambda text: TextDialog(self._session, shown.scheme_name, text, self._page).open()
        )

    def _with_text(self, shown: Shown, then: Callable[[str], None]) -> None:
        self._session.desk.ask(self, whole_text_of(shown, self._session.term), then, key="text")

    def rename(self, shown: Shown) -> None:
        """Ask for another name and give it."""

        def give(name: Label) -> None:
            said = self._session.say("schemepage.renamed", name=name)

            def given(change: str) -> None:
                kept.forget()
                self._session.toast(said, change)

            self._session.desk.change(self, deeds.rename(shown.own, name), given)

        window = NameDialog(self._session, shown.name, give, self._page)
        about, fields = ("scheme", shown.own), {"zh": window.zh, "en": window.en}
        kept = KeptWindow(self._session, window, "rename", about, fields, closes_first=True)
        window.open()

    def delete(self, shown: Shown) -> None:
        """Put one's own scheme into the recycle bin."""
        said = self._session.say("schemepage.deleted", name=shown.scheme_name)
        self._session.desk.change(
            self, deeds.delete(shown.own), lambda change: self._session.toast(said, change)
        )

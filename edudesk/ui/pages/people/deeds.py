"""What is done with records of the roster: deleting after a look at what hangs on them, writing a list."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from edudesk.ui.opening import open_path
from edudesk.ui.pages.people import questions
from edudesk.ui.pages.people.questions import Stands, Wanted
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs


class Deeds(QObject):
    """Deletes and writes for a page; ``tab`` is "people" or "schools"."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def delete(self, tab: str, ids: Sequence[str]) -> None:
        """Put records into the recycle bin; what hangs on them is asked about, what uses them forbids it."""
        texts = self._session.texts
        self._session.desk.ask(
            self, lambda opened: questions.stands(opened, ids, texts), partial(self._may_delete, tab, ids)
        )

    def _may_delete(self, tab: str, ids: Sequence[str], stands: Stands) -> None:
        say = self._session.say
        sentence = "\n".join(stands.sentences)
        if not stands.free:
            words = (say("people.cannot-delete"), sentence, say("people.understood"), "")
            dialogs.ask(self._page, *words, then=lambda: None)
        elif stands.sentences:
            dialogs.ask(
                self._page,
                say(f"people.delete-{tab}", count=len(ids)),
                sentence,
                say("people.delete"),
                say("people.keep"),
                danger=True,
                then=lambda: self._put_away(tab, ids),
            )
        else:
            self._put_away(tab, ids)

    def _put_away(self, tab: str, ids: Sequence[str]) -> None:
        words = self._session.say(f"people.deleted-{tab}", count=len(ids))
        self._session.desk.change(
            self,
            lambda opened: questions.delete(opened, ids),
            lambda change_id: self._session.toast(words, change_id),
        )

    def export(self, tab: str, wanted: Wanted, suffix: str) -> None:
        """Write what a list shows to a file that the person names, and open it."""
        say, texts = self._session.say, self._session.texts
        name = f"{say(f'people.{tab}')}{suffix}"
        path = dialogs.save_as(self._page, say("people.save-list"), name, f"*{suffix}", suffix[1:].upper())
        if path is not None:
            self._session.desk.ask(
                self,
                lambda opened: questions.export(opened, tab, wanted, path, texts),
                partial(self._written, path),
            )

    def _written(self, path: Path, _none: None) -> None:
        self._session.toast(self._session.say("people.template-saved", name=path.name))
        open_path(path)

"""What is done with files from the list: taking out, deleting, renumbering; each can be taken back."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.questions import Stands
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs

if TYPE_CHECKING:
    from edudesk.services.filing.filing import Renumbered
    from edudesk.services.filing.values import FileRow


class Deeds(QObject):
    """Asks where something may surprise, and tells by toast what was done."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def take_out(self, rows: "Sequence[FileRow]") -> None:
        """Take documents out of their volumes with their numbers."""
        ids = [one.id for one in rows if one.ours]
        if not ids:
            self._say_theirs()
            return
        words = self._session.say("files.taken-out", count=len(ids))
        self._session.desk.change(
            self,
            lambda opened: questions.take_out(opened, ids),
            lambda change_id: self._session.toast(words, change_id),
        )

    def delete(self, rows: "Sequence[FileRow]") -> None:
        """Put documents into the recycle bin; activities are deleted on their own page."""
        ids = [one.id for one in rows if one.ours and not one.folder]
        if not ids:
            folders = any(one.folder for one in rows)
            self._explain("files.not-deleted", "files.folders-stay") if folders else self._say_theirs()
            return
        texts = self._session.texts
        self._session.desk.ask(
            self, lambda opened: questions.stands(opened, ids, texts), partial(self._may_delete, ids)
        )

    def renumber(self, volume: str, words: str) -> None:
        """Ask whether a volume is counted through from 1, saying how many numbers change."""
        self._session.desk.ask(
            self,
            lambda opened: questions.ask_renumbering(opened, volume),
            partial(self._ask_renumbering, volume, words),
        )

    def _ask_renumbering(self, volume: str, words: str, lines: "Sequence[Renumbered]") -> None:
        say = self._session.say
        if not lines:
            self._session.toast(say("files.no-renumbering", volume=words))
            return
        first = lines[0]
        dialogs.ask(
            self._page,
            say("files.renumber-ask", count=len(lines)),
            say("files.renumber-words", before=first.before, after=first.after, title=first.title),
            say("files.renumber"),
            say("files.leave-numbers"),
            then=lambda: self._renumber(volume, len(lines)),
        )

    def _renumber(self, volume: str, count: int) -> None:
        words = self._session.say("files.renumbered", count=count)
        self._session.desk.change(
            self,
            lambda opened: questions.renumber(opened, volume),
            lambda change_id: self._session.toast(words, change_id),
        )

    def _may_delete(self, ids: Sequence[str], stands: Stands) -> None:
        say, sentence = self._session.say, "\n".join(stands.sentences)
        if not stands.free:
            dialogs.ask(
                self._page, say("files.not-deleted"), sentence, say("files.understood"), "", then=lambda: None
            )
        elif stands.sentences:
            dialogs.ask(
                self._page,
                say("files.delete-ask", count=len(ids)),
                sentence,
                say("files.delete"),
                say("files.keep"),
                danger=True,
                then=lambda: self._delete(ids),
            )
        else:
            self._delete(ids)

    def _delete(self, ids: Sequence[str]) -> None:
        words = self._session.say("files.deleted", count=len(ids))
        self._session.desk.change(
            self,
            lambda opened: questions.delete(opened, ids),
            lambda change_id: self._session.toast(words, change_id),
        )

    def _say_theirs(self) -> None:
        self._explain("files.theirs-title", "files.theirs-words")

    def _explain(self, title: str, words: str) -> None:
        say = self._session.say
        dialogs.ask(self._page, say(title), say(words), say("files.understood"), "", then=lambda: None)

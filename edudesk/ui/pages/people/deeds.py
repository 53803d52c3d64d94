"""What is done with records of the roster: deleting after a look at what hangs on them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from edudesk.ui.pages.people import questions
from edudesk.ui.pages.people.questions import Stands
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs


class Deeds(QObject):
    """Deletes for a page; ``tab`` is "people" or "schools"."""

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

"""What is done with a pair: a session, its end, deleting it, papers; each change can be taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.kept_window import Field, KeptWindow
from edudesk.ui.opening import open_path
from edudesk.ui.pages.pairs import questions
from edudesk.ui.pages.pairs.ending import EndDialog, Ending
from edudesk.ui.pages.pairs.questions import Hangs, Paged
from edudesk.ui.pages.pairs.saying import couple_words
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs

if TYPE_CHECKING:
    from edudesk.services.pairing.overview import PairCard


class Deeds(QObject):
    """Acts for the page."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def record(self, pair_id: str) -> None:
        """Open the form of an activity with what the pair knows of its sessions."""
        self._session.desk.ask(
            self,
            lambda opened: questions.ask_session(opened, pair_id),
            lambda content: self._session.go("record", content=content),
        )

    def end(self, card: "PairCard") -> None:
        """Ask how a pair turned out."""
        title = couple_words(self._session, card)
        window = EndDialog(
            self._session,
            title,
            card.starts_on,
            lambda ending: self._ended(card.id, title, ending, kept.forget),
            self._page,
        )
        fields: dict[str, Field] = {"outcome": window.outcome, "day": window.day, "because": window.because}
        about = "mentor-pair", card.id
        kept = KeptWindow(self._session, window, "end", about, fields, closes_first=True)
        window.open()

    def _ended(self, pair_id: str, title: str, ending: Ending, forget: Callable[[], None]) -> None:
        code = "pairs.completed" if ending.day is None else "pairs.ended"

        def deed(opened: Opened) -> str:
            if ending.day is None:
                return questions.complete(opened, pair_id, ending.outcome)
            return questions.end_early(opened, pair_id, ending.day, ending.because)

        words = self._session.say(code, pair=title)

        def ended(change: str) -> None:
            forget()
            self._session.toast(words, change)

        self._session.desk.change(self, deed, ended)

    def go_on(self, pair_id: str) -> None:
        """Let a pair run again."""
        self._change(lambda opened: questions.go_on(opened, pair_id), self._session.say("pairs.went-on"))

    def delete(self, pair_id: str) -> None:
        """Put a pair into the recycle bin; what uses it forbids it and is said."""
        texts = self._session.texts
        self._session.desk.ask(
            self,
            lambda opened: questions.ask_hanging(opened, pair_id, texts),
            partial(self._may_delete, pair_id),
        )

    def _may_delete(self, pair_id: str, found: Hangs) -> None:
        say, words = self._session.say, "\n".join(found.sentences)
        if not found.free:
            hint = "\n".join((words, say("pairs.cannot-delete-words")))
            dialogs.ask(
                self._page, say("pairs.cannot-delete"), hint, say("pairs.understood"), "", then=_nothing
            )
            return
        sentence = "\n".join(part for part in (say("pairs.delete-words"), words) if part)
        dialogs.ask(
            self._page,
            say("pairs.delete-ask"),
            sentence,
            say("pairs.delete"),
            say("pairs.keep"),
            danger=True,
            then=lambda: self._change(lambda opened: questions.delete(opened, pair_id), say("pairs.deleted")),
        )

    def _change(self, deed: "questions.Deed", words: str) -> None:
        self._session.desk.change(self, deed, lambda change_id: self._session.toast(words, change_id))

    def write_paper(self, wanted: Paged) -> None:
        """Write a paper of a pair, or the list of all, to a file that the person names, and open it."""
        term, texts = self._session.term, self._session.texts
        path = self._where(texts.say(f"pairs.paper-name-{wanted.kind}", pair=wanted.name), wanted.suffix)
        if path is not None and term is not None:
            self._session.desk.ask(
                self, lambda opened: questions.make_paper(opened, wanted, term, path, texts), self._written
            )

    def write_list(self, cards: "Sequence[PairCard]", suffix: str) -> None:
        """Write what the list shows."""
        texts, chosen = self._session.texts, tuple(cards)
        path = self._where(texts.say("pairs.title"), suffix)
        if path is not None:
            self._session.desk.ask(
                self, lambda opened: questions.write_list(opened, chosen, path, texts), self._written
            )

    def _where(self, name: str, suffix: str) -> Path | None:
        title = self._session.say("pairs.save-as")
        return dialogs.save_as(self._page, title, f"{name}{suffix}", f"*{suffix}", suffix[1:].upper())

    def _written(self, path: Path) -> None:
        self._session.toast(self._session.say("pairs.written", name=path.name))
        open_path(path)


def _nothing() -> None:
    """Do nothing: it was only said."""

"""What every page is given: the archive's desk, the words, the look, the time, the ways to other pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from edudesk.services.preferences import Preferences, ShadeChoice, SizeChoice
from edudesk.texts import Language, Texts
from edudesk.ui.clock import Clock
from edudesk.ui.desk import Desk

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode


class Session(QObject):
    """One archive open in one window.

    ``wanted(page, place)`` asks the shell for a page; ``said(words, undo)`` for a toast, ``undo`` being the
    id of the change that its button takes back, or empty; ``answered(words, step, back)`` for one about an
    answer, which is no change of records. ``look_changed`` and ``language_changed`` follow
    the person's choice; the shell then builds the pages anew where that is needed.
    """

    term_changed = Signal()
    look_changed = Signal()
    language_changed = Signal()
    wanted = Signal(str, dict)
    said = Signal(str, str)
    answered = Signal(str, str, object)

    def __init__(
        self, desk: Desk, texts: Texts, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.texts = texts
        self.preferences = preferences
        self._term: TermCode | None = None

    @property
    def clock(self) -> Clock:
        """The clock that all pages read."""
        return self.desk.clock

    @property
    def term(self) -> "TermCode | None":
        """The term that is looked at; None before there is one."""
        return self._term

    def set_term(self, term: "TermCode | None") -> None:
        """Look at another term; every page follows."""
        if term != self._term:
            self._term = term
            self.term_changed.emit()

    def set_shade(self, shade: ShadeChoice) -> None:
        """Show the window light, dark, or as the system has it; kept for the next time."""
        self.preferences.shade = shade
        self.look_changed.emit()

    def set_size(self, size: SizeChoice) -> None:
        """Show larger or smaller type; kept for the next time."""
        self.preferences.size = size
        self.look_changed.emit()

    def set_language(self, language: Language) -> None:
        """Speak another language; kept for the next time."""
        self.preferences.language = language
        self.texts = Texts(language)
        self.language_changed.emit()

    def say(self, code: str, **parameters: object) -> str:
        """Return a sentence in the window's language."""
        return self.texts.say(code, **parameters)

    def go(self, page: str, **place: Any) -> None:
        """Open a page, at a place in it such as ``ids=…`` or ``record=…``."""
        self.wanted.emit(page, place)

    def back(self) -> None:
        """Go back to the page that was shown before this one."""
        self.wanted.emit("back", {})

    def toast(self, words: str, undo: str = "") -> None:
        """Say briefly what went well, with the way back when there is one."""
        self.said.emit(words, undo)

    def toast_answer(self, words: str, step: str, back: Callable[[], None]) -> None:
        """Say that an answer is kept that is no change of records; ``back`` takes the ``step`` back."""
        self.answered.emit(words, step, back)

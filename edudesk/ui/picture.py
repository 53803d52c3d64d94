"""Pictures of the window once it is filled: how a frozen program shows that it works where nobody looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from edudesk.ui.shell.window import USUAL, MainWindow

DRAWN, FAILED = 0, 1
_LONGEST = 60_000  # milliseconds until the first page is filled; a busy machine is no defect of ours
_PAUSE = 50
_ROUNDS = 3
"""How often a page may ask anew for what an answer told it, before it counts as filled."""


class Pictures(QObject):
    """Saves the first page to ``path``, or every page of the navigation when it is a folder.

    ``ended`` carries the exit status :data:`DRAWN`, or :data:`FAILED` when a page did not come (then the
    picture shows what is in the way) or could not be saved.
    """

    ended = Signal(int)

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        window.resize(*USUAL)  # whatever screen there is, or none
        self._window, self._path = window, path
        self._left: Iterator[str] = iter(())
        self._waiting = QTimer(self, interval=_PAUSE)
        self._waiting.timeout.connect(self._begin_when_ready)
        self._waiting.start()
        QTimer.singleShot(_LONGEST, self, self._give_up)

    def _begin_when_ready(self) -> None:
        if self._window.is_ready:
            self._waiting.stop()
            entries = self._window.frame.stack.entries
            codes = (
                [code for code, entry in entries.items() if entry.icon] if self._path.is_dir() else ["home"]
            )
            self._left = iter(codes)
            self._go_on()

    def _go_on(self) -> None:
        code = next(self._left, None)
        if code is None:
            self.ended.emit(DRAWN)
            return
        self._window.go(code)
        target = self._path / f"{code}.png" if self._path.is_dir() else self._path
        self._after_answers(lambda: self._save(target), _ROUNDS)

    def _after_answers(self, then: Callable[[], None], rounds: int) -> None:
        """Call ``then`` when all that was asked of the archive is answered: answers keep their order."""
        if not rounds:
            then()
            return
        self._window.session.desk.ask(
            self, lambda _opened: None, lambda _none: self._after_answers(then, rounds - 1)
        )

    def _give_up(self) -> None:
        """Leave a picture of what is in the way."""
        self._window.grab().save(str(self._path / "failed.png" if self._path.is_dir() else self._path), "PNG")
        self.ended.emit(FAILED)

    def _save(self, target: Path) -> None:
        if self._window.grab().save(str(target), "PNG"):
            self._go_on()
        else:
            self.ended.emit(FAILED)

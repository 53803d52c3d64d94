"""The window open on an archive, and what every walk does in it."""

# It looks from inside at what nobody else needs to see.
# ruff: noqa: SLF001

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

from benchmarks.window_tour.heart import until, wait
from edudesk import bootstrap


class Tour:
    """The window, shown, filled and calm; ``page`` is the one in sight."""

    def __init__(self, folder: Path, day: date) -> None:
        from edudesk.services.preferences import FILE, Preferences, preferences_folder
        from edudesk.texts import Texts
        from edudesk.ui import program
        from edudesk.ui.shell.window import MainWindow

        sys.setswitchinterval(program._SWITCH)
        self.app = program._application("zh")
        self.preferences = Preferences(preferences_folder() / FILE)
        self.window = MainWindow(self.preferences, Texts("zh"), bootstrap._clock(day))
        self.window.open_archive(folder)
        self.window.painted.connect(lambda: program._tidy(self.app))
        self.window.show()
        self.session = self.window.session
        self.desk = self.session.desk
        self.desk.refused.connect(lambda error: print("refused", error, file=sys.stderr))
        self.desk.troubled.connect(lambda error: print("troubled", error, file=sys.stderr))
        until(lambda: self.window.is_ready and self.home.view is not None, 120)
        until(lambda: not self.desk.works, 120)  # the search index
        self.settle()

    @property
    def home(self) -> Any:
        return self.window.frame.stack._pages["home"]

    @property
    def page(self) -> Any:
        return self.window.frame.stack.page()

    def ask(self, question: Callable[[Any], Any]) -> Any:
        """Return what the archive answers."""
        found: list[Any] = []
        self.desk.ask(self.session, question, found.append)
        until(lambda: found)
        return found[0]

    def settle(self) -> None:
        """Let everything that was asked be answered and painted."""
        for _ in range(3):
            self.ask(lambda _opened: 0)
            wait(0.01)
        # What goes for good goes in the program's event loop, which does not run here.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def prepare(self) -> dict[str, Any]:
        """Stay until the first page is kept for today and the days after it."""
        kept = self.desk.folder / "derived" / "home"
        until(lambda: len(list(kept.glob("*.json"))) >= 4, 60)
        wait(0.1)
        self.preferences.flush()
        return {"kept": True}

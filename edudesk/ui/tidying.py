"""When Python's garbage collector looks through memory: never by itself, and only on the GUI thread.

By itself it runs in whatever thread has just made something. In the archive's thread it would destroy what is
left of pages there, and Qt lets widgets be destroyed on the GUI thread alone: the program would end at once.
It would also meet widgets that are just going, which PySide does without Python's lock. So whoever opens a
:class:`~edudesk.ui.desk.Desk` has it off.
Each look also holds up the window while it lasts, so the thorough ones wait until the person is elsewhere.
"""

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_FILLED = 4_000
"""Milliseconds after the first painting; by then the first page is filled."""
_EVERY = 50
"""So often that long work, which makes very many containers a second, leaves little to each look."""
_AWAY = 1_000
"""Milliseconds after the person turned to another program."""
_YOUNG = 5_000
"""So many new containers make a look at the youngest worth its time, some milliseconds."""
_OLDER = 1
"""After so many looks at the youngest those that stayed are looked at too."""
_OLDEST = 5_000
"""After so many of those it is time for a thorough look, whoever waits."""


class Tidying(QObject):
    """Looks through memory now and then; what the start has made stays and is never looked through."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._away = QTimer(self, singleShot=True, interval=_AWAY)
        self._away.timeout.connect(gc.collect)
        self._now_and_then = QTimer(self, interval=_EVERY)
        self._now_and_then.timeout.connect(self.look)
        QTimer.singleShot(_FILLED, self, self.begin)
        app.applicationStateChanged.connect(self._notice)

    def begin(self) -> None:
        """Let what the start has made stay, and look at the rest from now on."""
        gc.freeze()
        self._now_and_then.start()

    def look(self) -> None:
        """Look through as much as there is reason to."""
        young, older, oldest = gc.get_count()
        if oldest > _OLDEST:
            gc.collect()
        elif older > _OLDER:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)

    def _notice(self, state: Qt.ApplicationState) -> None:
        # Never from within the signal: windows that close send it too.
        if state is Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        elif self._now_and_then.isActive():
            self._away.start()


def give_back() -> None:
    """Give what was freed back to the system, a millisecond's work; glibc alone would keep it all."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)

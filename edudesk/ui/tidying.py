"""When Python's garbage collector looks through memory: each look holds up the window while it lasts."""

import gc

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

_FILLED = 4_000
"""Milliseconds after the first painting; by then the first page is filled."""
_AWAY = 1_000
"""Milliseconds after the person turned to another program."""
_SELDOM = (5_000, 5, 1_000)


def tidy_seldom(app: QGuiApplication) -> None:
    """Begin to collect once the window is filled; look through everything while the person is elsewhere.

    What the start has made stays as long as the window does and is never looked through.
    """
    away = QTimer(app, singleShot=True, interval=_AWAY)

    def begin() -> None:
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        gc.enable()
        # Never from within the signal: windows that close send it too.
        app.applicationStateChanged.connect(notice)

    def notice(state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            away.stop()
        else:
            away.start()

    away.timeout.connect(gc.collect)
    QTimer.singleShot(_FILLED, app, begin)

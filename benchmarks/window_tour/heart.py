"""A heart that beats while the event loop is free, and waiting that lets the loop run."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, Qt, QTimer

BEAT = 5
"""Milliseconds."""


class Heart(QObject):
    """Beats every five milliseconds while the event loop is free, and remembers the longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.last, self._waited = time.perf_counter(), _waited()
        self.longest = 0.0
        self.pauses: list[float] = []

    def _beat(self) -> None:
        now, waited = time.perf_counter(), _waited()
        pause = now - self.last - (waited - self._waited)
        self.last, self._waited = now, waited
        self.longest = max(self.longest, pause)
        if pause > 0.02:
            self.pauses.append(pause)

    @contextmanager
    def listened(self, found: dict[str, Any], name: str) -> Iterator[None]:
        """Put the longest pause of what is done meanwhile into ``found``."""
        self.last, self._waited = time.perf_counter(), _waited()
        self.longest, self.pauses = 0.0, []
        self._timer.start()
        yield
        wait(0.03)
        self._timer.stop()
        found[name] = self.longest
        found[f"{name}, pauses"] = sorted(self.pauses, reverse=True)[:5]


def wait(seconds: float) -> None:
    """Let the event loop run for so long."""
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0:
        turn = QDeadlineTimer(max(1, int(left * 1000)))
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, turn)
        time.sleep(min(0.0005, max(0.0, deadline - time.perf_counter())))


def until(ready: Callable[[], object], seconds: float = 15, told: Callable[[], object] = str) -> None:
    """Let the event loop run until something is so; what ``told`` says is in the error when it never is."""
    deadline = time.perf_counter() + seconds
    while not ready():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if time.perf_counter() > deadline:
            raise TimeoutError(ready, told())
        time.sleep(0.0002)


def _waited() -> float:
    """Return the seconds for which this thread could have run and other programs had the processors."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as file:  # noqa: PTH123 - as quick as can be
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0

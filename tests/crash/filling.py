"""A disk that another program fills up while some work goes on."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from edudesk.services.jobs import Job
from tests.crash.killing import SEED

LARGEST = 21
"""Two to this power are more bytes than what is written takes, so that it now and then fits."""


class Filling:
    """What another program may do at any time: at a random step of some work the disk is full."""

    def __init__(self, disk: Path) -> None:
        self.job = Job(self._report)
        self._disk, self._chance = disk, random.Random(SEED)
        self._reports, self._until, self._left = 0, -1, 0

    def learn(self, work: Callable[[Job], object]) -> None:
        """Do the work once to see how many steps it reports."""
        seen = 0

        def report(_done: int, _total: int, _what: str) -> None:
            nonlocal seen
            seen += 1

        work(Job(report))
        self._reports = seen

    def lie_in_wait(self) -> None:
        """Choose the step, and the bytes that are left from then on: often few, sometimes enough."""
        self._until = self._chance.randint(0, self._reports)
        self._left = int(2 ** self._chance.uniform(0, LARGEST))
        if self._until == 0:
            self._fill()

    def empty(self) -> None:
        """Make room again."""
        self._until = -1
        (self._disk / "ballast").unlink(missing_ok=True)

    def _report(self, _done: int, _total: int, _what: str) -> None:
        self._until -= 1
        if self._until == 0:
            self._fill()

    def _fill(self) -> None:
        with (self._disk / "ballast").open("wb") as file:
            free = shutil.disk_usage(self._disk).free
            os.posix_fallocate(file.fileno(), 0, max(free - self._left, 1))

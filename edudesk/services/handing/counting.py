"""Progress in files, and of the file that is written just now in bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from edudesk.services.jobs import Job

WRITING, READING = "writing", "reading"


@dataclass
class Pace:
    """How far a part is: its number, how many of its bytes are done, whether it is being sealed.

    The thread that works writes it, whoever shows the progress reads it.
    """

    part: int = 0
    done: int = 0
    total: int = 0
    sealing: bool = False


class FileCount:
    """Counts the files that pass by; in a stage of two ``rounds`` a file is done when it came by twice."""

    def __init__(self, job: Job, total: int, stage: Callable[[str], None], pace: Pace) -> None:
        """``total`` files are expected; ``stage`` is told what begins, ``pace`` follows every part."""
        self._job, self._total, self._stage, self._pace = job, total, stage, pace
        self._rounds = 1
        self._passed = 0
        self._latest = ""

    def job(self) -> Job:
        """Return what the work that counts bytes is handed."""
        return Job(self._report, self._job.cancelled)

    def sealing(self) -> Job:
        """Return what the sealing of a part is handed: it counts bytes, and no file passes by."""
        return Job(self._seal, self._job.cancelled)

    def begin(self, stage: str, rounds: int = 1) -> None:
        """Start counting anew."""
        self._rounds, self._passed, self._latest = rounds, 0, ""
        self._pace.part = self._pace.done = self._pace.total = 0
        self._stage(stage)

    def _report(self, done: int, total: int, what: str) -> None:
        # Several reports are about one file; those without a total are of the look before the writing.
        if total and what != self._latest:
            self._latest = what
            self._passed += 1
        if total:
            self._follow(done // self._rounds, total // self._rounds)
        self._tell()

    def _follow(self, done: int, total: int) -> None:
        pace = self._pace
        if done < pace.done or not pace.part:  # bytes are counted from the beginning in every part
            pace.part += 1
        pace.done, pace.total, pace.sealing = done, total, False

    def _seal(self, done: int, total: int, _what: str) -> None:
        self._pace.done, self._pace.total, self._pace.sealing = done, total, True
        self._tell()

    def _tell(self) -> None:
        done = min(self._passed // self._rounds, self._total)
        self._job.report(done, self._total, self._latest)

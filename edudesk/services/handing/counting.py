"""Progress in files, from work that tells its progress in bytes."""

from collections.abc import Callable

from edudesk.services.jobs import Job

WRITING, READING = "writing", "reading"


class FileCount:
    """Counts the files that pass by; in a stage of two ``rounds`` a file is done when it came by twice."""

    def __init__(self, job: Job, total: int, stage: Callable[[str], None]) -> None:
        """``total`` files are expected; ``stage`` is told what begins."""
        self._job, self._total, self._stage = job, total, stage
        self._rounds = 1
        self._passed = 0
        self._latest = ""

    def job(self) -> Job:
        """Return what the work that counts bytes is handed."""
        return Job(self._report, self._job.cancelled)

    def begin(self, stage: str, rounds: int = 1) -> None:
        """Start counting anew."""
        self._rounds, self._passed, self._latest = rounds, 0, ""
        self._stage(stage)

    def _report(self, _done: int, total: int, what: str) -> None:
        # Several reports are about one file; those without a total are of the look before the writing.
        if total and what != self._latest:
            self._latest = what
            self._passed += 1
        done = min(self._passed // self._rounds, self._total)
        self._job.report(done, self._total, what)

"""What a long piece of work is handed, so that it can say how far it is and be stopped."""

from collections.abc import Callable
from dataclasses import dataclass

from edudesk.errors import Cancelled


def _no_report(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Job:
    """A progress reporter and a cancel check.

    ``report(done, total, what)`` counts items or bytes, as the work says; ``what`` is a name to show
    (a file, a sheet), not a sentence. ``cancelled()`` is asked between steps.
    """

    report: Callable[[int, int, str], None] = _no_report
    cancelled: Callable[[], bool] = lambda: False

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report progress, then raise :class:`~edudesk.errors.Cancelled` if the person asked to stop."""
        self.report(done, total, what)
        if self.cancelled():
            raise Cancelled


QUIET = Job()

"""Where the window takes the time from, so that tests and pictures can set it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """The machine's clock, moved by ``shift`` for pictures of the demonstration school."""

    shift: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC) + self.shift

    def local(self) -> datetime:
        """Return the time on the wall, without zone."""
        return self.now().astimezone().replace(tzinfo=None)

    def today(self) -> date:
        """Return the day on the wall."""
        return self.local().date()

"""How packages leave: as they are, or sealed with a password after being made beside the archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from edudesk.services.disk.temporary import Temporary, remove_if_there
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.entering import Unsettled
from edudesk.services.packages.passwords import expect_strong
from edudesk.services.packages.sealing import seal
from edudesk.services.packages.target import target_faults


class Leaving:
    """Where to make packages (``folder``), and where each lies in the end."""

    def __init__(self, folder: Path, to: Path, password: str | None, day: date, job: Job) -> None:
        self.folder = folder
        self._to, self._password, self._day, self._job = to, password, day, job
        self._sealed: dict[Path, Path] = {}

    def take(self, package: Path) -> None:
        """Seal a finished package into its place, if there is a password."""
        if self._password is not None:
            target = self._to / package.name
            self._sealed[package] = seal(package, self._password, target, self._day, self._job)

    def place(self, package: Path) -> Path:
        """Return where the receiver's file of a package lies."""
        return self._sealed.get(package, package)

    def withdraw(self) -> None:
        """Take back what was sealed before something failed, as far as the disk can still be reached."""
        for place in self._sealed.values():
            remove_if_there(place)


@contextmanager
def leaving(
    archive_folder: Path, to: Path, password: str | None, day: date, job: Job = QUIET
) -> Iterator[Leaving]:
    """Give a folder to make packages in, which is ``to`` unless there is a password.

    ``to`` may be a stick that gets lost, from which even what was deleted can be read; what is to be sealed
    is therefore made on the archive's own disk and removed there, whatever happens. On failure nothing
    sealed is left either. Raises UserError as :func:`expect_strong` does.
    """
    if password is None:
        yield Leaving(to, to, None, day, job)
        return
    expect_strong(password)
    with target_faults(archive_folder):
        temporary = Temporary(archive_folder)
    out = Leaving(temporary.path, to, password, day, job)
    try:
        with target_faults(archive_folder):
            temporary.path.mkdir()
        yield out
    except Unsettled:
        raise
    except BaseException:
        out.withdraw()
        raise
    finally:
        temporary.discard()

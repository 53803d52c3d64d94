"""The demonstration school in a folder of its own, and archives of earlier days; light until it works."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.jobs import QUIET, Job

DATABASE = "edudesk.db"
BACKUP = "backup.json"
MARK = ".demonstration"
"""A file in the archive's folder that says that all of it is invented, and which day is today in it."""


def demonstration_folder(archive: Path) -> Path:
    """Return where the demonstration lies beside an archive."""
    return archive.with_name(f"{archive.name}-demonstration")


def demonstration_day(folder: Path) -> date | None:
    """Return the day that is today in a demonstration; None for an archive of a real school."""
    try:
        return date.fromisoformat((folder / MARK).read_text("utf-8").strip())
    except (OSError, ValueError):
        return None


def show_demonstration(folder: Path, job: Job = QUIET) -> Path:
    """Make the demonstration unless it is there already, and return its folder; progress counts steps."""
    from edudesk.services.demonstration import make_demonstration  # noqa: PLC0415 - heavy

    if not ((folder / DATABASE).is_file() and demonstration_day(folder)):
        make_demonstration(folder, job).close()
    return folder


@dataclass(frozen=True)
class Earlier:
    """What a folder holds from earlier days: an archive, or a backup that must be brought back first."""

    folder: Path
    is_backup: bool


def look_into(folder: Path) -> Earlier:
    """Return what a folder, or the one folder in it that holds something, holds from earlier days.

    Raises UserError ``start.nothing-there`` when it holds neither an archive nor a backup, and
    ``start.several-there`` when it holds several.
    """
    here = _held(folder)
    if here is not None:
        return here
    try:
        inside = [_held(entry) for entry in sorted(folder.iterdir()) if entry.is_dir()]
    except OSError:
        inside = []
    found = [one for one in inside if one is not None]
    if len(found) == 1:
        return found[0]
    raise UserError("start.several-there" if found else "start.nothing-there", path=folder)


def _held(folder: Path) -> Earlier | None:
    try:
        if (folder / DATABASE).is_file():
            return Earlier(folder, is_backup=False)
        return Earlier(folder, is_backup=True) if (folder / BACKUP).is_file() else None
    except OSError:
        return None


def bring_back(
    backup: Path, folder: Path, now: datetime, job: Job = QUIET, *, accept_losses: bool = False
) -> Path:
    """Bring a backup back as the archive in ``folder``, which is new or empty, and return the folder."""
    from edudesk.services.safety.restore import restore  # noqa: PLC0415 - heavy

    return restore(backup, folder, now, job, accept_losses=accept_losses).folder


def expect_place(folder: Path) -> None:
    """Raise what :func:`build_aside` would unless an archive can be made in ``folder``; nothing is left."""
    import secrets  # noqa: PLC0415

    from edudesk.services.disk.writing import write_file  # noqa: PLC0415
    from edudesk.services.safety.disk import disk_faults  # noqa: PLC0415
    from edudesk.services.setup.building import expect_room  # noqa: PLC0415

    with disk_faults(folder):
        expect_room(folder)
        made = [part for part in (folder, *folder.parents) if not part.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".edudesk-{secrets.token_hex(6)}"
        try:
            write_file(trial, b"EduDesk")
        except EnvironmentProblem as error:
            raise EnvironmentProblem(error.code, **{**error.parameters, "path": folder}) from error
        finally:
            trial.unlink(missing_ok=True)
            for part in made:
                part.rmdir()

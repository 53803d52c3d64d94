"""The database taken out as one consistent file by SQLite's own backup, and proved by opening it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from edudesk.errors import EnvironmentProblem
from edudesk.models.database import version
from edudesk.services.safety.disk import Meter, disk_faults, sync_file

_STEP = 256
"""Pages copied between two looks at the cancel button: 1 MiB."""
_PAGE = 4096


@dataclass(frozen=True)
class Original:
    """An evidence file that the database knows; ``size`` in bytes where the database tells it."""

    sha256: str
    size: int | None


@dataclass(frozen=True)
class Counted:
    """What a database holds; ``schema`` is its ``user_version``."""

    schema: int
    archive_id: str | None
    holder: str
    records: int
    revisions: int
    originals: tuple[Original, ...]


class _ChangedMeanwhile(Exception):
    """The source was written to, and SQLite began anew."""


def take_snapshot(source: Path, target: Path, meter: Meter) -> None:
    """Copy the database at ``source`` into the new file ``target``, whatever is being written meanwhile.

    Each write to the source makes SQLite begin anew; after the first time the rest is copied in one
    stroke, during which writers wait.
    """
    with disk_faults(source), closing(sqlite3.connect(source)) as original:
        (before,) = original.execute("SELECT count(*) FROM revision").fetchone()
        try:
            _copy(original, target, meter, _STEP)
        except _ChangedMeanwhile:
            _copy(original, target, meter, -1)
        (after,) = original.execute("SELECT count(*) FROM revision").fetchone()
    sync_file(target)
    copied = counted(target).revisions
    if not before <= copied <= after:  # revisions are never taken away
        raise EnvironmentProblem("backup.read-back-differs", path=target)


def _copy(original: sqlite3.Connection, target: Path, meter: Meter, pages: int) -> None:
    left_before: list[int] = []

    def progress(_status: int, remaining: int, _total: int) -> None:
        if left_before and remaining > left_before[-1] and pages > 0:
            raise _ChangedMeanwhile
        left_before[:] = [remaining]
        meter.more(max(pages, 0) * _PAGE, target.name)

    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as copy:
        original.backup(copy, pages=pages, progress=progress)


def file_address(path: PurePath) -> str:
    """Return an absolute path as the address that SQLite understands."""
    address = path.as_uri()
    if address.startswith("file:///"):
        return address
    # A share of a Windows server: SQLite refuses the server's name there, but takes it behind four strokes.
    return address.replace("file://", "file:////", 1)


@contextmanager
def still(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that nobody writes, without leaving a trace beside it (a stick may be read-only)."""
    address = f"{file_address(path.resolve())}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def counted(path: Path) -> Counted:
    """Open a database file, prove it sound and count it.

    Raises UserError ``archive.foreign``, ``archive.newer``; EnvironmentProblem ``archive.damaged``.
    """
    with disk_faults(path), still(path) as connection:
        schema = version(connection)
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise EnvironmentProblem("archive.damaged", path=path)
        try:
            return Counted(
                schema=schema,
                archive_id=_fact(connection, "id"),
                holder=_holder_name(connection),
                records=_count(connection, "record"),
                revisions=_count(connection, "revision"),
                originals=_originals(connection),
            )
        except (ValueError, TypeError, KeyError) as error:  # a fact that is not what we write
            raise EnvironmentProblem("archive.damaged", path=path) from error


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - our own names
    return int(count)


def _fact(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM archive_fact WHERE name = ?", (name,)).fetchone()
    return str(json.loads(row[0])["value"]) if row else None


def _holder_name(connection: sqlite3.Connection) -> str:
    holder = _fact(connection, "holder")
    row = connection.execute(
        "SELECT coalesce(nullif(short_name, ''), name) FROM school WHERE id = ?", (holder,)
    ).fetchone()
    return str(row[0]) if row else ""


def _originals(connection: sqlite3.Connection) -> tuple[Original, ...]:
    """Return what is entered as stored, and what our evidence points to although it was never entered.

    A partner's original that was not received is not missed here.
    """
    rows = connection.execute(
        "SELECT sha256, size FROM stored_file UNION ALL "
        "SELECT DISTINCT evidence.sha256, NULL FROM evidence JOIN record USING (id) "
        "WHERE owner_id = ? AND sha256 NOT IN (SELECT sha256 FROM stored_file) "
        "AND sha256 NOT IN (SELECT original FROM rendition) ORDER BY 1",
        (_fact(connection, "holder"),),
    )
    return tuple(Original(sha256, size) for sha256, size in rows)

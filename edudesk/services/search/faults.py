"""What went wrong with the index, in the words of the program."""

import sqlite3
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.disk.volume import NO_ROOM
from edudesk.texts.system import reason

DAMAGED = "search.damaged"
NO_SPACE = "search.no-room"
BUSY = "search.busy"
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_WAITS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def problem(path: Path, fault: OSError | sqlite3.Error) -> EnvironmentProblem:
    """Return what is said of a fault of the disk or of the index."""
    if isinstance(fault, OSError):
        code = NO_SPACE if fault.errno in NO_ROOM else "search.unavailable"
        return EnvironmentProblem(code, path=path, reason=reason(fault))
    number = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if number in _BROKEN:
        return EnvironmentProblem(DAMAGED, path=path)
    if number in _WAITS:
        return EnvironmentProblem(BUSY, path=path)
    if number == sqlite3.SQLITE_FULL:
        return EnvironmentProblem(NO_SPACE, path=path, reason="")
    return EnvironmentProblem("search.unavailable", path=path, reason=str(fault))

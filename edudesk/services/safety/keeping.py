"""Keeping the archive that a restore replaces."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.archive import DATABASE, EVIDENCE
from edudesk.services.disk.temporary import Temporary
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.safety.backup import stamp
from edudesk.services.safety.disk import Meter, copy_whole, disk_faults, sync_tree
from edudesk.services.safety.gathering import copy_drafts, copy_journal, gather
from edudesk.services.safety.snapshot import counted

BEFORE = "before-restore-"


def keep_what_is_there(folder: Path, now: datetime, meter: Meter) -> Path:
    """Keep database and journal of the archive in ``folder`` beside them, and return where.

    The evidence stays in the store, which a restore only adds to. A sound database becomes a backup that
    can be restored; of a damaged one the bytes are kept for whoever can make something of them.
    """
    place = Temporary(folder)
    try:
        if _sound(folder / DATABASE):
            gather(folder, EvidenceStore(folder / EVIDENCE), place.path, now, meter, apart=True)
        else:
            _keep_bytes(folder, place.path, meter)
        return place.move_to(folder / f"{BEFORE}{stamp(now)}")
    except BaseException:
        place.discard()
        raise


def _sound(database: Path) -> bool:
    with suppress(EnvironmentProblem, UserError), disk_faults(database):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # plays a hot journal back
        counted(database)
        return True
    return False


def _keep_bytes(folder: Path, target: Path, meter: Meter) -> None:
    target.mkdir()
    for name in (DATABASE, f"{DATABASE}-journal"):
        if (folder / name).exists():
            copy_whole(folder / name, target / name, meter)
    copy_journal(folder, target, meter)
    copy_drafts(folder, target, meter)
    sync_tree(target)

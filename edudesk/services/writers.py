"""Which installation writes: a writer is minted wherever counters could otherwise repeat (decision 4)."""

import hashlib
import os
import platform
import uuid
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from edudesk.models.archive import Writer
from edudesk.models.ids import new_id

_DRAWN = 1 << 40
"""Set in a hardware address that Python drew by lot because the machine has no network card."""


def fingerprint(folder: Path) -> str:
    """Return what tells this archive folder on this volume of this machine from any copy of it."""
    place = folder.stat()
    card = uuid.getnode()
    parts = (
        platform.node(),
        # Drawn anew by each process it would make every opening look like another machine.
        str(0 if card & _DRAWN else card),
        str(place.st_dev),
        str(place.st_ino),
        os.fspath(folder.resolve()),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def our_writer(connection: Connection, folder: Path, now: datetime) -> str:
    """Return the writer id to use here, minted when the folder was copied, moved or restored."""
    here = fingerprint(folder)
    found = connection.execute(
        select(Writer.id).where(Writer.ours, Writer.fingerprint == here).order_by(Writer.id.desc())
    ).scalar()
    if found is not None:
        return found
    minted = new_id()
    connection.execute(
        insert(Writer).values(id=minted, counter=0, ours=True, fingerprint=here, minted_at=now)
    )
    return minted


def forget_writers(connection: Connection) -> None:
    """Let every writer of this archive lose its place, so that the next opening mints a new one."""
    connection.execute(update(Writer).values(ours=False, fingerprint=None))

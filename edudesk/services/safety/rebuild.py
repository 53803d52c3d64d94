"""After the loss of the database: what the journal has and the restored backup lacks (decision 22).

Restore the last backup first, then hand over the journal of the lost database (a restore keeps it in
``before-restore-…``). Facts of the archive and the steps of undo since the backup do not come back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision, StoredFile
from edudesk.models.filing import Evidence
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive, note_file
from edudesk.services.evidence.renditions import copies
from edudesk.services.jobs import QUIET, Job
from edudesk.services.journal import lines
from edudesk.services.merging import receive
from edudesk.services.plain import revision_from_json
from edudesk.services.safety.check_records import references
from edudesk.services.safety.disk import disk_faults

_STEP = 100
_COLUMNS = {column.name for column in Revision.__table__.columns}


@dataclass(frozen=True)
class Rebuilt:
    """What came back: revisions taken in and the records that changed by them.

    ``hanging`` counts revisions that could not come back since they point to a record whose lines are
    lost; ``missing`` names evidence (by file name) whose original is not in the store.
    """

    revisions: int
    records: int
    hanging: int
    missing: tuple[str, ...]


def rebuild(archive: Archive, journal: Path, now: datetime, job: Job = QUIET) -> Rebuilt:
    """Take in the revisions of the journal in the folder ``journal`` that the archive does not have.

    One transaction; the same journal twice changes nothing. Raises UserError ``rebuild.no-journal``,
    ``rebuild.other-archive``.
    """
    with disk_faults(journal):
        written = [line for path in sorted(journal.glob("*.jsonl")) for line in lines(path)]
    whole = [line for line in written if line.keys() == _COLUMNS]
    if not whole:
        raise UserError("rebuild.no-journal", path=journal)
    with archive.write() as connection:
        known = {row.id: row.withheld for row in connection.execute(select(Revision.id, Revision.withheld))}
        if all(line["id"] not in known for line in whole):
            raise UserError("rebuild.other-archive", path=journal)
        wanting = sorted(
            # What was kept back of a revision may have come later; then it has a second line.
            (line for line in whole if line["id"] not in known or known[line["id"]]),
            key=lambda line: line["sequence"],
        )
        firm = _firm(connection, wanting)
        changed: set[str] = set()
        for start in range(0, len(firm), _STEP):
            job.step(start, len(firm), journal.name)
            batch = firm[start : start + _STEP]
            changed.update(receive(connection, [revision_from_json(line) for line in batch]))
        missing = _enter_files(archive, connection, now)
    with archive.read() as connection:
        archive.journal.catch_up(connection)
    came = {line["id"] for line in firm} - known.keys()
    return Rebuilt(len(came), len(changed), len(wanting) - len(firm), missing)


def _firm(connection: Connection, wanting: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Leave out what points to a record that is neither in the archive nor among the lines."""
    present = set(connection.execute(select(RecordHead.id)).scalars())
    firm = [line for line in wanting if line["type"] in record_types()]
    while True:
        known = present | {line["record_id"] for line in firm}
        standing = [line for line in firm if _points_to(line) <= known]
        if len(standing) == len(firm):
            return firm
        firm = standing


def _points_to(line: Mapping[str, Any]) -> set[str]:
    fields = record_types()[line["type"]].fields
    return {line["owner_id"], *(target for _field, target in references(fields, line["content"]))}


def _enter_files(archive: Archive, connection: Connection, now: datetime) -> tuple[str, ...]:
    """Enter the originals that evidence came back for; return the names of those that are not there."""
    with_copy = set(copies(connection).values())
    rows = connection.execute(
        select(Evidence.sha256, Evidence.name, Evidence.size, Evidence.media_type).where(
            Evidence.sha256.not_in(select(StoredFile.sha256))
        )
    ).all()
    missing = []
    for row in rows:
        if archive.store.check(row.sha256) == "sound":
            note_file(connection, row.sha256, row.size, row.media_type, now)
        elif row.sha256 not in with_copy:
            missing.append(row.name)
    return tuple(missing)

"""Whether the journal beside the database says what the revisions say."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from edudesk.models.archive import Revision
from edudesk.services.jobs import Job
from edudesk.services.journal import Journal
from edudesk.services.plain import as_json, revision_as_json
from edudesk.services.safety.findings import Finding, error, warning


def check_journal(connection: Connection, journal: Journal, job: Job) -> Iterator[Finding]:
    """Compare line by line; lost lines are a warning (the database has them), others an error."""
    written = _last_lines(journal)
    missing = differing = 0
    table = Revision.__table__
    rows = connection.execution_options(yield_per=1000).execute(select(table).order_by(table.c.sequence))
    for done, row in enumerate(rows.mappings()):
        line = written.pop(row["sequence"], None)
        if line is None:
            missing += 1
        elif line != _digest(revision_as_json(dict(row))):
            differing += 1
        if done % 1000 == 0:
            job.step(done, max(done, len(written)), "journal")
    if missing:
        yield warning("check.journal-missing", count=missing)
    if differing:
        yield error("check.journal-differs", count=differing)
    if written:
        yield error("check.journal-ahead", count=len(written))


def _last_lines(journal: Journal) -> dict[int, bytes]:
    """Return the lines by their sequence; of a revision that was completed since, the last one counts."""
    written: dict[int, bytes] = {}
    under: dict[str, int] = {}
    for line in journal.read():
        revision_id, sequence = str(line.get("id")), line["sequence"]
        written.pop(under.get(revision_id, -1), None)
        under[revision_id] = sequence
        written[sequence] = _digest(line)
    return written


def _digest(line: Mapping[str, Any]) -> bytes:
    return hashlib.blake2b(as_json(line).encode("utf-8", "replace"), digest_size=16).digest()

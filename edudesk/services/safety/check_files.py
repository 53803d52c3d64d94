"""Whether every original lies in the store, byte for byte."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from edudesk.models.archive import RecordHead, StoredFile
from edudesk.models.filing import Evidence
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.jobs import Job
from edudesk.services.safety.findings import Finding, error, note


def check_files(connection: Connection, store: EvidenceStore, job: Job) -> Iterator[Finding]:
    """Read every original and compare hash and size with what the database says.

    A file that no row knows is spare: a note, since a killed run may leave one.
    """
    stored = {row.sha256: row.size for row in connection.execute(select(StoredFile.sha256, StoredFile.size))}
    names = _names(connection)
    for sha256 in sorted(names.keys() - stored.keys()):
        yield error("check.file-not-entered", sha256=sha256, name=names[sha256])
    total, done = sum(stored.values()), 0
    for sha256, size in sorted(stored.items()):
        done += size
        job.step(done, total, names.get(sha256, sha256[:12]))
        yield from _of_file(store, sha256, size, names)
    for sha256 in store.all():
        if sha256 not in stored:
            yield note("check.file-spare", sha256=sha256)


def _of_file(store: EvidenceStore, sha256: str, size: int, names: Mapping[str, str]) -> Iterator[Finding]:
    about = {"sha256": sha256, "name": names.get(sha256, sha256[:12])}
    condition = store.check(sha256)
    if condition != "sound":
        yield error(f"check.file-{condition}", **about)
        return
    with store.open(sha256) as kept:
        got = kept.seek(0, 2)
    if got != size:
        yield error("check.file-size", **about, size=size, got=got)


def _names(connection: Connection) -> dict[str, str]:
    """Return a file name for every original that evidence points to, also from the recycle bin."""
    rows = connection.execute(
        select(Evidence.sha256, Evidence.name)
        .join(RecordHead, RecordHead.id == Evidence.id)
        .order_by(RecordHead.deleted.desc())
    )
    return {row.sha256: row.name for row in rows}

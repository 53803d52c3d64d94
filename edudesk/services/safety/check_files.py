"""Whether every original lies in the store, byte for byte."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from edudesk.models.archive import ArchiveFact, RecordHead, StoredFile
from edudesk.models.filing import Evidence
from edudesk.services.evidence.renditions import copies
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.jobs import Job
from edudesk.services.safety.findings import Finding, error, note


def check_files(connection: Connection, store: EvidenceStore, job: Job) -> Iterator[Finding]:
    """Read every original and copy, and compare hash and size with what the database says.

    Where a copy was received the original is not missed. That a partner's file was never received is a note,
    and so is a file that no row knows, since a killed run may leave one.
    """
    stored = {row.sha256: row.size for row in connection.execute(select(StoredFile.sha256, StoredFile.size))}
    names = _names(connection)
    originals, foreign = copies(connection), _foreign(connection)
    for sha256 in sorted(names.keys() - stored.keys() - set(originals.values())):
        told = note if sha256 in foreign else error
        code = "check.file-not-received" if sha256 in foreign else "check.file-not-entered"
        yield told(code, sha256=sha256, name=names[sha256])
    names |= {copy: names[original] for copy, original in originals.items() if original in names}
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


def _foreign(connection: Connection) -> frozenset[str]:
    """Return the originals that only records of others point to."""
    holder = connection.execute(select(ArchiveFact.value).where(ArchiveFact.name == "holder")).scalar()
    rows = connection.execute(
        select(Evidence.sha256, RecordHead.owner_id).join(RecordHead, RecordHead.id == Evidence.id)
    ).all()
    ours = {row.sha256 for row in rows if holder is None or row.owner_id == holder["value"]}
    return frozenset(row.sha256 for row in rows) - ours


def _names(connection: Connection) -> dict[str, str]:
    """Return a file name for every original that evidence points to, also from the recycle bin."""
    rows = connection.execute(
        select(Evidence.sha256, Evidence.name)
        .join(RecordHead, RecordHead.id == Evidence.id)
        .order_by(RecordHead.deleted.desc())
    )
    return {row.sha256: row.name for row in rows}

"""Takes a package in: its files into the store first, then everything else in one short transaction.

When it fails the files go again. A kill leaves files that nothing points to, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change
from edudesk.services.jobs import QUIET, Job
from edudesk.services.merging import ARRIVAL
from edudesk.services.receiving.arrivals import arrival_content
from edudesk.services.receiving.comparing import Compared, Verdict, compare, known_here
from edudesk.services.receiving.files import Staged, enter, staged
from edudesk.services.receiving.preview import Preview
from edudesk.services.receiving.trusting import Trust, expect_trust, keep_key


@dataclass(frozen=True)
class Taken:
    """What was taken in: the record of its arrival, and how many records with each verdict.

    ``changed`` is whether anything was written; without it the same package had been taken in before.
    """

    arrival_id: RecordId
    numbers: Mapping[Verdict, int]
    files: int
    changed: bool


def take(
    archive: Archive,
    shown: Preview,
    now: datetime,
    job: Job = QUIET,
    *,
    large_change: bool = False,
    changed_key: bool = False,
) -> Taken:
    """Take in a package as its preview shows it; nothing is kept when it fails or is stopped.

    ``large_change`` and ``changed_key`` say that a person was asked about one. Progress is in bytes of files.
    Errors: ``receiving.large-change``, ``receiving.changed-since`` when the archive says something else by
    now, ``receiving.no-sender``; those of :func:`expect_trust` and :func:`staged`.
    """
    package = shown.package
    sender = package.sender.holder_id
    expect_trust(archive, package.signer, shown.trust, sender, changed_key=changed_key)
    if shown.large is not None and not large_change:
        raise UserError(
            "receiving.large-change",
            sender=shown.sender,
            total=shown.large.total,
            deleted=shown.large.deleted,
            changed=shown.large.changed,
        )
    if not _resolves(sender, shown.compared):
        raise UserError("receiving.no-sender")
    with staged(archive, package, _evidence(shown.compared), job) as files:
        return _taken(archive, shown, files, now, changed_key=changed_key)


def _taken(archive: Archive, shown: Preview, files: Staged, now: datetime, *, changed_key: bool) -> Taken:
    package = shown.package
    if shown.arrival_id is not None and not shown.changes and not files.fresh:
        # Arrivals come back from the journal, keys do not.
        keep_key(archive, package.signer, now, package.name, changed_key=changed_key)
        return Taken(shown.arrival_id, shown.numbers, 0, changed=False)
    with change(archive, f"{ARRIVAL}.create", now, subject=package.name) as writing:
        known = known_here(writing.connection, archive, package)
        if known != shown.known and compare(package, known) != shown.compared:
            raise UserError("receiving.changed-since")
        stood = keep_key(writing.connection, package.signer, now, package.name, changed_key=changed_key)
        enter(writing.connection, files, now)
        arrival_id = _write(writing, shown, known.brought, len(files.fresh), stood)
    return Taken(arrival_id, shown.numbers, len(files.fresh), changed=True)


def _write(writing: Writing, shown: Preview, brought: frozenset[str], files: int, stood: Trust) -> RecordId:
    package = shown.package
    # What is older than what is here counts by this package, should the newer one be taken back.
    coming = [row for one in shown.compared for row in (*one.fresh, *one.beneath)]
    writing.take_in([*coming, *(row for one in shown.compared for row in one.fuller)])
    # What an earlier package brought counts by this one as well, should that be taken back.
    counted = brought | {row["id"] for row in coming}
    heads = (row["id"] for one in shown.compared if one.verdict != "refused" for row in one.heads)
    listed = [revision_id for revision_id in heads if revision_id in counted]
    community = package.community_id if _resolves(package.community_id, shown.compared) else None
    counts = {verdict: number for verdict, number in shown.numbers.items() if number} | {"files": files}
    signature = "accepted" if stood == "changed" else stood
    settled = {"community_id": community, "signature": signature}
    return writing.create(ARRIVAL, arrival_content(package, listed, counts, writing.now) | settled)


def _resolves(record_id: RecordId, compared: tuple[Compared, ...]) -> bool:
    """Return whether a record of the package is here or comes with it."""
    return any(one.record_id == record_id and one.verdict != "refused" for one in compared)


def _evidence(compared: tuple[Compared, ...]) -> frozenset[RecordId]:
    """Return the evidence whose files are wanted: what is here, or comes."""
    return frozenset(one.record_id for one in compared if one.type == "evidence" and one.verdict != "refused")

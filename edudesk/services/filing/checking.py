"""What a look through the filed documents finds, beside the check of the archive itself.

After the natures of DA/T 70, as far as they can be told here; it is a self-check, not a certified one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.filing.filing import holes
from edudesk.services.filing.listing import list_files
from edudesk.services.filing.numbering import series_of
from edudesk.services.filing.rules import filing_rules
from edudesk.services.filing.values import ALL, FileRow, Wanted, has_ended
from edudesk.services.filing.volumes import read_volume
from edudesk.services.jobs import QUIET, Job
from edudesk.services.safety.check import check
from edudesk.services.safety.findings import Finding, Report, note, warning

_NAMED = 5
_WHOLE = 100
_RECORDS, _JOURNAL, _BYTES = (0, 30), (30, 10), (40, 60)
"""Where a part of the check begins, and its share, in hundredths."""


@dataclass(frozen=True)
class ArchiveCheck:
    """The check of the archive, and what was found about filing."""

    report: Report
    filing: tuple[Finding, ...]
    filed: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, what is damaged first."""
        order = ("error", "warning", "note")
        return tuple(sorted((*self.report.findings, *self.filing), key=lambda one: order.index(one.severity)))


def check_archive(archive: Archive, today: date, job: Job = QUIET) -> ArchiveCheck:
    """Check database, records, files, journal and filing; reads everything and changes nothing."""
    report = check(archive, _in_hundredths(job))
    rows = list_files(archive, Wanted(shelf=ALL), today)
    return ArchiveCheck(report, tuple(_found(archive, rows, today)), len(rows))


def _in_hundredths(job: Job) -> Job:
    """Let progress be told in hundredths: the check counts types first, then the journal, then bytes."""
    types = record_types()

    def report(done: int, total: int, what: str) -> None:
        records, journal = what in types and total == len(types), what == "journal"
        begun, share = _RECORDS if records else _JOURNAL if journal else _BYTES
        job.report(begun + round(share * done / total) if total else begun, _WHOLE, what)

    return Job(report, job.cancelled)


def _found(archive: Archive, rows: Sequence[FileRow], today: date) -> Iterator[Finding]:
    yield from _twice(rows)
    yield from _holes(archive, rows)
    bare = [one.title for one in rows if not one.files and one.about_id is None]
    if bare:
        yield warning("filing.found-bare", count=len(bare), titles=_listed(bare))
    unpaged = sum(one.pages is None for one in rows)
    if unpaged:
        yield note("filing.found-unpaged", count=unpaged)
    ended = sum(has_ended(read_volume(one.volume), today) for one in rows)
    if ended:
        yield note("filing.found-ended", count=ended)


def _twice(rows: Sequence[FileRow]) -> Iterator[Finding]:
    by_number: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_number[row.archive_number].append(row.title)
    for number, titles in by_number.items():
        if len(titles) > 1:
            yield warning("filing.found-twice", number=number, titles=_listed(titles))


def _holes(archive: Archive, rows: Sequence[FileRow]) -> Iterator[Finding]:
    rules, seen = filing_rules(archive), set()
    for text in dict.fromkeys(one.volume for one in rows):
        volume = read_volume(text)
        if volume is None:
            continue
        series = series_of(rules, volume)
        if series in seen:
            continue
        seen.add(series)
        items = [series.item(one.archive_number) for one in rows]
        missing = holes(series, [one for one in items if one is not None])
        if missing:
            yield warning("filing.found-hole", count=len(missing), volume=text, numbers=_listed(missing))


def _listed(words: Sequence[str]) -> str:
    return "、".join(words[:_NAMED]) + ("…" if len(words) > _NAMED else "")

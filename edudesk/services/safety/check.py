"""Checking an archive: database, records, evidence, journal; reads everything and changes nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models.archive import RecordHead, Revision, StoredFile
from edudesk.models.database import APPLICATION_ID, migrations
from edudesk.services.archive import DATABASE, Archive, open_archive
from edudesk.services.jobs import QUIET, Job
from edudesk.services.safety.check_files import check_files
from edudesk.services.safety.check_journal import check_journal
from edudesk.services.safety.check_records import check_records
from edudesk.services.safety.findings import Finding, Report, error

_MOST_DETAILS = 20
"""Lines of SQLite's own report that are passed on; a badly damaged file has thousands."""
_DAMAGE = {"archive.damaged", "archive.unreadable", "disk.failed"}


def check_folder(folder: Path, now: datetime, job: Job = QUIET) -> Report:
    """Check the archive in ``folder``; one too damaged to be opened gives a report that says so.

    Raises UserError ``archive.none``, ``archive.newer``; EnvironmentProblem ``archive.locked``,
    ``archive.read-only``.
    """
    try:
        archive = open_archive(folder, now)
    except EnvironmentProblem as problem:
        if problem.code not in _DAMAGE:
            raise
        return _unopened(folder)
    except UserError as problem:
        if problem.code != "archive.foreign":
            raise
        return _unopened(folder)
    except (DBAPIError, LookupError, TypeError, ValueError):
        # Bytes that were overwritten inside a page may read as anything.
        return _unopened(folder)
    with archive:
        return check(archive, job)


def _unopened(folder: Path) -> Report:
    return Report((error("check.unopened", path=folder / DATABASE),), 0, 0, 0)


def check(archive: Archive, job: Job = QUIET) -> Report:
    """Check an open archive; progress in records, then in bytes of evidence."""
    findings: list[Finding] = []
    parts: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
        check_database,
        lambda connection: check_records(connection, job),
        lambda connection: check_journal(connection, archive.journal, job),
    )
    for part in parts:
        findings.extend(_guarded(archive, part))
    findings.extend(_guarded(archive, lambda connection: check_files(connection, archive.store, job)))
    records, revisions, files = _counts(archive)
    return Report(tuple(findings), records, revisions, files)


def _guarded(archive: Archive, part: Callable[[Connection], Iterator[Finding]]) -> list[Finding]:
    """Run one part; where the damaged file stops it, say so and keep what it found until then."""
    found: list[Finding] = []
    try:
        with archive.read() as connection:
            found.extend(part(connection))
    except (EnvironmentProblem, DBAPIError, LookupError, TypeError, ValueError):
        found.append(error("check.unreadable", path=archive.database))
    return found


def check_database(connection: Connection) -> Iterator[Finding]:
    """Compare what SQLite itself finds: pages, indexes, constraints, links, and whose file it is."""
    for name, wanted in (("application_id", APPLICATION_ID), ("user_version", len(migrations()))):
        got = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if got != wanted:
            yield error("check.setting", name=name, wanted=wanted, got=got)
    lines = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_DETAILS})").scalars()
    for line in lines:
        if line != "ok":
            yield error("check.database", detail=line)
    for table, row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield error("check.link", table=table, row=row, parent=parent)


def _counts(archive: Archive) -> tuple[int, ...]:
    try:
        with archive.read() as connection:
            return tuple(
                connection.execute(select(func.count()).select_from(table)).scalar() or 0
                for table in (RecordHead, Revision, StoredFile)
            )
    except (EnvironmentProblem, DBAPIError):
        return 0, 0, 0

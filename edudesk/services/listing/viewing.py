"""Files for the eye: an original taken out of the store under its own name, the sheet of a record."""

import os
import shutil
import stat
from datetime import date
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import Archive
from edudesk.services.evidence.renditions import best
from edudesk.services.packages.names import safe_name
from edudesk.services.records import get
from edudesk.services.reports.making import make_report
from edudesk.texts import Texts
from edudesk.texts.system import reason

VIEWED = "viewed"
"""Below the derived files: copies may be deleted at any time, and never lie outside the archive."""


def taken_out(archive: Archive, sha256: str, name: str) -> Path:
    """Return a copy of an original under its own name, in the archive's folder of derived files.

    Where the original is not here it is of its best rendition. It can only be read, so that nobody types into
    what will not be kept. One that another program has open is returned as it is. Errors: those of the
    evidence store, ``disk.failed``.
    """
    found = best(archive, sha256)
    folder = archive.derived / VIEWED / found.sha256[:16]
    path = folder / safe_name(found.named(name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with archive.store.open(found.sha256) as original:
            if path.is_file() and path.stat().st_size == original.seek(0, os.SEEK_END):
                return path
            original.seek(0)
            if path.is_file():
                path.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows deletes and overwrites no other file
            with path.open("wb") as copy:
                shutil.copyfileobj(original, copy)
        path.chmod(stat.S_IREAD)
    except OSError as error:
        raise EnvironmentProblem("disk.failed", path=path, reason=reason(error)) from error
    return path


def sheet(archive: Archive, kind: str, record_id: str, term: str, *, today: date, texts: Texts) -> Path:
    """Make the sheet of a record as a PDF among the derived files and return its path."""
    record = get(archive, record_id)
    path = archive.derived / VIEWED / f"{safe_name(record.title) or kind}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    community = record.content.get("community_id")
    make_report(
        archive, kind, term, path, today=today, texts=texts, community_id=community, record_id=record_id
    )
    return path

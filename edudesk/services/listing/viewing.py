"""Files for the eye: an original taken out of the store under its own name, the sheet of a record."""

import shutil
from datetime import date
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import Archive
from edudesk.services.packages.names import safe_name
from edudesk.services.records import get
from edudesk.services.reports.making import make_report
from edudesk.texts import Texts
from edudesk.texts.system import reason

VIEWED = "viewed"
"""Below the derived files: copies may be deleted at any time, and never lie outside the archive."""


def taken_out(archive: Archive, sha256: str, name: str) -> Path:
    """Return a copy of an original under its own name, in the archive's folder of derived files.

    Errors: those of the evidence store, ``disk.failed``.
    """
    folder = archive.derived / VIEWED / sha256[:16]
    path = folder / safe_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with archive.store.open(sha256) as original, path.open("wb") as copy:
            shutil.copyfileobj(original, copy)
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

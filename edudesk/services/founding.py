"""Founding an archive: the folder, the school or bureau that holds it, its author."""

from datetime import datetime
from pathlib import Path

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services.archive import Archive, create_archive, put_fact
from edudesk.services.changes import change
from edudesk.services.keys import own_signer


def found_archive(
    folder: Path,
    holder: Content,
    now: datetime,
    *,
    author: str | None = None,
    holder_id: RecordId | None = None,
) -> Archive:
    """Make a new archive that belongs to ``holder`` (the content of a School record) and open it."""
    archive = create_archive(folder, now)
    try:
        if author:
            archive.set_fact("author", author)
        with change(archive, "archive.found", now, subject=str(holder.get("name", ""))) as writing:
            made = writing.create("school", holder, record_id=holder_id)
            put_fact(writing.connection, "holder", made)
        own_signer(archive)
    except BaseException:
        archive.close()
        raise
    return archive

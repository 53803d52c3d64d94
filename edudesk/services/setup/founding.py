"""Making the archive that a setup file describes."""

from datetime import datetime
from pathlib import Path

from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.setup.building import build_aside
from edudesk.services.setup.reading import SetUp, read_setup


def set_up(folder: Path, toml_text: str, now: datetime) -> Archive:
    """Make the archive that the setup file ``toml_text`` describes, in an empty or new folder, and open it.

    ``now`` is the entry time in UTC. Errors: ``setup.syntax``, :class:`Invalid` with all problems of the
    file, those of :func:`build_aside`; ``folder`` is then as it was.
    """
    wanted = read_setup(toml_text)
    return build_aside(folder, now, lambda aside: write_setup(aside, wanted, now))


def write_setup(folder: Path, wanted: SetUp, now: datetime) -> Archive:
    """Make the archive and write all records of a setup."""
    holder = wanted.holder
    archive = found_archive(folder, holder.content, now, author=wanted.author, holder_id=holder.id)
    try:
        with change(archive, "archive.set-up", now, subject=str(holder.content["name"])) as writing:
            for entry in wanted.entries:
                writing.create(entry.type, entry.content, record_id=entry.id)
    except BaseException:
        archive.close()
        raise
    return archive

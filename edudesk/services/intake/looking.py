"""Look through a folder: which photos and films it has, of which day, which the archive has already."""

import contextlib
import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import select

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models.filing import Evidence
from edudesk.services.archive import Archive
from edudesk.services.evidence import Decoder, Family, Kind, Taken, display_name, family
from edudesk.services.evidence.dates import from_name, taken
from edudesk.services.evidence.kinds import named_by
from edudesk.services.evidence.sources import chunks
from edudesk.services.jobs import QUIET, Job
from edudesk.services.listing.query import present
from edudesk.services.records import get_many

MOST_FILES = 20_000
_WANTED = (Family.PICTURE, Family.RECORDING)
_HIDDEN = frozenset({"$recycle.bin", "system volume information", "lost.dir", "thumbnails"})
_EARLY = timedelta(days=1)
_LATEST = 32_503_593_600
"""The end of 2999 in seconds since 1970: Windows tells no local time much later, nor before 1970."""


@dataclass(frozen=True)
class Found:
    """A photo or film outside the archive.

    ``at`` is when it was taken, local time; ``source`` says by what: its EXIF, its name, or only the moment
    of the file. ``there`` is the title of the record that has these very bytes already.
    """

    path: Path
    name: str
    size: int
    at: datetime
    source: Literal["exif", "name", "file"]
    picture: bool
    there: str = ""


@dataclass(frozen=True)
class Day:
    """The photos of one day in the order of their taking."""

    day: date
    files: tuple[Found, ...]

    @property
    def there(self) -> int:
        """How many of them are in the archive already."""
        return sum(bool(one.there) for one in self.files)


@dataclass(frozen=True)
class Looked:
    """What a folder holds since a day, the newest day first; ``more`` when there were too many files."""

    folder: Path
    days: tuple[Day, ...]
    more: bool = False

    @property
    def count(self) -> int:
        """How many photos and films there are."""
        return sum(len(one.files) for one in self.days)


def look_through(
    archive: Archive,
    folder: Path,
    since: date | None = None,
    job: Job = QUIET,
    decoder: Decoder | None = None,
) -> Looked:
    """Return the photos and films below ``folder`` that were taken on ``since`` or later, by day.

    Progress counts files. Nothing is written. Error: ``intake.folder-gone``.
    """
    paths, more = _walked(folder, job)
    known, by_day = _Known(archive), defaultdict(list)
    with contextlib.ExitStack() as stack:
        own = decoder or stack.enter_context(Decoder())
        for done, (path, stat) in enumerate(paths):
            job.step(done, len(paths), path.name)
            one = _found(path, stat, since, own)
            if one is not None:
                by_day[one.at.date()].append(known.told(one))
    if not folder.is_dir():
        raise EnvironmentProblem("intake.folder-gone", folder=folder.name or str(folder))
    job.step(len(paths), len(paths))
    days = (
        Day(day, tuple(sorted(files, key=lambda one: (one.at, one.name)))) for day, files in by_day.items()
    )
    return Looked(folder, tuple(sorted(days, key=lambda one: one.day, reverse=True)), more)


def looked_at(archive: Archive, files: tuple[Path, ...], job: Job = QUIET) -> tuple[Found, ...]:
    """Return these files as :func:`look_through` would; those that are no photos are left out."""
    known = _Known(archive)
    found = []
    with Decoder() as decoder:
        for done, path in enumerate(files):
            job.step(done, len(files), path.name)
            with contextlib.suppress(OSError):
                one = _found(path, path.stat(), None, decoder)
                if one is not None:
                    found.append(known.told(one))
    return tuple(found)


def _walked(folder: Path, job: Job) -> tuple[list[tuple[Path, os.stat_result]], bool]:
    if not folder.is_dir():
        raise EnvironmentProblem("intake.folder-gone", folder=folder.name or str(folder))
    found: list[tuple[Path, os.stat_result]] = []
    for where, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not _is_hidden(name))
        for name in sorted(names):
            kind = named_by(Path(name).suffix[1:].lower())
            if _is_hidden(name) or kind is None or family(kind) not in _WANTED:
                continue
            path = Path(where, name)
            with contextlib.suppress(OSError):  # gone meanwhile
                found.append((path, path.stat()))
            if len(found) >= MOST_FILES:
                return found, True
        job.step(0, 0, Path(where).name)
    return found, False


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _HIDDEN


def _found(path: Path, stat: os.stat_result, since: date | None, decoder: Decoder) -> Found | None:
    """Return what a file is; None when it is empty or older than ``since``."""
    name, written = display_name(path), _written(stat)
    kind = named_by(path.suffix[1:].lower())
    by_name = from_name(name)
    if not stat.st_size or kind is None:
        return None
    # Nothing was taken after its file was last written; so most of an old card need not be read at all.
    latest = by_name.at or written
    if since is not None and max(latest, written).date() < since - _EARLY:
        return None
    at = taken(_exif(path, name, decoder) if _may_have_exif(kind) else "", name)
    one = _told(path, name, stat.st_size, at, written, picture=family(kind) is Family.PICTURE)
    return None if since is not None and one.at.date() < since else one


def _written(stat: os.stat_result) -> datetime:
    """Return when a file was last written, in local time, as near to it as every system can tell."""
    moment = min(max(stat.st_mtime, 0), _LATEST)  # a card's broken directory names any moment
    return datetime.fromtimestamp(moment)  # noqa: DTZ006 - photos tell local time


def _told(path: Path, name: str, size: int, at: Taken, written: datetime, *, picture: bool) -> Found:
    if at.at is not None and at.source != "none":
        return Found(path, name, size, at.at, at.source, picture)
    return Found(path, name, size, written.replace(microsecond=0), "file", picture)


def _may_have_exif(kind: Kind) -> bool:
    return kind in (Kind.JPEG, Kind.HEIC, Kind.WEBP)


def _exif(path: Path, name: str, decoder: Decoder) -> str:
    try:
        return decoder.glance(path, name)
    except (UserError, EnvironmentProblem):  # what is wrong with it is said when it is taken in
        return ""


class _Known:
    """Tells which files are in the archive: only what has the size of an original is read to its end."""

    def __init__(self, archive: Archive) -> None:
        with archive.read() as connection:
            chosen = select(Evidence.size, Evidence.sha256, Evidence.about_id)
            rows = list(connection.execute(chosen.where(present(Evidence.id))))
            about = get_many(connection, {row.about_id for row in rows})
        self._sizes = {row.size for row in rows}
        self._titles: Mapping[str, str] = {
            row.sha256: about[row.about_id].title or "—"
            for row in rows
            if row.about_id in about and not about[row.about_id].deleted
        }

    def told(self, one: Found) -> Found:
        """Return a file with the title of the record that has it already."""
        if one.size not in self._sizes:
            return one
        with contextlib.suppress(UserError, EnvironmentProblem):
            there = self._titles.get(_sha256(one))
            if there is not None:
                return replace(one, there=there)
        return one


def _sha256(one: Found) -> str:
    digest = hashlib.sha256()
    for chunk, _total in chunks(one.path, one.name):
        digest.update(chunk)
    return digest.hexdigest()

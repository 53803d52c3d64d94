"""What the lists of the archive are made of: documents, volumes with their counts, and what is asked for."""

import re
from dataclasses import dataclass
from datetime import date

from edudesk.services.filing.volumes import Volume, read_volume
from edudesk.services.listing.column_words import ColumnWords
from edudesk.texts import Language

FOLDER = "record"
"""The kind of the document that stands for the folder of an activity."""
PENDING, ALL, ENDED = "pending", "all", "ended"


@dataclass(frozen=True)
class FileRow:
    """One document, or an activity whose folder of evidence waits to be filed (``folder``).

    ``proposed`` is the volume that it would go into; its year is that of ``today`` where nothing tells it.
    """

    id: str
    title: str
    kind: str
    folder: bool = False
    author: str = ""
    number: str = ""
    dated: date | None = None
    pages: int | None = None
    retention: str = ""
    archive_number: str = ""
    volume: str = ""
    term: str = ""
    school_year: int | None = None
    about_id: str | None = None
    files: int = 0
    ours: bool = True
    twice: bool = False
    proposed: Volume | None = None

    @property
    def ends_on(self) -> date | None:
        """The first day on which the retention has run out."""
        volume = read_volume(self.volume)
        return volume.ends_on if volume else None


@dataclass(frozen=True)
class Wanted:
    """What is listed: ``shelf`` is pending, all or ended, or ``volumes`` names some; the rest narrows."""

    shelf: str = PENDING
    volumes: tuple[str, ...] | None = None
    text: str = ""
    kind: str = ""
    retention: str = ""
    term: str = ""
    columns: tuple[ColumnWords, ...] = ()
    language: Language = "zh"

    @property
    def waits(self) -> bool:
        """Whether what waits to be filed is listed."""
        return self.shelf == PENDING and self.volumes is None

    @property
    def is_narrowed(self) -> bool:
        """Whether words or fields narrow the list."""
        return bool(self.text or self.kind or self.retention or self.term)


@dataclass(frozen=True)
class FileOrder:
    """What a list is sorted by; without a column as is usual for the place."""

    column: str = ""
    descending: bool = False


USUAL = FileOrder()


@dataclass(frozen=True)
class Shelf:
    """A volume with how many documents are in it; ``volume`` is None for one that was named freely."""

    text: str
    volume: Volume | None
    count: int


@dataclass(frozen=True)
class Shelves:
    """The whole archive: what waits, what is filed, whose retention has ended, and the volumes by year."""

    pending: int
    filed: int
    ended: int
    volumes: tuple[Shelf, ...]


def has_ended(volume: Volume | None, today: date) -> bool:
    """Return whether the retention of a volume has run out."""
    return volume is not None and volume.ends_on is not None and volume.ends_on <= today


def number_key(number: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which 2 stands before 10 in numbers."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", number))


def evidence_of(row: FileRow) -> tuple[str, ...]:
    """Return the records whose files are shown for a document: its own, and those of the activity it is."""
    return (row.id, row.about_id) if row.kind == FOLDER and row.about_id else (row.id,)

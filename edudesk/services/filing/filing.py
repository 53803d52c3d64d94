"""Filing several documents at once, taking them out again, renumbering a volume: each one change.

Numbers are given in the order of the days; they go on where the series ended, whether those numbers lie in
the recycle bin or not, so that nothing ever bears a number that a deleted document comes back with.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Document
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change
from edudesk.services.filing.listing import files_by_id, list_files
from edudesk.services.filing.numbering import FilingRules, Series, series_of
from edudesk.services.filing.rules import filing_rules
from edudesk.services.filing.values import FOLDER, FileRow, Wanted, number_key
from edudesk.services.filing.volumes import Volume, read_volume


@dataclass(frozen=True)
class Line:
    """A document with the number it would get; ``taken_by`` is the title of the one that has it already."""

    row: FileRow
    number: str
    taken_by: str = ""


@dataclass(frozen=True)
class Group:
    """What would go into one volume: ``first`` is the first item given, ``last`` the highest before, or 0.

    ``gaps`` are numbers below it that nobody has.
    """

    volume: Volume
    lines: tuple[Line, ...]
    first: int
    last: int
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What filing would do, volume by volume; what is another school's or has a number is left out."""

    groups: tuple[Group, ...]
    theirs: tuple[FileRow, ...]
    filed: tuple[FileRow, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All documents that would be filed."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def taken(self) -> tuple[Line, ...]:
        """The lines whose number somebody has."""
        return tuple(one for one in self.lines if one.taken_by)


@dataclass(frozen=True)
class Filed:
    """What was filed: the change, the volumes, and the first and last number given."""

    change_id: str
    count: int
    volumes: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True)
class Renumbered:
    """A document with the number it has and the one it would get."""

    id: RecordId
    title: str
    before: str
    after: str


def propose(
    archive: Archive, ids: Iterable[RecordId], volume: Volume | None, today: date, first: int | None = None
) -> Proposal:
    """Return what filing these would do; without a ``volume`` each goes into the one that it is proposed for.

    ``first`` begins the numbers somewhere else. Raises UserError where the pattern makes no number.
    """
    rows, rules = files_by_id(archive, ids, today), filing_rules(archive)
    by_volume: dict[Volume, list[FileRow]] = defaultdict(list)
    for row in rows:
        into = volume or row.proposed
        if row.ours and not row.archive_number and into is not None:
            by_volume[into].append(row)
    with archive.read() as connection:
        numbers = dict(_numbers(connection))
    groups = []
    for into in sorted(by_volume):
        groups.append(_group(by_volume[into], into, rules, numbers, first))
        # Where the pattern does not tell two volumes apart, the second goes on after the first.
        numbers |= {line.number: line.row.title for line in groups[-1].lines}
    return Proposal(
        groups=tuple(groups),
        theirs=tuple(one for one in rows if not one.ours),
        filed=tuple(one for one in rows if one.ours and one.archive_number),
    )


def _group(
    rows: Iterable[FileRow], volume: Volume, rules: FilingRules, numbers: Mapping[str, str], first: int | None
) -> Group:
    ordered = sorted(rows, key=lambda one: (one.dated or date.max, one.title, one.id))
    series = series_of(rules, volume)
    items = _items(series, numbers)
    last = max(items, default=0)
    start = first or last + 1
    given = [series.number(start + place) for place in range(len(ordered))]
    lines = (Line(row, number, numbers.get(number, "")) for row, number in zip(ordered, given, strict=True))
    return Group(volume, tuple(lines), start, last, holes(series, items))


def file_away(
    archive: Archive,
    ids: Iterable[RecordId],
    volume: Volume | None,
    now: datetime,
    first: int | None = None,
) -> Filed:
    """File documents, and activities as folders that stand for their evidence, in one change.

    ``filing.nothing`` where there is nothing to file, ``filing.taken`` where a number is somebody's.
    """
    proposal = propose(archive, ids, volume, now.astimezone().date(), first)
    if not proposal.groups:
        raise UserError("filing.nothing")
    for line in proposal.taken:
        raise UserError("filing.taken", number=line.number, title=line.taken_by)
    subject = "、".join(group.volume.text for group in proposal.groups)
    with change(archive, "document.file", now, subject=subject) as writing:
        for group in proposal.groups:
            for line in group.lines:
                _file(writing, archive.holder_id, line, group.volume)
    numbers = [line.number for line in proposal.lines]
    volumes = tuple(group.volume.text for group in proposal.groups)
    return Filed(writing.change_id, len(numbers), volumes, numbers[0], numbers[-1])


def take_out(archive: Archive, ids: Iterable[RecordId], now: datetime) -> str:
    """Take documents out of their volumes, with their numbers; return the id of the change.

    The others keep theirs: the hole is said in the list and when the next is filed.
    """
    with change(archive, "document.take-out", now) as writing:
        for record_id in ids:
            writing.edit(record_id, {"volume": None, "archive_number": None})
    return writing.change_id


def renumbering(archive: Archive, volume: str, today: date) -> tuple[Renumbered, ...]:
    """Return the documents of a volume whose number would change if it were counted through from 1.

    The order stays; what belongs to another school, and the numbers of other volumes, stay as they are.
    """
    named = read_volume(volume)
    if named is None:
        raise UserError("filing.free-volume", name=volume)
    rules = filing_rules(archive)
    rows = [one for one in list_files(archive, Wanted(volumes=(volume,)), today) if one.ours]
    with archive.read() as connection:
        kept = set(_numbers(connection, with_bin=False)) - {one.archive_number for one in rows}
    return tuple(
        _renumbered(sorted(rows, key=lambda one: number_key(one.archive_number)), rules, named, kept)
    )


def renumber(archive: Archive, volume: str, now: datetime) -> str:
    """Count a volume through from 1 in one change; return its id, or nothing where nothing would change."""
    lines = renumbering(archive, volume, now.astimezone().date())
    if not lines:
        return ""
    with change(archive, "document.renumber", now, subject=volume) as writing:
        for line in lines:
            writing.edit(line.id, {"archive_number": line.after})
    return writing.change_id


def holes(series: Series, items: Iterable[int]) -> tuple[str, ...]:
    """Return the numbers below the highest that nobody has."""
    there = set(items)
    return tuple(series.number(one) for one in range(1, max(there, default=0)) if one not in there)


def _renumbered(
    rows: Sequence[FileRow], rules: FilingRules, volume: Volume, kept: set[str]
) -> Iterable[Renumbered]:
    series, item = series_of(rules, volume), 0
    for row in rows:
        item += 1
        while series.number(item) in kept:
            item += 1
        after = series.number(item)
        if after != row.archive_number:
            yield Renumbered(row.id, row.title, row.archive_number, after)


def _numbers(connection: Connection, *, with_bin: bool = True) -> Mapping[str, str]:
    """Return all archive numbers with the title of the document, those of the recycle bin too."""
    chosen = (
        select(Document.archive_number, Document.title)
        .join(RecordHead, RecordHead.id == Document.id)
        .where(func.coalesce(Document.archive_number, "") != "")
        .order_by(RecordHead.deleted.desc())
    )
    if not with_bin:
        chosen = chosen.where(RecordHead.deleted.is_(False))
    return {row.archive_number: row.title for row in connection.execute(chosen)}


def _items(series: Series, numbers: Iterable[str]) -> list[int]:
    found = (series.item(one) for one in numbers)
    return [one for one in found if one is not None]


def _file(writing: Writing, holder_id: RecordId, line: Line, volume: Volume) -> None:
    said = {"volume": volume.text, "retention": volume.retention, "archive_number": line.number}
    row = line.row
    if not row.folder:
        writing.edit(row.id, said)
        return
    # It names no community: standing for a folder, it answers no rule that asks for a paper.
    content = {
        "title": row.title,
        "kind": FOLDER,
        "school_id": holder_id,
        "about_id": row.id,
        "dated": row.dated,
        "term": row.term or None,
        "author": row.author or None,
    }
    writing.create("document", content | said)

"""What lies in the archive and what waits to be filed: the volumes, and the files of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Document, Evidence
from edudesk.models.school import School
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term
from edudesk.services.filing.by_columns import few_values, key_of, left_by
from edudesk.services.filing.classes import class_of, retention_of
from edudesk.services.filing.numbering import FilingRules
from edudesk.services.filing.rules import filing_rules
from edudesk.services.filing.values import (
    ENDED,
    FOLDER,
    USUAL,
    FileOrder,
    FileRow,
    Shelf,
    Shelves,
    Wanted,
    evidence_of,
    has_ended,
    number_key,
)
from edudesk.services.filing.volumes import Volume, read_volume
from edudesk.services.filing.years import entered_terms, filing_year
from edudesk.services.listing.query import holds, listed, present
from edudesk.services.listing.terms import TermRange, term_range


def shelves(archive: Archive, today: date) -> Shelves:
    """Return the volumes, newest year first, and what waits to be filed."""
    filed = func.coalesce(Document.archive_number, "") != ""
    with archive.read() as connection:
        counted = connection.execute(
            select(func.coalesce(Document.volume, ""), func.count())
            .where(present(Document.id), filed)
            .group_by(func.coalesce(Document.volume, ""))
        ).all()
        waiting = connection.execute(
            select(func.count()).select_from(Document).where(present(Document.id), ~filed)
        ).scalar()
        folders = connection.execute(
            select(func.count()).select_from(_folders(archive.holder_id).subquery())
        ).scalar()
    volumes = [Shelf(text, read_volume(text), count) for text, count in counted]
    ended = sum(one.count for one in volumes if has_ended(one.volume, today))
    return Shelves(
        pending=(waiting or 0) + (folders or 0),
        filed=sum(one.count for one in volumes),
        ended=ended,
        volumes=tuple(sorted(volumes, key=_shelf_key)),
    )


def _shelf_key(shelf: Shelf) -> tuple[int, Any]:
    volume = shelf.volume
    return (
        (1, shelf.text) if volume is None else (0, (-volume.year, volume.name, volume.retention, volume.part))
    )


@dataclass(frozen=True)
class FilePage:
    """A part of a list, with how many documents and counted pages the whole of it has."""

    rows: tuple[FileRow, ...]
    total: int
    pages: int


def list_files(archive: Archive, wanted: Wanted, today: date) -> tuple[FileRow, ...]:
    """Return the documents of a place: what waits newest first, what is filed by number."""
    return page_of_files(archive, wanted, today).rows


def page_of_files(
    archive: Archive,
    wanted: Wanted,
    today: date,
    order: FileOrder = USUAL,
    *,
    first: int = 0,
    count: int = -1,
) -> FilePage:
    """Return ``count`` documents of a place from the ``first`` on, all where it is negative.

    Only for these is told what takes time: their files, where they would go, whether a number is doubled.
    """
    rules = filing_rules(archive)
    newest = wanted.waits and not order.column and not wanted.columns
    most = first + count if newest and count > 0 else None
    with archive.read() as connection:
        everything, left_out = _all(archive, connection, wanted, today, most)
        found = _sorted(everything, wanted, order)
        part = found[first : first + count] if count >= 0 else found
        part = _with_files(connection, part)
        terms, twice = entered_terms(connection), _taken_twice(connection)
    rows = tuple(
        replace(
            one,
            proposed=_proposed(one, rules, terms, today),
            twice=one.archive_number in twice,
        )
        for one in part
    )
    return FilePage(rows, len(found) + left_out, sum(one.pages or 0 for one in found))


def file_ids(archive: Archive, wanted: Wanted, today: date, order: FileOrder = USUAL) -> tuple[RecordId, ...]:
    """Return the ids of all documents of a place in their order."""
    with archive.read() as connection:
        found, _none = _all(archive, connection, wanted, today)
        return tuple(one.id for one in _sorted(found, wanted, order))


def _all(
    archive: Archive, connection: Connection, wanted: Wanted, today: date, most: int | None = None
) -> tuple[list[FileRow], int]:
    """Return what lies in a place; of the folders that wait the newest ``most``, and how many others."""
    days = term_range(archive, wanted.term) if wanted.term else None
    found, left_out = list(_documents(connection, archive.holder_id, wanted, days, today)), 0
    if wanted.waits:
        folders, in_all = _waiting_folders(connection, archive.holder_id, wanted, days, most)
        found += folders
        left_out = in_all - len(folders)
    if any(one.column == "files" for one in wanted.columns):
        found = _with_files(connection, found)
    return (left_by(found, wanted.columns, wanted.language) if wanted.columns else found), left_out


def values_of(archive: Archive, wanted: Wanted, column: str, today: date) -> tuple[str, ...]:
    """Return the few different words that a column has in a place."""
    with archive.read() as connection:
        found, _none = _all(archive, connection, wanted, today)
        found = _with_files(connection, found) if column == "files" else found
        return few_values(found, column, wanted.language)


def _sorted(found: list[FileRow], wanted: Wanted, order: FileOrder) -> list[FileRow]:
    if order.column:
        keyed = [(key_of(one, order.column), one.id, one) for one in found]
        said = [each for each in keyed if each[0] is not None]
        bare = [one for key, _id, one in keyed if key is None]
        said.sort(key=lambda each: each[:2], reverse=order.descending)
        return [one for _key, _id, one in said] + bare
    if wanted.waits:
        return sorted(found, key=lambda one: (one.dated or date.max, one.id), reverse=True)
    return sorted(found, key=lambda one: (one.volume, number_key(one.archive_number), one.id))


def files_by_id(archive: Archive, ids: Iterable[RecordId], today: date) -> tuple[FileRow, ...]:
    """Return documents and folders by id, those that are still there, in the order of ``ids``."""
    wanted = tuple(dict.fromkeys(ids))
    rules = filing_rules(archive)
    with archive.read() as connection:
        chosen = _select().where(Document.id.in_(listed(wanted)))
        rows = [_row(row, archive.holder_id) for row in connection.execute(chosen)]
        folders = _folders(archive.holder_id).where(Activity.id.in_(listed(wanted)))
        rows += [_folder(row) for row in connection.execute(folders)]
        terms = entered_terms(connection)
    known = {one.id: replace(one, proposed=_proposed(one, rules, terms, today)) for one in rows}
    return tuple(known[one] for one in wanted if one in known)


def _select() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Document.id,
            Document.title,
            Document.kind,
            Document.author,
            Document.number,
            Document.dated,
            Document.pages,
            Document.retention,
            Document.archive_number,
            Document.volume,
            Document.term,
            Document.school_year,
            Document.about_id,
            RecordHead.owner_id,
            School.name.label("school"),
        )
        .join(RecordHead, RecordHead.id == Document.id)
        .outerjoin(School, School.id == Document.school_id)
        .where(RecordHead.deleted.is_(False))
    )


def _documents(
    connection: Connection, holder_id: RecordId, wanted: Wanted, days: TermRange | None, today: date
) -> Iterable[FileRow]:
    filed = func.coalesce(Document.archive_number, "") != ""
    chosen = _select().where(~filed if wanted.waits else filed)
    if wanted.volumes is not None:
        chosen = chosen.where(func.coalesce(Document.volume, "").in_(wanted.volumes))
    if wanted.kind:
        chosen = chosen.where(Document.kind == wanted.kind)
    if wanted.retention:
        chosen = chosen.where(Document.retention == wanted.retention)
    if days is not None:
        chosen = chosen.where(_in_term(Document.term, Document.dated, days))
    for word in wanted.text.split():
        chosen = chosen.where(
            or_(
                holds(Document.title, word),
                holds(Document.author, word),
                holds(Document.number, word),
                holds(Document.archive_number, word),
                Document.id.in_(select(Evidence.about_id).where(holds(Evidence.name, word))),
            )
        )
    for row in connection.execute(chosen):
        one = _row(row, holder_id)
        if wanted.shelf != ENDED or has_ended(read_volume(one.volume), today):
            yield one


def _row(row: Row[Any], holder_id: RecordId) -> FileRow:
    return FileRow(
        id=row.id,
        title=row.title,
        kind=row.kind,
        author=row.author or row.school or "",
        number=row.number or "",
        dated=row.dated,
        pages=row.pages,
        retention=row.retention or "",
        archive_number=row.archive_number or "",
        volume=row.volume or "",
        term=row.term or "",
        school_year=row.school_year,
        about_id=row.about_id,
        ours=row.owner_id == holder_id,
    )


def _folders(holder_id: RecordId) -> Select[*tuple[Any, ...]]:
    """Select the held activities of ours that have evidence and no document that stands for their folder."""
    has_files = exists().where(Evidence.about_id == Activity.id, present(Evidence.id))
    is_there = exists().where(Document.about_id == Activity.id, Document.kind == FOLDER, present(Document.id))
    ours = exists().where(RecordHead.id == Activity.id, RecordHead.owner_id == holder_id)
    return select(Activity.id, Activity.topic, Activity.starts_on, Activity.term, Activity.recorder).where(
        Activity.state == "held", present(Activity.id), ours, has_files, ~is_there
    )


def _in_term(
    term: InstrumentedAttribute[str | None], day: InstrumentedAttribute[date | None], days: TermRange
) -> ColumnElement[bool]:
    lies_in = and_(term.is_(None), day.between(days.first, days.last))
    return or_(term == days.code, lies_in)


def _waiting_folders(
    connection: Connection, holder_id: RecordId, wanted: Wanted, days: TermRange | None, most: int | None
) -> tuple[list[FileRow], int]:
    """Return the newest ``most`` folders, all without it, and how many there are in all."""
    if wanted.retention or (wanted.kind and wanted.kind != FOLDER):
        return [], 0
    chosen = _folders(holder_id).add_columns(func.count().over().label("in_all"))
    for word in wanted.text.split():
        chosen = chosen.where(holds(Activity.topic, word))
    if days is not None:
        chosen = chosen.where(_in_term(Activity.term, Activity.starts_on, days))
    chosen = chosen.order_by(Activity.starts_on.desc().nulls_first(), Activity.id.desc()).limit(most)
    rows = connection.execute(chosen).all()
    return [_folder(row) for row in rows], rows[0].in_all if rows else 0


def _folder(row: Row[Any]) -> FileRow:
    return FileRow(
        id=row.id,
        title=row.topic,
        kind=FOLDER,
        folder=True,
        author=row.recorder or "",
        dated=row.starts_on,
        term=row.term or "",
        about_id=row.id,
    )


def _with_files(connection: Connection, rows: Sequence[FileRow]) -> list[FileRow]:
    """Return documents with how many files each has, those of the activity whose folder it is included."""
    ids = {key for one in rows for key in evidence_of(one)}
    chosen = (
        select(Evidence.about_id, func.count().label("files"))
        .where(Evidence.about_id.in_(listed(sorted(ids))), present(Evidence.id))
        .group_by(Evidence.about_id)
    )
    counted = {row.about_id: row.files for row in connection.execute(chosen)}
    return [replace(one, files=sum(counted.get(key, 0) for key in {*evidence_of(one)})) for one in rows]


def _taken_twice(connection: Connection) -> frozenset[str]:
    chosen = (
        select(Document.archive_number)
        .where(present(Document.id), func.coalesce(Document.archive_number, "") != "")
        .group_by(Document.archive_number)
        .having(func.count() > 1)
    )
    return frozenset(row.archive_number for row in connection.execute(chosen))


def _proposed(row: FileRow, rules: FilingRules, terms: Sequence[Term], today: date) -> Volume:
    by_school_year = rules.school_years
    year = filing_year(
        row.kind, row.dated, row.term, row.school_year, by_school_year=by_school_year, terms=terms
    )
    if year is None:
        year = filing_year("", today, None, None, by_school_year=by_school_year, terms=terms) or today.year
    kept = row.retention or retention_of(row.kind)
    return Volume(year, rules.school_years, class_of(row.kind), kept)

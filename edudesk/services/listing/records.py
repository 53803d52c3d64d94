"""Records of any type by their description: the rows behind a figure, and one record in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.models.description import GROUPS, Field, Kind
from edudesk.services.archive import Archive
from edudesk.services.listing.titles import title_label
from edudesk.services.listing.wording import said
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.records import Record, get, get_many
from edudesk.texts import Label, Language, Texts

_DAYS = (
    *("starts_on", "dated", "signed_on", "planned_from", "asked_on", "handed_on", "built_at", "taken_at"),
    *("since", "first"),
)
"""Where the day that a record is about may stand, by type."""


@dataclass(frozen=True)
class RecordRow:
    """A record in a list: ``day`` is the one it is about, ``state`` its own where its type has one."""

    id: RecordId
    type: str
    type_label: Label
    title: Label
    day: date | None
    state: Label | None
    owner: str
    ours: bool
    late: bool
    deleted: bool
    changed_at: datetime


@dataclass(frozen=True)
class SheetLine:
    """A label with its value in words; ``refers_to`` is the record that the value names, if it does."""

    field: str
    group: Label
    label: str
    value: str
    refers_to: RecordId | None = None


@dataclass(frozen=True)
class SheetRows:
    """A list inside a record: its headings and rows in words."""

    field: str
    label: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class RecordSheet:
    """A record in words; only what is filled in."""

    row: RecordRow
    lines: tuple[SheetLine, ...]
    lists: tuple[SheetRows, ...]


def rows_of(archive: Archive, ids: Iterable[RecordId]) -> tuple[RecordRow, ...]:
    """Return the records in the order of ``ids``, also deleted ones; unknown ids are left out."""
    wanted = tuple(dict.fromkeys(ids))
    with archive.read() as connection:
        found = get_many(connection, wanted)
        owners = _names(connection, {one.owner_id for one in found.values()})
    return tuple(_row(found[one], owners, archive.holder_id) for one in wanted if one in found)


def sheet_of(
    archive: Archive, record_id: RecordId, texts: Texts, own_words: OwnWords = NO_OWN_WORDS
) -> RecordSheet:
    """Return a record as labelled values: references by name, phone and identity numbers masked.

    ``record.none`` when there is no such record.
    """
    with archive.read() as connection:
        record = get(connection, record_id)
        fields = record.described.fields
        names = _names(connection, {record.owner_id, *referred(fields, record.content)})
    lists = (
        _list(field, rows, names, texts, own_words)
        for field in fields
        if field.kind is Kind.ROWS and (rows := record.content.get(field.name))
    )
    return RecordSheet(
        _row(record, names, archive.holder_id),
        tuple(_lines(record, names, texts, own_words)),
        tuple(one for one in lists if one.headings),
    )


def _row(record: Record, owners: Mapping[RecordId, str], holder_id: RecordId) -> RecordRow:
    state = record.content.get("state")
    return RecordRow(
        id=record.id,
        type=record.type,
        type_label=record.described.label,
        title=title_label(record.described, record.content),
        day=_day(record.content),
        state=word(record.described.field("state").vocabulary, state) if state else None,
        owner=owners.get(record.owner_id, ""),
        ours=record.owner_id == holder_id,
        late=record.late,
        deleted=record.deleted,
        changed_at=record.changed_at,
    )


def _day(content: Content) -> date | None:
    value = next((content[name] for name in _DAYS if content.get(name)), None)
    return value.date() if isinstance(value, datetime) else value


def _names(connection: Connection, ids: set[RecordId]) -> dict[RecordId, str]:
    return {one: record.title for one, record in get_many(connection, ids).items()}


def referred(fields: tuple[Field, ...], content: Content) -> Iterator[RecordId]:
    """Give the ids of all records that a content names."""
    for field in fields:
        value = content.get(field.name)
        if value and field.kind is Kind.REFERENCE:
            yield value
        elif value and field.kind is Kind.ROWS:
            for row in value:
                yield from referred(field.rows, row)


def _lines(
    record: Record, names: Mapping[RecordId, str], texts: Texts, own_words: OwnWords
) -> Iterator[SheetLine]:
    for field in record.described.fields:
        value = record.content.get(field.name)
        words = said(field, value, names, texts.language, own_words)
        if words:
            refers_to = value if field.kind is Kind.REFERENCE else None
            yield SheetLine(field.name, GROUPS[field.group], field.label(texts.language), words, refers_to)


def _list(
    field: Field,
    rows: Sequence[Content],
    names: Mapping[RecordId, str],
    texts: Texts,
    own_words: OwnWords,
) -> SheetRows:
    """Return a list with the columns that say something in one of its rows; a unit stands with its number."""
    language = texts.language
    used = [inner for inner in field.rows if any(_adds(inner, row, names) for row in rows)]
    if any(inner.name == "quantity" for inner in used):
        used = [inner for inner in used if inner.name != "unit"]
    body = tuple(tuple(_cell(inner, row, names, language, own_words) for inner in used) for row in rows)
    return SheetRows(field.name, field.label(language), tuple(inner.label(language) for inner in used), body)


def _cell(
    field: Field, row: Content, names: Mapping[RecordId, str], language: Language, own_words: OwnWords
) -> str:
    """Return a cell in words: money as ¥6,000, a quantity with the row's unit."""
    value = row.get(field.name)
    words = said(field, value, names, language, own_words)
    if words and field.kind is Kind.MONEY:
        return f"¥{Decimal(str(value)):,}"
    unit = row.get("unit") if field.name == "quantity" else None
    return f"{words} {unit}" if words and unit else words


def _adds(field: Field, row: Content, names: Mapping[RecordId, str]) -> bool:
    """Return whether a cell says something; a name beside the person it names says nothing more."""
    value = row.get(field.name)
    return bool(value) and not (field.name == "name" and names.get(row.get("person_id", "")) == value)

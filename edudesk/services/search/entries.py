"""What the index holds of a record: its title, names and words, whom it points to, its days, its file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import chain
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.description import Field, Kind, Privacy, RecordType
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.search.days import of_days, of_month
from edudesk.services.search.grams import MARK, grams, sounds


class Shelf(IntEnum):
    """Where records stand in the index; those that give others a name come first."""

    PEOPLE = 1
    SCHOOLS = 2
    TIES = 3  # communities, mentor pairs, exchanges
    ACTIVITIES = 4
    PAPERS = 5  # plans and summaries
    FILES = 6  # documents and files
    OTHERS = 7


NAMING = (Shelf.PEOPLE, Shelf.TIES)
"""First and last shelf of the records by whose names other records are found."""

_SHELVES = {
    "person": Shelf.PEOPLE,
    "school": Shelf.SCHOOLS,
    "community": Shelf.TIES,
    "mentor-pair": Shelf.TIES,
    "exchange": Shelf.TIES,
    "activity": Shelf.ACTIVITIES,
    "plan": Shelf.PAPERS,
    "summary": Shelf.PAPERS,
    "document": Shelf.FILES,
    "evidence": Shelf.FILES,
}
_LEFT_OUT = frozenset({"same-as", "same-event"})
_NAMED_BY_NOBODY = frozenset({"adoption", "term", "special-day", "figure"})
"""Records that are not looked for by the names of those they belong to."""
_FOR_MACHINES = frozenset(
    {"sha256", "media_type", "likeness", "scheme_text", "scheme_hash", "manifest_hash", "revisions"}
)
_OTHER_NAMES = {"school": ("short_name", "changes")}
_DAYS = ("starts_on", "planned_from", "dated", "signed_on", "asked_on", "taken_at")
_READABLE = frozenset(
    ("docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "et", "pptx", "pptm", "ppsx", "pdf", "txt", "csv", "md")
)


@dataclass(frozen=True)
class Entry:
    """One record in the index.

    ``names`` are lines, the title first; ``marks`` the entries for references and days; ``sha256`` belongs to
    a file that may hold text, which is added to ``words`` when it has been read.
    """

    id: RecordId
    type: str
    day: int
    names: str
    words: str
    marks: str
    sha256: str | None = None

    @property
    def shelf(self) -> Shelf:
        """Where the record stands."""
        return _SHELVES.get(self.type, Shelf.OTHERS)

    @property
    def title(self) -> str:
        """What names the record."""
        return self.names.partition("\n")[0]

    def columns(self) -> tuple[str, str]:
        """Return what the full-text table holds of it: words, readings and marks; and its names."""
        is_naming = NAMING[0] <= self.shelf <= NAMING[1]
        marks = " ".join(MARK + mark for mark in self.marks.split())
        return f"{grams(self.words)} {sounds(self.names, whole=is_naming)} {marks}", grams(self.names)


def entry_of(record_id: RecordId, type_code: str, plain: Mapping[str, Any]) -> Entry | None:
    """Return what the index holds of a record, from its content as JSON; None for what nobody looks for."""
    if type_code in _LEFT_OUT:
        return None
    described = record_types()[type_code]
    fields = [field for field in described.fields if field.name not in _FOR_MACHINES]
    other = _OTHER_NAMES.get(type_code, ())
    untitled = [field for field in fields if field.name not in described.title and field.name not in other]
    references = () if type_code in _NAMED_BY_NOBODY else _references(fields, plain)
    return Entry(
        record_id,
        type_code,
        _day(plain),
        "\n".join([_title(described, plain), *_other_names(plain, other)]),
        "\n".join(_words(untitled, plain)),
        " ".join(chain(references, _day_marks(fields, plain))),
        plain.get("sha256") if type_code == "evidence" and _may_hold_text(plain) else None,
    )


def mark_of(record_id: RecordId) -> str:
    """Return the entry that stands for a reference; its random half tells records apart."""
    return "r" + record_id.replace("-", "")[-18:]


def _title(described: RecordType, plain: Mapping[str, Any]) -> str:
    said = list(_words([described.field(name) for name in described.title], plain))
    return " ".join(said).replace("\n", " ") or described.label.zh


def _other_names(plain: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = plain.get(name) or ()
        yield from [value] if isinstance(value, str) else (row["name"] for row in value if row.get("name"))


def _words(fields: Iterable[Field], plain: Mapping[str, Any]) -> Iterator[str]:
    """Give what can be read: words and choices, nothing that is masked."""
    for field in fields:
        value = plain.get(field.name)
        if value is None or field.privacy is not Privacy.OPEN:
            continue
        match field.kind:
            case Kind.TEXT | Kind.LONG_TEXT:
                yield str(value)
            case Kind.CHOICE | Kind.CHOICES:
                vocabulary = VOCABULARIES.get(field.vocabulary)
                codes = [value] if field.kind is Kind.CHOICE else value
                yield from (vocabulary.label(code).zh if vocabulary else code for code in codes)
            case Kind.ROWS:
                for row in value:
                    yield from _words(field.rows, row)
            case _:
                pass


def _references(fields: Iterable[Field], plain: Mapping[str, Any]) -> Iterator[str]:
    found = dict.fromkeys(_pointed_to(fields, plain))
    yield from map(mark_of, found)


def _pointed_to(fields: Iterable[Field], plain: Mapping[str, Any]) -> Iterator[RecordId]:
    for field in fields:
        value = plain.get(field.name)
        if not value:
            continue
        if field.kind is Kind.REFERENCE:
            yield value
        elif field.kind is Kind.ROWS:
            for row in value:
                yield from _pointed_to(field.rows, row)


def _day_marks(fields: Iterable[Field], plain: Mapping[str, Any]) -> Iterator[str]:
    first, last = _parsed(plain.get("starts_on")), _parsed(plain.get("ends_on"))
    if first:
        yield from of_days(first, last)
    for field in fields:
        value = plain.get(field.name)
        if not value or (first and field.name in ("starts_on", "ends_on")):
            continue
        if field.kind is Kind.MONTH:
            yield from of_month(value)
        elif field.kind in (Kind.DAY, Kind.MOMENT) and (day := _parsed(value)):
            yield from of_days(day)


def _parsed(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _day(plain: Mapping[str, Any]) -> int:
    """Return the number of the day that a record belongs to, 0 for none."""
    found = next((day for name in _DAYS if (day := _parsed(plain.get(name)))), None)
    return found.toordinal() if found else 0


def _may_hold_text(plain: Mapping[str, Any]) -> bool:
    return str(plain.get("name", "")).lower().rpartition(".")[2] in _READABLE

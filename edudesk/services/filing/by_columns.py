"""The list of files by its columns: what each reads as, what narrows it, and what it is sorted by."""

from collections.abc import Iterable, Sequence
from typing import Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.values import FileRow, number_key
from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.listing.columns import FEW_VALUES
from edudesk.texts import Language
from edudesk.texts.initials import reading_order

_WORDS_OF = {"kind": "document-kind", "retention": "retention"}


def reads(row: FileRow, column: str, language: Language) -> str:
    """Return the words of a column."""
    value = getattr(row, column.replace("-", "_"), "")
    if column == "files" and not value and row.about_id is not None:
        return ""  # what is filed with its record may lie there
    if column in _WORDS_OF and value:
        return VOCABULARIES[_WORDS_OF[column]].label(value)(language)
    return "" if value is None else str(value)


def left_by(rows: Iterable[FileRow], wanted: Sequence[ColumnWords], language: Language) -> list[FileRow]:
    """Return the files that the columns leave."""
    return [row for row in rows if all(one.fits(reads(row, one.column, language)) for one in wanted)]


def few_values(rows: Iterable[FileRow], column: str, language: Language) -> tuple[str, ...]:
    """Return the few different words of a column, or nothing where they are many."""
    found = {words for row in rows if (words := reads(row, column, language))}
    return tuple(sorted(found, key=reading_order)) if len(found) <= FEW_VALUES else ()


def key_of(row: FileRow, column: str) -> Any:
    """Return what a column is sorted by: days, numbers, the rank of a word; None for what is empty."""
    value = getattr(row, column.replace("-", "_"))
    if value in {None, ""} or value == 0:
        return None
    match column:
        case "dated" | "pages":
            return value
        case "archive-number":
            return number_key(value)
        case "kind" | "retention":
            codes = [choice.code for choice in VOCABULARIES[_WORDS_OF[column]].choices]
            return codes.index(value) if value in codes else len(codes)
    return reading_order(str(value))

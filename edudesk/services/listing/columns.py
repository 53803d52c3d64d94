"""Narrowing a list by the words of its columns, and the few words to pick from: asked of the database.

Each list says what its columns read as, in expressions; codes are called as a scheme does where it says so.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func

from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.listing.column_words import ColumnWords, value_order
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.texts import Label, Language

FEW_VALUES = 30
"""So many different values of a column can be picked from; more are typed."""
_RANGES = ((0, "0"), (5, "1–5"), (20, "6–20"), (100, "21–100"))
"""What numbers are narrowed by: up to each, in words."""
_MORE = Label("100 以上", "101 or more")
_THERE, _LACKING = Label("有", "there"), Label("没有", "missing")
Readings = Mapping[str, Any]
"""Column → the expression that gives its words, row by row."""


@dataclass(frozen=True)
class Columns:
    """What its columns narrow a list to, and how codes are called.

    ``known`` is what a column says of records by their ids where the database does not know it.
    """

    wanted: tuple[ColumnWords, ...] = ()
    language: Language = "zh"
    own_words: OwnWords = NO_OWN_WORDS
    known: Mapping[str, Mapping[RecordId, str]] = field(default_factory=dict)


EVERYTHING = Columns()


def prepare_columns(connection: Connection, columns: Columns) -> None:
    """Make known to this connection how codes are called and what is wanted."""
    driver: Any = connection.connection.driver_connection
    language = columns.language

    def called(vocabulary: str, code: str | None) -> str:
        if not code:
            return ""
        known = VOCABULARIES.get(vocabulary)
        return word(vocabulary, (known.read(code) if known else None) or code, columns.own_words)(language)

    def all_called(vocabulary: str, codes: str | None) -> str:
        separator = "、" if language == "zh" else ", "
        return separator.join(called(vocabulary, code) for code in json.loads(codes or "[]") if code)

    def fits(place: int, words: str | None) -> bool:
        return columns.wanted[place].fits(words or "")

    def known_of(column: str, record_id: str) -> str:
        return columns.known.get(column, {}).get(record_id, "")

    def range_called(number: int | None) -> str:
        return next((words for most, words in _RANGES if (number or 0) <= most), _MORE(language))

    def whether(words: str | None) -> str:
        return (_THERE if words else _LACKING)(language)

    driver.create_function("known_of", 2, known_of)
    driver.create_function("range_called", 1, range_called)
    driver.create_function("whether", 1, whether)
    driver.create_function("called", 2, called)
    driver.create_function("all_called", 2, all_called)
    driver.create_function("day_called", 1, _day_called)
    driver.create_function("column_fits", 2, fits)


def fitting(columns: Columns, readings: Readings) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of what is wanted of the columns that can be read."""
    for place, one in enumerate(columns.wanted):
        if one.column in readings:
            yield func.column_fits(place, readings[one.column]) == 1


def few_values(connection: Connection, chosen: Select[Any]) -> tuple[str, ...]:
    """Return the different words of a selection, or nothing where they are many."""
    different = connection.execute(chosen.distinct().limit(FEW_VALUES + 2)).scalars()
    found = sorted(filter(None, different), key=value_order)
    return tuple(found) if len(found) <= FEW_VALUES else ()


def _day_called(day: str | None) -> str:
    """Return a day as people may write it."""
    if not day:
        return ""
    at = date.fromisoformat(day)
    return f"{day} {at.year}年{at.month}月{at.day}日 {at.day} {at:%B %Y}"

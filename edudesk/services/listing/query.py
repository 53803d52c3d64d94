"""What the lists' queries share: words as patterns, ids as a table, names in the order of pinyin."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts.initials import reading_order

_ESCAPE = "\\"


def reading_key(words: str | None) -> bytes | None:
    """Return a key that sorts Chinese by pinyin; None, and what says nothing, stands last."""
    return reading_order(words) if words else None


def _kinds_key(codes: str | None) -> bytes | None:
    listed = json.loads(codes or "[]")
    return reading_key(VOCABULARIES["activity-kind"].label(listed[0]).zh) if listed else None


def _word_rank(vocabulary: str, words: str | None) -> int | None:
    """Return the place of a word in its vocabulary, which is sorted by meaning (titles by rank)."""
    known = VOCABULARIES[vocabulary]
    code = None if words is None else known.read(words) or words
    places = {choice.code: place for place, choice in enumerate(known.choices)}
    return None if code is None else places.get(code, len(places))


def prepare(connection: Connection) -> None:
    """Make the sorting functions known to this connection; takes microseconds."""
    driver: Any = connection.connection.driver_connection
    driver.create_function("reading_key", 1, reading_key, deterministic=True)
    driver.create_function("word_rank", 2, _word_rank, deterministic=True)
    driver.create_function("kinds_key", 1, _kinds_key, deterministic=True)


def listed(ids: Iterable[RecordId]) -> Select[tuple[str]]:
    """Return ids as a selection, however many there are: a statement takes only so many parameters."""
    each = func.json_each(literal(json.dumps(list(ids)), Text)).table_valued("value")
    return select(each.c.value)


def present(record_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return whether a record is not in the recycle bin.

    Asked row by row and not joined: the database then starts from the type's own table, can walk its index,
    and stops when a page is full.
    """
    return ~exists().where(RecordHead.id == record_id, RecordHead.deleted.is_(True))


def holds(column: InstrumentedAttribute[Any], word: str) -> ColumnElement[bool]:
    """Return whether a column holds a word; letters without regard to case."""
    escaped = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
    return column.like(f"%{escaped}%", escape=_ESCAPE)

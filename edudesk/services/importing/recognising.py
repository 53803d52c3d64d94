"""Knowing a row again: by its mark, by natural key and occurrence, or as much like a known record."""

import difflib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.contents import empty
from edudesk.services.importing.names import key, may_be_same
from edudesk.services.importing.parts import PART_FIELD
from edudesk.services.records import Record

MARK = "import-row"
"""The extra field in which a record keeps the mark of the row it came from."""
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # What must be equal; what must not contradict where both sides say it.
    "school": (("name",), ("county", "code")),
    "person": (("name",), ("phone", "id_number", "birth_month", "sex", "facts:school")),
    "community": (("name",), ()),
    "plan": (("title",), ("community_id", "level", "term")),
    "summary": (("title",), ("community_id", "level", "term")),
    "mentor-pair": (("name",), ("community_id", "subject")),
    "exchange": (("name",), ("to_id", "planned_from", "starts_on")),
    "request": (("topic",), ("community_id", "asked_on")),
    "activity": (("starts_on", "topic"), ("community_id",)),
    "donation": (("dated", "purpose"), ("to_id", "from_id", "from_name")),
    "achievement": (("title",), ("kind", "dated")),
    "document": (("title", "kind"), ("community_id", "dated", "term", "person_id")),
    "group": (("name", "term"), ("school_id", "community_id")),
    # Here an empty school or term says something: the community as a whole, the year as a whole.
    "figure": (("code", "school_id", "school_year", "term"), ("community_id",)),
    "assessment": (("sheet", "part", "school_id", "school_year", "term"), ("community_id",)),
}
_ALIKE = 0.8
_TELLING_LENGTH = 200  # characters that tell texts apart; comparing more is slow


def _value(content: Mapping[str, Any], name: str) -> object:
    if name == "facts:school":
        schools = {fact.get("school_id") for fact in content.get("facts", ()) if fact["fact"] == "school"}
        return frozenset(schools)
    value = content.get(name)
    return key(value) if isinstance(value, str) else value


def _blank(value: object) -> bool:
    return empty(value) or value == frozenset()


def contradicted(type_code: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    """Return the fields in which two contents of equal key say different things."""
    found = set()
    for name in _KEYS[type_code][1]:
        mine, theirs = _value(one, name), _value(other, name)
        if isinstance(mine, frozenset) and isinstance(theirs, frozenset):
            differs = bool(mine and theirs and not mine & theirs)
        else:
            differs = not _blank(mine) and not _blank(theirs) and mine != theirs
        if differs:
            found.add(name)
    return found


class Known:
    """The records of one type, each given to at most one row."""

    def __init__(self, type_code: str, records: Sequence[Record], holder_id: str) -> None:
        self._type = type_code
        self._by_key: dict[tuple[object, ...], list[Record]] = defaultdict(list)
        self._by_day: dict[object, list[Record]] = defaultdict(list)
        self._by_mark = {
            str(record.extra[MARK]): record
            for record in records
            if MARK in record.extra and record.owner_id == holder_id
        }
        self._used: set[RecordId] = set()
        for record in records:
            self._by_key[self._key(record.content)].append(record)
            self._by_day[record.content.get("starts_on")].append(record)
        self._all = records

    def _key(self, content: Mapping[str, Any]) -> tuple[object, ...]:
        return tuple(_value(content, name) for name in _KEYS[self._type][0])

    def take(self, content: Mapping[str, Any], mark: str) -> Record | None:
        """Return the record that the row is, and give it to no other row."""
        marked = self._by_mark.get(mark) if mark else None
        if marked and marked.id not in self._used and self._plausible(marked, content):
            return self._taken(marked)
        for record in self._by_key.get(self._key(content), ()):
            if record.id not in self._used and not contradicted(self._type, record.content, content):
                return self._taken(record)
        return None

    def _taken(self, record: Record) -> Record:
        self._used.add(record.id)
        return record

    def _plausible(self, record: Record, content: Mapping[str, Any]) -> bool:
        """Return whether a marked row still speaks of its record: a workbook may be filled anew next term."""
        names = _KEYS[self._type][0]
        same = [_value(record.content, name) == _value(content, name) for name in names]
        return any(same) if len(names) > 1 else all(same) or self._alike(record.content, content, names[0])

    def _alike(self, one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
        mine, theirs = str(_value(one, name))[:_TELLING_LENGTH], str(_value(other, name))[:_TELLING_LENGTH]
        return difflib.SequenceMatcher(None, mine, theirs).ratio() >= _ALIKE

    def near(self, content: Mapping[str, Any], mark: str) -> tuple[Record, ...]:
        """Return the records not taken by a row that this one may be; asked after every row took its own."""
        found: list[Record] = []
        if self._type == "person":
            found = [
                record for record in self._by_key.get(self._key(content), ()) if self._maybe(record, content)
            ]
        elif self._type in {"school", "community"}:
            name = str(_value(content, "name"))
            found = [record for record in self._all if may_be_same(name, str(_value(record.content, "name")))]
        elif self._type == "activity":
            found = [
                record
                for record in self._by_day.get(content.get("starts_on"), ())
                if not contradicted("activity", record.content, content)
                and self._alike(record.content, content, "topic")
            ]
        if marked := self._by_mark.get(mark) if mark else None:
            found.append(marked)
        unused = {record.id: record for record in found if record.id not in self._used}
        return tuple(unused.values())

    def _maybe(self, record: Record, content: Mapping[str, Any]) -> bool:
        """Return whether a namesake may be the same person: not when number or school tell them apart."""
        differing = contradicted("person", record.content, content)
        return "id_number" not in differing and "facts:school" not in differing


def differences(
    row_content: Mapping[str, Any], parts: Mapping[str, Mapping[str, Sequence[Any]]], record: Record
) -> dict[str, Any]:
    """Return the fields in which the row says something else than the record; what is blank says nothing."""
    changes: dict[str, Any] = {}
    for name, value in row_content.items():
        old = record.content.get(name)
        if name in parts:
            part_field = PART_FIELD.get((record.type, name), "")
            new, differs = _merged(tuple(old or ()), parts[name], part_field)
            if differs:
                changes[name] = new
        elif isinstance(value, tuple | list):
            if set(value) != set(old or ()):
                changes[name] = tuple(value)
        elif not empty(value) and value != old:
            changes[name] = value
    return changes


def _merged(
    old: tuple[Mapping[str, Any], ...], parts: Mapping[str, Sequence[Any]], part_field: str
) -> tuple[tuple[Any, ...], bool]:
    """Return the rows with the parts that the sheet has replaced, and whether that changed anything.

    A row that says no more than a known one is that one: the record may know more than the sheet.
    """
    kept = [row for row in old if part_field and (row.get(part_field) or "other") not in parts]
    if not part_field:
        kept = []
    left = [row for row in old if row not in kept]
    new: list[Any] = []
    for rows in parts.values():
        for row in rows:
            known = next((each for each in left if row.items() <= each.items()), None)
            if known is not None:
                left.remove(known)
            new.append(row if known is None else known)
    merged = (*kept, *new)
    same = len(merged) == len(old) and all(row in old for row in merged)
    return merged, not same

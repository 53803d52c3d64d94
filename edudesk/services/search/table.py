"""The tables of the index, and how records go into them and out again."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from edudesk.models.base import RecordId
from edudesk.services.search.entries import Entry
from edudesk.services.search.grams import folded

TABLES = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, day INTEGER NOT NULL,
    key TEXT NOT NULL, names TEXT NOT NULL, words TEXT NOT NULL, marks TEXT NOT NULL, sha256 TEXT
);
CREATE INDEX entry_key ON entry (key);
CREATE INDEX entry_file ON entry (sha256) WHERE sha256 IS NOT NULL;
CREATE VIRTUAL TABLE gram USING fts5(
    title, body, sound, mark, content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE TABLE file (sha256 TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE progress (sequence INTEGER NOT NULL, revision TEXT);
INSERT INTO progress VALUES (0, NULL);
"""
_DAY_BITS, _COUNT_BITS = 20, 24
SHELF = _DAY_BITS + _COUNT_BITS
"""A number of this many bits counts the records of one shelf, those of a later day higher."""
_STORED = "SELECT number, record_id, type, day, names, words, marks, sha256 FROM entry"
_WITH_FILE = "WHERE sha256 = ?"
_WITH_IDS = "WHERE record_id IN (SELECT value FROM json_each(?))"
_LONGEST_KEY = 80


def key_of(title: str) -> str:
    """Return a title in the form in which it is compared as a whole."""
    return "".join(folded(title).split())[:_LONGEST_KEY]


class EntryTable:
    """The records in an index, inside a transaction of the caller's.

    The full-text table writes what it holds in memory whenever a number is smaller than the last; so
    what goes in or out together goes in the order of the numbers.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def with_file(self, sha256: str) -> tuple[Entry, ...]:
        """Return the records that hold a file."""
        return tuple(entry for _, entry in self._stored(f"{_STORED} {_WITH_FILE}", sha256))

    def _stored(self, statement: str, parameter: str) -> list[tuple[int, Entry]]:
        rows = self._connection.execute(statement, (parameter,))
        return [(number, Entry(*rest)) for number, *rest in rows]

    def take_out(self, ids: Sequence[RecordId]) -> None:
        """Take these records out, as far as they are in."""
        old = self._stored(f"{_STORED} {_WITH_IDS}", json.dumps(ids))
        for number, entry in sorted(old, key=lambda one: one[0]):
            self._connection.execute(
                "INSERT INTO gram (gram, rowid, title, body, sound, mark) VALUES ('delete', ?, ?, ?, ?, ?)",
                (number, *entry.columns()),
            )
            self._connection.execute("DELETE FROM entry WHERE number = ?", (number,))

    def put_in(self, entries: Iterable[Entry]) -> None:
        """Put records in that are not in."""
        following: dict[int, int] = {}
        numbered: list[tuple[int, Entry]] = []
        for entry in entries:
            base = (entry.shelf << SHELF) + (entry.day << _COUNT_BITS)
            number = following.get(base) or self._following(base)
            following[base] = number + 1
            numbered.append((number, entry))
        for number, entry in sorted(numbered, key=lambda one: one[0]):
            self._connection.execute(
                "INSERT INTO entry (number, record_id, type, day, key, names, words, marks, sha256)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(number, entry.id, entry.type, entry.day, key_of(entry.title)),
                    *(entry.names, entry.words, entry.marks, entry.sha256),
                ),
            )
            self._connection.execute(
                "INSERT INTO gram (rowid, title, body, sound, mark) VALUES (?, ?, ?, ?, ?)",
                (number, *entry.columns()),
            )

    def _following(self, base: int) -> int:
        end = base + (1 << _COUNT_BITS) - 1
        (last,) = self._connection.execute(
            "SELECT max(number) FROM entry WHERE number BETWEEN ? AND ?", (base, end)
        ).fetchone()
        return base + 1 if last is None else int(last) + 1

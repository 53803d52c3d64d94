"""The tables of the index, and how records go into them and out again."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence

from edudesk.models.base import RecordId
from edudesk.services.search.entries import Entry
from edudesk.services.search.grams import folded

TABLES = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, day INTEGER NOT NULL,
    key INTEGER NOT NULL, names TEXT NOT NULL, words TEXT NOT NULL, marks TEXT NOT NULL, sha256 TEXT
);
CREATE INDEX entry_key ON entry (key);
CREATE INDEX entry_file ON entry (sha256) WHERE sha256 IS NOT NULL;
CREATE VIRTUAL TABLE gram USING fts5(
    words, title, content='', tokenize="unicode61 remove_diacritics 0"
);
CREATE TABLE file (sha256 TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE progress (sequence INTEGER NOT NULL, revision TEXT);
INSERT INTO progress VALUES (0, NULL);
"""
_DAY_BITS, _COUNT_BITS = 20, 8
SHELF = _DAY_BITS + _COUNT_BITS
"""A number of this many bits counts the records of one shelf, those of a later day higher.

The smaller the numbers, the smaller the index: of a day with more records than its bits count, the rest are
counted among those of the following days.
"""
_STORED = "SELECT number, record_id, type, day, names, words, marks, sha256 FROM entry"
_WITH_FILE = "WHERE sha256 = ?"
_WITH_IDS = "WHERE record_id IN (SELECT value FROM json_each(?))"


def key_of(title: str) -> int:
    """Return a number by which a title is found as a whole, whatever its capitals and spaces."""
    plain = "".join(folded(title).split()).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), signed=True)


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
                "INSERT INTO gram (gram, rowid, words, title) VALUES ('delete', ?, ?, ?)",
                (number, *entry.columns()),
            )
            self._connection.execute("DELETE FROM entry WHERE number = ?", (number,))

    def put_in(self, entries: Iterable[Entry]) -> None:
        """Put records in that are not in."""
        numbers = _Numbers(self._connection)
        numbered = [
            (numbers.free((entry.shelf << SHELF) + (entry.day << _COUNT_BITS)), entry) for entry in entries
        ]
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
                "INSERT INTO gram (rowid, words, title) VALUES (?, ?, ?)",
                (number, *entry.columns()),
            )


class _Numbers:
    """Gives numbers that are free, from the place of a day on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._free: dict[int, int] = {}
        self._onward: dict[int, int] = {}

    def free(self, day: int) -> int:
        block = self._onward.get(day, day)
        while (number := self._in_block(block)) == self._end(block):
            block += 1 << _COUNT_BITS
        self._onward[day] = block
        self._free[block] = number + 1
        return number

    def _in_block(self, block: int) -> int:
        if block not in self._free:
            (last,) = self._connection.execute(
                "SELECT max(number) FROM entry WHERE number >= ? AND number < ?", (block, self._end(block))
            ).fetchone()
            self._free[block] = block if last is None else int(last) + 1
        return self._free[block]

    def _end(self, block: int) -> int:
        is_undated = block & ((1 << SHELF) - 1) == 0
        return block + (1 << (SHELF - 1 if is_undated else _COUNT_BITS))

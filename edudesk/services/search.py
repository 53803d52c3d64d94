"""Finding records by the words in them; the one module that knows SQLite's full-text search.

The index is a file of its own that can be thrown away: it notes up to which revision it has read and
catches up before each search. Chinese is not split into words but into overlapping pairs of characters, so
that any word of two characters is one entry of the index, and a longer one a run of them.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import Connection, func, select

from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.description import Field, Kind, Privacy
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.jobs import QUIET, Job

FORMAT = 1
"""Raised when the same text would be indexed otherwise; an index of another format is made anew."""

_TABLES = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, words TEXT NOT NULL
);
CREATE VIRTUAL TABLE gram USING fts5(grams, content='', tokenize="unicode61 remove_diacritics 0");
CREATE TABLE progress (sequence INTEGER NOT NULL);
INSERT INTO progress VALUES (0);
"""
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_CHINESE = re.compile(f"[{_HAN}]")
_STEP = 2_000
_OPENING = Lock()
"""Held while an index is opened, so that of two who find none one makes it and the other uses it."""
_PATIENCE = 60.0
"""Seconds that one waits for another who is catching up; a step takes less than one."""


@dataclass(frozen=True)
class Found:
    """How many records hold all the words, and the newest of them."""

    total: int
    ids: tuple[RecordId, ...]


def runs(words: str) -> Iterator[str]:
    """Give the runs of Chinese characters and the other words of a text, in one written form."""
    yield from _RUN.findall(unicodedata.normalize("NFKC", words).lower())


def grams(words: str) -> str:
    """Return what the index holds of a text: pairs of characters, the last one alone, other words whole."""
    pieces: list[str] = []
    for run in runs(words):
        if _CHINESE.match(run):
            pieces += [run[at : at + 2] for at in range(len(run))]
        else:
            pieces.append(run)
    return " ".join(pieces)


def query(words: str) -> str:
    """Return the full-text query for records that hold every word; empty when there is none."""
    parts = []
    for run in runs(words):
        if len(run) == 1 or not _CHINESE.match(run):
            parts.append(f'"{run}"*')
        else:
            parts.append('"' + " ".join(run[at : at + 2] for at in range(len(run) - 1)) + '"')
    return " AND ".join(parts)


class SearchIndex:
    """The index of one archive, in ``path``; made anew when it is damaged or of another format."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with _OPENING:
            connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            if not _usable(connection):
                connection.close()
                self._path.unlink()
                connection = sqlite3.connect(self._path, timeout=_PATIENCE)
                connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
        # What is lost with the power is read again from the archive.
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    def catch_up(self, archive: Archive, job: Job = QUIET) -> int:
        """Read what was written since the last time; return how many records were read.

        Several may catch up at once, the window's search while its index is being prepared: each step is one
        write transaction that begins where the last one, whoever made it, has ended.
        """
        count = 0
        with archive.read() as connection:
            newest = connection.execute(select(func.max(Revision.sequence))).scalar() or 0
            begun = self._progress()
            if begun > newest:  # the archive was replaced by an earlier one
                self._connection.close()
                self._path.unlink()
                self._connection = self._open()
                begun = 0
            since = begun
            while since < newest:
                job.step(since - begun, newest - begun)
                with self._writing():
                    since = self._progress()
                    read = _written(connection, since, since + _STEP)
                    for row in read:
                        self._enter(row.id, row.type, "" if row.deleted else words_of(row.type, row.content))
                    since = max(since, min(since + _STEP, newest))
                    self._connection.execute("UPDATE progress SET sequence = ?", (since,))
                count += len(read)
        return count

    def _progress(self) -> int:
        (sequence,) = self._connection.execute("SELECT sequence FROM progress").fetchone()
        return int(sequence)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the index alone from before the first look to the end."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def _enter(self, record_id: RecordId, type_code: str, words: str) -> None:
        old = self._connection.execute(
            "SELECT number, words FROM entry WHERE record_id = ?", (record_id,)
        ).fetchone()
        if old:
            self._connection.execute(
                "INSERT INTO gram (gram, rowid, grams) VALUES ('delete', ?, ?)", (old[0], grams(old[1]))
            )
            self._connection.execute("DELETE FROM entry WHERE number = ?", (old[0],))
        if words:
            made = self._connection.execute(
                "INSERT INTO entry (record_id, type, words) VALUES (?, ?, ?)", (record_id, type_code, words)
            )
            self._connection.execute(
                "INSERT INTO gram (rowid, grams) VALUES (?, ?)", (made.lastrowid, grams(words))
            )

    def find(self, words: str, limit: int = 50) -> Found:
        """Return the records that hold every word of ``words``, newest first."""
        asked = query(words)
        if not asked:
            return Found(0, ())
        (total,) = self._connection.execute(
            "SELECT count(*) FROM gram WHERE gram MATCH ?", (asked,)
        ).fetchone()
        rows = self._connection.execute(
            "SELECT record_id FROM entry WHERE number IN"
            " (SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY number DESC",
            (asked, limit),
        )
        return Found(total, tuple(record_id for (record_id,) in rows))


def _written(connection: Connection, since: int, until: int) -> Sequence[Any]:
    """Return what is shown now of the records that were written after one revision and up to another."""
    table: Any = Revision.__table__
    changed = select(table.c.record_id).where(table.c.sequence > since, table.c.sequence <= until)
    shown = (
        select(RecordHead.id, RecordHead.type, RecordHead.deleted, table.c.content)
        .join(table, table.c.id == RecordHead.revision_id)
        .where(RecordHead.id.in_(changed))
    )
    return connection.execute(shown).all()


def _usable(connection: sqlite3.Connection) -> bool:
    try:
        (known,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(known == FORMAT)


def words_of(type_code: str, plain: Mapping[str, Any]) -> str:
    """Return the text of a record that can be searched: its words and choices, nothing that is masked."""
    return "\n".join(_words(record_types()[type_code].fields, plain))


def _words(fields: Iterable[Field], plain: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        value = plain.get(field.name)
        if value is None or field.privacy is not Privacy.OPEN:
            continue
        match field.kind:
            case Kind.TEXT | Kind.LONG_TEXT | Kind.DAY | Kind.MONTH:
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

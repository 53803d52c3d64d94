"""The index of one archive: a file of its own that can be thrown away.

It notes up to which revision it has read. A record's number in it begins with its shelf and its day, so that
the newest of each shelf are found first, and says which records point to which: a record is found by the
names of those it points to, and a school that is renamed is read anew alone.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import Connection, func, select

from edudesk.errors import EnvironmentProblem
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.filetexts import FileText, TextCache
from edudesk.services.jobs import QUIET, Job
from edudesk.services.listing.query import listed
from edudesk.services.merging import brought_by
from edudesk.services.search.asking import Asked, ask
from edudesk.services.search.entries import NAMING, Entry, Shelf, entry_of, mark_of
from edudesk.services.search.faults import DAMAGED, problem
from edudesk.services.search.table import SHELF, TABLES, EntryTable, key_of

FORMAT = 4
"""Raised when the same text would be indexed otherwise; an index of another format is made anew."""

WAITING = "waiting"
_STEP = 2_000
_OPENING = Lock()
"""Held while an index is opened, so that of two who find none one makes it and the other uses it."""
_CACHE = 65_536  # KiB
_PATIENCE = 60.0
"""Seconds that one waits for another who is catching up; a step takes less than one."""
MOST_COUNTED = 1_000
"""So many are counted on a shelf; who finds more will type another word rather than read them."""
_NAMES = 200
"""So many records are looked at whose own name holds a word, for those that point to them."""


@dataclass(frozen=True)
class Found:
    """How many records hold all the words, and the newest of them, shelf by shelf."""

    total: int
    ids: tuple[RecordId, ...]


@dataclass(frozen=True)
class Match:
    """A record that was found, with what the index holds of it."""

    id: RecordId
    type: str
    day: date | None
    title: str
    words: str = field(repr=False)
    marks: frozenset[str] = field(repr=False)
    exact: bool
    state: str | None = None


@dataclass(frozen=True)
class Looked:
    """What was found on each shelf: how many, and the first of them; ``names`` by the marks they go by."""

    counts: Mapping[Shelf, int]
    matches: Mapping[Shelf, tuple[Match, ...]]
    names: Mapping[str, str]


class SearchIndex:
    """The index in ``path``; made anew when it is damaged or of another format.

    ``patience`` is how many seconds one waits for another who writes. EnvironmentProblem ``search.no-room``
    or ``search.unavailable`` where the disk does not let it be made or read.
    """

    def __init__(self, path: Path, patience: float = _PATIENCE) -> None:
        self._path, self._patience = path, patience
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        self._connection.close()

    # -- opening, and beginning anew

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with _OPENING:
                return self._opened()
        except (OSError, sqlite3.Error) as fault:
            raise problem(self._path, fault) from fault

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._patience)
        try:
            if not _usable(connection):
                connection.close()
                self._path.unlink()
                connection = sqlite3.connect(self._path, timeout=self._patience)
                connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
            # What is lost with the power is read again from the archive.
            connection.execute("PRAGMA synchronous = OFF")
            # A step fits into memory, so that others are shut out only while it is written at its end.
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        except BaseException:
            connection.close()
            raise
        return connection

    def begin_anew(self) -> None:
        """Throw the index away and begin an empty one."""
        self._connection.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError as fault:
            raise problem(self._path, fault) from fault
        self._connection = self._open()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise problem(self._path, fault) from fault

    # -- keeping in step

    def behind(self, archive: Archive) -> int:
        """Return how many revisions have not been read."""
        with archive.read() as connection, self._reading():
            return max(0, _newest(connection) - self._progress()[0])

    def catch_up(self, archive: Archive, job: Job = QUIET) -> int:
        """Read what was written since the last time; return how many records were read.

        Several may catch up at once, the window's search while its index is being prepared: each step is one
        write transaction that begins where the last one, whoever made it, has ended. A damaged index is made
        anew, once.
        """
        try:
            return self._catch_up(archive, job)
        except EnvironmentProblem as fault:
            if fault.code != DAMAGED:
                raise
        self.begin_anew()
        return self._catch_up(archive, job)

    def _catch_up(self, archive: Archive, job: Job) -> int:
        count = 0
        cache = TextCache(archive.derived)
        with archive.read() as connection, self._reading():
            newest = _newest(connection)
            if not self._is_of(connection, newest):  # the archive was replaced by another one
                self.begin_anew()
            begun = since = self._progress()[0]
            while since < newest:
                job.step(since - begun, newest - begun)
                with self._writing():
                    since = self._progress()[0]
                    until = min(since + _STEP, newest)
                    if since < until:
                        count += self._read(_written(connection, since, until), cache)
                        mark = (until, _revision(connection, until))
                        self._connection.execute("UPDATE progress SET sequence = ?, revision = ?", mark)
                        since = until
        return count

    def _is_of(self, connection: Connection, newest: int) -> bool:
        sequence, revision = self._progress()
        return sequence <= newest and _revision(connection, sequence) == revision

    def _progress(self) -> tuple[int, str | None]:
        sequence, revision = self._connection.execute("SELECT sequence, revision FROM progress").fetchone()
        return int(sequence), revision

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the index alone from before the first look to the end."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def _read(self, written: Sequence[Any], cache: TextCache) -> int:
        entries = [
            entry
            for row in written
            if not row.deleted and (entry := entry_of(row.id, row.type, row.content)) is not None
        ]
        table = EntryTable(self._connection)
        table.take_out([row.id for row in written])
        table.put_in([self._with_text(entry, cache) for entry in entries])
        return len(written)

    def _with_text(self, entry: Entry, cache: TextCache) -> Entry:
        """Add what is known of the text of an entry's file, or note that it is to be read."""
        if entry.sha256 is None:
            return entry
        text = cache.get(entry.sha256)
        self._connection.execute(
            "INSERT INTO file VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET state = excluded.state",
            (entry.sha256, text.state if text else WAITING),
        )
        return _joined(entry, text) if text else entry

    # -- the text of files

    def waiting(self) -> tuple[str, ...]:
        """Return the files whose text has not been read, the newest records' first."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT file.sha256 FROM file JOIN entry USING (sha256) WHERE state = ?"
                " GROUP BY file.sha256 ORDER BY max(number) DESC",
                (WAITING,),
            )
            return tuple(sha256 for (sha256,) in rows)

    def put_text(self, sha256: str, text: FileText) -> None:
        """Add the text of a file to the records that hold it."""
        with self._reading(), self._writing():
            table = EntryTable(self._connection)
            self._connection.execute("UPDATE file SET state = ? WHERE sha256 = ?", (text.state, sha256))
            if text.text:
                old = table.with_file(sha256)
                table.take_out([entry.id for entry in old])
                table.put_in(_joined(entry, text) for entry in old)

    def states(self) -> dict[str, int]:
        """Return how many files there are whose text was read, waits to be read, or could not be read."""
        with self._reading():
            rows = self._connection.execute("SELECT state, count(*) FROM file GROUP BY state")
            return {str(state): int(count) for state, count in rows}

    # -- looking

    def find(self, words: str, limit: int = 50, today: date | None = None) -> Found:
        """Return the records that hold every word of ``words``, shelf by shelf, newest first."""
        with self._reading():
            asked, _ = self._asked(words, today)
            if not asked.whole:
                return Found(0, ())
            (total,) = self._connection.execute(
                "SELECT count(*) FROM gram WHERE gram MATCH ?", (asked.whole,)
            ).fetchone()
            rows = self._connection.execute(
                "SELECT record_id FROM entry WHERE number IN"
                " (SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid DESC LIMIT ?)"
                " ORDER BY number DESC",
                (asked.whole, limit),
            ).fetchall()
        return Found(total, tuple(record_id for (record_id,) in rows))

    def look(self, words: str, most: int, today: date | None = None) -> Looked:
        """Return of each shelf how many hold every word, and the first ``most``.

        Those whose name it is come first, then those whose name holds it, each newest first.
        """
        with self._reading():
            asked, names = self._asked(words, today)
            if not asked.whole:
                return Looked({}, {}, {})
            counts = {shelf: count for shelf in Shelf if (count := self._count(shelf, asked))}
            matches = {shelf: self._on_shelf(shelf, words, asked, most) for shelf in counts}
        return Looked(counts, matches, names)

    def _count(self, shelf: Shelf, asked: Asked) -> int:
        (count,) = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)",
            (asked.whole, shelf << SHELF, _last(shelf), MOST_COUNTED),
        ).fetchone()
        return int(count)

    def _on_shelf(self, shelf: Shelf, words: str, asked: Asked, most: int) -> tuple[Match, ...]:
        low, high = shelf << SHELF, _last(shelf)
        exact = self._connection.execute(
            "SELECT number FROM entry WHERE key = ? AND number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?",
            (key_of(words), low, high, most),
        )
        numbers = dict.fromkeys((number for (number,) in exact), True)
        for question in filter(None, (asked.titles, asked.whole)):
            if len(numbers) < most:
                found = self._connection.execute(
                    "SELECT rowid FROM gram WHERE gram MATCH ? AND rowid BETWEEN ? AND ?"
                    " ORDER BY rowid DESC LIMIT ?",
                    (question, low, high, most),
                )
                for (number,) in found:
                    numbers.setdefault(number, False)
        return tuple(self._match(number, exact=exact) for number, exact in list(numbers.items())[:most])

    def _match(self, number: int, *, exact: bool) -> Match:
        record_id, type_code, day, names, words, marks, state = self._connection.execute(
            "SELECT record_id, type, day, names, words, marks, state FROM entry LEFT JOIN file USING (sha256)"
            " WHERE number = ?",
            (number,),
        ).fetchone()
        return Match(
            record_id,
            type_code,
            date.fromordinal(day) if day else None,
            names.partition("\n")[0],
            names.partition("\n")[2] + "\n" + words,
            frozenset(marks.split()),
            exact,
            state,
        )

    def _asked(self, words: str, today: date | None) -> tuple[Asked, dict[str, str]]:
        """Return the query for words, and the names that hold one of them by the marks they go by."""
        names: dict[str, str] = {}

        def named(question: str) -> list[str]:
            rows = self._connection.execute(
                "SELECT record_id, names FROM entry WHERE number IN"
                " (SELECT rowid FROM gram WHERE gram MATCH ? AND rowid BETWEEN ? AND ?"
                " ORDER BY rowid DESC LIMIT ?)",
                (question, NAMING[0] << SHELF, _last(NAMING[1]), _NAMES),
            ).fetchall()
            found = {mark_of(record_id): said.partition("\n")[0] for record_id, said in rows}
            names.update(found)
            return list(found)

        return ask(words, today, named), names


def _last(shelf: int) -> int:
    """Return the highest number that a record on a shelf may have."""
    return ((shelf + 1) << SHELF) - 1


def _joined(entry: Entry, text: FileText) -> Entry:
    return replace(entry, words=f"{entry.words}\n{text.text}") if text.text else entry


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(Revision.sequence))).scalar() or 0


def _revision(connection: Connection, sequence: int) -> str | None:
    return connection.execute(select(Revision.id).where(Revision.sequence == sequence)).scalar()


def _written(connection: Connection, since: int, until: int) -> Sequence[Any]:
    """Return what is shown now of the records that were written after one revision and up to another.

    With a package that was taken in or taken back belongs what it brought.
    """
    table: Any = Revision.__table__
    changed = select(table.c.record_id).where(table.c.sequence > since, table.c.sequence <= until)
    written = connection.execute(changed).scalars().all()
    shown = (
        select(RecordHead.id, RecordHead.type, RecordHead.deleted, table.c.content)
        .join(table, table.c.id == RecordHead.revision_id)
        .where(RecordHead.id.in_(listed({*written, *brought_by(connection, written)})))
    )
    return connection.execute(shown).all()


def _usable(connection: sqlite3.Connection) -> bool:
    try:
        (known,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT sequence, revision FROM progress").fetchone()
    except sqlite3.OperationalError as fault:
        if "no such" in str(fault):
            return False
        raise
    except sqlite3.DatabaseError:
        return False
    return bool(known == FORMAT)

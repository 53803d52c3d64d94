"""The archive: one folder with a database, an evidence store and a journal, open once at a time."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import filelock
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models.archive import ArchiveFact, StoredFile
from edudesk.models.database import faults, migrate, migrations, open_engine, version
from edudesk.models.ids import new_id
from edudesk.services.disk.volume import NO_ROOM
from edudesk.services.evidence.store import EvidenceStore
from edudesk.services.journal import Journal
from edudesk.services.writers import our_writer
from edudesk.texts.system import reason

DATABASE = "edudesk.db"
EVIDENCE = "evidence"
DERIVED = "derived"
JOURNAL = "journal"
DRAFTS = "drafts"
LOCK = "edudesk.lock"
ABOUT = "请勿单独移动本文件夹里的文件.txt"
ABOUT_TEXT = (
    "这个文件夹是 EduDesk 的档案。请把整个文件夹一起复制或移动，不要单独改动里面的文件。\r\n"
    "This folder is an EduDesk archive. Copy or move it as a whole.\r\n"
)

_PROTECTED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Archive:
    """An open archive; close it, or use it in a ``with`` statement.

    ``now`` is when it was opened, in UTC; what is written carries moments that the caller hands in.
    """

    def __init__(self, folder: Path, lock: filelock.BaseFileLock, engine: Engine, now: datetime) -> None:
        self.folder = folder
        self._lock = lock
        self._engine = engine
        self._holder_id: str | None = None
        self.store = EvidenceStore(folder / EVIDENCE)
        self.journal = Journal(folder / JOURNAL)
        with self.write() as connection:
            self.writer_id = our_writer(connection, folder, now)
            self.journal.catch_up(connection)

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / DATABASE

    @property
    def derived(self) -> Path:
        """The folder of thumbnails and renditions, which may be deleted at any time."""
        return self.folder / DERIVED

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state."""
        with faults(self.database), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection in one transaction, taken back as a whole when anything fails.

        Records are written through :mod:`edudesk.services.changes` alone, which makes the revisions.
        """
        with (
            faults(self.database),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def fact(self, name: str) -> Any:
        """Return a fact of the archive itself, or None."""
        with self.read() as connection:
            return fact_of(connection, name)

    def set_fact(self, name: str, value: Any) -> None:
        """Keep a fact of the archive itself; ``value`` is JSON."""
        with self.write() as connection:
            put_fact(connection, name, value)

    @property
    def holder_id(self) -> str:
        """The school or bureau that the archive belongs to."""
        if self._holder_id is None:
            self._holder_id = self.fact("holder")
        if self._holder_id is None:
            raise UserError("archive.no-holder", path=self.folder)
        return self._holder_id

    def close(self) -> None:
        """Let go of the files and the lock."""
        self._engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def fact_of(connection: Connection, name: str) -> Any:
    """Return a fact of the archive inside a transaction, or None."""
    found = connection.execute(select(ArchiveFact.value).where(ArchiveFact.name == name)).scalar()
    return found["value"] if found else None


def put_fact(connection: Connection, name: str, value: Any) -> None:
    """Keep a fact of the archive inside a transaction."""
    statement = upsert(ArchiveFact).values(name=name, value={"value": value})
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
    )


def note_file(connection: Connection, sha256: str, size: int, media_type: str | None, now: datetime) -> None:
    """Enter an original of the evidence store, once."""
    connection.execute(
        upsert(StoredFile)
        .values(sha256=sha256, size=size, media_type=media_type, taken_in_at=now)
        .on_conflict_do_nothing(index_elements=["sha256"])
    )


def create_archive(folder: Path, now: datetime) -> Archive:
    """Make a new archive in an empty or new folder and open it.

    The database appears under its name only when it is complete. Errors: ``archive.exists``,
    ``archive.not-empty``.
    """
    if (folder / DATABASE).exists():
        raise UserError("archive.exists", path=folder)
    with _disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(entry.name != LOCK and not entry.name.startswith(".") for entry in folder.iterdir()):
            raise UserError("archive.not-empty", path=folder)
    lock = take_lock(folder)
    try:
        with _disk(folder), faults(folder / DATABASE):
            (folder / ABOUT).write_text(ABOUT_TEXT, encoding="utf-8-sig")
            _make_database(folder / DATABASE)
        return _opened(folder, lock, now)
    except BaseException:
        lock.release()
        raise


def _make_database(path: Path) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    migrate(draft)
    engine = open_engine(draft)
    with engine.connect() as connection, connection.begin():
        connection.execute(insert(ArchiveFact).values(name="id", value={"value": new_id()}))
    engine.dispose()
    draft.replace(path)


def open_archive(folder: Path, now: datetime) -> Archive:
    """Open an archive, bringing an older one up to date on a checked copy first.

    Errors: ``archive.none``, ``archive.locked``, ``archive.foreign``, ``archive.newer``, ``archive.damaged``.
    """
    with _disk(folder):
        if not (folder / DATABASE).is_file():
            raise UserError("archive.none", path=folder)
    lock = take_lock(folder)
    try:
        with _disk(folder), faults(folder / DATABASE):
            upgrade(folder / DATABASE)
            return _opened(folder, lock, now)
    except BaseException:
        lock.release()
        raise


def _opened(folder: Path, lock: filelock.BaseFileLock, now: datetime) -> Archive:
    engine = open_engine(folder / DATABASE)
    try:
        return Archive(folder, lock, engine, now)
    except BaseException:
        engine.dispose()
        raise


def upgrade(path: Path, steps: tuple[str, ...] | None = None) -> None:
    """Bring an older database to the newest schema; the old one is kept beside it under its version.

    The new one is made on a copy and takes the name in one renaming, so that there is always a database.
    """
    known = migrations() if steps is None else steps
    connection = sqlite3.connect(path)
    try:
        present = version(connection) if steps is None else _user_version(connection)
        if present == len(known):
            return
        draft = path.with_name(f".{path.name}.upgrade")
        kept = path.with_name(f"{path.stem}-v{present}.db")
        for copy in (draft, kept):
            _copy(connection, copy)
    finally:
        connection.close()
    migrate(draft, known)
    draft.replace(path)


def _user_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path)
    try:
        copy.execute("PRAGMA synchronous = EXTRA")
        connection.backup(copy)
    finally:
        copy.close()


def take_lock(folder: Path) -> filelock.BaseFileLock:
    """Take the lock that the operating system lets go of when its process ends, however it ends."""
    lock = filelock.FileLock(folder / LOCK, blocking=False)
    with _disk(folder):
        try:
            lock.acquire()
        except filelock.Timeout as error:
            raise EnvironmentProblem("archive.locked", path=folder) from error
        except OSError as error:
            if error.errno in _PROTECTED:
                raise EnvironmentProblem("archive.read-only", path=folder) from error
            raise
    return lock


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk.full" if error.errno in NO_ROOM else "disk.failed"
        raise EnvironmentProblem(code, path=folder, reason=reason(error)) from error

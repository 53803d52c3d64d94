"""The one place where the SQLite file is opened, with the settings that safety rests on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.texts import Label

APPLICATION_ID = 0x45445344  # "EDSD": tells our database from any other SQLite file
_SETTINGS = {
    # The rollback journal with full synchronisation: SQLite before 3.51.3 can lose data when two
    # connections reset a write-ahead log, and a stick may be pulled. EXTRA also makes the unlinking of
    # the journal durable.
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}


def migrations() -> tuple[str, ...]:
    """Return the SQL of every migration in order; number n leads to ``user_version`` n."""
    folder = files("edudesk.models") / "migrations"
    return tuple(
        entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".sql")
    )


def open_engine(path: Path) -> Engine:
    """Return an engine on the database file; every connection gets and confirms the settings."""
    # Characters as they are: escaped, Chinese would take twice the room.
    as_json = json.JSONEncoder(ensure_ascii=False).encode
    # Not as the text of an address, where % and ? in a folder's name would mean something else.
    address = URL.create("sqlite+pysqlite", database=str(path))
    # Each connection keeps pages and the schema, 3 MB. Questions hardly ever ask three deep; the last to come
    # back goes first, for it knows the pages that are asked for again.
    engine = create_engine(address, json_serializer=as_json, pool_size=2, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        # sqlite3 would open transactions on its own, and none for DDL; we begin explicitly.
        connection.isolation_level = None
        try:
            _make_safe(connection)
        except BaseException:
            connection.close()  # the pool never sees it
            raise

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _make_safe(connection: sqlite3.Connection) -> None:
    for name, value in _SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        (got,) = connection.execute(f"PRAGMA {name}").fetchone()
        if got != value:
            raise EnvironmentProblem("archive.setting", name=name, wanted=value, got=got)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn what can go wrong with the file under us into an :class:`EnvironmentProblem`.

    Faults of ours (a constraint, wrong SQL) pass through: they are defects.
    """
    try:
        yield
    except DBAPIError as error:
        problem = _environment(error.orig, path)
        if problem is None:
            raise
        raise problem from error
    except sqlite3.Error as error:
        problem = _environment(error, path)
        if problem is None:
            raise
        raise problem from error


def _environment(error: BaseException | None, path: Path) -> EnvironmentProblem | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        # The driver's own word, without a code, for a text whose bytes were overwritten.
        spoiled = isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error)
        return EnvironmentProblem("archive.damaged", path=path) if spoiled else None
    known = {
        sqlite3.SQLITE_FULL: "disk.full",
        sqlite3.SQLITE_IOERR: "disk.failed",
        sqlite3.SQLITE_CORRUPT: "archive.damaged",
        sqlite3.SQLITE_NOTADB: "archive.damaged",
        sqlite3.SQLITE_READONLY: "archive.read-only",
        sqlite3.SQLITE_CANTOPEN: "archive.unreadable",
        sqlite3.SQLITE_BUSY: "archive.locked",
        sqlite3.SQLITE_PERM: "archive.unreadable",
    }
    name = known.get(code & 0xFF)  # the low byte is the kind, the rest the detail
    if name == "archive.damaged" and _is_out_of_reach(path):
        name = "disk.failed"
    return EnvironmentProblem(name, path=path, reason=Label("数据库读写出错", str(error))) if name else None


def _is_out_of_reach(path: Path) -> bool:
    """Tell whether the disk fails: SQLite calls a database damaged too when its stick was pulled."""
    try:
        with path.open("rb", buffering=0) as file:
            file.read(1)
    except OSError:
        return not path.is_dir()
    return False


def version(connection: sqlite3.Connection) -> int:
    """Return the schema version of an EduDesk database; raise when it is not one or newer than we know."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise UserError("archive.foreign")
    newest = len(migrations())
    if number > newest:
        raise UserError("archive.newer", version=number, known=newest)
    return int(number)


def migrate(path: Path, steps: tuple[str, ...] | None = None) -> None:
    """Bring a database file to the newest schema, each step in one transaction; a new file starts from none.

    The caller hands a copy and takes it only when this returns.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        (present,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA foreign_keys = OFF")  # tables may be rebuilt; checked below
        connection.execute("PRAGMA synchronous = EXTRA")
        for number, sql in enumerate(migrations() if steps is None else steps, start=1):
            if number > present:
                _step(connection, number, sql)
        _confirm(connection, path)
    finally:
        connection.close()


def _step(connection: sqlite3.Connection, number: int, sql: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in filter(str.strip, sql.split(";\n")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _confirm(connection: sqlite3.Connection, path: Path) -> None:
    (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise EnvironmentProblem("archive.damaged", path=path)

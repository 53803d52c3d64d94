"""The settings that safety rests on are there, and what the disk does to the file becomes plain words."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models import database
from edudesk.models.archive import ArchiveFact, RecordHead, StoredFile
from edudesk.models.database import faults, open_engine
from edudesk.services import records
from edudesk.services.archive import Archive, create_archive, open_archive, put_fact
from edudesk.services.changes import change
from edudesk.texts import Texts

NOW = datetime(2025, 9, 20, 8, 0, tzinfo=UTC)


def asked(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.usefixtures("durable")
def test_every_connection_has_the_safe_settings(archive: Archive) -> None:
    for opened in (archive.read, archive.write):
        with opened() as connection:
            assert asked(connection, "journal_mode") == "delete"
            assert asked(connection, "synchronous") == 3
            assert asked(connection, "foreign_keys") == 1
            assert asked(connection, "trusted_schema") == 0
            assert asked(connection, "cell_size_check") == 1


def test_a_setting_that_does_not_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_SETTINGS", {"page_size": 3})  # which no page can have
    engine = open_engine(tmp_path / "set.db")
    with pytest.raises(EnvironmentProblem, match="archive.setting"):
        engine.connect()


def test_a_transaction_is_taken_back_as_a_whole_also_what_it_did_to_tables(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.write() as connection:
        connection.exec_driver_sql("CREATE TABLE left_over (x)")
        put_fact(connection, "half", 1)
        raise ZeroDivisionError
    assert archive.fact("half") is None
    with archive.read() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='left_over'").all()


def test_links_hold_at_the_end_of_a_transaction(archive: Archive) -> None:
    with (
        pytest.raises(IntegrityError),
        change(archive, "evidence.add", NOW) as writing,
    ):
        content = {"about_id": "0" * 8 + "-0000-7000-8000-" + "0" * 12, "sha256": "ab" * 32}
        writing.create("evidence", content | {"name": "a.jpg", "kind": "photo", "size": 1})
    assert records.all_of(archive, "evidence") == ()


def test_a_reader_sees_one_state_while_another_thread_writes(archive: Archive) -> None:
    done = threading.Event()

    def write() -> None:
        archive.set_fact("late", 1)
        done.set()

    with archive.read() as connection:
        names = select(ArchiveFact.name)
        before = set(connection.execute(names).scalars())
        writer = threading.Thread(target=write)
        writer.start()
        assert not done.wait(0.2)  # the rollback journal makes the writer wait
        assert set(connection.execute(names).scalars()) == before
    writer.join()
    assert archive.fact("late") == 1


def test_damage_in_the_file_is_told_in_words(archive: Archive) -> None:
    with archive.read() as connection:
        page = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'record'"
        ).scalar_one()
    archive.close()
    with archive.database.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with (
        open_archive(archive.folder, NOW) as again,
        pytest.raises(EnvironmentProblem) as caught,
        again.read() as connection,
    ):
        connection.execute(select(RecordHead.__table__)).all()
    assert caught.value.code == "archive.damaged"
    assert "恢复" in Texts("zh").present(caught.value)


def test_a_fault_of_ours_is_not_blamed_on_the_disk(archive: Archive) -> None:
    stored = {"sha256": "ab" * 32, "size": 1, "taken_in_at": NOW}
    with pytest.raises(IntegrityError), archive.write() as connection:
        connection.execute(insert(StoredFile), [stored, stored])
    with (
        pytest.raises(sqlite3.OperationalError),
        faults(archive.database),
        closing(sqlite3.connect(":memory:")) as connection,
    ):
        connection.execute("SELECT nonsense")


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xa5" * 500])
def test_a_file_that_is_no_database_is_told_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "edudesk.db").write_bytes(content)
    with pytest.raises((EnvironmentProblem, UserError)) as caught:
        open_archive(tmp_path, NOW)
    assert Texts("zh").present(caught.value)
    assert (tmp_path / "edudesk.db").read_bytes() == content
    with pytest.raises(UserError, match="archive.exists"):
        create_archive(tmp_path, NOW)

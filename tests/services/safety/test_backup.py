"""A backup holds one moment of the archive, whole, or it is not there."""

import json
import sqlite3
import threading
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.jobs import Job
from edudesk.services.safety.backup import Backup, back_up
from edudesk.services.safety.disk import Meter
from edudesk.services.safety.manifest import DATABASE_COPY
from edudesk.services.safety.snapshot import counted, file_address
from edudesk.services.safety.verification import verify_backup
from tests.services.safety.filled import NOW, all_files

QUIET = Meter(Job(), 0)


def test_a_backup_is_named_for_the_school_and_holds_everything(filled: Archive, backup: Backup) -> None:
    assert backup.path.name.startswith("EduDesk备份-明德实验小学-2025092")
    files = all_files(backup.path)
    assert backup.files == len(files) - 1  # the manifest does not list itself
    assert sum(name.startswith("evidence/") for name in files) == 6
    assert all(path.stat().st_nlink == 1 for path in backup.path.rglob("*") if path.is_file())
    plain = json.loads(files["backup.json"])
    assert (plain["format"], plain["version"], plain["records"]) == ("edudesk-backup", 1, 17)
    assert verify_backup(backup.path, QUIET).lost == ()


def test_two_backups_in_one_second_stand_side_by_side(
    filled: Archive, backup: Backup, tmp_path: Path
) -> None:
    second = back_up(filled, tmp_path / "stick", NOW)
    assert second.path != backup.path
    assert verify_backup(backup.path, QUIET).lost == verify_backup(second.path, QUIET).lost == ()
    assert sorted(path.name for path in (tmp_path / "stick").iterdir()) == sorted(
        [backup.path.name, second.path.name]
    )


def test_a_backup_made_while_records_are_written_is_of_one_moment(filled: Archive, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with change(filled, "person.create", NOW) as writing:
                for _ in range(5):
                    writing.create("person", {"name": "王立春"})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(filled, tmp_path / "stick", NOW) for _ in range(4)]
    finally:
        stop.set()
        writer.join()
    for backup in made:
        inside = counted(backup.path / DATABASE_COPY)
        assert inside.records == inside.revisions - 2  # one edit and one deletion
        assert (inside.records - 17) % 5 == 0  # no change is in it by half
        assert verify_backup(backup.path, QUIET).lost == ()


def test_a_damaged_or_missing_original_is_named_and_hinders_nothing(filled: Archive, tmp_path: Path) -> None:
    first, second, *_ = filled.store.all()
    filled.store.path(first).write_bytes(b"\xff\xd8 something else")
    filled.store.path(second).unlink()
    backup = back_up(filled, tmp_path / "stick", NOW)
    assert (backup.damaged, backup.missing) == ((first,), (second,))
    assert verify_backup(backup.path, QUIET).lost == ()


def test_stopping_leaves_nothing(filled: Archive, tmp_path: Path) -> None:
    steps = 0

    def cancelled() -> bool:
        nonlocal steps
        steps += 1
        return steps > 5

    with pytest.raises(Cancelled):
        back_up(filled, tmp_path / "stick", NOW, Job(cancelled=cancelled))
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_damaged_database_is_not_backed_up(filled: Archive, tmp_path: Path) -> None:
    with filled.database.open("rb+") as file:
        file.seek(4096 * 2)
        file.write(b"\xa5" * 4096)
    with pytest.raises(EnvironmentProblem, match="archive.damaged"):
        back_up(filled, tmp_path / "stick", NOW)
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_backup_goes_neither_into_the_archive_nor_to_a_stick_that_is_not_there(
    filled: Archive, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="backup.inside"):
        back_up(filled, filled.folder / "backup", NOW)
    with pytest.raises(UserError, match="backup.no-folder"):
        back_up(filled, tmp_path / "stick" / "not" / "there", NOW)
    assert not (tmp_path / "stick").exists()


def test_a_backup_cannot_be_opened_as_an_archive_by_mistake(backup: Backup) -> None:
    assert not (backup.path / "edudesk.db").exists()
    with sqlite3.connect(backup.path / DATABASE_COPY) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_a_database_on_a_share_of_windows_has_an_address_that_sqlite_takes() -> None:
    share = PureWindowsPath(r"\\server\share\备份 1\edudesk.db")
    assert file_address(share) == "file:////server/share/%E5%A4%87%E4%BB%BD%201/edudesk.db"
    assert file_address(PureWindowsPath("C:/档 案/a#b.db")) == "file:///C:/%E6%A1%A3%20%E6%A1%88/a%23b.db"
    assert file_address(PurePosixPath("/a?b/c.db")) == "file:///a%3Fb/c.db"

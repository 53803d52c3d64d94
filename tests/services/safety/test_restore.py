"""What was backed up comes back record for record, and what was there is kept."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.jobs import Job
from edudesk.services.safety.backup import Backup
from edudesk.services.safety.check import check
from edudesk.services.safety.manifest import DATABASE_COPY, NAME
from edudesk.services.safety.restore import UNDER_WAY, restore
from edudesk.services.search import SearchIndex
from tests.services.safety.filled import NOW, all_files, everything


def test_a_restored_archive_equals_the_one_that_was_backed_up(
    filled: Archive, backup: Backup, tmp_path: Path
) -> None:
    done = restore(backup.path, tmp_path / "new" / "place", NOW)
    assert (done.records, done.files, done.kept, done.lost) == (17, 6, None, ())
    with open_archive(done.folder, NOW) as again:
        assert everything(again) == everything(filled)
        assert check(again).findings == ()
        assert len(list(again.journal.read())) == 19
        assert again.writer_id != filled.writer_id
        with change(again, "person.create", NOW) as writing:
            writing.create("person", {"name": "王立春"})
        assert check(again).findings == ()
        assert {entry.name for entry in again.folder.iterdir()} == {
            entry.name for entry in filled.folder.iterdir()
        }


def test_restoring_over_keeps_what_was_there_and_can_be_taken_back(filled: Archive, backup: Backup) -> None:
    with change(filled, "person.create", NOW) as writing:
        later = writing.create("person", {"name": "后来的人"})
    filled.close()
    done = restore(backup.path, filled.folder, NOW, over=True)
    assert done.kept is not None
    assert done.kept.parent == filled.folder
    with open_archive(filled.folder, NOW) as again:
        with pytest.raises(UserError, match="record.none"):
            records.get(again, later)
        assert check(again).findings == ()
    restore(done.kept, filled.folder, NOW + timedelta(seconds=5), over=True)
    with open_archive(filled.folder, NOW) as again:
        assert records.get(again, later).content["name"] == "后来的人"
        assert check(again).findings == ()


def found(archive: Archive, words: str) -> int:
    with SearchIndex(archive.derived / "search.db") as index:
        index.catch_up(archive)
        return index.find(words).total


def test_the_search_index_of_the_replaced_archive_does_not_stay(filled: Archive, backup: Backup) -> None:
    with change(filled, "person.create", NOW) as writing:
        writing.create("person", {"name": "后来的人"})
    assert found(filled, "后来的人") == 1
    filled.close()
    restore(backup.path, filled.folder, NOW, over=True)
    with open_archive(filled.folder, NOW) as again:
        assert found(again, "后来的人") == 0
        with change(again, "person.create", NOW) as writing:
            writing.create("person", {"name": "新来的人"})
        assert found(again, "新来的人") == 1


def test_restoring_over_brings_lost_and_damaged_evidence_back(filled: Archive, backup: Backup) -> None:
    first, second, *_ = filled.store.all()
    filled.store.path(first).write_bytes(b"damaged")
    filled.store.path(second).unlink()
    filled.close()
    restore(backup.path, filled.folder, NOW, over=True)
    with open_archive(filled.folder, NOW) as again:
        assert check(again).sound


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\xa5" * 8000])
def test_restoring_over_a_damaged_database_keeps_its_bytes(
    filled: Archive, backup: Backup, damage: bytes
) -> None:
    filled.close()
    filled.database.write_bytes(damage)
    done = restore(backup.path, filled.folder, NOW, over=True)
    assert done.kept is not None
    assert (done.kept / "edudesk.db").read_bytes() == damage
    assert (done.kept / "journal" / "000000.jsonl").exists()
    with open_archive(filled.folder, NOW) as again:
        assert check(again).findings == ()


def test_a_left_rollback_journal_is_not_played_into_the_new_database(filled: Archive, backup: Backup) -> None:
    filled.close()
    filled.database.write_bytes(b"SQLite format 3\0" + b"\xa5" * 8000)
    hot = filled.folder / "edudesk.db-journal"
    hot.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 4096)
    restore(backup.path, filled.folder, NOW, over=True)
    assert not hot.exists()
    with open_archive(filled.folder, NOW) as again:
        assert check(again).sound


def test_an_archive_is_replaced_only_when_asked_and_only_by_its_own_backup(
    filled: Archive, backup: Backup, tmp_path: Path
) -> None:
    with found_archive(tmp_path / "other", {"name": "青石镇中心小学"}, NOW) as other:
        folder = other.folder
    before = all_files(folder)
    with pytest.raises(UserError, match="archive.exists"):
        restore(backup.path, folder, NOW)
    with pytest.raises(UserError, match="restore.other-archive"):
        restore(backup.path, folder, NOW, over=True)
    with pytest.raises(EnvironmentProblem, match="archive.locked"):
        restore(backup.path, filled.folder, NOW, over=True)
    assert all_files(folder) == before


def test_a_folder_with_other_things_is_not_taken(backup: Backup, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.docx").write_bytes(b"x")
    (tmp_path / "full" / "evidence").mkdir()
    with pytest.raises(UserError, match="archive.not-empty"):
        restore(backup.path, tmp_path / "full", NOW)
    assert sorted(all_files(tmp_path / "full")) == ["letter.docx"]
    assert (tmp_path / "full" / "evidence").is_dir()


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x20
    path.write_bytes(content)


def _forget_a_line(folder: Path) -> None:
    plain = json.loads((folder / NAME).read_bytes())
    plain["files"] = {name: file for name, file in plain["files"].items() if "evidence/" not in name}
    (folder / NAME).write_text(json.dumps(plain), encoding="utf-8")


def _lead_outside(folder: Path) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text.replace("evidence/", "../evidence/", 1), encoding="utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "database flipped": lambda folder: _flip(folder / DATABASE_COPY),
    "database cut": lambda folder: (folder / DATABASE_COPY).write_bytes(b"SQLite format 3\0"),
    "database gone": lambda folder: (folder / DATABASE_COPY).unlink(),
    "manifest empty": lambda folder: (folder / NAME).write_bytes(b""),
    "manifest not JSON": lambda folder: (folder / NAME).write_bytes(b'{"format": "edudesk-backup"'),
    "manifest of the wrong form": lambda folder: (folder / NAME).write_bytes(b"[1]"),
    "manifest nested without end": lambda folder: (folder / NAME).write_bytes(b"[" * 100_000),
    "manifest leads outside": _lead_outside,
    "manifest forgets": _forget_a_line,
    "evidence flipped": lambda folder: _flip(next(folder.glob("evidence/*/*"))),
    "evidence gone": lambda folder: next(folder.glob("evidence/*/*")).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("over", [False, True])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    filled: Archive, backup: Backup, tmp_path: Path, damage: Callable[[Path], object], over: bool
) -> None:
    filled.close()
    damage(backup.path)
    before = all_files(filled.folder)
    target = filled.folder if over else tmp_path / "new"
    with pytest.raises(UserError, match="backup.damaged"):
        restore(backup.path, target, NOW, over=over)
    assert all_files(filled.folder) == before
    assert not (tmp_path / "new").exists()


def test_what_is_left_of_a_damaged_backup_comes_back_when_asked(backup: Backup, tmp_path: Path) -> None:
    _flip(next(backup.path.glob("evidence/*/*")))
    done = restore(backup.path, tmp_path / "new", NOW, accept_losses=True)
    assert (len(done.lost), done.files) == (1, 5)
    with open_archive(tmp_path / "new", NOW) as again:
        assert [found.code for found in check(again).findings] == ["check.file-missing"]


def test_what_is_no_backup_or_newer_is_refused(backup: Backup, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="backup.none"):
        restore(tmp_path / "stick", tmp_path / "new", NOW)
    connection = sqlite3.connect(backup.path / DATABASE_COPY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UserError, match="backup.damaged"):
        restore(backup.path, tmp_path / "new", NOW)
    text = (backup.path / NAME).read_text(encoding="utf-8").replace('"version": 1', '"version": 2')
    (backup.path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="backup.newer"):
        restore(backup.path, tmp_path / "new", NOW)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("over", [False, True])
def test_stopping_leaves_what_was_there(filled: Archive, backup: Backup, tmp_path: Path, over: bool) -> None:
    filled.close()
    target = filled.folder if over else tmp_path / "new"
    shutil.rmtree(filled.folder / "evidence")
    before = all_files(filled.folder)
    for last in range(1, 60):
        steps = 0

        def cancelled(last: int = last) -> bool:
            nonlocal steps
            steps += 1
            return steps > last

        try:
            restore(backup.path, target, NOW, Job(cancelled=cancelled), over=over)
        except Cancelled:
            assert all_files(filled.folder) == before
            assert not (tmp_path / "new").exists()
            continue
        break
    else:
        pytest.fail("it never came to an end")


def test_a_restore_that_was_killed_in_a_new_place_is_finished_by_the_next(
    backup: Backup, tmp_path: Path
) -> None:
    place = tmp_path / "new"
    restore(backup.path, place, NOW)
    # What a kill just before the renaming leaves.
    (place / "edudesk.db").rename(place / ".edudesk.db.restored")
    (place / ".edudesk.db.restored-journal").write_bytes(b"left")
    (place / UNDER_WAY).touch()
    restore(backup.path, place, NOW)
    with open_archive(place, NOW) as again:
        assert check(again).findings == ()
    assert not list(place.glob(".edudesk*"))

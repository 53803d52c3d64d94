"""The last backup and the journal together give back what a lost database held."""

import shutil
from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.safety.backup import Backup
from edudesk.services.safety.check import check
from edudesk.services.safety.rebuild import rebuild
from edudesk.services.safety.restore import restore
from tests.services.safety.filled import NOW, attach, write_activity


def said(archive: Archive) -> dict[str, object]:
    return {
        record.id: (record.type, record.content, record.deleted, record.entered_at, record.revision_id)
        for code in ("school", "person", "activity", "evidence")
        for deleted in (False, True)
        for record in records.all_of(archive, code, deleted=deleted)
    }


@pytest.fixture
def lost(filled: Archive, backup: Backup, tmp_path: Path) -> tuple[Path, dict[str, object]]:
    """Return the folder of an archive whose database was lost after more was written, and what it said."""
    with change(filled, "activity.create", NOW) as writing:
        person = writing.create("person", {"name": "后来的人"})
        made = write_activity(writing, 99, [person])
        attach(filled, writing, made, tmp_path / "late.jpg", 500)
    with change(filled, "activity.edit", NOW) as writing:
        writing.edit(records.all_of(writing.connection, "activity")[0].id, {"topic": "备份以后改的"})
        writing.delete(records.all_of(writing.connection, "person")[0].id)
    before = said(filled)
    filled.close()
    filled.database.write_bytes(b"lost")
    return filled.folder, before


def test_all_that_was_written_after_the_backup_comes_back(
    lost: tuple[Path, dict[str, object]], backup: Backup
) -> None:
    folder, before = lost
    kept = restore(backup.path, folder, NOW, over=True).kept
    assert kept is not None
    with open_archive(folder, NOW) as archive:
        assert said(archive) != before
        done = rebuild(archive, kept / "journal", NOW)
        assert said(archive) == before
        assert (done.revisions, done.records, done.hanging, done.missing) == (5, 5, 0, ())
        assert check(archive).sound
        assert "check.journal-missing" not in {one.code for one in check(archive).findings}
        again = rebuild(archive, kept / "journal", NOW)
        assert (again.revisions, again.records) == (0, 0)
        with change(archive, "person.create", NOW) as writing:
            writing.create("person", {"name": "王立春"})
        assert check(archive).sound


def test_what_hangs_on_a_lost_line_is_counted_and_the_rest_comes_back(
    lost: tuple[Path, dict[str, object]], backup: Backup
) -> None:
    folder, before = lost
    kept = restore(backup.path, folder, NOW, over=True).kept
    assert kept is not None
    journal = kept / "journal" / "000000.jsonl"
    whole = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    torn = next(number for number, line in enumerate(whole) if "后来的人" in line)
    journal.write_text(
        "".join([*whole[:torn], whole[torn][:50] + "\n", *whole[torn + 1 :]]), encoding="utf-8"
    )
    with open_archive(folder, NOW) as archive:
        done = rebuild(archive, kept / "journal", NOW)
        assert (done.revisions, done.hanging) == (2, 2)
        assert said(archive).items() <= before.items()
        assert check(archive).sound


def test_an_original_that_is_gone_is_named(lost: tuple[Path, dict[str, object]], backup: Backup) -> None:
    folder, before = lost
    kept = restore(backup.path, folder, NOW, over=True).kept
    assert kept is not None
    shutil.rmtree(folder / "evidence")
    with open_archive(folder, NOW) as archive:
        assert rebuild(archive, kept / "journal", NOW).missing == ("late.jpg",)
        assert said(archive) == before


def test_the_journal_of_another_archive_is_refused(archive: Archive, tmp_path: Path) -> None:
    with found_archive(tmp_path / "other", {"name": "青石镇中心小学"}, NOW) as other:
        folder = other.folder / "journal"
    with pytest.raises(UserError, match="rebuild.other-archive"):
        rebuild(archive, folder, NOW)
    with pytest.raises(UserError, match="rebuild.no-journal"):
        rebuild(archive, tmp_path / "nothing", NOW)
    assert check(archive).findings == ()

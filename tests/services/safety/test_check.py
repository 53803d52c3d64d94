"""The check finds what is wrong, names it, and never falls over it."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import update

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.safety.check import check, check_folder
from edudesk.services.safety.findings import Report
from edudesk.texts import Texts
from tests.services.safety.filled import NOW, attach


def codes(report: Report) -> list[str]:
    for language in ("zh", "en"):
        for found in report.findings:
            assert Texts(language).say(found.code, **found.parameters)
    return sorted({found.code for found in report.findings})


def test_a_sound_archive_has_no_findings(filled: Archive) -> None:
    report = check(filled)
    assert report.findings == ()
    assert report.sound
    assert (report.records, report.revisions, report.files) == (17, 19, 6)


def test_missing_damaged_cut_and_spare_files_are_told_apart(filled: Archive, tmp_path: Path) -> None:
    first, second, third, *_ = filled.store.all()
    content = bytearray(filled.store.path(first).read_bytes())
    content[1000] ^= 1
    filled.store.path(first).write_bytes(content)
    filled.store.path(second).unlink()
    filled.store.path(third).write_bytes(b"")
    (tmp_path / "spare.jpg").write_bytes(b"\xff\xd8\xff spare")
    spare = filled.store.put(tmp_path / "spare.jpg")
    report = check(filled)
    told = {found.parameters["sha256"]: (found.code, found.severity) for found in report.findings}
    assert told == {
        first: ("check.file-damaged", "error"),
        second: ("check.file-missing", "error"),
        third: ("check.file-damaged", "error"),
        spare.sha256: ("check.file-spare", "note"),
    }
    assert all(
        found.parameters["name"].startswith("photo-") for found in report.findings if found.severity != "note"
    )
    assert codes(report)


def test_evidence_that_was_never_entered_is_found(filled: Archive) -> None:
    about = records.all_of(filled, "activity")[0].id
    with change(filled, "evidence.add", NOW) as writing:
        content = {"about_id": about, "sha256": "ab" * 32, "name": "丢失.jpg", "kind": "photo", "size": 3}
        writing.create("evidence", content)
    assert codes(check(filled)) == ["check.file-not-entered"]


def test_a_row_that_is_not_what_the_revision_says_is_found(filled: Archive) -> None:
    with filled.write() as connection:
        chosen = records.all_of(connection, "activity")[0].id
        connection.execute(update(Activity).where(Activity.id == chosen).values(topic="别的"))
    report = check(filled)
    assert codes(report) == ["check.rows"]
    assert report.findings[0].parameters["record"] == chosen
    with filled.write() as connection:
        connection.exec_driver_sql("DELETE FROM activity_unit")
    assert len(check(filled).findings) == 6


def test_a_head_that_is_not_the_newest_is_found(filled: Archive) -> None:
    edited = next(
        record for record in records.all_of(filled, "activity") if record.content["topic"] == "改过的主题"
    )
    first = next(iter(records.history(filled, edited.id)))
    with filled.write() as connection:
        connection.execute(
            update(RecordHead)
            .where(RecordHead.id == edited.id)
            .values(revision_id=first["id"], heads=[first["id"]])
        )
    assert codes(check(filled)) == ["check.heads", "check.rows"]
    with filled.write() as connection:
        connection.execute(update(RecordHead).values(late=True))
    assert not check(filled).sound


def test_what_points_into_the_recycle_bin_is_a_warning(filled: Archive) -> None:
    person = records.all_of(filled, "person")[0]
    with change(filled, "person.delete", NOW) as writing:
        writing.delete(person.id)
    report = check(filled)
    assert {found.code for found in report.findings} == {"check.deleted"}
    assert report.sound
    assert len(report.findings) == 6
    with change(filled, "activity.delete", NOW) as writing:
        for activity in records.all_of(filled, "activity"):
            writing.delete(activity.id)
    assert check(filled).findings == ()  # the evidence goes with its record


@pytest.mark.parametrize(
    ("old", "new", "code", "severity"),
    [
        ("联合教研 1", "联合教研 7", "check.journal-differs", "error"),
        ('"id":"', '"id":[],"was":"', "check.journal-differs", "error"),
        ('{"author"', '"author"', "check.journal-missing", "warning"),
        ('"sequence":19', '"sequence":20', "check.journal-ahead", "error"),
    ],
)
def test_the_journal_is_compared_with_the_revisions(
    filled: Archive, old: str, new: str, code: str, severity: str
) -> None:
    path = filled.folder / "journal" / "000000.jsonl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    report = check(filled)
    assert code in codes(report)
    assert {found.severity for found in report.findings if found.code == code} == {severity}


def test_whatever_page_is_overwritten_the_check_says_so_plainly(filled: Archive, tmp_path: Path) -> None:
    folder = filled.folder
    filled.close()
    connection = sqlite3.connect(folder / "edudesk.db")
    used = {
        root
        for name, root in connection.execute(
            "SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        ).fetchall()
        if connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()
    }
    connection.close()
    for page in sorted({1, *used}):
        shutil.copy(folder / "edudesk.db", tmp_path / "kept.db")
        with (folder / "edudesk.db").open("rb+") as file:
            file.seek((page - 1) * 4096)
            file.write(bytes((index * 37 + page) % 256 for index in range(4096)))
        report = check_folder(folder, NOW)
        assert not report.sound, page
        assert codes(report)
        shutil.copy(tmp_path / "kept.db", folder / "edudesk.db")


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 84])
def test_a_file_that_is_no_database_gives_a_report(filled: Archive, damage: bytes) -> None:
    filled.close()
    filled.database.write_bytes(damage)
    report = check_folder(filled.folder, NOW)
    assert codes(report) == ["check.unopened"]
    assert not report.sound


def test_text_that_is_no_text_any_more_is_found(filled: Archive) -> None:
    filled.close()
    content = filled.database.read_bytes()
    wanted = "联合教研 1".encode()
    filled.database.write_bytes(content.replace(wanted, b"\xff" * len(wanted)))
    assert not check_folder(filled.folder, NOW).sound


def test_a_file_of_another_length_than_entered_is_found(filled: Archive, tmp_path: Path) -> None:
    with change(filled, "evidence.add", NOW) as writing:
        about = records.all_of(writing.connection, "activity")[0].id
        attach(filled, writing, about, tmp_path / "a.jpg", 10)
        writing.flush()
        writing.connection.exec_driver_sql("UPDATE stored_file SET size = 11 WHERE size = 14")
    assert codes(check(filled)) == ["check.file-size"]


def test_a_folder_is_opened_checked_and_closed_again(filled: Archive) -> None:
    filled.close()
    assert check_folder(filled.folder, NOW).findings == ()
    open_archive(filled.folder, NOW).close()

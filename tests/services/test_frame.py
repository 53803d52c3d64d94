"""What stands around every page: school, terms, the last backup."""

from datetime import UTC, date, datetime
from pathlib import Path

from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.frame import frame, last_backup, note_backup

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)
TODAY = date(2026, 5, 20)


def held_on(archive, day):
    with change(archive, "activity.create", NOW) as writing:
        writing.create("activity", {"topic": "集体备课", "starts_on": day, "state": "held"})


def test_a_new_archive_has_its_school_and_the_term_of_today(archive):
    around = frame(archive, TODAY)
    assert around.school == "明德实验小学"
    assert around.present == TermCode(2025, 2)
    assert [code for code, _label in around.terms] == [TermCode(2025, 2)]
    assert around.terms[0][1].zh == "2025—2026学年第二学期"
    assert around.backup is None
    assert around.since == datetime(2025, 9, 1, 8, tzinfo=UTC)


def test_every_term_since_the_first_activity_is_there_newest_first(archive):
    held_on(archive, date(2024, 10, 8))
    codes = [code for code, _label in frame(archive, TODAY).terms]
    assert codes == [TermCode(2025, 2), TermCode(2025, 1), TermCode(2024, 2), TermCode(2024, 1)]


def test_an_absurd_day_makes_no_hundred_terms(archive):
    held_on(archive, date(1900, 1, 1))
    assert len(frame(archive, TODAY).terms) == 1


def test_the_last_backup_is_remembered(archive):
    note_backup(archive, Path("E:/备份"), NOW)
    found = last_backup(archive)
    assert found is not None
    assert (found.at, found.folder) == (NOW, Path("E:/备份"))

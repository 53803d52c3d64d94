"""Every write is a revision, and undo works from revisions."""

import errno
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import func, select, update

from edudesk.errors import EnvironmentProblem, Invalid, UserError
from edudesk.models.activity import Activity, ActivityUnit
from edudesk.models.archive import RecordHead, Revision
from edudesk.services import records
from edudesk.services.archive import Archive, create_archive, open_archive
from edudesk.services.changes import change
from edudesk.services.undo import steps, undo

NOW = datetime(2025, 9, 20, 8, 0, tzinfo=UTC)


def make_activity(archive: Archive, **more: object) -> str:
    content = {
        "topic": "联合教研：数的认识",
        "state": "held",
        "kinds": ("joint-research",),
        "starts_on": date(2025, 9, 18),
        "units": ({"unit": "time", "amount": Decimal(1)}, {"unit": "period", "amount": Decimal(2)}),
    } | more
    with change(archive, "activity.create", NOW) as writing:
        return writing.create("activity", content)


def test_what_is_written_is_read_back_as_it_was(archive: Archive) -> None:
    made = make_activity(archive)
    record = records.get(archive, made)
    assert record.content["starts_on"] == date(2025, 9, 18)
    assert record.content["units"][1] == {"unit": "period", "amount": Decimal(2)}
    assert record.owner_id == archive.holder_id
    assert not record.late
    with archive.read() as connection:
        assert connection.execute(select(func.sum(ActivityUnit.amount))).scalar() == 3
        assert connection.execute(select(Activity.topic)).scalar() == "联合教研：数的认识"


def test_an_edit_replaces_what_it_names_and_keeps_the_rest(archive: Archive) -> None:
    made = make_activity(archive)
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"topic": "改过的主题", "units": ({"unit": "time", "amount": Decimal(2)},)})
    record = records.get(archive, made)
    assert record.content["topic"] == "改过的主题"
    assert record.content["kinds"] == ("joint-research",)
    with archive.read() as connection:
        assert connection.execute(select(func.count()).select_from(ActivityUnit)).scalar() == 1
    assert len(list(records.history(archive, made))) == 2


def test_an_edit_that_says_the_same_makes_no_revision(archive: Archive) -> None:
    made = make_activity(archive)
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"topic": "联合教研：数的认识"})
    assert len(list(records.history(archive, made))) == 1


def test_deleting_is_a_tombstone_and_can_be_restored(archive: Archive) -> None:
    made = make_activity(archive)
    with change(archive, "activity.delete", NOW) as writing:
        writing.delete(made)
    assert records.all_of(archive, "activity") == ()
    assert [record.id for record in records.all_of(archive, "activity", deleted=True)] == [made]
    with change(archive, "activity.restore", NOW) as writing:
        writing.restore(made)
    assert records.get(archive, made).content["topic"] == "联合教研：数的认识"


def test_undo_adds_a_revision_and_redo_is_the_undo_of_it(archive: Archive) -> None:
    made = make_activity(archive)
    with change(archive, "activity.edit", NOW, subject="数的认识") as writing:
        writing.edit(made, {"topic": "改过"})
    undone = undo(archive, writing.change_id, NOW)
    assert records.get(archive, made).content["topic"] == "联合教研：数的认识"
    undo(archive, undone, NOW)
    assert records.get(archive, made).content["topic"] == "改过"
    assert len(list(records.history(archive, made))) == 4
    assert [step.name for step in steps(archive)][:3] == ["activity.edit"] * 3


def test_undoing_a_creation_puts_it_into_the_recycle_bin(archive: Archive) -> None:
    make_activity(archive)
    undo(archive, steps(archive)[0].id, NOW)
    assert records.all_of(archive, "activity") == ()


def test_undo_refuses_what_was_built_on(archive: Archive) -> None:
    made = make_activity(archive)
    first = steps(archive)[0].id
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"topic": "改过"})
    with pytest.raises(UserError, match="undo.built-on"):
        undo(archive, first, NOW)
    assert records.get(archive, made).content["topic"] == "改过"


def test_every_problem_is_told_at_once_and_nothing_is_written(archive: Archive) -> None:
    with pytest.raises(Invalid) as caught, change(archive, "activity.create", NOW) as writing:
        writing.create("activity", {"state": "held", "kinds": ("送教",), "form": "火星", "starts_on": "昨天"})
    assert {problem.field for problem in caught.value.problems} == {"topic", "form", "starts_on"}
    assert records.all_of(archive, "activity") == ()


def test_a_change_that_fails_is_taken_back_as_a_whole(archive: Archive) -> None:
    with archive.read() as connection:
        before = connection.execute(select(func.count()).select_from(Revision)).scalar()
    with pytest.raises(Invalid), change(archive, "activity.create", NOW) as writing:
        writing.create("activity", {"topic": "好的", "state": "held", "starts_on": date(2025, 9, 1)})
        writing.flush()
        writing.create("activity", {})
    with archive.read() as connection:
        assert connection.execute(select(func.count()).select_from(Revision)).scalar() == before


@pytest.mark.parametrize(("days", "late"), [(13, False), (14, False), (15, True)])
def test_an_entry_after_the_set_days_is_late_for_good(archive: Archive, days: int, late: bool) -> None:
    happened = (NOW - timedelta(days=days)).date()
    made = make_activity(archive, starts_on=happened)
    assert records.get(archive, made).late is late
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"starts_on": date(2025, 9, 19)})
    assert records.get(archive, made).late is late


def test_planned_work_is_late_only_when_it_is_said_to_be_held_late(archive: Archive) -> None:
    made = make_activity(archive, state="planned", starts_on=date(2025, 8, 1))
    assert not records.get(archive, made).late
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"state": "held"})
    assert records.get(archive, made).late


def test_historical_entries_are_marked_so_and_not_as_late(archive: Archive) -> None:
    with change(archive, "import", NOW, historical=True) as writing:
        made = writing.create("activity", {"topic": "旧事", "state": "held", "starts_on": date(2019, 5, 1)})
    record = records.get(archive, made)
    assert record.historical
    assert not record.late


def test_the_archive_opens_once_at_a_time(archive: Archive) -> None:
    with pytest.raises(EnvironmentProblem, match="archive.locked"):
        open_archive(archive.folder, NOW)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EIO, "disk.failed"), (errno.ENOSPC, "disk.full"), (errno.EROFS, "archive.read-only")],
)
def test_a_disk_that_does_not_let_an_archive_open_is_told_as_what_it_is(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    archive.close()
    monkeypatch.setattr("filelock.FileLock.acquire", Mock(side_effect=OSError(number, "no")))
    with pytest.raises(EnvironmentProblem) as caught:
        open_archive(archive.folder, NOW)
    assert caught.value.code == code


def test_a_disk_that_is_gone_is_not_an_archive_that_is_none(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_file", Mock(side_effect=OSError(errno.EIO, "Input/output error")))
    with pytest.raises(EnvironmentProblem) as caught:
        open_archive(archive.folder, NOW)
    assert caught.value.code == "disk.failed"


def test_what_was_written_is_there_after_closing_and_the_journal_has_it(archive: Archive) -> None:
    made = make_activity(archive)
    folder = archive.folder
    archive.close()
    with open_archive(folder, NOW) as again:
        assert records.get(again, made).content["topic"] == "联合教研：数的认识"
        assert [line["record_id"] for line in again.journal.read()][-1] == made


def test_what_is_committed_counts_although_the_disk_is_gone_before_its_line(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as gone:
        problem = EnvironmentProblem("disk.failed", path=archive.database, reason="gone")
        gone.setattr(archive.journal, "catch_up", Mock(side_effect=problem))
        made = make_activity(archive)
    assert records.get(archive, made).content["topic"]
    make_activity(archive)
    with archive.read() as connection:
        newest = connection.execute(select(func.max(Revision.sequence))).scalar_one()
    assert [line["sequence"] for line in archive.journal.read()][-2:] == [newest - 1, newest]


def test_the_journal_catches_up_after_a_torn_line(archive: Archive) -> None:
    make_activity(archive)
    path = archive.folder / "journal" / "000000.jsonl"
    whole = path.read_bytes()
    archive.close()
    path.write_bytes(whole[:-40])
    with open_archive(archive.folder, NOW) as again:
        lines = list(again.journal.read())
    assert len({line["id"] for line in lines}) == len(whole.splitlines())


def test_a_copied_archive_writes_as_another_writer(archive: Archive, tmp_path: Path) -> None:
    import shutil

    writer = archive.writer_id
    archive.close()
    shutil.copytree(archive.folder, tmp_path / "copy")
    with open_archive(tmp_path / "copy", NOW) as copy:
        assert copy.writer_id != writer
    with open_archive(archive.folder, NOW) as again:
        assert again.writer_id == writer


def test_a_folder_with_other_things_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"x")
    with pytest.raises(UserError, match="archive.not-empty"):
        create_archive(tmp_path, NOW)
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".docx"] == ["letter.docx"]


def test_a_clock_set_back_does_not_reorder(archive: Archive) -> None:
    made = make_activity(archive)
    with change(archive, "activity.edit", NOW - timedelta(days=400)) as writing:
        writing.edit(made, {"topic": "后来改的"})
    first, second = records.history(archive, made)
    assert first["clock"] < second["clock"]
    assert records.get(archive, made).content["topic"] == "后来改的"
    assert steps(archive)[0].name == "activity.edit"


def test_what_belongs_to_another_school_can_only_be_read(archive: Archive) -> None:
    made = make_activity(archive)
    with archive.write() as connection:
        connection.execute(update(RecordHead).where(RecordHead.id == made).values(owner_id=made))
        connection.execute(update(Revision).where(Revision.record_id == made).values(owner_id=made))
    with pytest.raises(UserError, match="record.not-ours"), change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"topic": "不是我们的"})
    assert records.get(archive, made).content["topic"] == "联合教研：数的认识"

"""A full disk: a plain problem, nothing half, and the work goes on when there is room again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.check import check
from edudesk.services.safety.restore import restore
from edudesk.texts import Texts
from tests.services.safety.filled import NOW, all_files, everything, fill

resource = pytest.importorskip("resource")  # Windows has no such limit
LONG = {"topic": "想听一节数学课", "state": "open", "note": "很长的说明" * 10_000}


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let every file end at ``size`` bytes, as on a disk that is full at that moment."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def expect_plain(problem: EnvironmentProblem) -> None:
    assert problem.code in {"disk.full", "disk.failed", "backup.no-room"}
    assert Texts("zh").present(problem) != Texts("en").present(problem)


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    (tmp_path / "inbox").mkdir()
    fill(archive, tmp_path / "inbox", photo=900_000)
    return archive


def test_a_record_is_written_as_a_whole_or_not_at_all(filled: Archive) -> None:
    before = everything(filled)
    with no_file_beyond(filled.database.stat().st_size):
        with pytest.raises(EnvironmentProblem) as caught, change(filled, "request.create", NOW) as writing:
            writing.create("request", LONG)
        expect_plain(caught.value)
        assert everything(filled) == before
    assert check(filled).findings == ()
    with change(filled, "request.create", NOW) as writing:
        made = writing.create("request", LONG)
    assert records.get(filled, made).content == LONG
    assert check(filled).findings == ()


def test_a_journal_that_cannot_be_written_holds_nothing_up_and_is_caught_up_with(filled: Archive) -> None:
    journal = filled.folder / "journal" / "000000.jsonl"
    with journal.open("ab") as file:  # so that it is the longest file of all, and the limit hits it alone
        file.write(b"no line of ours" * 100_000 + b"\n")
    with no_file_beyond(journal.stat().st_size + 100):
        with change(filled, "person.create", NOW) as writing:
            made = [writing.create("person", {"name": f"林晓{number}"}) for number in range(30)]
        assert records.get(filled, made[-1]).content["name"] == "林晓29"
        assert {found.code for found in check(filled).findings} == {"check.journal-missing"}
    with change(filled, "person.delete", NOW) as writing:
        writing.delete(made[0])
    assert check(filled).findings == ()


@pytest.mark.parametrize("limit", [0, 5_000, 400_000, 800_000])
def test_a_backup_is_there_as_a_whole_or_not_at_all(filled: Archive, tmp_path: Path, limit: int) -> None:
    before = all_files(filled.folder)
    with no_file_beyond(limit), pytest.raises(EnvironmentProblem) as caught:
        back_up(filled, tmp_path / "stick", NOW)
    expect_plain(caught.value)
    assert all_files(filled.folder) == before
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("limit", [0, 5_000, 400_000, 800_000])
def test_a_restore_is_there_as_a_whole_or_not_at_all(
    filled: Archive, tmp_path: Path, limit: int, over: bool
) -> None:
    backup = back_up(filled, tmp_path / "stick", NOW)
    for original in list(filled.store.all())[:2]:
        filled.store.path(original).unlink()
    filled.close()
    before = all_files(filled.folder)
    target = filled.folder if over else tmp_path / "new"
    with no_file_beyond(limit), pytest.raises(EnvironmentProblem) as caught:
        restore(backup.path, target, NOW, over=over)
    expect_plain(caught.value)
    assert all_files(filled.folder) == before
    assert not (tmp_path / "new").exists()
    restore(backup.path, target, NOW, over=over)
    with open_archive(target, NOW) as again:
        assert check(again).findings == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a disk of 2 MB; only an administrator may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("only an administrator can make a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_on_a_disk_that_fills_up_every_finished_record_stays(small_disk: Path) -> None:
    with found_archive(small_disk / "archive", {"name": "明德实验小学"}, NOW) as archive:
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"\0" * 400_000)
        made: list[str] = []
        with pytest.raises(EnvironmentProblem) as caught:
            while len(made) < 100:
                with change(archive, "request.create", NOW) as writing:
                    one = writing.create("request", LONG)
                made.append(one)
        expect_plain(caught.value)
        assert len(records.all_of(archive, "request")) == len(made)
        ballast.unlink()
        with change(archive, "request.create", NOW) as writing:
            made.append(writing.create("request", LONG))
    with open_archive(small_disk / "archive", NOW) as again:
        assert check(again).findings == ()
        assert {record.id for record in records.all_of(again, "request")} == set(made)


def test_a_backup_that_does_not_fit_is_not_begun(filled: Archive, small_disk: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="backup.no-room") as caught:
        back_up(filled, small_disk, NOW)
    expect_plain(caught.value)
    assert list(small_disk.iterdir()) == []

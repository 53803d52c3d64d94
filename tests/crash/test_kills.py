"""Killed at whatever moment: the archive opens with all that was finished, and nothing is half."""

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.jobs import QUIET
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.check import check
from edudesk.services.safety.disk import Meter
from edudesk.services.safety.restore import restore
from edudesk.services.safety.verification import verify_backup
from tests.crash.killing import kill_at_random, kills
from tests.services.safety.filled import NOW, attach, everything, write_activity

TIMES = kills(40)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture(scope="session")
def before(prepared: Path) -> Mapping[str, Any]:
    with open_archive(prepared / "archive", NOW) as archive:
        return everything(archive)


def holds_everything(folder: Path, before: Mapping[str, Any]) -> None:
    """Assert that the archive opens, is sound, and says all that it said before."""
    with open_archive(folder, LATER) as archive:
        assert check(archive).sound, check(archive).findings
        now = everything(archive)
    assert now["revision"][: len(before["revision"])] == before["revision"]
    for table in ("record", "stored_file"):
        assert all(row in now[table] for row in before[table])


def finished_backups(stick: Path) -> list[Path]:
    """Return what has a final name; what a kill left has the temporary one."""
    return [path for path in stick.iterdir() if not path.name.startswith(".edudesk-part-")]


def write_records(folder: Path) -> None:
    with open_archive(folder / "archive", LATER) as archive:
        for number in range(8):
            with change(archive, "activity.create", LATER) as writing:
                made = write_activity(writing, number, [])
                attach(archive, writing, made, folder / "inbox" / f"new-{number}.jpg", 20_000)
            (folder / f"done-{number}").write_text(made, encoding="utf-8")


def test_killed_while_records_are_written(prepared: Path, before: Mapping[str, Any], quick: Path) -> None:
    def holds(folder: Path) -> None:
        holds_everything(folder / "archive", before)
        with open_archive(folder / "archive", LATER) as archive:
            for told in folder.glob("done-*"):
                made = told.read_text(encoding="utf-8")
                if made:  # the kill may have come between making and filling the note
                    assert records.get(archive, made).content["topic"].startswith("联合教研")

    kill_at_random(write_records, TIMES, prepared, quick, holds=holds)


def make_backup(folder: Path) -> None:
    with open_archive(folder / "archive", LATER) as archive:
        back_up(archive, folder / "stick", LATER)


def test_killed_while_backing_up(prepared: Path, before: Mapping[str, Any], quick: Path) -> None:
    def holds(folder: Path) -> None:
        holds_everything(folder / "archive", before)
        for backup in finished_backups(folder / "stick"):
            assert verify_backup(backup, Meter(QUIET, 0)).lost == ()
        make_backup(folder)
        assert not list((folder / "stick").glob(".edudesk-part-*"))

    kill_at_random(make_backup, TIMES, prepared, quick, holds=holds)


def restore_anew(folder: Path) -> None:
    (backup,) = finished_backups(folder / "stick")
    restore(backup, folder / "new", LATER)


def test_killed_while_restoring_into_a_new_place(
    prepared: Path, before: Mapping[str, Any], quick: Path
) -> None:
    def holds(folder: Path) -> None:
        if not (folder / "new" / "edudesk.db").exists():
            restore_anew(folder)
        holds_everything(folder / "new", before)

    kill_at_random(restore_anew, TIMES, prepared, quick, holds=holds)


def restore_over(folder: Path) -> None:
    (backup,) = finished_backups(folder / "stick")
    restore(backup, folder / "archive", LATER, over=True)


@pytest.fixture(scope="session")
def moved_on(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the prepared folder after more was written, an original lost and one damaged."""
    place = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("moved") / "on"))
    with open_archive(place / "archive", LATER) as archive:
        with change(archive, "person.create", LATER) as writing:
            writing.create("person", {"name": "后来的人"})
        first, second, *_ = archive.store.all()
        archive.store.path(first).unlink()
        archive.store.path(second).write_bytes(b"damaged")
    return place


def test_killed_while_restoring_over_an_archive(
    moved_on: Path, before: Mapping[str, Any], quick: Path
) -> None:
    with open_archive(moved_on / "archive", LATER) as archive:
        old = everything(archive)

    ways: set[bool] = set()

    def holds(folder: Path) -> None:
        with open_archive(folder / "archive", LATER) as archive:
            found = everything(archive)
            assert found in (before, old)
            report = check(archive)
            amiss = {finding.code for finding in report.findings if finding.severity == "error"}
            assert amiss <= ({"check.file-missing", "check.file-damaged"} if found == old else set())
        kept = list((folder / "archive").glob("before-restore-*"))
        assert kept or found == old
        for backup in kept:
            assert verify_backup(backup, Meter(QUIET, 0)).manifest.revisions == len(old["revision"])
        ways.add(found == before)

    kill_at_random(restore_over, TIMES, moved_on, quick, holds=holds)
    assert ways == {True, False}


def test_a_restore_over_an_archive_goes_through_after_one_that_was_killed(
    moved_on: Path, before: Mapping[str, Any], quick: Path
) -> None:
    def holds(folder: Path) -> None:
        restore_over(folder)
        holds_everything(folder / "archive", before)

    kill_at_random(restore_over, TIMES // 5, moved_on, quick, holds=holds)

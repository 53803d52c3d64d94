"""The kept page is the page, or nothing at all; and it needs no database layer."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from edudesk.services.archive import Archive, create_archive
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.standing import snapshot
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.snapshot import glance, keep, keep_ahead
from edudesk.texts import Texts

ONE_DAY = timedelta(days=1)
WRONG: tuple[object, ...] = (7, "x", [1], {"a": 1}, [[]], None)
GLANCE = """
import sys
from datetime import date
from pathlib import Path
from edudesk.services.standing.snapshot import glance
view = glance(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), "zh")
print(view.title, sorted({"sqlalchemy", "reportlab", "openpyxl", "PIL", "PySide6"} & set(sys.modules)))
"""


def kept(folder: Path) -> Path:
    """Return the file of today's page."""
    return folder / "derived" / "home" / f"{DEMO_DAY:%Y-%m-%d}-zh.json"


@pytest.fixture
def folder(demo: Archive, zh: Texts) -> Path:
    """Return the folder of an open archive whose page is kept for three days."""
    keep_ahead(Standing(demo), zh, DEMO_DAY, days=range(3))
    return demo.folder


def test_the_kept_page_is_the_page_of_each_day(demo: Archive, folder: Path, zh: Texts) -> None:
    standing = Standing(demo)
    for ahead in range(3):
        day = DEMO_DAY + ahead * ONE_DAY
        assert glance(folder, day, "zh") == home_view(standing, None, day, zh)
    assert glance(folder, DEMO_DAY + 3 * ONE_DAY, "zh") is None
    assert glance(folder, DEMO_DAY, "en") is None


def test_it_holds_after_the_archive_was_closed(demo: Archive, folder: Path) -> None:
    demo.close()
    assert glance(folder, DEMO_DAY, "zh") is not None
    assert not list(folder.glob("edudesk.db-*"))


def test_after_a_change_there_is_none_until_it_is_kept_again(demo: Archive, folder: Path, zh: Texts) -> None:
    standing = Standing(demo)
    with change(demo, "activity.create", DEMO_NOW) as writing:
        writing.create("activity", {"topic": "新的", "state": "held", "starts_on": DEMO_DAY})
    assert glance(folder, DEMO_DAY, "zh") is None
    view = home_view(standing, None, DEMO_DAY, zh)
    keep(folder, view)
    assert glance(folder, DEMO_DAY, "zh") == view


def test_another_version_of_the_program_shows_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_MADE_BY", "0 0")
    assert glance(folder, DEMO_DAY, "zh") is None


def test_old_days_are_thrown_away(demo: Archive, folder: Path, zh: Texts) -> None:
    keep_ahead(Standing(demo), zh, DEMO_DAY + 2 * ONE_DAY, days=range(1))
    assert [one.name for one in kept(folder).parent.iterdir()] == ["2026-05-22-zh.json"]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"made_by": 1, "revision": 2, "view": 3}',
    ],
)
def test_damage_is_as_good_as_nothing(folder: Path, damage: bytes) -> None:
    kept(folder).write_bytes(damage)
    assert glance(folder, DEMO_DAY, "zh") is None


def test_a_view_of_the_wrong_shape_is_as_good_as_nothing(folder: Path) -> None:
    whole = json.loads(kept(folder).read_text("utf-8"))
    for name, value in whole["view"].items():
        for wrong in WRONG:
            said = {**whole, "view": {**whole["view"], name: wrong}}
            kept(folder).write_text(json.dumps(said), "utf-8")
            glance(folder, DEMO_DAY, "zh")
        if isinstance(value, list) and value:
            said = {**whole, "view": {**whole["view"], name: [{}]}}
            kept(folder).write_text(json.dumps(said), "utf-8")
            assert glance(folder, DEMO_DAY, "zh") is None


def test_a_locked_or_missing_database_is_as_good_as_nothing(
    demo: Archive, folder: Path, tmp_path: Path
) -> None:
    demo.close()
    assert glance(tmp_path / "nowhere", DEMO_DAY, "zh") is None
    with closing(sqlite3.connect(folder / "edudesk.db")) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        glance(folder, DEMO_DAY, "zh")
    (folder / "edudesk.db").write_bytes(b"no database" * 1000)
    assert glance(folder, DEMO_DAY, "zh") is None
    (folder / "edudesk.db").unlink()
    assert glance(folder, DEMO_DAY, "zh") is None
    assert not (folder / "edudesk.db").exists()


def test_an_archive_without_any_record_has_no_page_to_fear(tmp_path: Path, zh: Texts) -> None:
    with create_archive(tmp_path / "new", datetime(2025, 9, 1, tzinfo=UTC)) as archive:
        keep_ahead(Standing(archive), zh, date(2025, 9, 1), days=range(1))
        view = glance(archive.folder, date(2025, 9, 1), "zh")
        assert view
        assert view.blank


def test_a_disk_that_takes_nothing_stops_nothing(folder: Path, demo: Archive, zh: Texts) -> None:
    shutil.rmtree(kept(folder).parent)
    kept(folder).parent.write_text("in the way")
    keep(folder, home_view(Standing(demo), None, DEMO_DAY, zh))
    assert glance(folder, DEMO_DAY, "zh") is None


def test_a_glance_needs_no_database_layer(folder: Path) -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            GLANCE,
            str(folder),
            DEMO_DAY.isoformat(),
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
    )
    assert said.stdout == "本学期还差 8 件事 []\n"

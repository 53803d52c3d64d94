"""Preferences: kept in one file, read whatever lies there, written a moment later and whole."""

import json
import threading

import pytest

from edudesk.services.place import PORTABLE
from edudesk.services.preferences import FILE, SET_ASIDE, Preferences, preferences_folder


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / FILE


def test_the_first_day_is_light_on_assumptions(path):
    fresh = Preferences(path)
    assert (fresh.language, fresh.shade, fresh.size) == (None, "system", "standard")
    assert (fresh.author, fresh.archive, fresh.backup_target, fresh.state("window")) == ("", None, None, None)
    fresh.flush()
    assert not path.exists()


def test_everything_is_there_the_next_time(path, tmp_path):
    first = Preferences(path)
    first.language, first.shade, first.size = "en", "dark", "larger"
    first.author, first.archive, first.backup_target = "周敏", tmp_path / "档案", tmp_path
    first.keep_state("window", "AAAA")
    first.keep_state("activity.columns", [90, 120])
    first.flush()
    again = Preferences(path)
    assert (again.language, again.shade, again.size) == ("en", "dark", "larger")
    assert (again.author, again.archive, again.backup_target) == ("周敏", tmp_path / "档案", tmp_path)
    assert again.state("window") == "AAAA"
    assert again.state("activity.columns") == [90, 120]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"null", b"[" * 200_000], ids=range(6)
)
def test_a_damaged_file_is_kept_aside_and_all_is_as_on_the_first_day(path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    fresh = Preferences(path)
    assert fresh.shade == "system"
    assert path.with_name(SET_ASIDE).read_bytes() == damage
    fresh.shade = "dark"
    fresh.flush()
    assert Preferences(path).shade == "dark"


@pytest.mark.parametrize("nonsense", [7, None, [], {}, "purple"])
def test_a_value_that_makes_no_sense_counts_as_not_set(path, nonsense):
    path.parent.mkdir()
    names = ("language", "shade", "size", "states", "author", "archive")
    path.write_text(json.dumps(dict.fromkeys(names, nonsense)), encoding="utf-8")
    read = Preferences(path)
    assert (read.language, read.shade, read.size) == (None, "system", "standard")
    assert read.state("window") is None
    read.keep_state("window", 1)
    assert read.state("window") == 1
    read.flush()


def test_what_another_program_kept_there_stays(path):
    path.parent.mkdir()
    path.write_text('{"of-tomorrow": [1]}', encoding="utf-8")
    read = Preferences(path)
    read.author = "周敏"
    read.flush()
    assert json.loads(path.read_text("utf-8"))["of-tomorrow"] == [1]


def test_many_changes_are_written_once_and_soon(path, monkeypatch):
    monkeypatch.setattr("edudesk.services.preferences._PAUSE", 0.05)
    kept = Preferences(path)
    for width in range(200):
        kept.keep_state("width", width)
    assert not path.exists()
    for _ in range(100):
        if path.exists():
            break
        threading.Event().wait(0.05)
    assert json.loads(path.read_text("utf-8"))["states"] == {"width": 199}
    assert [each.name for each in path.parent.iterdir()] == [FILE]


def test_a_place_that_takes_no_file_loses_nothing_but_the_file(tmp_path):
    blocked = tmp_path / "config"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    kept = Preferences(blocked / FILE)
    kept.shade = "dark"
    kept.flush()
    assert kept.shade == "dark"


def test_on_a_stick_they_lie_beside_the_archive(tmp_path):
    (tmp_path / PORTABLE).mkdir()
    assert preferences_folder(tmp_path) == tmp_path / PORTABLE


def test_else_they_lie_where_the_system_keeps_such_things(tmp_path, monkeypatch, own_home):
    assert preferences_folder(tmp_path).is_relative_to(own_home)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert preferences_folder(tmp_path) == tmp_path / "xdg" / "EduDesk"

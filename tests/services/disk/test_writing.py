"""A file lies whole under its name or not at all."""

import errno
import os

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services.disk.writing import write_file


def test_what_had_the_name_is_replaced_by_the_whole(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_half_is_removed_when_nobody_can_be_writing_it(tmp_path):
    old, new = tmp_path / ".edudesk-0123456789ab.part", tmp_path / ".edudesk-ba9876543210.part"
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (1, 1))
    write_file(tmp_path / "a.pdf", b"x")
    assert {entry.name for entry in tmp_path.iterdir()} == {"a.pdf", new.name}


def test_a_disk_that_did_not_take_the_name_is_told(tmp_path, monkeypatch):
    def gone(_folder):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("edudesk.services.disk.writing.sync_folder", gone)
    with pytest.raises(EnvironmentProblem) as caught:
        write_file(tmp_path / "a.pdf", b"x")
    assert caught.value.code == "disk.failed"


def test_a_place_that_is_not_there_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(EnvironmentProblem) as caught:
        write_file(tmp_path / "none" / "a.pdf", b"x")
    assert caught.value.code == "disk.failed"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(EnvironmentProblem):
        write_file(tmp_path / "a.pdf", b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]

"""A further copy is the same to the last byte, or is not there."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services.handing.copying import copy_package, copy_packages
from edudesk.services.handing.looking import look_into
from edudesk.services.jobs import QUIET, Job
from edudesk.texts import Texts
from tests.services.packages.bags import names_in, write

PAYLOAD = {f"04-活动记录/照片 {number}.jpg": os.urandom(40_000) for number in range(20)}


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_the_copy_is_a_package_with_the_same_check_code(tmp_path, form):
    package = write(tmp_path / "包", form, PAYLOAD).path
    seen = []
    copy = copy_package(package, tmp_path / "stick", Job(lambda *said: seen.append(said)))
    first, second = look_into(package, Texts("zh")), look_into(copy, Texts("zh"))
    assert second.valid
    assert first.check_code == second.check_code != ""
    assert names_in(tmp_path / "stick") == [package.name]
    assert seen[-1][1] == (2 if form == "zip" else 48)
    again = copy_package(package, tmp_path / "stick", QUIET)
    assert again != copy, "nothing is ever overwritten"


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_stopping_it_leaves_nothing(tmp_path, form):
    package = write(tmp_path / "包", form, PAYLOAD).path
    seen = []
    job = Job(lambda *said: seen.append(said), lambda: len(seen) > 1)
    with pytest.raises(Cancelled):
        copy_package(package, tmp_path / "stick", job)
    assert names_in(tmp_path / "stick") == []
    assert look_into(package, Texts("zh")).valid


def test_a_disk_that_fills_up_is_said_and_left_clean(tmp_path, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("the system does not tell which file is flushed")
    package = write(tmp_path / "包", "folder", PAYLOAD).path

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as caught:
        copy_package(package, tmp_path / "stick", QUIET)
    assert caught.value.code == "package.disk_full"
    assert names_in(tmp_path / "stick") == []


def test_a_stick_that_is_pulled_between_two_parts_is_told_as_such(tmp_path, monkeypatch):
    packages = [write(tmp_path / name, "zip", PAYLOAD).path for name in ("一.zip", "二.zip")]
    stick, unlink, fsync = tmp_path / "stick", Path.unlink, os.fsync

    def pulled(handle):
        if (stick / "一.zip").exists():
            raise OSError(errno.EIO, "Input/output error")
        fsync(handle)

    def stays(path, *, missing_ok=False):
        if path.name == "一.zip":
            raise OSError(errno.EIO, "Input/output error", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(os, "fsync", pulled)
    monkeypatch.setattr(Path, "unlink", stays)
    with pytest.raises(EnvironmentProblem) as caught:
        copy_packages(packages, stick, QUIET)
    assert caught.value.code == "package.target_gone"


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_package_whose_own_disk_fails_is_not_told_as_the_stick_it_goes_to(tmp_path, monkeypatch, form):
    package = write(tmp_path / "包", form, PAYLOAD).path

    def gone(_file, *_size):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("edudesk.services.packages.source.pieces", gone)
    with pytest.raises(EnvironmentProblem) as caught:
        copy_package(package, tmp_path / "stick", QUIET)
    assert caught.value.code == "package.not_readable"
    assert names_in(tmp_path / "stick") == []


def test_what_reads_back_differently_is_not_kept(tmp_path, monkeypatch):
    package = write(tmp_path / "包", "zip", PAYLOAD).path
    monkeypatch.setattr("edudesk.services.handing.copying._hash", lambda _path: "0" * 64)
    with pytest.raises(EnvironmentProblem) as caught:
        copy_package(package, tmp_path / "stick", QUIET)
    assert caught.value.code == "package.read_back_differs"
    assert names_in(tmp_path / "stick") == []


def test_a_package_that_is_gone_is_said(tmp_path):
    package = write(tmp_path / "包", "folder", PAYLOAD).path
    shutil.rmtree(package)
    with pytest.raises(UserError) as caught:
        copy_package(package, tmp_path / "stick", QUIET)
    assert caught.value.code == "package.not_found"


def test_the_command_line_says_the_same_code(tmp_path):
    package = write(tmp_path / "包", "zip", PAYLOAD).path
    code = look_into(package, Texts("zh")).check_code
    said = subprocess.run(
        [sys.executable, "-m", "edudesk", "verify", str(package)], capture_output=True, check=True
    )
    assert code in said.stdout.decode("utf-8")

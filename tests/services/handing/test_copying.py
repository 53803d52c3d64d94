"""A further copy is the same to the last byte, or is not there."""

import errno
import os
import shutil
import subprocess
import sys

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services.handing.copying import copy_package
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

"""What a killed run, a full disk and a second run leave behind."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services.disk.temporary import PREFIX, Temporary, clear_leftovers
from edudesk.services.packages.bag import BagWriter
from edudesk.services.packages.verify import verify
from tests.services.packages.bags import DAY, names_in, write

FORKS = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork; tests/crash kills there")
PAYLOAD = {f"04-活动记录/照片 {number}.jpg": os.urandom(60_000) for number in range(60)}


def in_child(work):
    """Run ``work`` in a forked process and return its id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    return child


@FORKS
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_killed_at_any_moment_nothing_half_has_the_final_name(tmp_path, form):
    begun = time.monotonic()
    write(tmp_path / "trial", form, PAYLOAD)
    whole = time.monotonic() - begun
    chance, finished = random.Random(7), 0
    for attempt in range(25):
        out = tmp_path / f"{attempt}"
        child = in_child(lambda out=out: write(out / "包", form, PAYLOAD))
        time.sleep(chance.uniform(0, whole * 1.3))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if (out / "包").exists():
            finished += 1
            assert verify(out / "包").valid
        before = (out / "包").exists()
        write(out / "次", form, {"a": b"a"})
        assert names_in(out) == (["包", "次"] if before else ["次"])
    assert finished < 25


def test_what_a_living_run_writes_is_left_alone(tmp_path):
    with BagWriter(tmp_path / "a", form="folder", day=DAY, total=1) as living:
        living.add_bytes("a", b"a")
        clear_leftovers(tmp_path)
        assert write(tmp_path / "b").path.exists()
        assert verify(living.finish({}).path).valid
    assert names_in(tmp_path) == ["a", "b"]


def test_only_our_own_leftovers_are_removed(tmp_path):
    (tmp_path / f"{PREFIX}dead" / "data").mkdir(parents=True)
    (tmp_path / f"{PREFIX}dead" / "data" / "x").write_bytes(b"x")
    (tmp_path / f"{PREFIX}dead.lock").write_bytes(b"")
    (tmp_path / ".part-of-mine").write_bytes(b"mine")
    write(tmp_path / "b")
    assert names_in(tmp_path) == [".part-of-mine", "b"]


@pytest.fixture
def full_disk(tmp_path):
    """Return a disk of one megabyte."""
    if sys.platform != "linux":
        pytest.skip("only Linux mounts a disk in memory")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_disk_that_fills_up_is_said_and_left_clean(full_disk, monkeypatch, form):
    # Another program takes the room that was there when it was asked for.
    monkeypatch.setattr("edudesk.services.packages.bag.check_room", lambda *_: None)
    with pytest.raises(EnvironmentProblem) as caught:
        write(full_disk / "包", form, PAYLOAD)
    assert caught.value.code == "package.disk_full"
    assert names_in(full_disk) == []


@FORKS
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_limit_on_file_size_is_said_and_left_clean(tmp_path, form):
    resource = pytest.importorskip("resource", reason="this system sets no limit on the size of files")

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            write(tmp_path / "包", form, {"大.bin": bytes(3_000_000)})
        except EnvironmentProblem as problem:
            os._exit(7 if problem.code == "package.file_limit" else 8)

    _, status = os.waitpid(in_child(limited), 0)
    assert os.waitstatus_to_exitcode(status) == 7
    assert names_in(tmp_path) == []


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be renamed")
def test_a_program_that_looks_into_the_new_package_is_waited_for(tmp_path):
    place = Temporary(tmp_path)
    place.path.write_bytes(b"a package")
    scanner = place.path.open("rb")
    threading.Timer(0.5, scanner.close).start()
    assert place.move_to(tmp_path / "包.zip").read_bytes() == b"a package"
    assert names_in(tmp_path) == ["包.zip"]

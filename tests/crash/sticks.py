"""A stick that can be pulled: a small file system in a file, which the kernel is told to fail from now on."""

import os
import random
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from edudesk.errors import EnvironmentProblem
from tests.crash.handing import expect_plain
from tests.crash.killing import SEED, Child

_SHUT_DOWN = 0x8004587D
_WITHOUT_FLUSHING = 2
_SIZE = 64 << 20


def _run(*command: object) -> bool:
    try:
        return subprocess.run([*map(str, command)], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


class Stick:
    """A stick at ``place``; only an administrator of a Linux has one."""

    def __init__(self, folder: Path) -> None:
        self.place, self._image = folder / "stick", folder / "stick.image"
        self.place.mkdir()
        with self._image.open("wb") as file:
            file.truncate(_SIZE)
        made = sys.platform == "linux" and os.geteuid() == 0 and _run("mkfs.ext4", "-q", "-F", self._image)
        if not made or not _run("mount", "-o", "loop", self._image, self.place):
            pytest.skip("only an administrator of Linux can make a stick")

    def pull(self) -> None:
        """Let everything on the stick fail from now on; what had not reached it is lost."""
        import fcntl

        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUT_DOWN, struct.pack("I", _WITHOUT_FLUSHING))
        finally:
            os.close(handle)

    def flush(self) -> None:
        """Bring to the stick what was written so far."""
        assert _run("sync", "-f", self.place)

    def plug_in_again(self) -> None:
        """Make the stick work again, with what had reached it."""
        self.unplug()
        assert _run("mount", "-o", "loop", self._image, self.place)

    def unplug(self) -> None:
        """Take the stick out for good."""
        assert _run("umount", self.place)


def pull_at_random(
    work: Callable[[], object],
    stick: Stick,
    times: int,
    *,
    codes: Collection[str],
    holds: Callable[[], object],
) -> None:
    """Pull the stick at ``times`` random moments of ``work``, which must end well or say one of ``codes``.

    ``holds()`` asserts what must hold when it is plugged in again, and prepares the next time.
    """
    chance, pulled = random.Random(SEED), 0
    lasted: list[float] = []

    def told(_place: Path) -> None:
        try:
            work()
        except EnvironmentProblem as problem:
            expect_plain(problem, codes)

    while pulled < times:
        child = Child(told, stick.place)
        begun = time.perf_counter()
        lasts = statistics.median(lasted[-5:]) if lasted else 60.0
        if child.ends_within(chance.uniform(0, lasts)) is None:
            pulled += 1
            stick.pull()
            assert child.ends_within(60.0) is not None, "the work hangs"
        else:
            lasted.append(time.perf_counter() - begun)
        try:
            assert child.status == 0
            stick.plug_in_again()
            holds()
        except BaseException as error:
            error.add_note(f"pull {pulled}")
            raise

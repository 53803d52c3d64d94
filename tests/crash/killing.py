"""Work that is killed at a random moment, again and again, and what must hold afterwards.

A child process does the work in a fresh copy of a prepared folder; it is killed without warning within the
time that the work takes. Where the system can fork, the child starts with everything imported, so that
the moments fall into the work and not into Python's start.
"""

import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

Work = Callable[[Path], object]
"""Does the work in the folder it is handed; a function of a module, so that it can be named to a child."""

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
REHEARSALS = 5
SEED = 20250901
LONGEST = 60.0
"""Seconds that a piece of work may take in a rehearsal."""
PATIENCE = 5.0
"""Seconds until a lock must be free. A worker that is being started holds its parent's files for some
milliseconds more, until the system has put the new program in its place."""


def kills(usual: int) -> int:
    """Return how many kills a test makes: a sample in every run, as many as a campaign asks for."""
    return int(os.environ.get("EDUDESK_KILLS", usual))


@dataclass(frozen=True)
class Kills:
    """How often the work was cut short, and how often it had ended before its moment came."""

    killed: int
    ended: int


def kill_at_random(
    work: Work, times: int, prepared: Path, place: Path, *, holds: Callable[[Path], object]
) -> Kills:
    """Kill ``work`` at ``times`` random moments, each in a new copy of ``prepared`` under ``place``.

    ``holds(folder)`` asserts what must hold afterwards; the folder is deleted when it does. A run that ends
    before its moment counts for nothing but the measure of how long the work takes. Where there is no fork
    a tenth of the kills must do.
    """
    chance = random.Random(SEED)
    rehearsals = min(REHEARSALS, max(times // 2, 1))
    lasted = [_rehearse(work, prepared, place, holds) for _ in range(rehearsals)]
    wanted, killed, ended = times if FORKS else max(times // 10, 3), 0, 0
    while killed < wanted:
        assert ended <= 3 * wanted, "the work ends before it can be killed"
        lasts = statistics.median(lasted[-REHEARSALS:])
        moment = chance.uniform(0, lasts)
        folder = _copied(prepared, place / "run")
        ended_after = Child(work, folder).kill_after(moment)
        if ended_after is not None:
            lasted.append(ended_after)
            ended += 1
        else:
            killed += 1
            assert unlocked(folder), "the lock outlived its process"
            _expect(holds, folder, f"kill {killed}, after {moment:.4f} of {lasts:.4f} s")
        shutil.rmtree(folder)
    return Kills(killed, ended)


def kill_all_or_nothing(
    work: Work,
    times: int,
    prepared: Path,
    place: Path,
    *,
    said: Callable[[Path], object],
    between: Collection[object] = (),
    idempotent: bool = True,
    then: Callable[[Path], object] = lambda _folder: None,
) -> Kills:
    """Kill ``work`` as :func:`kill_at_random` does: it has happened as a whole or not at all.

    ``said(folder)`` asserts that the archive there is sound and returns what it says: what it said before the
    work or says after it, and where the work has several steps what it says ``between`` them. Done again the
    work leads to what it would have led to; one that is not ``idempotent`` is so only where it did not
    happen. ``then(folder)`` asserts what more must hold.
    """
    complete = _copied(prepared, place / "complete")
    before = said(complete)
    work(complete)
    after = said(complete)
    assert before != after, "nothing was done"
    shutil.rmtree(complete)

    def holds(folder: Path) -> None:
        found = said(folder)
        assert found in (before, *between, after)
        if idempotent or found != after:
            work(folder)
            assert said(folder) == after
        then(folder)

    return kill_at_random(work, times, prepared, place, holds=holds)


def _expect(holds: Callable[[Path], object], folder: Path, when: str) -> None:
    try:
        holds(folder)
    except BaseException as error:
        error.add_note(when)
        raise


def _rehearse(work: Work, prepared: Path, place: Path, holds: Callable[[Path], object]) -> float:
    """Let the work end; return how long it takes in seconds, from the child's start on."""
    folder = _copied(prepared, place / "rehearsal")
    child = Child(work, folder)
    seconds = child.kill_after(LONGEST)
    assert seconds is not None, "the work takes too long"
    assert child.status == 0, "the work fails even when it is let alone"
    _expect(holds, folder, "let alone")
    shutil.rmtree(folder)
    return seconds


def _copied(prepared: Path, folder: Path) -> Path:
    return Path(shutil.copytree(prepared, folder))


def unlocked(folder: Path) -> bool:
    """Tell whether no lock in a folder is held any more."""
    for path in folder.rglob("*.lock"):
        lock = FileLock(path, timeout=PATIENCE)
        try:
            lock.acquire(poll_interval=0.002)
        except Timeout:
            return False
        lock.release()
    return True


class Child:
    """One process that does the work and ends with status 0."""

    def __init__(self, work: Work, folder: Path) -> None:
        self.status: int | None = None
        self._begun = time.perf_counter()
        self._process: subprocess.Popen[bytes] | None = None
        self._id = 0
        if FORKS:
            self._id = os.fork()
            if self._id == 0:
                _do_and_leave(work, folder)
        else:
            call = f"from pathlib import Path; from {work.__module__} import {work.__name__} as work"
            self._process = subprocess.Popen(
                [sys.executable, "-c", f"{call}; work(Path({str(folder)!r}))"],
                cwd=Path(__file__).resolve().parents[2],
            )

    def ends_within(self, seconds: float) -> float | None:
        """Wait until the moment has come; return None, or after how long the child had ended."""
        while (left := self._begun + seconds - time.perf_counter()) > 0:
            if self._ended():
                return time.perf_counter() - self._begun
            time.sleep(min(left, 0.0005))
        return None

    def kill_after(self, seconds: float) -> float | None:
        """Kill without warning when the moment has come; return None, or after how long it had ended."""
        if ended_after := self.ends_within(seconds):
            return ended_after
        if self._process is not None:
            self._process.kill()
            return None if self._process.wait() != 0 else seconds
        os.kill(self._id, signal.SIGKILL)
        return None if os.WIFSIGNALED(os.waitpid(self._id, 0)[1]) else seconds

    def _ended(self) -> bool:
        if self._process is not None:
            self.status = self._process.poll()
        else:
            ended, status = os.waitpid(self._id, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if ended else None
        return self.status is not None


def _do_and_leave(work: Work, folder: Path) -> None:
    """Do the work in the forked child, which must never return into the tests of its parent."""
    status = 1
    try:
        work(folder)
        status = 0
    except BaseException:  # noqa: BLE001 - told to the parent by the status, to a reader by the traceback
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)

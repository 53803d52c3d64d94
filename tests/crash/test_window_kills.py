"""The new user's run, killed at random moments: at most one second of typing is lost, and nothing else."""

import json
import logging
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.killing import FORKS, SEED, kills, unlocked
from tests.crash.window_child import LOG, REOPEN
from tests.crash.window_state import expect_sound, keys, lost, read_all
from tests.e2e.new_user.desk import Place, furnish
from tests.e2e.new_user.stages import STAGES

TIMES = kills(6 if FORKS else 3)
MOST = 1.0
"""Seconds of typing that a kill may cost."""
PROJECT = Path(__file__).resolve().parents[2]
MODULE = "tests.crash.window_child"


class Server:
    """Starts processes that do a stage; where the system cannot fork each is a program of its own."""

    def __init__(self, complaints: Path) -> None:
        self.complaints = complaints
        self._errors = complaints.open("w", encoding="utf-8")
        self._server = self._run() if FORKS else None

    def do(self, stage: str, folder: Path, moment: float | None = None) -> tuple[int, float]:
        """Do a stage, killed after ``moment`` seconds if it still runs; return its status and its end."""
        if self._server is None:
            return self._do_alone(stage, folder, moment)
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        asked = {"stage": stage, "folder": str(folder), "moment": moment}
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        status, ended = json.loads(self._server.stdout.readline())
        return status, ended

    def _do_alone(self, stage: str, folder: Path, moment: float | None) -> tuple[int, float]:
        child = self._run(stage, str(folder))
        try:
            return child.wait(moment), time.monotonic()
        except subprocess.TimeoutExpired:
            killed = time.monotonic()
            child.kill()
            return child.wait(), killed

    def close(self) -> None:
        """End the server; its children have ended before."""
        self._errors.close()
        if self._server is not None:
            self._server.communicate()

    def _run(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", MODULE, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            cwd=PROJECT,
        )


@dataclass(frozen=True)
class Prepared:
    """The folder as each stage finds it, and how long the stage takes in seconds."""

    before: Mapping[str, Path]
    lasts: Mapping[str, float]
    server: Server

    def at_random(self, chance: random.Random) -> tuple[str, float]:
        """Return a moment of the whole run: the stage, and the seconds from its beginning."""
        moment = chance.uniform(0, sum(self.lasts.values()))
        *others, last = self.lasts
        for stage in others:
            if moment < self.lasts[stage]:
                return stage, moment
            moment -= self.lasts[stage]
        return last, moment

    def copied(self, stage: str, folder: Path) -> Place:
        """Copy what a stage finds; settings and answers name the folder by its path."""
        before = self.before[stage]
        shutil.copytree(before, folder)
        for path in (folder / "config").glob("*.json"):
            old, new = (json.dumps(str(one))[1:-1] for one in (before, folder))
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        (folder / LOG).unlink(missing_ok=True)
        return Place(folder)


@pytest.fixture
def prepared(quick: Path, shared_data: Path) -> Iterator[Prepared]:
    """Do the whole run once, stage by stage, and keep what each stage found."""
    server = Server(quick / "complaints")
    before: dict[str, Path] = {}
    lasts: dict[str, float] = {}
    last = furnish(quick / "furnished", shared_data).folder
    found = Prepared(before, lasts, server)
    try:
        for number, stage in enumerate(STAGES):
            before[stage] = last
            last = found.copied(stage, quick / f"{number}").folder
            begun = time.monotonic()
            status, ended = server.do(stage, last)
            lasts[stage] = ended - begun
            assert status == 0, f"{stage} fails even when let alone: {server.complaints.read_text('utf-8')}"
            assert lost(keys(last / LOG), read_all(Place(last)), ended) == 0
        yield found
    finally:
        server.close()


@pytest.mark.long
def test_a_kill_costs_at_most_a_second_of_typing(prepared: Prepared, quick: Path) -> None:
    chance, killed = random.Random(SEED), 0
    worst: list[float] = []
    while killed < TIMES:
        stage, moment = prepared.at_random(chance)
        place = prepared.copied(stage, quick / "run")
        status, at = prepared.server.do(stage, place.folder, moment)
        if status != 0:
            killed += 1
            when = f"kill {killed}: {moment:.3f} of {prepared.lasts[stage]:.3f} s into {stage}"
            worst.append(look_after(prepared, place, at, when))
        shutil.rmtree(place.folder)
    logging.getLogger(__name__).info("typing lost at worst: %.0f ms", max(worst) * 1000)
    if TIMES > 50:  # a few kills may all fall between two words
        assert max(worst) > 0, "nothing was typed where it was killed"


def look_after(prepared: Prepared, place: Place, killed: float, when: str) -> float:
    """Start the program again, see that all is sound, and return the seconds of typing that are missing."""
    try:
        typed = keys(place.folder / LOG)
        assert unlocked(place.archive), "the lock outlived its process"
        missing = lost(typed, read_all(place), killed)
        assert missing <= MOST
        assert prepared.server.do(REOPEN, place.folder)[0] == 0, "the window does not open again"
        expect_sound(place)
        assert lost(typed, read_all(place), killed) == missing, "opening again lost something"
    except BaseException as error:
        error.add_note(when)
        raise
    return missing

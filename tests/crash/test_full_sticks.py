"""A disk that fills up at a random moment while a package is made or comes: told plainly, nothing half."""

import shutil
from pathlib import Path

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services.archive import open_archive
from edudesk.services.jobs import QUIET, Job
from tests.crash import handing, receiving
from tests.crash.filling import Filling
from tests.crash.killing import kills
from tests.services.receiving.packing import NOW

TIMES = kills(1)
FULL = {"package.disk_full", "package.no_room", "disk.full", "evidence.no_room"}


@pytest.mark.parametrize(("way", "whose"), handing.ON_A_DISK)
def test_the_disk_fills_up_while_a_package_is_made(
    sending: Path, quick: Path, disk: Path, way: str, whose: str
) -> None:
    archive_folder = (quick if whose == "package" else disk) / "archive"
    to, filling = (quick if whose == "archive" else disk) / "out", Filling(disk)

    def begin_anew() -> None:
        for folder in (to, archive_folder):
            shutil.rmtree(folder, ignore_errors=True)
        to.mkdir()
        shutil.copytree(sending / "archive", archive_folder)

    def build(job: Job) -> None:
        with open_archive(archive_folder, handing.AFTERWARDS) as archive:
            handing.build(archive, to, way, job)

    begin_anew()
    filling.learn(build)
    begin_anew()
    for _ in range(TIMES):
        filling.lie_in_wait()
        handed = 0
        try:
            build(filling.job)
            handed = 1
        except EnvironmentProblem as problem:
            handing.expect_plain(problem, FULL)
            assert list(to.iterdir()) == []
        filling.empty()
        assert handing.holds(archive_folder, to) == handed
        handing.leaves_no_rubbish(archive_folder, to, way)
        begin_anew()


def test_the_disk_fills_up_while_a_package_is_copied(handed: Path, disk: Path) -> None:
    to, filling = disk / "out", Filling(disk)

    def copy(job: Job) -> None:
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir()
        handing.copy(handed / "parts", to, job)

    filling.learn(copy)
    for _ in range(TIMES):
        filling.lie_in_wait()
        try:
            copy(filling.job)
        except EnvironmentProblem as problem:
            handing.expect_plain(problem, FULL)
            assert list(to.iterdir()) == []
        filling.empty()
        handing.copies_are_whole(handed / "parts", to)


@pytest.mark.parametrize("way", receiving.WAYS)
def test_the_disk_of_the_archive_fills_up_while_it_is_taken_in(
    sending: Path, quick: Path, disk: Path, way: str
) -> None:
    waiting = receiving.prepare(sending, quick / "waiting", way)
    between = receiving.said_between(waiting, quick)
    folder, filling = disk / "archive", Filling(disk)

    def begin_anew() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(waiting / "archive", folder)

    def do(job: Job) -> None:
        with open_archive(folder, NOW) as archive:
            receiving.receive(archive, waiting / "inbox", job)

    begin_anew()
    before = receiving.said(folder)
    filling.learn(do)
    after = receiving.said(folder)
    for _ in range(TIMES):
        begin_anew()
        filling.lie_in_wait()
        try:
            do(filling.job)
        except EnvironmentProblem as problem:
            handing.expect_plain(problem, FULL)
        filling.empty()
        assert receiving.said(folder) in (before, *between, after)
        do(QUIET)
        assert receiving.said(folder) == after
        assert len(receiving.keys(folder)) == 1

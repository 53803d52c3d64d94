"""A stick that is pulled while a package goes onto it, or comes from it: told plainly, nothing half."""

import shutil
from pathlib import Path

import pytest

from edudesk.services.archive import open_archive
from edudesk.services.receiving.receipts import read_receipt
from tests.crash import handing, receiving
from tests.crash.killing import kills
from tests.crash.sticks import Stick, pull_at_random
from tests.services.receiving.packing import NOW

TIMES = kills(1)
TARGET = {"package.target_gone", "package.target_denied", "package.not_written"}
READING = {"package.not_readable"}
KEEPING = {
    "archive.unreadable",
    "disk.failed",
    "evidence.store_unwritable",
    "package.entry_unknown",
    "package.not_readable",  # parts and what is sealed are made beside the archive and read from there
    "package.source_unreadable",
}


@pytest.mark.parametrize(("way", "whose"), handing.ON_A_DISK)
def test_pulled_while_a_package_is_made(
    sending: Path, quick: Path, stick: Stick, way: str, whose: str
) -> None:
    archive_folder = (quick if whose == "package" else stick.place) / "archive"
    to = (quick if whose == "archive" else stick.place) / "out"

    def begin_anew() -> None:
        for folder in (to, archive_folder):
            shutil.rmtree(folder, ignore_errors=True)
        to.mkdir()
        shutil.copytree(sending / "archive", archive_folder)
        stick.flush()

    def work() -> None:
        with open_archive(archive_folder, handing.AFTERWARDS) as archive:
            handing.build(archive, to, way)

    def holds() -> None:
        handing.leaves_no_rubbish(archive_folder, to, way)
        begin_anew()

    begin_anew()
    codes = TARGET | (KEEPING if whose != "package" else set())
    pull_at_random(work, stick, TIMES, codes=codes, holds=holds)


@pytest.mark.parametrize("whose", ["package", "copy"])
def test_pulled_while_a_package_is_copied(handed: Path, quick: Path, stick: Stick, whose: str) -> None:
    parts = (stick.place if whose == "package" else quick) / "parts"
    to = (stick.place if whose == "copy" else quick) / "out"

    def begin_anew() -> None:
        for folder in (parts, to):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(handed / folder.name, folder)
        stick.flush()

    def holds() -> None:
        handing.copies_are_whole(parts, to)
        begin_anew()

    begin_anew()
    codes = READING if whose == "package" else TARGET
    pull_at_random(lambda: handing.copy(parts, to), stick, TIMES, codes=codes, holds=holds)


@pytest.mark.parametrize("whose", ["receipt", "archive"])
def test_pulled_while_a_receipt_is_made(sending: Path, quick: Path, stick: Stick, whose: str) -> None:
    taken = receiving.prepare(sending, quick / "waiting", "full")
    with open_archive(taken / "archive", NOW) as archive:
        receiving.receive(archive, taken / "inbox")
    archive_folder = (quick if whose == "receipt" else stick.place) / "archive"
    to = (stick.place if whose == "receipt" else quick) / "out"

    def begin_anew() -> None:
        for folder in (to, archive_folder):
            shutil.rmtree(folder, ignore_errors=True)
        to.mkdir()
        shutil.copytree(taken / "archive", archive_folder)
        stick.flush()

    def work() -> None:
        receiving.answer(archive_folder, to)

    def holds() -> None:
        before = receiving.said(archive_folder)
        named = [read_receipt(path) for path in to.glob("*.json")]
        work()
        (made,) = [read_receipt(path) for path in to.glob("*.json")]
        assert named in ([], [made])
        assert receiving.said(archive_folder) == before
        begin_anew()

    begin_anew()
    codes = {"disk.failed"} | (KEEPING if whose == "archive" else set())
    pull_at_random(work, stick, TIMES, codes=codes, holds=holds)


@pytest.mark.parametrize(("way", "whose"), receiving.ON_A_DISK)
def test_pulled_while_it_is_taken_in(sending: Path, quick: Path, stick: Stick, way: str, whose: str) -> None:
    waiting = receiving.prepare(sending, quick / "waiting", way)
    between = receiving.said_between(waiting, quick)
    archive_folder = (quick if whose == "package" else stick.place) / "archive"
    inbox = (quick if whose == "archive" else stick.place) / "inbox"

    def begin_anew() -> None:
        for folder in (inbox, archive_folder):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(waiting / folder.name, folder)
        stick.flush()

    def work() -> None:
        with open_archive(archive_folder, NOW) as archive:
            receiving.receive(archive, inbox)

    begin_anew()
    before = receiving.said(archive_folder)
    work()
    after = receiving.said(archive_folder)

    def holds() -> None:
        assert receiving.said(archive_folder) in (before, *between, after)
        work()
        assert receiving.said(archive_folder) == after
        assert len(receiving.keys(archive_folder)) == 1
        begin_anew()

    begin_anew()
    codes = READING | (KEEPING if whose != "package" else set())
    pull_at_random(work, stick, TIMES, codes=codes, holds=holds)

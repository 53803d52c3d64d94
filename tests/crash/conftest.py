"""A prepared folder with a filled archive and a backup of it, made once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from edudesk.services.archive import open_archive
from edudesk.services.founding import found_archive
from edudesk.services.safety.backup import back_up
from tests.crash import handing
from tests.crash.sticks import Stick
from tests.services.safety.filled import NOW, fill

MEMORY = Path("/dev/shm")


@pytest.fixture(autouse=True)
def as_in_the_program(durable: None) -> None:
    """Wait for the disk: what a stick that is pulled has not taken is told when it is waited for."""


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where there is one: a kill is no power cut, and flushing costs nothing."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY, prefix="edudesk-") as place:
        yield Path(place)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ``archive``, ``inbox`` and ``stick``, where one backup lies."""
    place = tmp_path_factory.mktemp("prepared")
    (place / "inbox").mkdir()
    with found_archive(place / "archive", {"name": "明德实验小学"}, NOW, author="周敏") as archive:
        fill(archive, place / "inbox", activities=10, photo=60_000)
        back_up(archive, place / "stick", NOW)
    return place


@pytest.fixture(scope="session")
def sending(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ``archive``, which has a term to hand over, and ``out``, which is empty."""
    place = tmp_path_factory.mktemp("sending")
    handing.fill(place / "archive")
    (place / "out").mkdir()
    # What is loaded once, such as fonts, is loaded before a child is forked.
    rehearsal = Path(shutil.copytree(place / "archive", tmp_path_factory.mktemp("rehearsal") / "archive"))
    with open_archive(rehearsal, handing.AFTERWARDS) as archive:
        handing.build(archive, rehearsal.with_name("out"), "full")
    return place


@pytest.fixture(scope="session")
def handed(sending: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ``parts``, the parts of a package, and ``out``, which is empty."""
    place = tmp_path_factory.mktemp("handed")
    sender = Path(shutil.copytree(sending / "archive", tmp_path_factory.mktemp("sender") / "archive"))
    with open_archive(sender, handing.AFTERWARDS) as archive:
        handing.build(archive, place / "parts", "parts")
    (place / "out").mkdir()
    return place


@pytest.fixture
def stick(quick: Path) -> Iterator[Stick]:
    """Return a stick that is plugged in."""
    one = Stick(quick)
    yield one
    one.unplug()


@pytest.fixture
def disk(quick: Path) -> Iterator[Path]:
    """Return a disk of 16 MB; only an administrator may make one."""
    place = quick / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("only an administrator can make a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)

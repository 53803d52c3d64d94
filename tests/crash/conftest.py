"""A prepared folder with a filled archive and a backup of it, made once."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from edudesk.services.founding import found_archive
from edudesk.services.safety.backup import back_up
from tests.services.safety.filled import NOW, fill

MEMORY = Path("/dev/shm")


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

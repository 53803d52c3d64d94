"""A demonstration archive to look at, and one of its own for each test that writes to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.services.archive import Archive, open_archive
from edudesk.services.demonstration import DEMO_NOW
from edudesk.texts import Texts
from tests.services.standing.home import Pairing


@pytest.fixture(scope="session")
def look(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Return a demonstration archive, only to be read."""
    folder = shutil.copytree(demonstration, tmp_path_factory.mktemp("standing") / "archive")
    with open_archive(folder, DEMO_NOW) as archive:
        yield archive


@pytest.fixture
def demo(look: Archive, tmp_path: Path) -> Iterator[Archive]:
    """Return a copy of the demonstration archive that may be written to."""
    folder = tmp_path / "demo"
    shutil.copytree(look.folder, folder, ignore=shutil.ignore_patterns("edudesk.lock", "evidence"))
    with open_archive(folder, DEMO_NOW) as archive:
        yield archive


@pytest.fixture
def zh() -> Texts:
    """Return the Chinese sentences."""
    return Texts("zh")


@pytest.fixture
def pairing(archive: Archive) -> Pairing:
    """Return our school and two partners, with nothing done yet."""
    return Pairing(archive)

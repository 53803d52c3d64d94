"""One demonstration archive for the whole run, copied where a test writes to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.services.archive import Archive, open_archive
from edudesk.services.demonstration import DEMO_NOW, make_demonstration
from edudesk.texts import Texts
from tests.services.standing.home import Pairing


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demonstration archive, closed."""
    folder = tmp_path_factory.mktemp("standing") / "archive"
    make_demonstration(folder).close()
    return folder


@pytest.fixture(scope="session")
def look(made: Path) -> Iterator[Archive]:
    """Return the demonstration archive, only to be read."""
    with open_archive(made, DEMO_NOW) as archive:
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

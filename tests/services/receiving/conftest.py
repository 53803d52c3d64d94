"""Two schools with an archive each, made once and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edudesk.services.archive import Archive, open_archive
from tests.services.receiving.packing import NOW, copied, helped, helper


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the archives ``helper`` and ``helped``."""
    place = tmp_path_factory.mktemp("schools")
    helper(place / "helper")
    helped(place / "helped")
    return place


@pytest.fixture
def sender(both: Path, tmp_path: Path) -> Iterator[Archive]:
    """Return the archive of the school that helps."""
    with open_archive(copied(both / "helper", tmp_path / "sender"), NOW) as archive:
        yield archive


@pytest.fixture
def receiver(both: Path, tmp_path: Path) -> Iterator[Archive]:
    """Return the archive of the school that is helped."""
    with open_archive(copied(both / "helped", tmp_path / "receiver"), NOW) as archive:
        yield archive

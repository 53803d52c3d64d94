"""An archive with a term to hand over, filled once and copied for each test."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from edudesk.models.base import RecordId
from edudesk.services.archive import Archive, open_archive
from tests.services.packages.handing import NOW, fill_term

Filled = tuple[Path, Mapping[str, RecordId]]


@pytest.fixture(scope="session")
def term_filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Return the folder of an archive that :func:`fill_term` filled, and the ids by their short names."""
    place = tmp_path_factory.mktemp("filled")
    with open_archive(shutil.copytree(founded, place / "archive"), NOW) as archive:
        return archive.folder, fill_term(archive, place / "inbox")


@pytest.fixture
def term_archive(term_filled: Filled, tmp_path: Path) -> Iterator[Archive]:
    """Return an open archive with a term to hand over."""
    with open_archive(shutil.copytree(term_filled[0], tmp_path / "archive"), NOW) as opened:
        yield opened


@pytest.fixture
def term_ids(term_filled: Filled) -> Mapping[str, RecordId]:
    """Return the ids of what is in the archive with a term to hand over."""
    return dict(term_filled[1])

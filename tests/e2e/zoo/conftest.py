"""An archive of the test's own for odd and hostile files."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from tests.e2e.zoo.making import NOW


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with a school and an activity, only to be copied."""
    folder = tmp_path_factory.mktemp("zoo") / "archive"
    with (
        found_archive(folder, {"name": "明德实验小学"}, NOW) as archive,
        change(archive, "activity.create", NOW) as writing,
    ):
        writing.create("school", {"name": "云岭镇中心小学"})
        writing.create("activity", {"topic": "教研", "state": "held", "starts_on": date(2025, 9, 18)})
    return folder


@pytest.fixture
def place(founded: Path, tmp_path: Path) -> Path:
    """Return an archive of the test's own that was opened once where it lies."""
    folder = tmp_path / "archive"
    shutil.copytree(founded, folder)
    open_archive(folder, NOW).close()
    return folder

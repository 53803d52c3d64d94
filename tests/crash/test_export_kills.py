"""Whatever moment an export is killed at: no half package has a name, and the archive is as it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from edudesk.services.archive import open_archive
from edudesk.services.founding import found_archive
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.verify import verify
from edudesk.services.safety.check import check
from tests.crash.killing import kill_at_random, kills
from tests.services.packages.handing import LATER, NOW, TERM, TODAY, fill_term

TIMES = kills(40)
AFTERWARDS = datetime(2026, 1, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an archive that has a term to hand over and one package."""
    place = tmp_path_factory.mktemp("filled")
    with found_archive(place / "archive", {"name": "明德实验小学"}, NOW, author="周敏") as archive:
        fill_term(archive, place / "inbox")
        build_packages(archive, TERM, place / "out", now=LATER, today=TODAY, community_id="明德第二共同体")
    return place


def export(folder: Path) -> None:
    with open_archive(folder / "archive", AFTERWARDS) as archive:
        build_packages(
            archive, TERM, folder / "out", now=AFTERWARDS, today=TODAY, community_id="明德—石榴湾结对"
        )


def test_killed_while_exporting(filled: Path, quick: Path) -> None:
    def holds(folder: Path) -> None:
        packages = [path for path in (folder / "out").iterdir() if not path.name.startswith(".edudesk-part-")]
        assert packages
        assert all(verify(package).valid for package in packages)
        with open_archive(folder / "archive", AFTERWARDS) as archive:
            assert check(archive).sound, check(archive).findings

    kill_at_random(export, TIMES, filled, quick, holds=holds)

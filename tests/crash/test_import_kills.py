"""An import that is killed has happened as a whole or not at all."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.founding import found_archive
from edudesk.services.importing.applying import apply
from edudesk.services.importing.dryrun import preview
from edudesk.services.importing.preview import Preview
from edudesk.services.safety.check import check
from tests.crash.killing import kill_all_or_nothing, kills
from tests.services.importing import ledger

NOW = datetime(2025, 11, 20, 8, 0, tzinfo=UTC)
TODAY = date(2025, 11, 20)
TIMES = kills(40)
KINDS = ("school", "person", "community", "activity", "mentor-pair", "exchange", "evidence")

seen: list[Preview] = []
"""The dry run, made before the first child is forked: it writes nothing, and would fill most of the time."""


def take_in(folder: Path) -> None:
    with open_archive(folder / "archive", NOW) as archive:
        shown = seen[0] if seen else preview(archive, folder / "inbox" / "ledger.xlsx", TODAY)
        apply(archive, shown, NOW)


def said(folder: Path) -> dict[str, list[str]]:
    """Return what an import brings to a sound archive, by type and title."""
    with open_archive(folder / "archive", NOW) as archive:
        assert check(archive).sound, check(archive).findings
        return {code: sorted(record.title for record in records.all_of(archive, code)) for code in KINDS}


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an archive, and a workbook with photos in its inbox."""
    place = tmp_path_factory.mktemp("waiting")
    inbox = place / "inbox"
    inbox.mkdir()
    named = []
    for number in range(4):
        picture = Image.frombytes("RGB", (120, 80), os.urandom(120 * 80 * 3))
        picture.save(inbox / f"photo-{number}.jpg", "JPEG")
        named.append(f"photo-{number}.jpg")
    activities = [
        activity | {"evidence:photo": "、".join(named[number::2])}
        for number, activity in enumerate(ledger.ACTIVITIES[:2])
    ]
    sheets = {"school": ledger.SCHOOLS, "person": ledger.PEOPLE, "community": ledger.COMMUNITIES}
    ledger.fill(inbox / "ledger.xlsx", **sheets, activity=activities, mentor_pair=ledger.PAIRS)
    with found_archive(place / "archive", {"name": "江城实验小学", "kind": "primary"}, NOW) as archive:
        seen[:] = [preview(archive, inbox / "ledger.xlsx", TODAY)]
    return place


def test_killed_while_importing(waiting: Path, quick: Path) -> None:
    def then(folder: Path) -> None:
        assert len(said(folder)["evidence"]) == 4

    # The dry run knows nothing of what was taken in since, so that the import is not offered twice.
    kill_all_or_nothing(take_in, TIMES, waiting, quick, said=said, idempotent=False, then=then)

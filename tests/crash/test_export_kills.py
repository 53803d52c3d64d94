"""Whatever moment an export is killed at: no half package has a name, and none is falsely handed over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edudesk.services.archive import open_archive
from tests.crash import handing
from tests.crash.killing import kill_at_random, kills

TIMES = kills(1)


def export(folder: Path, way: str) -> None:
    with open_archive(folder / "archive", handing.AFTERWARDS) as archive:
        handing.build(archive, folder / "out", way)


def export_whole(folder: Path) -> None:
    export(folder, "full")


def export_folder(folder: Path) -> None:
    export(folder, "folder")


def export_in_parts(folder: Path) -> None:
    export(folder, "parts")


def export_sealed(folder: Path) -> None:
    export(folder, "sealed")


def pass_everything_on(folder: Path) -> None:
    export(folder, "everything")


@pytest.mark.parametrize(
    ("work", "way"),
    [
        (export_whole, "full"),
        (export_folder, "folder"),
        (export_in_parts, "parts"),
        (export_sealed, "sealed"),
        (pass_everything_on, "everything"),
    ],
)
def test_killed_while_exporting(sending: Path, quick: Path, work: Callable[[Path], None], way: str) -> None:
    def holds(folder: Path) -> None:
        handing.leaves_no_rubbish(folder / "archive", folder / "out", way)

    kill_at_random(work, TIMES, sending, quick, holds=holds)


def copy(folder: Path) -> None:
    handing.copy(folder / "parts", folder / "out")


def test_killed_while_copying(handed: Path, quick: Path) -> None:
    def holds(folder: Path) -> None:
        handing.copies_are_whole(folder / "parts", folder / "out")

    kill_at_random(copy, TIMES, handed, quick, holds=holds)

"""What is killed while it comes, packages or a receipt, has come as a whole or not at all."""

from pathlib import Path
from typing import Any

import pytest

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.receiving.undoing import take_back
from tests.crash import receiving
from tests.crash.killing import kill_all_or_nothing, kills
from tests.services.receiving.packing import NOW

TIMES = kills(1)


def receive(folder: Path) -> None:
    with open_archive(folder / "archive", NOW) as archive:
        receiving.receive(archive, folder / "inbox")


def said(folder: Path) -> dict[str, Any]:
    return receiving.said(folder / "archive")


@pytest.mark.parametrize("way", receiving.WAYS)
def test_killed_while_it_is_taken_in(sending: Path, quick: Path, way: str) -> None:
    waiting = receiving.prepare(sending, quick / "waiting", way)
    between = receiving.said_between(waiting, quick)

    def then(folder: Path) -> None:
        # A kill may have come between what was taken in and the sender's key.
        assert len(receiving.keys(folder / "archive")) == 1

    kill_all_or_nothing(receive, TIMES, waiting, quick, said=said, between=between, then=then)


def take_it_back(folder: Path) -> None:
    with open_archive(folder / "archive", NOW) as archive:
        for arrival in records.all_of(archive, "arrival"):
            take_back(archive, arrival.id, NOW)


def test_killed_while_it_is_taken_back(sending: Path, quick: Path) -> None:
    taken = receiving.prepare(sending, quick / "waiting", "full")
    before = said(taken)
    receive(taken)
    after = said(taken)

    def then(folder: Path) -> None:
        assert said(folder) == before
        receive(folder)
        assert said(folder) == after

    kill_all_or_nothing(take_it_back, TIMES, taken, quick, said=said, then=then)

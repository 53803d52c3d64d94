"""Whatever an archive is built to exhaust: ten seconds, 300 MB, one plain answer, nothing written."""

import multiprocessing
import sys
from pathlib import Path

import pytest

from tests.services.packages.attacks import ATTACKS, RECORDS, Attack
from tests.services.packages.spending import spend

SECONDS, MEGABYTES = 10, 300
# Each attack has a process of its own, for its memory is measured. Where that can be, the process is born
# with the program read in already.
if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
    PROCESSES.set_forkserver_preload(["pytest", "edudesk.cli.handing", spend.__module__])


def end(deed: str, attack: Attack, tmp_path: Path) -> tuple[int, str]:
    """Do it with the attack within the limits, in an empty folder that stays so."""
    target, here, spent = tmp_path / "in" / "x.zip", tmp_path / "here", tmp_path / "spent"
    target.parent.mkdir()
    here.mkdir()
    try:
        attack(target)
    except OSError:
        pytest.skip("this system makes no such files")
    child = PROCESSES.Process(target=spend, args=(deed, target, here, tmp_path / "words", spent))
    child.start()
    child.join(120)
    if child.exitcode is None:
        child.kill()
    words = (tmp_path / "words").read_text("utf-8")
    assert child.exitcode is not None
    assert "Traceback" not in words
    seconds, kilobytes = map(float, spent.read_text().split())
    # The seconds that it worked: other tests may have the processor in between.
    assert seconds < SECONDS
    assert kilobytes < MEGABYTES * 1024
    assert list(here.iterdir()) == []
    assert [path.name for path in target.parent.iterdir()] == ["x.zip"]
    assert not (tmp_path / "escaped").exists()
    assert words.strip()
    return child.exitcode, words


@pytest.mark.parametrize("name", ATTACKS)
def test_verifying_a_hostile_archive_ends_soon_with_a_plain_answer(name: str, tmp_path: Path) -> None:
    status, _ = end("verifying", ATTACKS[name], tmp_path)
    assert status in (1, 2)


@pytest.mark.parametrize("name", RECORDS)
def test_reading_hostile_records_ends_soon_with_one_sentence(name: str, tmp_path: Path) -> None:
    status, words = end("reading", RECORDS[name], tmp_path)
    assert (status, len(words.strip().splitlines())) == (2, 1)

"""Whatever an archive is built to exhaust: ten seconds, 300 MB, one plain answer, nothing written."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.packages.attacks import ATTACKS, RECORDS, Attack

SECONDS, MEGABYTES = 10, 300
CHILD = """
import sys
from pathlib import Path
from edudesk.cli import run_command
status = run_command(["verify", sys.argv[1]])
"""
READING = """
import sys
from pathlib import Path
from edudesk.errors import EduDeskError
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.records_json import records_in
from edudesk.services.packages.verify import opened
from edudesk.texts import Texts
status = 0
try:
    with opened(Path(sys.argv[1])) as (tree, base):
        records_in(Contents(tree, base))
except EduDeskError as error:
    print(Texts("en").present(error), file=sys.stderr)
    status = 2
"""
SPENT = """
import time
about = Path("/proc/self/status").read_text() if sys.platform == "linux" else "VmHWM: 0 kB"
peak = next(line.split()[1] for line in about.splitlines() if line.startswith("VmHWM"))
Path(sys.argv[2]).write_text(f"{time.process_time()} {peak}")
sys.exit(status)
"""


def end(script: str, attack: Attack, tmp_path: Path) -> tuple[int, str]:
    """Run the script on the attack within the limits, in an empty folder that stays so."""
    target, here, spent = tmp_path / "in" / "x.zip", tmp_path / "here", tmp_path / "spent"
    target.parent.mkdir()
    here.mkdir()
    try:
        attack(target)
    except OSError:
        pytest.skip("this system makes no such files")
    done = subprocess.run(
        [sys.executable, "-c", script + SPENT, str(target), str(spent)],
        cwd=here,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    seconds, kilobytes = map(float, spent.read_text().split())
    # The seconds that it worked: other tests may have the processor in between.
    assert seconds < SECONDS
    assert kilobytes < MEGABYTES * 1024
    assert list(here.iterdir()) == []
    assert [path.name for path in target.parent.iterdir()] == ["x.zip"]
    assert not (tmp_path / "escaped").exists()
    words = done.stdout + done.stderr
    assert words.strip()
    assert "Traceback" not in words
    return done.returncode, words


@pytest.mark.parametrize("name", ATTACKS)
def test_verifying_a_hostile_archive_ends_soon_with_a_plain_answer(name: str, tmp_path: Path) -> None:
    status, _ = end(CHILD, ATTACKS[name], tmp_path)
    assert status in (1, 2)


@pytest.mark.parametrize("name", RECORDS)
def test_reading_hostile_records_ends_soon_with_one_sentence(name: str, tmp_path: Path) -> None:
    status, words = end(READING, RECORDS[name], tmp_path)
    assert (status, len(words.strip().splitlines())) == (2, 1)

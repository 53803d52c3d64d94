"""What a process does with a hostile archive, telling what it spent; it has nothing else in its memory."""

import os
import sys
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from edudesk.cli import run_command
from edudesk.errors import EduDeskError
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.records_json import records_in
from edudesk.services.packages.verify import opened
from edudesk.texts import Texts


def verifying(target: Path) -> int:
    return run_command(["verify", str(target)])


def reading(target: Path) -> int:
    try:
        with opened(target) as (tree, base):
            records_in(Contents(tree, base))
    except EduDeskError as error:
        sys.stderr.write(Texts("en").present(error) + "\n")
        return 2
    return 0


def spend(deed: str, target: Path, here: Path, words: Path, spent: Path) -> None:
    """Do it in the folder ``here``; write what is said, and the seconds and kilobytes that it took."""
    os.chdir(here)
    with words.open("w", encoding="utf-8") as said, redirect_stdout(said), redirect_stderr(said):
        try:
            status = {"verifying": verifying, "reading": reading}[deed](target)
        except BaseException:
            traceback.print_exc()
            raise
    about = Path("/proc/self/status").read_text() if sys.platform == "linux" else "VmHWM: 0 kB"
    peak = next(line.split()[1] for line in about.splitlines() if line.startswith("VmHWM"))
    spent.write_text(f"{time.process_time()} {peak}")
    sys.exit(status)

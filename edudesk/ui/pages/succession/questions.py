"""What the page asks of the archive and has it write; run in the desk's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.services.jobs import Job
from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from datetime import datetime

    from edudesk.services.archive import Archive
    from edudesk.services.succession import Guide


def ask_guide(opened: Opened, texts: Texts) -> "Guide":
    """Return how the archive stands before it changes hands."""
    from edudesk.services.succession import guide

    clock = opened.clock
    return guide(opened.standing, texts, clock.now(), clock.today())


def check_archive(archive: "Archive", now: "datetime", job: Job) -> bool:
    """Check the archive and keep what came of it."""
    from edudesk.services.succession import check_archive

    return check_archive(archive, now, job)


def write_sheet(opened: Opened, path: Path, successor: str, texts: Texts) -> Path:
    """Write the handover sheet."""
    from edudesk.services.succession import write_sheet

    clock = opened.clock
    write_sheet(opened.standing, path, successor=successor, now=clock.now(), today=clock.today(), texts=texts)
    return path


def hand_over(opened: Opened, name: str, texts: Texts) -> str:
    """Let the successor enter records from now on."""
    from edudesk.services.succession import hand_over

    clock = opened.clock
    return hand_over(opened.archive, name, clock.today(), clock.now(), texts)

"""Where the archive lies when nobody says: beside the program on a stick, else in the person's own folder."""

import sys
from pathlib import Path

PORTABLE = "EduDeskData"
"""A folder of this name beside the program makes it portable: the archive lives in it."""


def program_folder() -> Path:
    """Return the folder that the program was started from."""
    program = sys.executable if getattr(sys, "frozen", False) else sys.argv[0] or sys.executable
    return Path(program).resolve().parent


def default_archive(beside: Path | None = None) -> Path:
    """Return the folder of the archive; ``beside`` is the program's folder."""
    portable = (beside or program_folder()) / PORTABLE
    if portable.is_dir():
        return portable / "archive"
    import platformdirs  # noqa: PLC0415 - the window paints before it needs this

    return platformdirs.user_data_path("EduDesk", appauthor=False) / "archive"

"""What lies in folders that were dropped or chosen: few files are taken at once, many looked through."""

import os
from collections.abc import Sequence
from pathlib import Path

from edudesk.services.evidence.kinds import named_by

MOST = 40
"""With more files than this a folder is no folder of one activity."""


def within(files: Sequence[Path]) -> tuple[tuple[Path, ...], Path | None]:
    """Return the files, with those of folders in place of these, or the first folder that has too many.

    Stops counting early, so that it may be asked on the GUI thread.
    """
    found: list[Path] = []
    for one in files:
        if not one.is_dir():
            found.append(one)
            continue
        below = _below(one)
        if len(below) > MOST:
            return (), one
        found += below
    return tuple(found), None


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        suffixed = (name for name in sorted(names) if not name.startswith("."))
        found += [Path(where, name) for name in suffixed if named_by(Path(name).suffix[1:].lower())]
        if len(found) > MOST:
            break
    return found

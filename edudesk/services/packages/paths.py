"""Judges the paths that a package from outside names."""

import re
from collections.abc import Iterable

from edudesk.services.packages.names import PATH_LIMIT, portable, same_name_key
from edudesk.services.packages.verdict import Findings

_DRIVE = re.compile(r"[A-Za-z]:")


def escapes(path: str) -> bool:
    """Tell whether a path could lead out of the package on some system, or means no file at all.

    Absolute paths, ``..``, drive letters, backslashes, ``~`` in front, NUL.
    """
    return (
        not path
        or path[0] in "/~"
        or "\\" in path
        or "\0" in path
        or bool(_DRIVE.match(path))
        or any(part in {"", ".", ".."} for part in path.split("/"))
    )


def check_names(paths: Iterable[str], findings: Findings) -> None:
    """Note names that meet on Windows or a Mac, that Windows cannot write, or that are file and folder."""
    files: dict[str, str] = {}
    for path in sorted(paths):
        if not portable(path) or len(path) > PATH_LIMIT:
            findings.warning(path, "package.name_not_portable")
        other = files.setdefault(same_name_key(path), path)
        if other != path:
            findings.warning(path, "package.names_meet", other=other)
    for key, path in files.items():
        above = key.split("/")[:-1]
        if any("/".join(above[:depth]) in files for depth in range(1, len(above) + 1)):
            findings.error(path, "package.file_and_folder")

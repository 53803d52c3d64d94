"""Judges the paths that a package from outside names."""

import re
from collections.abc import Iterable

from edudesk.services.packages.names import PATH_LIMIT, device, portable, same_name_key
from edudesk.services.packages.verdict import Findings

_LEADING_OUT = re.compile(r"^[/~]|[\\\0]|(^|/)([ .]*(/|$)|[A-Za-z]:)")
_SYSTEM_FILE = re.compile(r"(?i)\._.*|\.ds_store|(eh)?thumbs\.db|desktop\.ini")


def escapes(path: str) -> bool:
    """Tell whether a path could lead out of the package on some system, or means no file at all.

    Absolute paths, ``..`` (of which Windows also makes ``.. ``), drive letters, backslashes, ``~`` in front,
    NUL.
    """
    return _LEADING_OUT.search(path) is not None


def check_names(paths: Iterable[str], findings: Findings) -> None:
    """Note names that Windows refuses or takes for devices, that meet, or that no person has given."""
    files: dict[str, str] = {}
    for path in sorted(paths):
        if device(path):
            findings.error(path, "package.device_name")
        elif not portable(path) or len(path) > PATH_LIMIT:
            findings.warning(path, "package.name_not_portable")
        if _SYSTEM_FILE.fullmatch(path.rpartition("/")[2]):
            findings.warning(path, "package.system_file")
        other = files.setdefault(same_name_key(path), path)
        if other != path:
            findings.warning(path, "package.names_meet", other=other)
    file = ""
    # What lies in a folder follows at once on a file of its name when “/” sorts before everything else.
    for key in sorted(files, key=lambda key: key.replace("/", "\0")):
        if file and key.startswith(f"{file}/"):
            findings.error(files[key], "package.file_and_folder")
        else:
            file = key

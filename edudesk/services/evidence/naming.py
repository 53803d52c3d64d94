"""The name a piece of evidence is shown under: its original file name, safe to print."""

import unicodedata
from pathlib import PurePath, PureWindowsPath

LONGEST = 120
# Control and format characters can hide a suffix (U+202E shows "gpj.exe" as "exe.jpg") or break a line.
_UNSAFE = frozenset({"Cc", "Cf", "Zl", "Zp"})


def display_name(name: str | PurePath) -> str:
    """Return the file name of ``name`` without folders, control characters and excess length.

    Unassigned and private-use characters stay: rare Chinese characters may be newer than our tables.
    The suffix survives shortening.
    """
    last = PureWindowsPath(str(name)).name or str(name)
    clean = "".join(_printable(character) for character in last).strip() or "?"
    if len(clean) <= LONGEST:
        return clean
    suffix = PureWindowsPath(clean).suffix[:16]
    return f"{clean[: LONGEST - len(suffix) - 1]}…{suffix}"


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":  # a byte of a file name that is in no encoding we know
        return "\ufffd"
    return "" if category in _UNSAFE else character

"""A free name beside one that is taken."""

import re

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def numbered(name: str, number: int) -> str:
    """Return ``name`` with a number before its extension: ``报告 (2).pdf``."""
    suffix = SUFFIX.search(name)
    stem = name[: suffix.start()] if suffix else name
    return f"{stem} ({number}){suffix[0] if suffix else ''}"

"""Read a file from wherever people keep it: a stick that may be pulled, a document still being saved."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.evidence.signatures import HEAD

CHUNK = 1 << 20


def read_head(path: Path, name: str) -> bytes:
    """Return the first bytes of a regular file that is not empty; raises UserError."""
    try:
        # Asked before opening: opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError("evidence.not_a_file", name=name)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the name
        raise UserError("evidence.unreadable", name=name) from fault
    if not head:
        raise UserError("evidence.empty", name=name)
    return head


def size_of(source: Path, name: str) -> int:
    """Return the size of a file in bytes; raises EnvironmentProblem ``evidence.source_gone``."""
    try:
        return source.stat().st_size
    except OSError as fault:
        raise EnvironmentProblem("evidence.source_gone", name=name) from fault


def chunks(source: Path, name: str) -> Iterator[tuple[bytes, int]]:
    """Yield the source's bytes piecewise with its size; it must be the same file at the end."""
    try:
        file = source.open("rb")
    except OSError as fault:
        raise UserError("evidence.unreadable", name=name) from fault
    with file:
        try:
            before, read = os.fstat(file.fileno()), 0
            while chunk := file.read(CHUNK):
                read += len(chunk)
                yield chunk, before.st_size
            after = os.fstat(file.fileno())
        except OSError as fault:  # opened, then lost: a stick pulled, a network drive gone
            raise EnvironmentProblem("evidence.source_gone", name=name) from fault
    if read != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise UserError("evidence.source_changing", name=name)

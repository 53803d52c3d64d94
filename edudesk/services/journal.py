"""The journal: every revision again as a line of text beside the database (decision 22).

After the loss of the database the last backup and this journal give back what was written. A line is
written after its transaction is committed; what a crash kept from being written is caught up at the next
opening.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.models.archive import Revision
from edudesk.services.plain import as_json, revision_as_json

PART = 10_000
"""Revisions in one journal file."""


class Journal:
    """The lines beside one database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: int | None = None

    def catch_up(self, connection: Connection) -> None:
        """Write every committed revision that has no line yet, in the order in which they were made.

        The revisions are safe in the database already: where the disk refuses, the next time catches up.
        """
        with suppress(OSError):
            self._catch_up(connection)

    def _catch_up(self, connection: Connection) -> None:
        newest = connection.execute(select(func.max(Revision.sequence))).scalar() or 0
        written = self._last()
        while written < newest:
            end = (written // PART + 1) * PART
            self._write(connection, written, end)
            written = self._written = min(end, newest)

    def _write(self, connection: Connection, after: int, until: int) -> None:
        table = Revision.__table__
        chosen = connection.execute(
            select(table)
            .where(table.c.sequence > after, table.c.sequence <= until)
            .order_by(table.c.sequence)
        )
        self._folder.mkdir(exist_ok=True)
        with self._path(after + 1).open("ab") as file:
            # A crash may have left the start of a line; it is closed so that the next one is whole.
            if file.tell() and not _ends_with_newline(self._path(after + 1)):
                file.write(b"\n")
            for row in chosen.mappings():
                file.write(as_json(revision_as_json(dict(row))).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _path(self, sequence: int) -> Path:
        return self._folder / f"{(sequence - 1) // PART:06}.jsonl"

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.jsonl")) if self._folder.is_dir() else []

    def _last(self) -> int:
        if self._written is None:
            self._written = max((_last_sequence(path) for path in self._files()[-2:]), default=0)
        return self._written

    def read(self) -> Iterator[dict[str, Any]]:
        """Give every whole line, oldest first."""
        for path in self._files():
            yield from lines(path)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Give the lines of a journal file that are whole; a torn one is passed over."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                said = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict) and "sequence" in said:
                yield said


def _last_sequence(path: Path) -> int:
    """Return the number on the last line; the whole file is read only when that line is torn."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 20)))
        tail = file.read().splitlines()
    try:
        return int(json.loads(tail[-1])["sequence"])
    except (IndexError, ValueError, KeyError, TypeError):
        return max((int(line["sequence"]) for line in lines(path)), default=0)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

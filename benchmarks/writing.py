"""Writing 10,000 activities in one change, against bare inserts of the same contents as JSON."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.material import activities
from benchmarks.measuring import NOW, Bench, Figure, Section, by_turns, quantity, slower
from edudesk.models.contents import to_json
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive

RECORDS, ROUNDS = 10_000, 3


def measure(bench: Bench) -> Section:
    """Write the same activities into an archive and into a bare table, by turns."""
    place = bench.place("writing")
    contents = list(activities(bench.sized(RECORDS)))
    fields = record_types()["activity"].fields
    text = sum(len(_json(to_json(fields, content)).encode()) for content in contents)
    numbers = count()
    with found_archive(place / "archive", {"name": "明德实验小学", "kind": "primary"}, NOW) as archive:
        before = _size(archive.folder)
        ours, least = by_turns(
            lambda: _write(archive, contents),
            lambda: _insert(place / f"{next(numbers)}.db", contents),
            rounds=ROUNDS,
        )
        taken = (_size(archive.folder) - before) / (ROUNDS + 1)
    return Section(
        f"Writing {len(contents):,} activities in one change",
        "A change checks every content, makes a revision and its place in the history, fills the typed tables"
        " with their constraints and indices, writes the journal and flushes both. The peer turns the same"
        " contents into JSON and inserts them into a bare table of one column, in one transaction flushed"
        f" alike; {ROUNDS} rounds by turns after one that is not counted.",
        (
            slower("time", ours, least, "s"),
            Figure(
                "database and journal on disk", quantity(taken, "MB"), f"{quantity(text, 'MB')} of JSON",
                f"{taken / text:.2f} ×",
            ),
        ),
    )  # fmt: skip


def _write(archive: Archive, contents: Sequence[Mapping[str, Any]]) -> None:
    with change(archive, "import", NOW, historical=True) as writing:
        for content in contents:
            writing.create("activity", content)


def _insert(path: Path, contents: Sequence[Mapping[str, Any]]) -> None:
    fields = record_types()["activity"].fields
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("CREATE TABLE content (body TEXT NOT NULL)")
        with connection:
            connection.executemany(
                "INSERT INTO content VALUES (?)", ((_json(to_json(fields, content)),) for content in contents)
            )


def _json(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

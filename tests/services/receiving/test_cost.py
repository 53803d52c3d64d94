"""What a package costs does not grow with the packages that were taken in before it."""

import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, event

from benchmarks.school_packages import school_packages
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.receiving.batch import take_all
from edudesk.services.receiving.comparing import known_here
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.package import Package
from tests.services.receiving.packing import NOW, receive, send

EARLY, LATE = 3, 12
_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")


@dataclass
class Work:
    """What SQLite did, by statement: how often, in how many steps, with how many characters handed over."""

    times: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)


class Watch:
    """Counts what SQLite does on every connection that is opened meanwhile."""

    def __init__(self) -> None:
        self._work, self._statement = Work(), ""

    def __enter__(self) -> Self:
        event.listen(Engine, "connect", self._connected)
        return self

    def __exit__(self, *_error: object) -> None:
        event.remove(Engine, "connect", self._connected)

    def done(self) -> Work:
        """Return what was done since this was asked before."""
        work, self._work = self._work, Work()
        return work

    def _connected(self, connection: sqlite3.Connection, _record: Any) -> None:
        connection.set_trace_callback(self._begun)
        connection.set_progress_handler(self._stepped, 1)

    def _begun(self, written: str) -> None:
        """Count a statement, written out with its values."""
        self._statement = _VALUES.sub("?", written)
        self._work.times[self._statement] += 1
        self._work.given[self._statement] += len(written)

    def _stepped(self) -> int:
        self._work.steps[self._statement] += 1
        return 0


def test_with_more_packages_neither_the_next_one_nor_an_edit_costs_more(tmp_path: Path) -> None:
    taken, edited = [], []
    with Watch() as watch, found_archive(tmp_path / "bureau", {"name": "明德县教育局"}, NOW) as archive:
        for number, package in enumerate(school_packages(tmp_path, LATE)):
            watch.done()
            assert [one.state for one in take_all(archive, [package], NOW).outcomes] == ["taken"]
            taken.append(watch.done())
            with change(archive, "school.edit", NOW) as writing:
                writing.edit(archive.holder_id, {"address": f"文昌路{number + 10}号"})
            edited.append(watch.done())
    for works in (taken, edited):
        early, late = works[EARLY - 1], works[LATE - 1]
        assert sum(early.steps.values()) > len(early.steps) > 10
        assert late.times == early.times
        assert late.steps == early.steps
        grown = {told: (early.given[told], given) for told, given in late.given.items()}
        assert {told: both for told, both in grown.items() if both[1] > both[0] * 1.1} == {}


def test_what_its_writer_wrote_besides_is_not_read_for_a_package(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    enter_people(sender, 1)
    first = open_package(send(sender, tmp_path / "first.zip"))
    receive(receiver, first.path)
    before = steps_of_knowing(receiver, first)
    enter_people(sender, 200)
    receive(receiver, send(sender, tmp_path / "second.zip"))
    assert 0 < steps_of_knowing(receiver, first) < 1.5 * before


def enter_people(archive: Archive, count: int) -> None:
    """Write so many people down, by the writer at work here."""
    with change(archive, "import", NOW) as writing:
        for number in range(count):
            writing.create("person", {"name": f"{number}老师"})


def steps_of_knowing(archive: Archive, package: Package) -> int:
    """Return in how many steps the database tells what is known of a package."""
    steps = []
    with archive.read() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(lambda: steps.append(1), 1)
        known_here(connection, archive, package)
        driver.set_progress_handler(None, 1)
    return len(steps)

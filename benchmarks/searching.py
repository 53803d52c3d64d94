"""Search among 100,000 activities, against a scan of the same words, and as the window asks."""

import random
import sqlite3
import statistics
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from benchmarks.material import WORDS, activities, name
from benchmarks.measuring import NOW, Bench, Figure, Section, Timing, by_turns, quantity, timed
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.finding import find_hits
from edudesk.services.founding import found_archive
from edudesk.services.records import all_of
from edudesk.services.search import Found, SearchIndex

RECORDS, SHOWN, ROUNDS, BATCH = 100_000, 50, 3, 10_000
AIM_MEDIAN, AIM_WORST = 30, 8
PEOPLE = 1_000
LIMIT = 0.05  # seconds, from the question to all groups
OTHER_WAYS = ("5月20日", "2019年12月", "上周", "lzw", "yw", "yuwen", "上周 教研", "王", "教研 作业")
"""What is typed beside words: days, letters of readings, several at once, one character."""


def measure(bench: Bench) -> Section:
    """Write the records, index them, and look for each word by index and by scan."""
    folder = bench.place("search") / "archive"
    count = bench.sized(RECORDS)
    with found_archive(folder, {"name": "明德实验小学", "kind": "primary"}, NOW) as archive:
        written = timed(lambda: _write(archive, count))
        path = archive.derived / "search.db"
        with SearchIndex(path) as index, closing(sqlite3.connect(path)) as connection:
            built = timed(lambda: index.catch_up(archive))
            nothing_new = Timing(tuple(timed(lambda: index.catch_up(archive)) for _ in range(9)))
            asked = tuple(_both(index, connection, word) for word in WORDS)
            (text,) = connection.execute(
                "SELECT sum(length(CAST(names AS BLOB)) + length(CAST(words AS BLOB))) FROM entry"
            ).fetchone()
        typed = tuple(_typed(archive, words) for words in (*WORDS, *_names(archive), *OTHER_WAYS))
    size = path.stat().st_size
    worst = min(asked, key=lambda one: one.ratio)
    return Section(
        f"Search among {count:,} activities",
        f"`SearchIndex.find` (how many, and the newest {SHOWN}) against one pass of"
        " `LIKE '%word%' ORDER BY number DESC` over the same words in the same file;"
        f" {len(WORDS)} fixed words of two to four characters, frequent, rare and absent;"
        f" each asked {ROUNDS} times by turns after one that is not counted; the answers must be equal."
        " The times are the medians of the words, with the quickest and the slowest word.",
        (
            _figure("all words, median", asked, statistics.median(one.ratio for one in asked), AIM_MEDIAN),
            _figure(f"the worst word, {worst.word}", (worst,), worst.ratio, AIM_WORST),
            *_window(typed),
            Figure(
                "index made from nothing",
                quantity(built, "s"),
                f"{quantity(written, 's')} to write the records",
                f"{built / written:.2f} × ({count / built:,.0f} records a second)",
            ),
            Figure(
                "size of the index",
                quantity(size, "MB"),
                f"{quantity(text, 'MB')} of words",
                f"{size / text:.2f} ×",
            ),
        ),
        (
            f"Looking for new revisions, as before every search: {nothing_new.spread()} when there are none.",
            f"Words by the number of records that hold them: {_listed(asked)}.",
        ),
    )


@dataclass(frozen=True)
class _Asked:
    """One word, how many records hold it, and both ways' times."""

    word: str
    found: int
    ours: Timing
    scan: Timing

    @property
    def ratio(self) -> float:
        return self.scan.median / self.ours.median


def _write(archive: Archive, count: int) -> None:
    contents, chance = activities(count), random.Random(2)
    with change(archive, "import", NOW, historical=True) as writing:
        people = [writing.create("person", {"name": name(chance)}) for _ in range(min(PEOPLE, count))]
    while batch := list(islice(contents, BATCH)):
        with change(archive, "import", NOW, historical=True) as writing:
            for content in batch:
                took_part = [{"person_id": chance.choice(people)} for _ in range(3)]
                writing.create("activity", {**content, "people": took_part})


def _names(archive: Archive) -> tuple[str, ...]:
    """Return some people's names; activities are found by them although they hold none."""
    return tuple(person.title for person in all_of(archive, "person")[:5])


def _typed(archive: Archive, words: str) -> tuple[str, Timing]:
    """Ask as the window does, for all groups with what stands around the words."""
    find_hits(archive, words, today=NOW.date())
    return words, Timing(
        tuple(timed(lambda: find_hits(archive, words, today=NOW.date())) for _ in range(ROUNDS))
    )


def _window(typed: Sequence[tuple[str, Timing]]) -> tuple[Figure, Figure]:
    slowest, worst = max(typed, key=lambda one: one[1].median)
    middle = Timing(tuple(timing.median for _, timing in typed))
    limit = quantity(LIMIT, "ms")

    def figure(what: str, timing: Timing) -> Figure:
        ratio, reached = timing.median / LIMIT, timing.median <= LIMIT
        return Figure(what, timing.spread(), limit, f"{ratio:.2f} ×", f"≤ {limit}", reached)

    return (
        figure("as the window asks, median of words, names, days and letters", middle),
        figure(f"as the window asks, the slowest: {slowest}", worst),
    )


def _both(index: SearchIndex, connection: sqlite3.Connection, word: str) -> _Asked:
    """Ask for one word both ways; the answers must be equal."""
    found, scanned = index.find(word, SHOWN), _scan(connection, word)
    if found != scanned:
        raise AssertionError(word, found.total, scanned.total)
    ours, scan = by_turns(
        lambda: index.find(word, SHOWN), lambda: _scan(connection, word), rounds=ROUNDS, warm=False
    )
    return _Asked(word, found.total, ours, scan)


def _scan(connection: sqlite3.Connection, word: str) -> Found:
    asked = "SELECT record_id FROM entry WHERE names || char(10) || words LIKE ? ORDER BY number DESC"
    rows = connection.execute(asked, (f"%{word}%",)).fetchall()
    return Found(len(rows), tuple(record_id for (record_id,) in rows[:SHOWN]))


def _listed(asked: Sequence[_Asked]) -> str:
    ordered = sorted(asked, key=lambda one: one.found)
    return "; ".join(f"{one.word} {one.found:,}: {one.ratio:.0f} ×" for one in ordered)


def _figure(what: str, asked: Sequence[_Asked], ratio: float, aim: float) -> Figure:
    ours = Timing(tuple(one.ours.median for one in asked))
    scan = Timing(tuple(one.scan.median for one in asked))
    return Figure(what, ours.spread(), scan.spread(), f"{ratio:.0f} × faster", f"≥ {aim} ×", ratio >= aim)

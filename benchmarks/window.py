"""The window: its start, its lists, how smoothly it goes, and its memory."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import ten_years
from benchmarks.measuring import Bench, Figure, Section, Timing, quantity, slower
from benchmarks.processes import ROOT
from benchmarks.window_material import CROWDED, TODAY, write_crowd, write_empty, write_years

CROWD = 100_000
STARTS, VISITS, WALKS = 7, 3, 3
AIM_PAINTED, AIM_FILLED, AIM_LIST, AIM_BLOCK, AIM_EDIT, AIM_MEMORY = 1.5, 4, 2, 0.050, 0.050, 150_000_000
_UNKEPT = TODAY + timedelta(days=14)
_LISTS = {
    "activity": "activities",
    "people": "people",
    "schools": "schools",
    "records": "records behind a figure",
    "scheme": "scheme",
    "handing": "hand in, step 1",
    "plan": "plan",
    "pairs": "mentor pairs",
    "exchanges": "exchanges",
    "others": "requests, donations, achievements",
    "summary": "summary",
    "files": "archive of files",
    "community": "community",
}


@dataclass(frozen=True)
class _Place:
    """Where the processes that are measured find their archives, settings and bytecode."""

    folder: Path
    cache: Path
    settings: str = "settings"

    def run(self, module: str, *arguments: object) -> dict[str, Any]:
        """Run a module of ours in a fresh process and return what it found."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment |= {
            "PYTHONPYCACHEPREFIX": str(self.cache),
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(self.folder / self.settings),
            "LOCALAPPDATA": str(self.folder / self.settings),
        }
        begun = time.perf_counter()
        told = [str(begun) if one is BEGUN else str(one) for one in arguments]
        command = [sys.executable, "-m", f"benchmarks.{module}", *told]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(command, done.stderr)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    def start(self, archive: str, day: object) -> dict[str, Any]:
        return self.run("window_start", BEGUN, self.folder / archive, day)

    def tour(self, what: str, archive: str, day: object = TODAY) -> dict[str, Any]:
        return self.run("window_tour", what, self.folder / archive, day)


BEGUN = object()
"""Stands for the moment at which a process is started."""


def measure(bench: Bench) -> Section:
    """Start the window many times and walk through it, on an empty archive, ten years, and a crowd."""
    place = _Place(bench.place("window"), bench.cache)
    for archive in ("empty", "years", "crowd"):
        (place.folder / archive).parent.mkdir(exist_ok=True)
    write_empty(place.folder / "empty")
    write_years(place.folder / "years", bench.sized(ten_years.ACTIVITIES, 240))
    write_crowd(place.folder / "crowd", bench.sized(CROWD, 240))
    rounds = max(2, round(STARTS * min(1, bench.scale * 10)))
    bare, starts = _starts(place, rounds)
    memory = place.tour("memory", "years")
    figures = [
        *starts,
        *_lists(place, 1 if bench.scale < 1 else VISITS),
        *_blocks(place, 1 if bench.scale < 1 else WALKS),
        _limited("首页 right again after an edit", _timing(place.tour("edits", "years")["edits"]), AIM_EDIT),
        _memory(memory["memory"], bare),
    ]
    return Section(
        "The window on ten years",
        f"Fresh processes of this Python without a screen (Qt's platform `offscreen`), by turns; {rounds}"
        " rounds after one that is not counted, from the start of the process to the end of the first"
        " painting. The peer is the first program of Qt for Python's own guide (a label and a button), where"
        " not said otherwise. Ten years are 6,000 activities with 30,000 files; the crowd is"
        f" {CROWD:,} activities in one term. A list is opened from the call until its rows are painted, for"
        " the first time in a process that was left alone for some seconds; `again` is the same after its"
        " rows were forgotten; the peer has an archive with partners, a community and its scheme, and nothing"
        " else."
        " Blocks are the longest pauses of a timer of 5 ms in the event loop in each of the walks, while"
        " keys and wheel go on, less what other programs had of the processors.",
        tuple(figures),
    )


def _starts(place: _Place, rounds: int) -> tuple[float, list[Figure]]:
    place.tour("prepare", "years")
    ways: dict[str, Any] = {
        "hello": lambda: place.run("window_bare", BEGUN),
        "widget": lambda: place.run("window_bare", BEGUN, "empty"),
        "kept": lambda: place.start("years", TODAY),
        "ahead": lambda: place.start("years", TODAY + timedelta(days=1)),
        "none": lambda: place.start("years", _UNKEPT),
    }
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            found = way()
            if number:
                runs[name].append(found)

    def of(name: str, moment: str = "painted") -> Timing:
        return Timing(tuple(one[moment] for one in runs[name]))

    hello = of("hello")
    figures = [
        slower("first painting", of("kept"), hello, at_most=AIM_PAINTED),
        slower("first painting; an empty widget", of("kept"), of("widget")),
        slower("首页 filled, kept earlier that day", of("kept", "filled"), hello, at_most=AIM_FILLED),
        slower("首页 filled, first start of a day", of("ahead", "filled"), hello, at_most=AIM_FILLED),
        slower("首页 filled, nothing kept", of("none", "filled"), hello),
    ]
    return statistics.median(one["memory"] for one in runs["hello"]), figures


def _lists(place: _Place, visits: int) -> Iterator[Figure]:
    found: dict[str, list[Mapping[str, float]]] = {"empty": [], "years": []}
    for _ in range(visits):
        for archive, kept in found.items():
            kept.append(place.tour("lists", archive))
    for name, words in _LISTS.items():
        for prefix, said, aim in (("first ", "", AIM_LIST), ("", ", again", None)):
            ours, peer = (
                Timing(tuple(one[f"{prefix}{name}"] for one in found[which])) for which in ("years", "empty")
            )
            yield slower(f"{words}{said}; empty archive", ours, peer, at_most=aim)


def _blocks(place: _Place, times: int) -> Iterator[Figure]:
    for what, archive, day, words in (
        ("smooth", "years", TODAY, "ten years"),
        ("packing", "years", TODAY, "while a package is made"),
        ("smooth", "crowd", CROWDED, f"{CROWD:,} rows"),
    ):
        walks = [place.tour(what, archive, day) for _ in range(times)]
        for group, names in _GROUPS.items():
            longest = [max(found[name] for name in names) for found in walks]
            yield _limited(f"longest block, {group}, {words}", _timing(longest), AIM_BLOCK)


_GROUPS: Mapping[str, Sequence[str]] = {
    "scrolling": ("keys in the list", "wheel", "scroll bar"),
    "sorting and narrowing": ("sorting and narrowing",),
    "typing in filter and search": ("list filter", "search"),
    "typing in 记一次活动": ("recording",),
}


def _limited(what: str, ours: Timing, limit: float) -> Figure:
    ratio = ours.median / limit
    said = quantity(limit, "ms")
    return Figure(what, ours.spread(), said, f"{ratio:.2f} ×", f"≤ {said}", ratio <= 1)


def _memory(ours: float, bare: float) -> Figure:
    figure = slower("memory after every page was opened", Timing((ours,)), Timing((bare,)), "MB")
    more = quantity(AIM_MEMORY, "MB")
    return replace(figure, aim=f"≤ peer + {more}", reached=ours <= bare + AIM_MEMORY)


def _timing(seconds: Sequence[float]) -> Timing:
    return Timing(tuple(seconds))

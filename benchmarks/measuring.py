"""Timing two things by turns, and saying how one stands against the other."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

Work = Callable[[], object]
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
"""The moment at which all material is entered."""


@dataclass(frozen=True)
class Bench:
    """Where a run writes, and how large it is: ``scale`` 1.0 is what the tables show, tests take less."""

    folder: Path
    scale: float = 1.0

    @property
    def cache(self) -> Path:
        """Where the processes that are measured keep their bytecode."""
        return self.folder / "bytecode"

    def sized(self, full: int, least: int = 1) -> int:
        """Return a number of things, brought to scale."""
        return max(least, round(full * self.scale))

    def place(self, name: str) -> Path:
        """Return a fresh folder for one measurement."""
        made = self.folder / name
        made.mkdir()
        return made


@dataclass(frozen=True)
class Timing:
    """The seconds, or bytes, of each round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.rounds)

    def spread(self, unit: str = "ms") -> str:
        """Return median and, where there are several rounds, least and most, in words."""
        if len(self.rounds) == 1:
            return quantity(self.median, unit)
        least, most = (bare(value, unit) for value in (min(self.rounds), max(self.rounds)))
        return f"{quantity(self.median, unit)} ({least}–{most})"


@dataclass(frozen=True)
class Figure:
    """One line of the tables: what, ours, the peer's, their ratio against the aim."""

    what: str
    ours: str
    peer: str
    ratio: str
    aim: str = ""
    reached: bool | None = None

    @property
    def verdict(self) -> str:
        """Whether the aim is reached; empty where none was set."""
        return "" if self.reached is None else "yes" if self.reached else "**no**"


@dataclass(frozen=True)
class Section:
    """What one benchmark found: how it was measured, the figures, and what is worth saying about them."""

    title: str
    method: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


_UNITS = {"ms": (1e3, "ms"), "s": (1.0, "s"), "MB": (1e-6, "MB")}


def bare(value: float, unit: str) -> str:
    """Return a quantity in its unit, three figures long, without the unit."""
    scaled = value * _UNITS[unit][0]
    return f"{scaled:.0f}" if scaled >= 100 else f"{scaled:.3g}"


def quantity(value: float, unit: str) -> str:
    """Return a quantity given in seconds or bytes, in words."""
    return f"{bare(value, unit)} {_UNITS[unit][1]}"


def by_turns(*works: Work, rounds: int, before: Work = lambda: None, warm: bool = True) -> tuple[Timing, ...]:
    """Time each work in every round, A B A B, after a round that is not counted unless told otherwise.

    ``before`` each work the place is made ready, which is not timed.
    """
    seconds: list[list[float]] = [[] for _ in works]
    for number in range(rounds + warm):
        for work, kept in zip(works, seconds, strict=True):
            before()
            taken = timed(work)
            if number >= warm:
                kept.append(taken)
    return tuple(Timing(tuple(kept)) for kept in seconds)


def timed(work: Work) -> float:
    """Return the seconds a work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def slower(what: str, ours: Timing, peer: Timing, unit: str = "ms", at_most: float | None = None) -> Figure:
    """Return how many times the peer's time (or memory) ours is; the aim is an upper limit."""
    ratio = ours.median / peer.median
    return Figure(
        what,
        ours.spread(unit),
        peer.spread(unit),
        f"{ratio:.2f} ×",
        f"≤ {at_most:g} ×" if at_most else "",
        None if at_most is None else ratio <= at_most,
    )

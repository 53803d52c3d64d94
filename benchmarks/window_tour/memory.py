"""The memory of the process after each page was opened."""

from typing import Any

from benchmarks.window_bare import memory
from benchmarks.window_tour.lists import LISTS, Lists
from benchmarks.window_tour.tour import Tour


def walk(tour: Tour) -> dict[str, Any]:
    """Return the bytes in memory after each page, and at the end."""
    found: dict[str, Any] = {"opened": memory()}
    lists = Lists(tour)
    for name in (*LISTS, "settings", "record", "make", "bin"):
        if name == "make":
            tour.session.go("make", type="document", content={})
        elif name in LISTS:
            lists.open(name)
        else:
            tour.session.go(name)
        tour.settle()
        found[name] = memory()
    tour.session.go("home")
    tour.settle()
    found["memory"] = memory()
    return found

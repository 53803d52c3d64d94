"""Every list opened, for the first time and again after its rows were forgotten."""

# It looks from inside at what nobody else needs to see.
# ruff: noqa: SLF001

import time
from typing import Any

from PySide6.QtCore import QCoreApplication

from benchmarks.window_tour.heart import until
from benchmarks.window_tour.tour import Tour

SETTLED = ("plan", "pairs", "exchanges", "others", "summary", "files", "community")
"""Pages of several parts: they are there when all that they asked for, and asked after it, is answered."""
LISTS = ("activity", "people", "schools", "records", "scheme", "handing", *SETTLED)
AGAIN = 3


class Lists:
    """The lists of the window: gone to, looked at whether they are filled, made to forget their rows."""

    def __init__(self, tour: Tour) -> None:
        self.tour = tour
        self.records = tour.ask(_documents)

    def open(self, name: str) -> float:
        """Return the seconds from the call to the rows."""
        begun = time.perf_counter()
        self._go(name)
        if name in SETTLED:
            for _ in range(3):
                self.tour.ask(lambda _opened: 0)
        else:
            until(lambda: self._is_filled(name), told=lambda: (name, type(self.tour.page)))
        QCoreApplication.processEvents()
        return time.perf_counter() - begun

    def make_stale(self, name: str) -> None:
        """Let the page forget its rows, so that opening it asks for them again as after a change."""
        page = self.tour.page
        self.tour.session.go("home")
        self.tour.settle()
        page._stale = True
        match name:
            case "activity":
                page.table.model.is_loaded = False
            case "people" | "schools":
                page.list.table.model.is_loaded = False
            case "records":
                page.model.set_rows([])
            case "scheme":
                page.schemes = type(page.schemes)((), ())
            case "handing":
                page._checked = None

    def _go(self, name: str) -> None:
        go = self.tour.session.go
        match name:
            case "people" | "schools":
                go("people", tab=name)
            case "records":
                go("records", records=self.records, title="…")
            case _:
                go(name)

    def _is_filled(self, name: str) -> bool:
        page = self.tour.page
        match name:
            case "activity":
                return rows_are_there(page.table)
            case "people" | "schools":
                return page.tab == name and rows_are_there(page.list.table)
            case "records":
                return page.model._total == len(self.records) or bool(page.model.total)
            case "scheme":
                return bool(page.schemes.following)
            case "handing":
                return page._checked is not None
        raise ValueError(name)


def walk(tour: Tour) -> dict[str, Any]:
    """Return the seconds that each list takes, ``first`` and again (the median)."""
    from edudesk.ui.ahead import KeptCheck

    until(lambda: KeptCheck.of(tour.session).answer, 60)  # the window has been left alone for a while
    lists = Lists(tour)
    found: dict[str, float] = {}
    for name in LISTS:
        found[f"first {name}"] = lists.open(name)
        tour.settle()
        again = []
        for _ in range(AGAIN):
            lists.make_stale(name)
            again.append(lists.open(name))
            tour.settle()
        found[name] = sorted(again)[len(again) // 2]
        tour.session.go("home")
        tour.settle()
    return found


def rows_are_there(table: Any) -> bool:
    """Tell whether every row in sight has come."""
    model = table.model
    if not model.is_loaded:
        return False
    first, last = model.visible()
    return all(model.row(number) is not None for number in range(first, min(last + 1, model.total)))


def _documents(opened: Any) -> tuple[tuple[str, str], ...]:
    from edudesk.services.records import all_of

    with opened.archive.read() as connection:
        return tuple(
            (type_code, one.id)
            for type_code in ("document", "exchange", "mentor-pair", "adoption")
            for one in all_of(connection, type_code)
        )

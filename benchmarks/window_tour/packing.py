"""The same scrolling and typing while packages are made, one after the other."""

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from benchmarks.window_tour.heart import Heart, until
from benchmarks.window_tour.smooth import scroll_and_type
from benchmarks.window_tour.tour import Tour


def walk(tour: Tour) -> dict[str, Any]:
    """Return the longest pause of each thing that hands do, and how many packages were begun."""
    from edudesk.services.handing.view import Wanted
    from edudesk.ui.pages.handing.packing import Packing

    found: dict[str, Any] = {}
    packing = Packing.of(tour.session)
    clock = tour.session.clock
    out = Path(os.environ["XDG_CONFIG_HOME"]) / "out"
    out.mkdir(exist_ok=True)

    def again() -> None:
        if not packing.is_busy:
            found["packages"] = found.get("packages", 0) + 1
            found["stage"] = packing.stage
            found["error"] = str(packing.error)
            packing.reset()
            term = str(tour.session.term)
            packing.start(Wanted(term, "", out, "zip", "", clock.now(), clock.today(), 2000))

    again()
    timer = QTimer(interval=20)
    timer.timeout.connect(again)
    timer.start()
    scroll_and_type(tour, Heart(), found)
    timer.stop()
    if packing.work:
        packing.work.cancel()
    until(lambda: not packing.is_busy)
    return found

"""An activity entered while 首页 is in sight: from the end of the change to the page painted anew."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from benchmarks.window_tour.heart import until, wait
from benchmarks.window_tour.tour import Tour

EDITS = 9


class Painted(QObject):
    """Notes when the widget it watches has been painted, its parts with it."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[float] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: self.moments.append(time.perf_counter()))
        return False


def walk(tour: Tour) -> dict[str, Any]:
    """Return the seconds of each edit, and their median as ``edit``."""
    painted = Painted()
    _watch_new_views(tour.home, painted)
    base = tour.ask(_an_activity)
    took = [_edit(tour, painted, base | {"topic": f"新的一次 {number}"}) for number in range(EDITS)]
    return {"edit": sorted(took)[len(took) // 2], "edits": took}


def _watch_new_views(home: Any, painted: Painted) -> None:
    show = home.show_view

    def show_view(view: Any) -> None:
        is_new = view != home.view
        show(view)
        if is_new:
            # The page is painted before its parts; to watch them all would take as long as to paint them.
            home.installEventFilter(painted)

    home.show_view = show_view


def _edit(tour: Tour, painted: Painted, content: Any) -> float:
    painted.moments.clear()
    committed: list[float] = []
    tour.desk.change(tour.session, _entering(content, committed))
    until(lambda: painted.moments)
    tour.settle()
    wait(0.2)  # the frame asks a moment after an edit; nobody makes the next one before
    tour.home.removeEventFilter(painted)
    return next(one for one in painted.moments if one > committed[0]) - committed[0]


def _entering(content: Any, committed: list[float]) -> Callable[[Any], None]:
    def deed(opened: Any) -> None:
        from edudesk.services.changes import change

        with change(opened.archive, "activity.create", opened.clock.now()) as writing:
            writing.create("activity", content)
        committed.append(time.perf_counter())

    return deed


def _an_activity(opened: Any) -> Any:
    from sqlalchemy import select

    from edudesk.models.activity import Activity
    from edudesk.services.records import get

    day = opened.clock.today()
    with opened.archive.read() as connection:
        chosen = select(Activity.id).where(Activity.starts_on <= day).order_by(Activity.starts_on.desc())
        return dict(get(connection, connection.execute(chosen.limit(1)).scalar_one()).content)

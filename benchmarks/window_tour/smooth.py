"""Scrolling, sorting and typing while a heart beats, which tells how long the window stands still."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.window_tour.hands import turn_wheel, write
from benchmarks.window_tour.heart import Heart, until, wait
from benchmarks.window_tour.lists import rows_are_there
from benchmarks.window_tour.tour import Tour


def walk(tour: Tour) -> dict[str, Any]:
    """Return the longest pause of each thing that hands do, and of doing nothing."""
    found: dict[str, Any] = {}
    heart = Heart()
    with heart.listened(found, "rest"):
        wait(1)
    scroll_and_type(tour, heart, found)
    return found


def scroll_and_type(tour: Tour, heart: Heart, found: dict[str, Any]) -> None:
    """Put the longest pauses of all that hands do into ``found``."""
    _scroll(tour, heart, found)
    _fill_in(tour, heart, found)


def _scroll(tour: Tour, heart: Heart, found: dict[str, Any]) -> None:
    tour.session.go("activity")
    until(lambda: rows_are_there(tour.page.table))
    tour.settle()
    table = tour.page.table
    view = table.view
    found["rows"] = table.model.total
    view.setFocus()
    with heart.listened(found, "keys in the list"):
        for _ in range(40):
            QTest.keyClick(view, Qt.Key.Key_PageDown)
            wait(0.03)
    with heart.listened(found, "wheel"):
        for number in range(60):
            turn_wheel(view.viewport(), -360 if number < 40 else 720)
            wait(0.016)
    _narrow(table.model, heart, found)
    bar = view.verticalScrollBar()
    with heart.listened(found, "scroll bar"):
        for number in range(40):
            bar.setValue((number * 7919) % (bar.maximum() + 1))
            wait(0.04)


def _narrow(model: Any, heart: Heart, found: dict[str, Any]) -> None:
    """Sort by topic, narrow by it, and go back, as the list's own heads do."""
    from edudesk.services.listing.column_words import ColumnWords

    with heart.listened(found, "sorting and narrowing"):
        model.sort_by("topic", descending=False)
        until(lambda: model.is_loaded)
        model.narrow(ColumnWords("topic", "jy"))
        until(lambda: model.is_loaded)
        model.widen()
        model.sort_by("date", descending=True)
        until(lambda: model.is_loaded)


def _fill_in(tour: Tour, heart: Heart, found: dict[str, Any]) -> None:
    tour.session.go("activity")
    tour.settle()
    with heart.listened(found, "list filter"):
        write(tour.page.filters.text, ("五年级", "语文", "同课异构"))
    search = tour.window.frame.bar.search
    with heart.listened(found, "search"):
        tour.window.place.search()
        write(search, ("五年级", "小学", "草船借箭"))
        QTest.keyClick(search, Qt.Key.Key_Escape)
    tour.session.go("record")
    until(lambda: tour.page.is_ready)
    tour.settle()
    form = tour.page.form
    with heart.listened(found, "recording"):
        form.day.line.setFocus()
        write(form.day.line, ("12.16",), clear=False)
        form.topic.setFocus()
        write(form.topic, ("石桥镇中心小学五年级语文草船借箭同课异构",), clear=False)
    tour.page._drop()  # noqa: SLF001 - what is typed here is nobody's
    tour.settle()

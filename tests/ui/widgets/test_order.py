"""Tab goes through the window as it is read, with real keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets.order import reading_order


def walk(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> list[object]:
    """Press a key as often as there are stops, and return where the focus was."""
    seen: list[object] = []
    for _ in reading_order(window):
        qtbot.keyClick(QApplication.focusWidget() or window, key)
        seen.append(QApplication.focusWidget())
    return seen


def test_tab_stops_at_everything_in_reading_order_and_comes_round(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: len(reading_order(window)) > 20)
    stops = reading_order(window)
    stops[-1].setFocus()
    assert walk(qtbot, window, Qt.Key.Key_Tab) == stops
    stops[0].setFocus()
    assert walk(qtbot, window, Qt.Key.Key_Backtab) == stops[::-1]


def test_order_is_that_of_the_screen_not_of_construction(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: len(reading_order(window)) > 20)
    frame = window.frame
    places = [reading_order(window).index(one) for one in (frame.bar.terms, frame.navigation)]
    page = frame.stack.page()
    assert page is not None
    first = reading_order(window).index(reading_order(page)[0])
    assert places[0] < places[1] < first

"""What the tests of the window do with their hands."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

SLOW = 20_000


def page(window):
    return window.frame.stack.now.code


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def settled(qtbot, window):
    """Wait until everything that was asked so far has been answered."""
    done: list[Any] = []
    window.session.desk.ask(window, lambda _opened: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=SLOW)

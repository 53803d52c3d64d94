"""The window with the focus in it."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def active(window, qtbot):
    """Return the window, the focus in its navigation."""
    window.activateWindow()
    window.frame.navigation.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.frame.navigation)
    return window

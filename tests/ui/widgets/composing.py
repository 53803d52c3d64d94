"""Chinese words enter a field as an input method commits them; key events carry Latin letters only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def write(widget: QWidget, words: str) -> None:
    """Write words as an input method hands them over: composed first, then all at once."""
    QApplication.sendEvent(widget, QInputMethodEvent("pin'yin", []))
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key where it arrives on a real desk: in an open list before the field."""
    QTest.keyClick(QApplication.activePopupWidget() or widget, key)

"""Hands at the keyboard and the mouse."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.window_tour.heart import wait


def write(field: Any, words: tuple[str, ...], *, clear: bool = True) -> None:
    """Type as with an input method: character by character, faster than anyone types."""
    field.setFocus()
    for word in words:
        for letter in word:
            if letter.isascii():
                QTest.keyClick(field, Qt.Key(ord(letter.upper())))
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QCoreApplication.sendEvent(field, event)
            wait(0.08)
        wait(0.4)
        for _letter in word if clear else "":
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            wait(0.03)


def turn_wheel(widget: QWidget, by: int) -> None:
    """Turn the wheel over the middle of a widget, by eighths of a degree."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(widget, event)

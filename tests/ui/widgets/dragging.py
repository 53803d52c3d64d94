"""Dragging as a hand does it: every step goes through the window, so that buttons are known to be held."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_STEPS = 4
_NONE = Qt.KeyboardModifier.NoModifier


def carry(widget: QWidget, way: Sequence[QPoint]) -> None:
    """Press the left button on the first point of a widget and go to the others, in small steps."""
    window, top = widget.window().windowHandle(), widget.window()
    points = [widget.mapTo(top, point) for point in way]
    QTest.mouseMove(window, points[0])
    QTest.mousePress(window, Qt.MouseButton.LeftButton, _NONE, points[0])
    at = points[0]
    for there in points[1:]:
        for step in range(1, _STEPS + 1):
            QTest.mouseMove(window, at + (there - at) * step / _STEPS)
            QApplication.processEvents()
        at = there


def let_go(widget: QWidget, point: QPoint) -> None:
    """Release the button on a point."""
    top = widget.window()
    QTest.mouseRelease(top.windowHandle(), Qt.MouseButton.LeftButton, _NONE, widget.mapTo(top, point))
    QApplication.processEvents()


def drag(widget: QWidget, *way: QPoint) -> None:
    """Carry something along a way and let it go at the end."""
    carry(widget, way)
    let_go(widget, way[-1])

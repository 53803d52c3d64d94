"""What a person's hands do to the window; a test and a process that is to be killed use the same."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

LONG = 60.0
"""Seconds that are waited for anything; a busy machine is no defect of ours."""

Telling = Callable[[str, str, bool], None]
"""(place, words that stand there, whether they stand there already or are about to)."""


def nobody_listens(place: str, words: str, done: bool) -> None:
    """Take no note of what is typed."""


class Hands:
    """``pace`` is the pause after each key in seconds; ``telling`` is told before and after each."""

    def __init__(self, telling: Telling = nobody_listens, pace: float = 0.0) -> None:
        self._telling = telling
        self._pace = pace

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + LONG
        while not condition():
            assert time.monotonic() < end, f"waited in vain {what}"
            QTest.qWait(5)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget, as soon as it can be seen and used."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), f"for {widget} {widget.toolTip()}")
        self._regain(widget.window())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where it arrives on a real desk: in an open list, else where the cursor is."""
        self._regain()
        QTest.keyClick(_cursor(), key, held)

    def replace(self, line: QWidget, words: str, place: str = "") -> None:
        """Type words instead of those that stand in a line."""
        self.click(line)
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._type(line, words, place)

    def type(self, line: QWidget, words: str, place: str = "") -> None:
        """Click into a line and type."""
        self.click(line)
        self._type(line, words, place)

    def choose_one(self, menu: QMenu, words: str) -> None:
        """Click an entry of an open menu."""
        action = next(one for one in menu.actions() if one.text() == words)
        where = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def drop(self, widget: QWidget, files: Sequence[Path]) -> None:
        """Let files fall on a widget, as from the system's file window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        where = QPointF(widget.rect().center())
        for event in (QDragEnterEvent, QDropEvent):
            QApplication.sendEvent(widget, event(where, Qt.DropAction.CopyAction, mime, left, none))

    def paste(self, widget: QWidget, image: QImage) -> None:
        """Paste a picture that was copied elsewhere, such as from a chat."""
        QGuiApplication.clipboard().setImage(image)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QGuiApplication.clipboard().clear()

    def _regain(self, window: QWidget | None = None) -> None:
        """Give the keys back to the window when a list has closed, which every real desk does by itself."""
        active = QApplication.activeWindow()
        if window is None:
            shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and not _pops_up(one)]
            window = active if active in shown else next(iter(shown), None)
        if window is not None and active is not window and QApplication.activePopupWidget() is None:
            window.activateWindow()
            self.until(window.isActiveWindow, "for the window")

    def _type(self, line: QWidget, words: str, place: str) -> None:
        """Latin letters come as keys, Chinese ones from the input method: composed first, then committed."""
        for length, letter in enumerate(words, 1):
            self._telling(place, words[:length], False)
            if letter.isascii():
                QTest.keyClicks(line, letter)
            else:
                QApplication.sendEvent(line, QInputMethodEvent("pin'yin", []))
                done = QInputMethodEvent("", [])
                done.setCommitString(letter)
                QApplication.sendEvent(line, done)
            self._telling(place, words[:length], True)
            if self._pace:
                QTest.qWait(round(self._pace * 1000))


def _pops_up(widget: QWidget) -> bool:
    return widget.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


def _cursor() -> QWidget:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None
    return widget

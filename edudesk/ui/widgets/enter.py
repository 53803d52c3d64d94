"""Enter presses what has the focus, as Space does; Qt's buttons know only Space outside of dialogs."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

Kind = TypeVar("Kind", bound=type[QAbstractButton])

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter was pressed, alone and not held down."""
    return event.key() in _KEYS and event.modifiers() in _BARE and not event.isAutoRepeat()


def pressed_by_enter(kind: Kind) -> Kind:
    """Let Enter press the buttons of a class."""
    usual = kind.keyPressEvent

    def press(self: QAbstractButton, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            usual(self, event)

    kind.keyPressEvent = press  # type: ignore[method-assign]
    return kind

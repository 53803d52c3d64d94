"""Enter presses what has the focus, as Space does; Qt's buttons know only Space outside of dialogs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter was pressed, alone and not held down."""
    return event.key() in _KEYS and event.modifiers() in _BARE and not event.isAutoRepeat()

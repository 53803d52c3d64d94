"""A field that is written when it is left, and only when it says something else than before."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class KeptField(QObject):
    """Watches a line or a note: what was typed is given to ``keep`` on leaving, on Enter and on flush.

    What somebody is typing is never written over by an answer that comes meanwhile.
    """

    def __init__(
        self,
        widget: QLineEdit | QPlainTextEdit,
        keep: Callable[[str], None],
        is_readable: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(widget)
        self._widget, self._keep, self.is_readable = widget, keep, is_readable
        self._said = ""
        widget.installEventFilter(self)
        if isinstance(widget, QLineEdit):
            widget.returnPressed.connect(self.flush)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        widget = self._widget
        return (widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()).strip()

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands there than what is kept."""
        return self.typed != self._said

    def show(self, words: str) -> None:
        """Show what is kept, unless somebody is typing."""
        typing = self.is_dirty
        self._said = words.strip()
        if typing or not self.is_dirty:
            return
        blocked = self._widget.blockSignals(True)
        if isinstance(self._widget, QLineEdit):
            self._widget.setText(words)
        else:
            self._widget.setPlainText(words)
        self._widget.blockSignals(blocked)

    def flush(self) -> None:
        """Keep what was typed, if it is new and can be read."""
        if self.is_dirty and self.is_readable():
            self._said = self.typed
            self._keep(self.typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

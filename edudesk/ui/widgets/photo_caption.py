"""The line below a tile in which its caption is typed, where it stands."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.entries import TextField

_LEAST = 220


class CaptionField(TextField):
    """Every key is told by ``typed(id, words)``; Enter and leaving end it, Esc says what was said before."""

    typed = Signal(str, str)
    ended = Signal()

    def __init__(self, parent: QWidget, name: str, hint: str) -> None:
        super().__init__(hint, parent=parent)
        self._photo, self._before = "", ""
        self.setAccessibleName(name)
        self.setFont(theme().font("second"))
        self.setFixedHeight(theme().tokens.px("target"))
        self.textEdited.connect(self._tell)
        self.hide()

    @property
    def photo(self) -> str:
        """The id of the photo whose caption is typed, empty when none is."""
        return self._photo

    def begin(self, photo_id: str, words: str, where: QRect, room: int) -> None:
        """Type the caption of a photo in ``where``, wider where there is ``room``."""
        self._photo, self._before = photo_id, words
        width = min(max(where.width(), theme().tokens.px(_LEAST)), room)
        self.setFixedWidth(width)
        self.move(min(where.left(), room - width), where.top())
        self.setText(words)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text() != self._before:
                self.typed.emit(self._photo, self._before)
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self._photo:
            self._end()

    def _tell(self, words: str) -> None:
        self.typed.emit(self._photo, words)

    def _end(self) -> None:
        self._photo = ""
        self.hide()
        self.ended.emit()

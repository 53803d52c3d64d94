"""What is shown where there is nothing yet: what is missing, one sentence, one next step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.icon import Icon
from edudesk.ui.widgets.words import Words

_ICON = 32


class EmptyState(QWidget):
    """Icon, title, sentence and one button, in the middle of what is empty."""

    clicked = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: str = "",
        *,
        primary: bool = True,
        button_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._title = Words(title, "card", wrap=True)
        self._sentence = Words(sentence, "second", "text2", wrap=True)
        self.button = Button(button, "primary" if primary else "", button_icon)
        self.button.clicked.connect(self.clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(16), px(16))
        layout.setSpacing(px(4))
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(1)
        layout.addWidget(Icon(icon, _ICON), 0, centre)
        layout.addSpacing(px(4))
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(words)
        layout.addSpacing(px(4))
        layout.addWidget(self.button, 0, centre)
        layout.addStretch(1)
        self.button.setVisible(bool(button))  # not before it has a parent: that would open a window

    @property
    def title(self) -> str:
        """What is said to be missing."""
        return self._title.text()

    def set_words(self, title: str, sentence: str, button: str = "") -> None:
        """Say something else; without a button the words stand alone."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))

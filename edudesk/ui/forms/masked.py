"""Personal numbers: shown in part until somebody asks for the whole."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.services.reports.masking import masked_identity, masked_phone
from edudesk.texts import Texts
from edudesk.ui.forms.editors import Editor
from edudesk.ui.theme import theme
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.words import Link


class MaskedField(QWidget):
    """A line that shows stars and 显示 while there is something to hide."""

    def __init__(self, texts: Texts, mask: Callable[[str], str]) -> None:
        super().__init__()
        self._mask = mask
        self._whole = ""
        self.line = TextField()
        self.reveal = Link(texts.say("forms.reveal"), role="second")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        layout.addWidget(self.line, 1)
        layout.addWidget(self.reveal)
        self.reveal.clicked.connect(self._show_whole)
        self.setFocusProxy(self.line)
        self.set_text("")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def text(self) -> str:
        """Return the whole number, shown or not."""
        return self._whole if self.line.isReadOnly() else self.line.text()

    def set_text(self, text: str) -> None:
        """Hide a number; an empty line can be written into at once."""
        self._whole = text
        self.line.setText(self._mask(text) if text else "")
        self.line.setReadOnly(bool(text))
        self.reveal.setVisible(bool(text))

    def _show_whole(self) -> None:
        self.line.setReadOnly(False)
        self.line.setText(self._whole)
        self.reveal.hide()
        self.line.setFocus()
        self.line.style().polish(self.line)


class MaskedEditor(Editor):
    """A phone number, or an identity number where ``withheld``."""

    def __init__(self, texts: Texts, *, withheld: bool) -> None:
        self._field = MaskedField(texts, masked_identity if withheld else masked_phone)
        super().__init__(self._field)
        self._field.line.textEdited.connect(lambda _text: self.touch())

    def read(self) -> str | None:
        return self._field.text().strip() or None

    def show(self, value: str | None) -> None:
        self._field.set_text(value or "")

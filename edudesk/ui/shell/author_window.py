"""The small window that asks who enters records from now on."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Paragraph, Words

_WIDTH = 400


class AuthorWindow(QDialog):
    """Asks for a name; ``named`` carries it. Nothing is written without one."""

    named = Signal(str)

    def __init__(self, say: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent.window())
        px = theme().tokens.px
        self.setWindowTitle(say("succession.author-ask"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = TextField(say("succession.author-name"))
        self.name.setAccessibleName(say("succession.author-name"))
        self.do, cancel = (
            Button(say("succession.author-do"), "primary"),
            Button(say("succession.author-cancel")),
        )
        self.name.returnPressed.connect(self._take)
        self.do.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(Words(say("succession.author-ask"), "detail"))
        layout.addWidget(Paragraph(say("succession.author-words"), "second", "text2"))
        layout.addWidget(self.name)
        layout.addWidget(Line(None, cancel, self.do, gap=10))
        self.setFixedSize(px(_WIDTH), layout.heightForWidth(px(_WIDTH)))

    def _take(self) -> None:
        name = self.name.text().strip()
        if name:
            self.named.emit(name)
            self.accept()
        else:
            self.name.setFocus()

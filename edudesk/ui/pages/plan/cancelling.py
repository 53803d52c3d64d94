"""Why something that was planned does not take place: one line, which may stay empty."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.words import Paragraph, Words

_WIDTH = 432


class CancelQuestion(QDialog):
    """Asks for the reason; Enter says that it does not take place, Esc leaves it planned."""

    def __init__(self, parent: QWidget, texts: Texts, topic: str) -> None:
        super().__init__(parent)
        px, say = theme().tokens.px, texts.say
        title = say("planpage.why-title", topic=topic)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.because = TextField(say("planpage.why-example"))
        self.because.setAccessibleName(say("planpage.why"))
        self.yes = Button(say("planpage.why-yes"), role="primary")
        self.no = Button(say("planpage.why-no"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.because.returnPressed.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(8))
        layout.addWidget(Words(title, role="detail", wrap=True))
        layout.addWidget(Paragraph(say("planpage.why-words"), colour="text2"))
        layout.addWidget(self.because)
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        self.setFixedSize(px(_WIDTH), layout.heightForWidth(px(_WIDTH)))
        self.because.setFocus()


def ask_why(parent: QWidget, texts: Texts, topic: str, then: Callable[[str], None]) -> CancelQuestion:
    """Ask why, and go on with the reason when it is said that it does not take place."""
    question = CancelQuestion(parent.window(), texts, topic)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(lambda: then(question.because.text().strip()))
    question.open()
    return question

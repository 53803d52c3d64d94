"""What the page asks or shows in a window of its own: the whole text, and another name."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from edudesk.texts import Label
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import FormRow, TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Words

_TEXT, _NAME = (760, 520), 440


class TextDialog(QDialog):
    """The whole scheme as it stands in its file, to be read."""

    def __init__(self, session: Session, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        say, px = session.say, theme().tokens.px
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(text)
        self.text.setFont(theme().font("second"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        shut = Button(say("schemepage.read.close"))
        shut.clicked.connect(self.accept)
        layout = _laid_out(self, title)
        layout.addWidget(Words(say("schemepage.read.why"), "second", "text2", wrap=True))
        layout.addWidget(self.text, 1)
        layout.addWidget(Line(None, shut))
        width, height = _TEXT
        room = parent.window().size()
        self.resize(min(px(width), room.width() - 40), min(px(height), room.height() - 40))
        self.text.setFocus()


class NameDialog(QDialog):
    """Another name for one's own scheme, in both languages; ``then`` is given it."""

    def __init__(self, session: Session, name: Label, then: Callable[[Label], None], parent: QWidget) -> None:
        super().__init__(parent)
        say = session.say
        self._session, self._then = session, then
        self.setWindowTitle(say("schemepage.rename"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.zh, self.en = TextField(), TextField()
        self.zh.setText(name.zh)
        self.en.setText(name.en)
        self._rows = [
            FormRow(say(f"schemepage.name.{code}"), field, above=True) for code, field in self._fields()
        ]
        cancel, self.do = Button(say("schemepage.discard")), Button(say("schemepage.save"), "primary")
        cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.accept)
        layout = _laid_out(self, say("schemepage.rename"))
        for row in self._rows:
            layout.addWidget(row)
        layout.addWidget(Line(None, cancel, self.do, gap=10))
        self.setMinimumWidth(theme().tokens.px(_NAME))
        self.zh.setFocus()

    def accept(self) -> None:
        name = Label(self.zh.text().strip(), self.en.text().strip())
        for row, (_code, field) in zip(self._rows, self._fields(), strict=True):
            row.set_error("" if field.text().strip() else self._session.say("schemepage.name.missing"))
        if name.zh and name.en:
            self._then(name)
            super().accept()

    def _fields(self) -> list[tuple[str, TextField]]:
        return [("zh", self.zh), ("en", self.en)]


def _laid_out(dialog: QDialog, title: str) -> QVBoxLayout:
    px = theme().tokens.px
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(px(20), px(18), px(20), px(16))
    layout.setSpacing(px(12))
    layout.addWidget(Words(title, "detail", wrap=True))
    return layout

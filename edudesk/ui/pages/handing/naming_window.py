"""The pattern by which packages are named, with the name it gives while it is typed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.packages.editions import Edition
from edudesk.services.packages.patterns import PACKAGE, shown_pattern
from edudesk.ui.pages.handing.questions import Concerned, ask_name, keep_pattern
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import FieldBox, TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.words import Link, Paragraph, Words

_WIDTH = 520


class NamingWindow(QDialog):
    """A field for the pattern, its parts to be put in by a click, and what a package would be called."""

    def __init__(
        self, session: Session, pattern: str, concerned: Concerned, edition: Edition, parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        say = session.say
        self._session, self._concerned, self._edition = session, concerned, edition
        language = session.texts.language
        self._usual = shown_pattern(PACKAGE, PACKAGE.usual, language)
        self.setWindowTitle(say("sending.naming"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = TextField()
        self.field.setAccessibleName(say("sending.pattern"))
        self._box = FieldBox(self.field)
        self.preview = Words("", bold=True, wrap=True)
        self.usual = Link(say("sending.pattern-usual"))
        self.keep = Button(say("sending.pattern-keep"), "tonal")
        self.cancel = Button(say("sending.pattern-cancel"))
        self._lay_out()
        self.field.textChanged.connect(self._look)
        self.usual.clicked.connect(lambda: self.field.setText(self._usual))
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self.field.setText(shown_pattern(PACKAGE, pattern, language))
        self.field.setFocus()

    def _look(self, typed: str) -> None:
        question = partial(ask_name, concerned=self._concerned, edition=self._edition, pattern=typed.strip())
        self._session.desk.ask(self, question, self._show, failed=self._refuse, key="name")

    def _show(self, name: str) -> None:
        self._box.set_error("")
        self.preview.setText(name)
        self._make_room()

    def _refuse(self, error: EduDeskError) -> None:
        self._box.set_error(self._session.texts.present(error))
        self.preview.setText("")
        self._make_room()

    def _make_room(self) -> None:
        """Grow until a long name or a reason is whole: windows do not do so by themselves."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), wanted))

    def _keep(self) -> None:
        typed = self.field.text().strip()
        pattern = "" if typed == self._usual else typed
        self._session.desk.change(
            self, partial(keep_pattern, pattern=pattern), lambda _none: self.accept(), failed=self._refuse
        )

    def _insert(self, part: str) -> None:
        self.field.insert(f"{{{part}}}")
        self.field.setFocus()

    def _lay_out(self) -> None:
        say, px = self._session.say, theme().tokens.px
        parts = QWidget()
        flow = FlowLayout(parts, gap=8)
        for part in PACKAGE.fields:
            named = part(self._session.texts.language)
            button = Button(f"{{{named}}}", row=True)
            button.clicked.connect(partial(self._insert, named))
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(Words(say("sending.naming"), "detail"))
        layout.addWidget(Paragraph(say("sending.naming-why"), "second", "text2"))
        layout.addWidget(self._box)
        layout.addWidget(parts)
        layout.addWidget(Words(say("sending.naming-preview"), "second", "text2"))
        layout.addWidget(self.preview)
        layout.addSpacing(px(6))
        layout.addWidget(Line(self.usual, None, self.cancel, self.keep, gap=10))
        self.setMinimumWidth(px(_WIDTH))

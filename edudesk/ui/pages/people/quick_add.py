"""Adding people one after the other: a name and Enter, then the next."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import ChoiceField, TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.roster import Choices


class QuickAdd(QFrame):
    """A line to write a name in; school and subject stay for the next one.

    ``added`` carries the content, ``more_wanted`` what is written so far, for the whole form.
    """

    added = Signal(dict)
    more_wanted = Signal(dict)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._session = session
        say = session.say
        self.name = TextField(say("people.person.name"))
        self.name.setAccessibleName(say("people.person.name"))
        self.school = ChoiceField([("", say("people.not-said-field"))])
        self.school.setAccessibleName(say("people.column-school"))
        self.subject = ChoiceField([("", say("people.any-subject"))])
        self.subject.setAccessibleName(say("people.column-subjects"))
        self.add_button = Button(say("people.add"), "tonal")
        self.full = Link(say("people.whole-form"))
        self.close_button = Link(say("people.close"))
        self.name.returnPressed.connect(self.add)
        self.add_button.clicked.connect(self.add)
        self.full.clicked.connect(lambda: self.more_wanted.emit(self.content()))
        self.close_button.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self._lay_out()

    def set_choices(self, choices: "Choices") -> None:
        """Offer the schools and subjects as they are now; our own school first."""
        say, language = self._session.say, self._session.texts.language
        school, subject = self.school.value(), self.subject.value()
        self.school.set_items([("", say("people.not-said-field")), *choices.schools])
        self.school.set_value(school or choices.holder_id)
        words = [(code, label(language)) for code, label in choices.words["subject"]]
        self.subject.set_items([("", say("people.any-subject")), *words])
        self.subject.set_value(subject or "")

    def content(self) -> dict[str, Any]:
        """Return what is written, as a person's content."""
        facts: list[dict[str, Any]] = []
        if self.school.value():
            facts.append({"fact": "school", "school_id": self.school.value()})
        if self.subject.value():
            facts.append({"fact": "subject", "value": self.subject.value()})
        return {"name": self.name.text().strip(), "facts": tuple(facts)}

    def add(self) -> None:
        """Hand over what is written and be ready for the next."""
        if self.name.text().strip():
            self.added.emit(self.content())
            self.name.clear()
        self.name.setFocus()

    def _lay_out(self) -> None:
        px = theme().tokens.px
        line = QWidget()
        flow = FlowLayout(line)
        self.name.setMinimumWidth(px(150))
        self.school.setMinimumWidth(px(190))
        self.subject.setMinimumWidth(px(120))
        for widget in (self.name, self.school, self.subject, self.add_button, self.full, self.close_button):
            widget.setFixedHeight(px("button"))
            flow.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(8))
        layout.setSpacing(px(4))
        layout.addWidget(line)
        layout.addWidget(Words(self._session.say("people.quick-hint"), "second", "text2", elide=True))

"""The small editor below a rule's sentence: what belongs to a mark, tried as it changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from edudesk.errors import Problem
from edudesk.ui.pages.scheme.fields import RuleField, make_field
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.schemes.editable import Editable
    from edudesk.services.standing.rules import RuleView
    from edudesk.ui.pages.scheme.questions import Tried


class RuleEditor(QFrame):
    """``tried`` and ``saved`` carry the edits; ``discarded`` tells that nothing is changed after all.

    ``grown`` tells that it says more than before, perhaps beyond what is seen.
    """

    tried = Signal(list)
    saved = Signal(list)
    discarded = Signal()
    grown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        say, px = session.say, theme().tokens.px
        self._session = session
        self.mark = ""
        self.fields: list[RuleField] = []
        self.setProperty("role", "editor")
        self._title = Words("", "card")
        self._rows = Column(gap=12)
        self.outcome = Words("", "second", "text2", wrap=True)
        self.trouble = Words("", "second", "missed", wrap=True)
        self.discard = Button(say("schemepage.discard"), row=True)
        self.do = Button(say("schemepage.save"), "primary", row=True)
        self.discard.clicked.connect(self.discarded)
        self.do.clicked.connect(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(12))
        for part in (self._title, self._rows, self.trouble, self.outcome):
            layout.addWidget(part)
        layout.addWidget(Line(None, self.discard, self.do, gap=10))

    def open(self, mark: str, fields: "Sequence[Editable]") -> None:
        """Offer the fields of a mark."""
        self.mark = mark
        self._title.setText(self._session.say(f"schemepage.mark.{mark or 'wording'}"))
        self.setAccessibleName(self._title.text())
        self._clear()
        group = ""
        for one in fields:
            name = one.of(self._session.texts.language) if one.of else ""
            if name and name != group:
                self._rows.body.addWidget(Words(name, "second", "text2", bold=True))
            group = name
            field = make_field(self._session, one)
            field.edited.connect(self._try)
            self.fields.append(field)
            self._rows.body.addWidget(field.row)
        if not fields:
            words = self._session.say("schemepage.in-the-file")
            self._rows.body.addWidget(Words(words, "second", "text2", wrap=True))
        self.do.setVisible(bool(fields))
        self.discard.setText(self._session.say("schemepage.discard" if fields else "schemepage.close"))
        self._say("", "")

    def begin(self) -> None:
        """Put the cursor into the first field."""
        first = self.fields[0].widget if self.fields else self.discard
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trial(self, view: "RuleView", tried: "Tried") -> None:
        """Say what the edits would come to, or what is wrong with them."""
        if tried.problems:
            self.show_problems(tried.problems)
            return
        for field in self.fields:
            field.row.set_error(field.error())
        say = self._session.say
        mine = next((line for line in tried.lines if line.after and line.after.rule == view.rule), None)
        others = len(tried.lines) - (mine is not None)
        said = say("schemepage.outcome.same")
        if mine is not None and mine.before and mine.after:
            rows = (mine.before, mine.after)
            before, after = (self._session.texts.phrase((row.value, row.state_text)) for row in rows)
            said = say("schemepage.outcome.other", before=before, after=after)
        if others:
            said += say("schemepage.outcome.others", count=others)
        self._say("", said)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each problem at its field, those of none below all."""
        texts = self._session.texts
        left = []
        for field in self.fields:
            field.row.set_error("")
        for problem in problems:
            words = texts.say(problem.code, **problem.parameters)
            at = next((one for one in self.fields if one.is_at(problem)), None)
            if at is None:
                left.append(texts.problem(problem))
            elif not at.row.box.error:
                at.row.set_error(words)
        wrong = next((one for one in self.fields if one.row.box.error), None)
        # What is said at a field is mostly why the others are there.
        self._say("" if wrong else "\n".join(left[:3]), "")
        if wrong is not None and not self._has_focus():
            wrong.widget.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() > event.oldSize().height():
            self.grown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.discarded.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.fields:
            self._save()
        else:
            super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._rows.isAncestorOf(focused)

    def _edits(self) -> list[object]:
        return [edit for field in self.fields if (edit := field.edit()) is not None]

    def _try(self) -> None:
        self.tried.emit(self._edits())

    def _save(self) -> None:
        wrong = [field for field in self.fields if field.error()]
        for field in self.fields:
            field.row.set_error(field.error())
        if wrong:
            wrong[0].widget.setFocus()
        elif edits := self._edits():
            self.saved.emit(edits)
        else:
            self.discarded.emit()

    def _say(self, trouble: str, outcome: str) -> None:
        for words, said in ((self.trouble, trouble), (self.outcome, outcome)):
            words.setText(said)
            words.setVisible(bool(said))

    def _clear(self) -> None:
        self.fields = []
        while (item := self._rows.body.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

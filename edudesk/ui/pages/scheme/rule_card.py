"""A rule: its sentence with the changeable parts marked, the scheme's own words, the result, its records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from edudesk.ui.pages.scheme.editor import RuleEditor
from edudesk.ui.pages.scheme.results import Results
from edudesk.ui.pages.scheme.sentence import MarkButton, Quote, Sentence
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.dialogs import ask
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import WIDE, Line, effective_width
from edudesk.ui.widgets.states import StateTag
from edudesk.ui.widgets.words import Link, Name, Paragraph, Words

if TYPE_CHECKING:
    from edudesk.errors import Problem
    from edudesk.services.standing.rules import RuleView
    from edudesk.ui.pages.scheme.questions import RuleShown, Tried

_PAD = 20
_LAID_OUT = 30
"""Milliseconds until new words have their height."""


class RuleCard(Card):
    """Shows a rule, and changes it where it is of one's own scheme; ``dropped`` asks to take it out."""

    dropped = Signal()
    turned = Signal()
    """The editor was opened or closed: numbers that were only tried are none any more."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: RuleShown | None = None
        self._can_edit = False
        self._sentence: Sentence | None = None
        self._wording: Link | None = None
        self.editor = RuleEditor(session)
        self._slot = QWidget()
        slot = QVBoxLayout(self._slot)
        px = theme().tokens.px
        slot.setContentsMargins(px(_PAD), 0, px(_PAD), px(16))
        slot.addWidget(self.editor)
        self._slot.hide()
        self._holding = QTimer(self, singleShot=True, interval=_LAID_OUT)
        self._holding.timeout.connect(lambda: self.setMinimumHeight(0))
        self._upper, self._lower = QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(self._upper)
        self.body.addWidget(self._slot)
        self.body.addLayout(self._lower)
        self.body.addStretch(1)
        self.editor.discarded.connect(self.stop_editing)

    @property
    def view(self) -> "RuleView | None":
        """The rule that is shown."""
        return self._found.view if self._found else None

    @property
    def is_editing(self) -> bool:
        """Whether a part of the rule is being changed."""
        return not self._slot.isHidden()

    @property
    def sentence(self) -> Sentence | None:
        """The rule's sentence; in one's own scheme with buttons."""
        return self._sentence

    def show_rule(self, found: "RuleShown", *, can_edit: bool = False) -> None:
        """Show a rule; nothing moves when it says the same as before."""
        if found == self._found and can_edit == self._can_edit:
            return
        is_other = self.view is None or self.view.rule != found.view.rule or can_edit != self._can_edit
        self._found, self._can_edit = found, can_edit
        if is_other:
            self.stop_editing()
        self._show(found.view)

    def show_tried(self, tried: "Tried") -> None:
        """Show what edits would come to, or what is wrong with them, while they are made."""
        if self.is_editing and self._found is not None:
            self.editor.show_trial(self._found.view, tried)
            self._show(tried.shown.view if tried.shown else self._found.view)

    def show_problems(self, problems: "Sequence[Problem]") -> None:
        """Say what is wrong with edits at their fields."""
        self.editor.show_problems(problems)

    def edit(self, mark: str) -> None:
        """Open what may be changed of the marked runs; an empty mark stands for name and sentence."""
        if self._found is None:
            return
        if self.is_editing:
            self._show(self._found.view)
        fields = [field for field in self._found.fields if field.mark == mark]
        self.editor.open(mark, fields)
        self._slot.show()
        self._press(mark)
        self.turned.emit()
        self.editor.begin()

    def stop_editing(self) -> None:
        """Close the editor; what is in it is given up."""
        if not self.is_editing:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self._slot.isAncestorOf(focused):
            self._focus(self.editor.mark)
        self._slot.hide()
        if self._found is not None:
            self._show(self._found.view)
        self.turned.emit()

    def _focus(self, mark: str) -> None:
        """Put the cursor back on what was touched."""
        found = (one for one in self._sentence.marks if one.mark == mark) if self._sentence else ()
        button = next(iter(found), self._wording)
        if button is not None:
            button.setFocus()

    def _press(self, mark: str | None) -> None:
        if self._sentence is not None:
            self._sentence.press(mark)

    def _show(self, view: "RuleView") -> None:
        focused = QApplication.focusWidget()
        if self.is_editing:  # what is made anew is shown a moment later; the page must not jump meanwhile
            self.setMinimumHeight(self.height())
            self._holding.start()
        for layout in (self._upper, self._lower):
            while (item := layout.takeAt(0)) is not None:
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
        self._upper.addWidget(self._opening(view))
        self._lower.addWidget(Results(self._session, view, is_wide=effective_width(self) >= WIDE))
        if self.is_editing:
            self._press(self.editor.mark)
        if isinstance(focused, MarkButton) and self.isAncestorOf(focused):
            self._focus(focused.mark)

    def _opening(self, view: "RuleView") -> QWidget:
        px, say = theme().tokens.px, self._session.say
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(px(_PAD), px(12), px(_PAD), px(16))
        layout.setSpacing(px(10))
        title = QWidget()
        line = FlowLayout(title, gap=12, line_gap=4)
        line.addWidget(Name(view.name))
        line.addWidget(StateTag(view.state, view.state_text))
        line.addWidget(Words(view.deadline_text, "second", "text2"))
        layout.addWidget(title)
        change = self._session.texts.pattern("schemepage.change") if self._can_edit else ""
        self._sentence = Sentence(view.pieces, change)
        self._sentence.touched.connect(self.edit)
        layout.addWidget(self._sentence)
        if view.quote:
            layout.addWidget(Quote(view.quote, view.document))
        if view.note:
            layout.addWidget(Paragraph(view.note, colour="text2"))
        if self._can_edit:
            self._wording = wording = Link(say("schemepage.wording"), "second")
            drop = Link(say("schemepage.drop"), "second")
            wording.clicked.connect(lambda: self.edit(""))
            drop.clicked.connect(lambda: self._ask_drop(view))
            layout.addWidget(Line(wording, drop, None, gap=20))
        return box

    def _ask_drop(self, view: "RuleView") -> None:
        say = self._session.say
        ask(
            self,
            say("schemepage.drop-ask", name=view.name),
            say("schemepage.drop-why"),
            say("schemepage.drop-do"),
            say("schemepage.drop-not"),
            danger=True,
            then=self.dropped.emit,
        )

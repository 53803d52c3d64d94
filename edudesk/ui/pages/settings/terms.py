"""The days of the terms."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.errors import EduDeskError, Invalid
from edudesk.services.calendar import TermCode, term_label
from edudesk.ui.pages.settings.questions import move_term
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import FieldBox
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.fields import DateField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Link, Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.termbook import TermDays

SHOWN = 3
"""So many terms are shown at first: the present one, the next, the last."""
_NAME = 176


class TermLine(QWidget):
    """One term: its name, its first and its last day."""

    def __init__(self, session: Session, days: "TermDays") -> None:
        super().__init__()
        self._session, self._days = session, days
        today, say = session.clock.today(), session.say
        self.first = DateField(session.texts, today)
        self.last = DateField(session.texts, today)
        name = term_label(days.code)(session.texts.language)
        self.first.setAccessibleName(say("settings.term-first", term=name))
        self.last.setAccessibleName(say("settings.term-last", term=name))
        self._box = FieldBox(self._pair(name), self._hint())
        row = Column(self._box, gap=0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)
        self._fill()
        for field in (self.first, self.last):
            field.line.editingFinished.connect(self._keep)
            field.edited.connect(self._picked)
            field.setEnabled(days.ours)

    @property
    def explained(self) -> str:
        """What is said to be wrong with the days."""
        return self._box.error

    def _pair(self, name: str) -> QWidget:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(8))
        words = Words(name, elide=True)
        words.setFixedWidth(theme().tokens.px(_NAME))
        layout.addWidget(words)
        layout.addWidget(self.first)
        layout.addWidget(Words(self._session.say("settings.until"), colour="text2"))
        layout.addWidget(self.last)
        layout.addStretch(1)
        return box

    def _hint(self) -> str:
        if not self._days.ours:
            return self._session.say("settings.term-theirs")
        if self._days.differs:
            return self._session.say("settings.term-differs")
        return "" if self._days.entered else self._session.say("settings.term-usual")

    def _fill(self) -> None:
        self.first.set_date(self._days.starts_on)
        self.last.set_date(self._days.ends_on)

    def _picked(self) -> None:
        # A day from the calendar is whole at once; what is typed waits until the field is left.
        if not (self.first.line.hasFocus() or self.last.line.hasFocus()):
            self._keep()

    def _keep(self) -> None:
        first, last = self.first.date(), self.last.date()
        if first is None or last is None or (first, last) == (self._days.starts_on, self._days.ends_on):
            return
        code = self._days.code
        deed = partial(move_term, code=code, first=first, last=last)
        self._session.desk.change(self, deed, partial(self._said, code), failed=self._explain)

    def _said(self, code: TermCode, change: str) -> None:
        self._box.set_error("")
        name = term_label(code)(self._session.texts.language)
        self._session.toast(self._session.say("settings.term-kept", term=name), change)

    def _explain(self, error: EduDeskError) -> None:
        texts = self._session.texts
        said = error.problems[0] if isinstance(error, Invalid) else None
        self._box.set_error(texts.problem(said) if said else texts.present(error))


class TermsCard(Card):
    """The terms with their days, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("settings.terms"))
        self._session = session
        self.lines: tuple[TermLine, ...] = ()
        self._terms: tuple[TermDays, ...] | None = None
        self._all = False

    def show_terms(self, terms: "tuple[TermDays, ...]") -> None:
        """Show these terms; the lines stay while nothing changed."""
        if terms == self._terms:
            return
        self._terms = terms
        self.clear()
        few = terms if self._all else terms[:SHOWN]
        self.lines = tuple(TermLine(self._session, days) for days in few)
        hint = Paragraph(self._session.say("settings.terms-hint"), "second", "text2")
        box = Column(hint, *self.lines, gap=theme().tokens.px(10))
        if len(few) < len(terms):
            more = Link(self._session.say("settings.more-terms", count=len(terms) - len(few)))
            more.clicked.connect(self._show_all)
            box.body.addWidget(more)
        self.add_block(box)

    def _show_all(self) -> None:
        self._all = True
        terms, self._terms = self._terms, None
        if terms is not None:
            self.show_terms(terms)

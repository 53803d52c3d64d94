"""Step 4: the term, its first and last school day, since when the schools are paired."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.services.calendar import TermCode, default_term, term_label
from edudesk.services.schemes.results import State
from edudesk.services.starting.answers import PARTNERS, Answers, guess_term, offered_terms
from edudesk.ui.pages.start.question import Question
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.fields import DateField, FormRow
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

_WIDTH, _FIELD = 620, 300
_WEEK = 7


class TermQuestion(Question):
    """The days that everything is counted by."""

    def __init__(self, session: Session, answers: Answers) -> None:
        say = session.say
        super().__init__(session, answers, say("start.question.3"), say("start.why.3"))
        today = session.clock.today()
        self.term = ChoiceField(
            [(str(code), term_label(code)(session.texts.language)) for code in offered_terms(today)]
        )
        self.first, self.last, self.since = (DateField(session.texts, today) for _ in range(3))
        self.weeks = Words("", "body", "text2", wrap=True)
        self.rows = {
            "first": FormRow(say("start.first"), self.first, above=True),
            "last": FormRow(say("start.last"), self.last, above=True),
            "since": FormRow(say("start.since"), self.since, say("start.since.hint"), above=True),
        }
        self._fill()
        self._connect()
        self.lay_out(self._column(), _WIDTH)

    def begin(self) -> None:
        self.first.line.setFocus()
        self.first.line.selectAll()

    def check(self, then: Callable[[], None]) -> None:
        wrong = {name: self._wrong(name) for name in self.rows}
        for name, words in wrong.items():
            self.rows[name].set_error(words)
        first = next((name for name, words in wrong.items() if words), None)
        if first is not None:
            self._fields()[first].line.setFocus()
            self.ensureWidgetVisible(self.rows[first])
        else:
            then()

    def _wrong(self, name: str) -> str:
        say, field = self.session.say, self._fields()[name]
        day, first, last = field.date(), self.first.date(), self.last.date()
        if day is None:
            return field.error() or say("start.day.missing")
        if name == "last" and first and day < first:
            return say("start.term.backwards")
        if name == "since" and last and day > last:
            return say("start.since.late")
        return ""

    def _fields(self) -> dict[str, DateField]:
        return {"first": self.first, "last": self.last, "since": self.since}

    def _fill(self) -> None:
        said = self.answers
        code = said.term or str(guess_term(self.session.clock.today()))
        self.term.set_value(code)
        usual = default_term(TermCode.parse(code))
        for name, field, text, day in (
            ("first", self.first, said.first, usual.starts_on),
            ("last", self.last, said.last, usual.ends_on),
            ("since", self.since, said.since, usual.starts_on),
        ):
            field.setAccessibleName(self.session.say(f"start.{name}"))
            field.setMaximumWidth(theme().tokens.px(_FIELD))
            _show(field, text if said.term else day.isoformat())
        self._take()

    def _connect(self) -> None:
        self.term.edited.connect(self._choose_term)
        for field in self._fields().values():
            field.edited.connect(self._take)

    def _choose_term(self) -> None:
        usual = default_term(TermCode.parse(str(self.term.value())))
        follows = self.since.date() == self.first.date()
        self.first.set_date(usual.starts_on)
        self.last.set_date(usual.ends_on)
        if follows:
            self.since.set_date(usual.starts_on)
        self._take()

    def _take(self) -> None:
        texts = {name: _text(field) for name, field in self._fields().items()}
        self.change(term=str(self.term.value() or ""), **texts)
        self._count_weeks()

    def _count_weeks(self) -> None:
        first, last, today = self.first.date(), self.last.date(), self.session.clock.today()
        if first is None or last is None or last < first:
            self.weeks.setText("")
            return
        from edudesk.services.standing.words import week_number

        say, count = self.session.say, week_number(first, last)
        if first <= today <= last:
            self.weeks.setText(say("start.weeks-now", count=count, week=week_number(first, today)))
        elif today < first:
            self.weeks.setText(say("start.weeks-ahead", count=count, days=(first - today).days))
        else:
            self.weeks.setText(say("start.weeks-past", count=count))

    def _column(self) -> QWidget:
        say = self.session.say
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().tokens.px(20))
        row.addWidget(self.rows["first"], 1)
        row.addWidget(self.rows["last"], 1)
        term = FormRow(say("start.term"), self.term, above=True)
        parts: list[QWidget] = [term, days, self.weeks, self.rows["since"]]
        if not self.answers.named:
            notice = Notice(State.AT_RISK, say("start.term.nobody"), [say("start.scheme.nobody-step")])
            notice.chosen.connect(lambda _link: self.wanted.emit(PARTNERS))
            parts.insert(0, notice)
        return Column(*parts, gap=16)


def _text(field: DateField) -> str:
    day = field.date()
    return day.isoformat() if day else field.text_typed()


def _show(field: DateField, text: str) -> None:
    try:
        field.set_date(date.fromisoformat(text))
    except ValueError:
        field.line.setText(text)

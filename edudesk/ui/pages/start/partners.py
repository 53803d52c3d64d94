"""Step 2: the partner schools, one line each; Enter goes to the next line."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.starting.answers import Answers, Partner, guess_kind
from edudesk.ui.pages.start.question import Question
from edudesk.ui.pages.start.school import kind_words
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.fields import FieldBox, TextField
from edudesk.ui.widgets.words import Link

_WIDTH, _KIND = 700, 150


class PartnerLine(QWidget):
    """One school: name, kind, and the way to take it out."""

    edited = Signal()
    removed = Signal()

    def __init__(self, session: Session, partner: Partner, usual: str) -> None:
        super().__init__()
        self._session, self._usual = session, usual
        self._said = bool(partner.kind) and partner.kind != self._proposed(partner.name)
        self.name = TextField(session.say("start.partner.example"))
        self.kind = ChoiceField(kind_words(session))
        self.kind.setFixedWidth(theme().tokens.px(_KIND))
        self.remove = IconButton("x", "", size="button")
        self.box = FieldBox(self.name)
        self.name.setText(partner.name)
        self.kind.set_value(partner.kind or self._proposed(partner.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().tokens.px(8))
        row.addWidget(self.box, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.name.textChanged.connect(self._named)
        self.kind.edited.connect(self._choose_kind)
        self.remove.clicked.connect(self.removed)

    @property
    def partner(self) -> Partner:
        """What the line says."""
        return Partner(self.name.text(), str(self.kind.value() or ""))

    def number(self, number: int) -> None:
        """Name the fields by the line's place."""
        say = self._session.say
        self.name.setAccessibleName(say("start.partner", number=number))
        self.kind.setAccessibleName(say("start.partner.kind", number=number))
        self.remove.set_name(say("start.partner.remove", name=self.name.text() or str(number)))

    def _proposed(self, name: str) -> str:
        return guess_kind(name) or self._usual

    def _named(self, name: str) -> None:
        if not self._said:
            self.kind.set_value(self._proposed(name))
        self.edited.emit()

    def _choose_kind(self) -> None:
        self._said = True
        self.edited.emit()


class PartnersQuestion(Question):
    """The list of partner schools; an empty line waits at its end."""

    def __init__(self, session: Session, answers: Answers) -> None:
        say = session.say
        title = say("start.question.1" if answers.helps else "start.question.1-helped")
        super().__init__(session, answers, title, say("start.why.1"))
        self.lines: list[PartnerLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().tokens.px(10))
        self._add = Link(say("start.partner.add"))
        self._add.clicked.connect(self._begin_line)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().tokens.px(10))
        column.addLayout(self._list)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        for partner in answers.partners or (Partner(""),):
            self._add_line(partner)
        self._look()
        self.lay_out(main, _WIDTH)

    def words(self) -> str:
        return self.session.say("start.partner.later")

    def begin(self) -> None:
        self.lines[-1].name.setFocus()

    def enter(self) -> bool:
        """Go from a line that says something to the next; from an empty one the step goes on."""
        focused = QApplication.focusWidget()
        at = next((place for place, line in enumerate(self.lines) if line.name is focused), None)
        if at is None or not self.lines[at].name.text().strip():
            return False
        following = self.lines[at + 1] if at + 1 < len(self.lines) else self._add_line(Partner(""))
        following.name.setFocus()
        return True

    def check(self, then: Callable[[], None]) -> None:
        wrong = self._look()
        if wrong is None and not self.answers.named:
            wrong = self.lines[0]
            wrong.box.set_error(self.session.say("start.partner.none"))
        if wrong is not None:
            wrong.name.setFocus()
            self.ensureWidgetVisible(wrong)
        else:
            then()

    def _add_line(self, partner: Partner) -> PartnerLine:
        line = PartnerLine(self.session, partner, self.answers.kind)
        self.lines.append(line)
        self._list.addWidget(line)
        line.number(len(self.lines))
        line.edited.connect(self._edit)
        line.removed.connect(lambda: self._remove(line))
        return line

    def _begin_line(self) -> None:
        self._add_line(Partner("")).name.setFocus()

    def _remove(self, line: PartnerLine) -> None:
        at = self.lines.index(line)
        self.lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()
        if not self.lines:
            self._add_line(Partner(""))
        self.lines[min(at, len(self.lines) - 1)].name.setFocus()
        self._edit()

    def _edit(self) -> None:
        self._look()
        for number, line in enumerate(self.lines, 1):
            line.number(number)
        said = tuple(line.partner for line in self.lines if line.name.text())
        self.change(partners=said)

    def _look(self) -> PartnerLine | None:
        """Point out names that stand twice; return the first line with something wrong."""
        say, own = self.session.say, self.answers.name.strip()
        seen: set[str] = set()
        first = None
        for line in self.lines:
            name = line.name.text().strip()
            wrong = "own" if name and name == own else "twice" if name in seen else ""
            line.box.set_error(say(f"start.partner.{wrong}") if wrong else "")
            first = first or (line if wrong else None)
            seen |= {name} if name else set()
        return first

"""The small windows in which somebody joins, leaves, or takes another part from a day on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.pages.community.questions import Items, Offers
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import ChoiceField, DateField, FormRow, TextField
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.communities.seeing import DatedLine

_WIDTH = 456
Values = Mapping[str, Any]


class Act(QDialog):
    """Fields one below the other; ``then`` is given their values, and :meth:`refuse` says what was wrong.

    The window stays open until :meth:`accept` so that nothing that was typed is lost.
    """

    def __init__(
        self, session: Session, title: str, do: str, then: Callable[[Values], None], parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        px = theme().tokens.px
        self._session, self._then = session, then
        self.rows: dict[str, FormRow] = {}
        self.fields: dict[str, ChoiceField | TextField | DateField] = {}
        self._needed: dict[str, str] = {}
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.do, cancel = Button(do, "tonal"), Button(session.say("communitypage.cancel"))
        self.do.setDefault(True)  # Enter in a field
        self.do.clicked.connect(self._do)
        cancel.clicked.connect(self.reject)
        self.notice = Notice(State.MISSED, "", below=True)
        self.notice.hide()
        self._body = QVBoxLayout()
        self._body.setSpacing(px(10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(18), px(20), px(16))
        layout.setSpacing(px(14))
        layout.addWidget(Words(title, "detail", wrap=True))
        layout.addLayout(self._body)
        layout.addWidget(self.notice)
        layout.addWidget(Line(None, cancel, self.do, gap=10))
        self.setFixedWidth(px(_WIDTH))

    def add_choice(self, name: str, items: Items, value: str = "", *, needed: str = "") -> ChoiceField:
        """Add a choice; ``needed`` is what is said when nothing is chosen."""
        field = ChoiceField(items, self._session.say("communitypage.choose"))
        field.set_value(value or None)
        self._add(name, field, needed)
        return field

    def add_text(self, name: str, hint: str = "") -> TextField:
        """Add a line of words."""
        field = TextField()
        self._add(name, field, "", hint)
        return field

    def add_day(self, name: str, day: date | None, *, needed: str = "", hint: str = "") -> DateField:
        """Add a day."""
        field = DateField(self._session.texts, self._session.clock.today())
        if day is not None:
            field.set_date(day)
        self._add(name, field, needed, hint)
        return field

    def show_first(self) -> None:
        """Open the window with the cursor in its first field."""
        next(iter(self.fields.values())).setFocus()
        self.open()

    def refuse(self, error: EduDeskError) -> None:
        """Say why it cannot be done; what is written stays."""
        self.notice.set_words(self._session.texts.present(error))
        self.notice.show()
        self.do.set_busy("")

    def values(self) -> Values:
        """Return what stands in the fields."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            if isinstance(field, DateField):
                found[name] = field.date()
            elif isinstance(field, ChoiceField):
                found[name] = field.value()
            else:
                found[name] = field.text().strip()
        return found

    def _add(
        self, name: str, field: ChoiceField | TextField | DateField, needed: str, hint: str = ""
    ) -> None:
        row = FormRow(self._session.say(f"communitypage.field.{name}"), field, hint)
        self.rows[name], self.fields[name], self._needed[name] = row, field, needed
        self._body.addWidget(row)

    def _do(self) -> None:
        found = self.values()
        first: QWidget | None = None
        for name, field in self.fields.items():
            wrong = field.error() if isinstance(field, DateField) else ""
            wrong = wrong or ("" if found[name] else self._needed[name])
            self.rows[name].set_error(wrong)
            if wrong and first is None:
                first = field
        if first is not None:
            first.setFocus()
            return
        self.notice.hide()
        self._then(found)


def ask_to_join(session: Session, offers: Offers, then: Callable[[Values], None], parent: QWidget) -> Act:
    """Ask which school joins in which role, from which day."""
    say = session.say
    there = {one for one, _name in offers.members}
    act = Act(session, say("communitypage.join"), say("communitypage.join-do"), then, parent)
    free = tuple(one for one in offers.schools if one[0] not in there)
    school = act.add_choice("school", free)
    act.add_text("new-school", say("communitypage.new-school-hint"))
    act.add_choice("role", offers.roles, needed=say("communitypage.needed.role"))
    act.add_day("since", session.clock.today(), needed=say("communitypage.needed.day"))
    school.edited.connect(lambda: act.fields["new-school"].setText(""))  # type: ignore[union-attr]
    return act


def ask_role(
    session: Session, offers: Offers, line: "DatedLine", then: Callable[[Values], None], parent: QWidget
) -> Act:
    """Ask which role a member has from which day on."""
    say = session.say
    act = Act(
        session, say("communitypage.role-of", name=line.who), say("communitypage.role-do"), then, parent
    )
    roles = tuple(one for one in offers.roles if one[0] != line.code)
    act.add_choice("role", roles, needed=say("communitypage.needed.role"))
    act.add_day(
        "since",
        session.clock.today(),
        needed=say("communitypage.needed.day"),
        hint=say("communitypage.past-stays"),
    )
    return act


def ask_last_day(
    session: Session, title: str, do: str, then: Callable[[Values], None], parent: QWidget
) -> Act:
    """Ask for the last day of something."""
    say = session.say
    act = Act(session, title, do, then, parent)
    act.add_day(
        "until",
        session.clock.today(),
        needed=say("communitypage.needed.day"),
        hint=say("communitypage.past-stays"),
    )
    return act


def ask_duty(
    session: Session,
    offers: Offers,
    then: Callable[[Values], None],
    parent: QWidget,
    *,
    instead: "DatedLine | None" = None,
) -> Act:
    """Ask who has which duty from which day; ``instead`` of somebody the duty and the side stay."""
    say = session.say
    title = say("communitypage.instead-of", name=instead.who) if instead else say("communitypage.serve")
    act = Act(session, title, say("communitypage.serve-do"), then, parent)
    if instead is None:
        act.add_choice("duty", offers.duties, needed=say("communitypage.needed.duty"))
    person = act.add_choice("person", offers.people)
    act.add_text("name", say("communitypage.name-hint"))
    if instead is None:
        act.add_choice("side", offers.members)
    act.add_day("since", session.clock.today(), needed=say("communitypage.needed.day"))
    person.edited.connect(lambda: act.fields["name"].setText(""))  # type: ignore[union-attr]
    return act


def ask_domain(session: Session, offers: Offers, then: Callable[[Values], None], parent: QWidget) -> Act:
    """Ask over what "every subject, person or member" runs from a day on."""
    say = session.say
    act = Act(session, say("communitypage.cover"), say("communitypage.cover-do"), then, parent)
    choices = {"subject": offers.subjects, "person": offers.people, "member": offers.members}
    sort = act.add_choice("domain", offers.domains, "subject", needed=say("communitypage.needed.value"))
    value = act.add_choice("value", offers.subjects, needed=say("communitypage.needed.value"))
    sort.edited.connect(lambda: value.set_items(choices.get(str(sort.value()), ())))
    act.add_day("since", session.clock.today())
    return act

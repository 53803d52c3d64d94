"""名册: people, schools and groups, their forms, and the import of a roster."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.ui.importing import ImportSteps
from edudesk.ui.page import Page
from edudesk.ui.pages.people import questions
from edudesk.ui.pages.people.deeds import Deeds
from edudesk.ui.pages.people.form import RosterForm, SchoolForm
from edudesk.ui.pages.people.groups import make_groups
from edudesk.ui.pages.people.lists import PeopleList, SchoolList
from edudesk.ui.pages.people.person_form import PersonForm
from edudesk.ui.pages.people.questions import Wanted
from edudesk.ui.pages.people.quick_add import QuickAdd
from edudesk.ui.pages.people.roster_list import RosterList
from edudesk.ui.pages.people.turns import Turns
from edudesk.ui.session import Session
from edudesk.ui.sheets.book import Book
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.layout import TitleBar, side_margin

if TYPE_CHECKING:
    from edudesk.services.roster import Choices

Form = TypeVar("Form", bound=RosterForm)
_TYPES = {"people": "person", "schools": "school", "groups": "group"}


class PeoplePage(Page):
    """The roster.

    Places: ``tab`` "people", "schools", "groups" or "import" (with ``kind`` "roster" or "workbook"), ``ids``
    with a ``title`` for a list of certain people or schools, ``id`` for one.
    """

    code = "people"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._imports: dict[str, ImportSteps] = {}
        self._choices: Choices | None = None
        self._place: dict[str, Any] = {}
        self._is_marking = False
        self._after_choices: tuple[RosterForm, str | None, Mapping[str, Any]] | None = None
        self.people = PeopleList(session)
        self._connect_list(self.people)
        self.people.school_opened.connect(self._open_school)
        self.quick = QuickAdd(session)
        self.quick.hide()
        say = session.say
        self.segment = Segment([(tab, say(f"people.{tab}")) for tab in _TYPES])
        self.segment.setAccessibleName(say("people.title"))
        self.add_button = Button(say("people.add-people"), icon="plus")
        self.import_button = Button(say("people.import-roster"), icon="import")
        self.menu = QMenu(self)
        self._deeds = Deeds(session, self)
        self.turns = Turns(session, self)
        self.turns.renamed.connect(self._stay_with_school)
        self._lay_out()
        self._connect()
        self._show_list("people")

    # What is not seen at first is made when it is first wanted: the page opens at once.

    @cached_property
    def schools(self) -> SchoolList:
        """The list of schools."""
        made = SchoolList(self.session)
        self._connect_list(made)
        made.people_opened.connect(self._open_people)
        self._lists.addWidget(made)
        made.refresh()
        return made

    @cached_property
    def groups(self) -> Book:
        """The list of groups."""
        made = make_groups(self.session)
        self._lists.addWidget(made)
        made.refresh()
        return made

    @cached_property
    def person_form(self) -> PersonForm:
        """The form of a person."""
        return self._take_form(PersonForm(self.session))

    @cached_property
    def school_form(self) -> SchoolForm:
        """The form of a school."""
        return self._take_form(SchoolForm(self.session))

    @property
    def has_primary(self) -> bool:  # type: ignore[override]  # it depends on what is shown
        """Whether a form or the import is shown, whose button is the primary one."""
        return self._stack.currentWidget() is not self._list_page

    @property
    def tab(self) -> str:
        """The list that is chosen."""
        return self.segment.value()

    @property
    def list(self) -> RosterList | Book:
        """The list that is chosen."""
        match self.tab:
            case "people":
                return self.people
            case "schools":
                return self.schools
            case _:
                return self.groups

    def refresh(self) -> None:
        self.session.desk.ask(self, questions.ask_choices, self._take_choices, key="choices")
        self.people.refresh()
        for made in ("schools", "groups"):
            if made in self.__dict__:
                self.__dict__[made].refresh()

    def go_to(self, **place: Any) -> None:
        self._place = place
        if self._is_marking:
            return
        tab = place.get("tab", "")
        if tab == "import":
            self.open_import(place.get("kind", "roster"))
        elif place or not isinstance(self._stack.currentWidget(), RosterForm):
            self._show_list(tab or self.tab)
        if "ids" in place and isinstance(self.list, RosterList):
            self.list.show_only(Wanted(ids=tuple(place["ids"])), place.get("title", ""))
        if "id" in place:
            self.list.clear_filter()
            self.list.select(place["id"])

    def focus_filter(self) -> None:
        self._show_list(self.tab)
        self.list.text.setFocus()

    def open_import(self, what: str) -> None:
        """Show the import of a roster or a filled workbook."""
        if what not in self._imports:
            steps = ImportSteps(self.session, what)
            steps.finished.connect(lambda _count, steps=steps: self._imported(steps))
            self._imports[what] = steps
            self._stack.addWidget(steps)
        self._show(self._imports[what], self.session.say(f"people.import-{what}"))

    def open_form(self, record_id: str | None, content: Mapping[str, Any] | None = None) -> None:
        """Show the form of a record, or of a new one that begins with ``content``."""
        form = self.person_form if self.tab == "people" else self.school_form
        if record_id is None:
            self._fill(form, None, content or {})
            return
        ask = questions.ask_content
        self.session.desk.ask(
            self, lambda opened: ask(opened, record_id), lambda found: self._fill(form, record_id, found)
        )

    def _fill(self, form: RosterForm, record_id: str | None, content: Mapping[str, Any]) -> None:
        if self._choices is None:
            self._after_choices = (form, record_id, content)
            return
        form.fill(record_id, content, self._choices)
        self._stack.setCurrentWidget(form)
        self._bar.hide()
        self._mark()

    def _take_choices(self, choices: "Choices") -> None:
        self._choices = choices
        self.people.set_choices(choices)
        self.quick.set_choices(choices)
        if self._after_choices is not None:
            waiting, self._after_choices = self._after_choices, None
            self._fill(*waiting)

    def _show_list(self, tab: str) -> None:
        self.segment.set_value(tab)
        self.add_button.setText(self.session.say(f"people.add-{tab}"))
        self._lists.setCurrentWidget(self.list)
        self.quick.setVisible(tab == "people" and self.quick.isVisible())
        self._show(self._list_page, self.session.say("people.title"))

    def _show(self, widget: QWidget, title: str) -> None:
        is_list = widget is self._list_page
        self._title.set_title(title)
        for part in (self.segment, self.import_button, self.add_button, self.more_button):
            part.setVisible(is_list)
        self.back_button.setVisible(not is_list)
        self._bar.show()
        self._stack.setCurrentWidget(widget)
        self._mark()

    def _mark(self) -> None:
        """Let the frame look again whether there is a primary button: one place has both."""
        if self.isVisible():
            self._is_marking = True
            self.session.go("people", **self._place)
            self._is_marking = False

    def _act(self, code: str, ids: tuple[str, ...]) -> None:
        if self._choices is not None:
            self.turns.open(code, ids, self._choices)

    def _stay_with_school(self, school_id: str) -> None:
        self.schools.select(school_id)

    def _import(self) -> None:
        self.open_import("roster")
        self.session.go("people", tab="import", kind="roster")  # so that Esc leads back to the list

    def _back(self) -> None:
        self._show_list(self.tab)
        self.session.go("people", tab=self.tab)

    def _add(self) -> None:
        match self.tab:
            case "people":
                self.quick.show()
                self.quick.name.setFocus()
            case "schools":
                self.open_form(None)
            case _:
                self.groups.add()

    def _add_person(self, content: Mapping[str, Any]) -> None:
        self.session.desk.change(
            self,
            lambda opened: questions.save(opened, "person", None, content),
            lambda done: self._added(str(content["name"]), done),
        )

    def _added(self, name: str, done: tuple[str, str]) -> None:
        self.session.toast(self.session.say("people.added", name=name), done[1])
        self.people.select(done[0])

    def _saved(self, record_id: str, change_id: str) -> None:
        self._back()
        self.session.toast(self.session.say("people.saved"), change_id)
        self.list.select(record_id)

    def _imported(self, steps: ImportSteps) -> None:
        ids = steps.done.ids if steps.done else {}
        title = self.session.say("people.just-imported")
        self._show_list(next((tab for tab, kind in _TYPES.items() if kind in ids), "people"))
        if "activity" in ids:
            self.session.go("activity", ids=ids["activity"], title=title)
        elif isinstance(self.list, RosterList) and (shown := ids.get(_TYPES[self.tab])):
            self.list.show_only(Wanted(ids=shown), title)

    def _open_people(self, school_id: str, _name: str) -> None:
        self._show_list("people")
        self.people.show_only(Wanted(school=school_id), "")

    def _open_school(self, school_id: str) -> None:
        self._show_list("schools")
        self.schools.clear_filter()
        self.schools.select(school_id)

    def print_page(self) -> None:
        """Write what the list shows as a PDF and open it."""
        self.list.writer.write()

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self.more_button = Button(say("people.more"), menu=self.menu)
        self.menu.addAction(say("people.export")).triggered.connect(lambda: self.list.writer.write("xlsx"))
        self.menu.addAction(say("people.print")).triggered.connect(self.print_page)
        self.menu.addAction(say("people.import-workbook")).triggered.connect(
            lambda: self.open_import("workbook")
        )
        self.back_button = Button(say("people.to-list"), icon="arrow-left")
        right = (self.import_button, self.add_button, self.more_button, self.back_button)
        self._title = TitleBar(say("people.title"), right, beside=(self.segment,))
        self._bar = QWidget()
        bar = QVBoxLayout(self._bar)
        bar.addWidget(self._title)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.people)
        self._list_page = QWidget()
        inside = QVBoxLayout(self._list_page)
        inside.setSpacing(px(12))
        inside.addWidget(self.quick)
        inside.addWidget(self._lists, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)
        self._margined = ((bar, 18, 12), (inside, 0, 18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, side = theme().tokens.px, side_margin(self)
        for part, above, below in self._margined:
            part.setContentsMargins(side, px(above), side, px(below))

    def _connect(self) -> None:
        self.segment.edited.connect(lambda: self._show_list(self.segment.value()))
        self.import_button.clicked.connect(self._import)
        self.add_button.clicked.connect(self._add)
        self.back_button.clicked.connect(self._back)
        self.quick.added.connect(self._add_person)
        self.quick.more_wanted.connect(lambda content: self.open_form(None, content))
        self.quick.closed.connect(self.quick.hide)

    def _connect_list(self, roster: RosterList) -> None:
        roster.editing.connect(self.open_form)
        roster.deleting.connect(lambda ids: self._deeds.delete(self.tab, ids))
        roster.acting.connect(self._act)
        roster.filling.connect(self._import)

    def _take_form(self, form: Form) -> Form:
        form.saved.connect(self._saved)
        form.left.connect(self._back)
        self._stack.addWidget(form)
        return form

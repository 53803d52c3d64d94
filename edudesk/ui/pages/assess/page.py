"""The page: the score as its title, indicators left, the chosen one right, the whole formula below."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.opening import open_path
from edudesk.ui.page import Page
from edudesk.ui.pages.assess.deeds import Deed, Target
from edudesk.ui.pages.assess.detail import Detail
from edudesk.ui.pages.assess.entering import values_of
from edudesk.ui.pages.assess.questions import Assessed, assessed, print_table
from edudesk.ui.pages.assess.reading import typed_entry
from edudesk.ui.pages.assess.strip import FormulaStrip
from edudesk.ui.pages.assess.telling import second_of, title_of
from edudesk.ui.pages.assess.tree import IndicatorTree
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar, fit_margins
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import AssessmentTable, IndicatorRow, SubjectView

_FORMS = ((".pdf", "assess.export-pdf"), (".docx", "assess.export-word"), (".xlsx", "assess.export-excel"))
_TREE, _DETAIL = 52, 48  # of a hundred
TableKey = tuple[str, str]
"""The id of a community and of a table of its scheme."""


class AssessPage(Page):
    """Places: ``community`` with ``table``, and ``school``, whose score is shown."""

    code = "assess"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.known: Assessed | None = None
        self._wanted: tuple[TableKey, str | None] | None = None
        self.tables, self.schools = ChoiceField([]), ChoiceField([])
        self.tree = IndicatorTree(session)
        self.detail = Detail(session)
        self.strip = FormulaStrip(session)
        self.empty = EmptyState("list-checks", "", "", "…")
        self.trouble = Notice(State.AT_RISK, "")
        self._body = QWidget()
        self._lay_out()
        self._connect()

    # -- what is shown

    @property
    def table(self) -> "AssessmentTable | None":
        """The table that is shown."""
        tables = self.known.tables if self.known else ()
        wanted = self._wanted[0] if self._wanted else self.tables.value()
        chosen = (one for one in tables if (one.community_id, one.id) == wanted)
        of_community = (one for one in tables if wanted and one.community_id == wanted[0])
        return next(chosen, None) or next(of_community, None) or next(iter(tables), None)

    @property
    def subject(self) -> "SubjectView | None":
        """The school (or the community) whose score is shown."""
        table = self.table
        if table is None:
            return None
        wanted = self._wanted[1] if self._wanted else self.schools.value()
        return next((one for one in table.subjects if one.school_id == wanted), table.subjects[0])

    @property
    def title(self) -> str:
        """What the page's title says."""
        return self._title.title

    def refresh(self) -> None:
        """Ask for the tables of all communities."""
        question = assessed(self.session.term, self.session.texts)
        self.session.desk.ask(self, question, self._show, key="assessed")

    def go_to(self, **place: Any) -> None:
        """Show a table of a community, and somebody's score in it."""
        if place.get("community"):
            self._wanted = ((place["community"], place.get("table", "")), place.get("school"))
            self.trouble.hide()
            if self.known is not None:
                self._show(self.known)

    def leave(self) -> None:
        """Keep what was typed and not left yet."""
        self.detail.flush()

    def print_page(self) -> None:
        """Make the tables as a PDF and open it."""
        self._write(None)

    def _show(self, known: Assessed) -> None:
        self.known = known
        table, subject = self.table, self.subject
        self._body.setVisible(table is not None)
        self.empty.setVisible(table is None)
        for widget in (self._print, self._export):
            widget.setVisible(table is not None)
        self.has_primary = table is None
        self.primary_changed.emit()
        if table is None or subject is None:
            self._show_empty(known)
            return
        self._show_choices(known, table, subject)
        self._wanted = None
        self._title.set_title(title_of(self.session.texts, subject))
        self._title.set_second(second_of(self.session.texts, known, table, subject))
        self.strip.show_subject(subject)
        self.tree.show_rows(subject.rows)

    def _show_choices(self, known: Assessed, table: "AssessmentTable", subject: "SubjectView") -> None:
        several = len({one.community_id for one in known.tables}) > 1
        names = [
            ((one.community_id, one.id), f"{one.community} · {one.name}" if several else one.name)
            for one in known.tables
        ]
        self.tables.set_items(names)
        self.tables.set_value((table.community_id, table.id))
        self.tables.setVisible(len(names) > 1)
        self.schools.set_items([(one.school_id, one.name) for one in table.subjects])
        self.schools.set_value(subject.school_id)
        self.schools.setVisible(len(table.subjects) > 1)

    def _show_empty(self, known: Assessed) -> None:
        say = self.session.say
        kind = "none" if known.without else "waiting" if known.waiting else "nobody"
        names = self.session.texts.listed(known.without or known.waiting)
        self._title.set_title(say("assess.title"))
        self._title.set_second("")
        self.tables.hide()
        self.schools.hide()
        self.empty.set_words(
            say(f"assess.{kind}"), say(f"assess.{kind}-why", communities=names), say(f"assess.{kind}-step")
        )

    def _start(self) -> None:
        known = self.known
        if known is not None and known.without:
            self.session.go("scheme")
        elif known is not None and known.waiting:
            self.session.go("adopt")
        else:
            self.session.go("make", type="community", content={})

    def _show_row(self, row: "IndicatorRow") -> None:
        table, subject = self.table, self.subject
        if self.known is not None and table is not None and subject is not None:
            self.detail.show_row(self.known, table, subject, row)

    def _choose(self) -> None:
        self.detail.flush()
        self.trouble.hide()
        if self.known is not None:
            self._show(self.known)

    # -- what is written

    def _enter(self, row: "IndicatorRow", text: str) -> None:
        """Write an own score that was typed in the tree."""
        table, entry = self.table, typed_entry(row)
        if self.known is None or table is None or entry is None:
            return
        side = self.session.say("assess.column-own")
        code = "assess.kept" if text else "assess.emptied"
        target = Target(table.community_id, self.known.name_of(table.community_id, entry), entry)
        self._keep(values_of(target, text), self.session.say(code, name=row.name, side=side, value=text))

    def _keep(self, deed: Deed, words: str) -> None:
        def done(change: str) -> None:
            self.trouble.hide()
            self.session.toast(words, change)

        self.session.desk.change(self, deed, done, failed=self._complain)

    def _explain(self, typed: str, name: str) -> None:
        """Say what cannot be read; it stays said when the line was left, so that nothing is lost unseen."""
        self.trouble.set_words(self.session.say("assess.unread", text=typed, name=name))
        self.trouble.setVisible(bool(typed))

    def _complain(self, error: EduDeskError) -> None:
        self.trouble.set_words(self.session.texts.present(error))
        self.trouble.show()
        self.refresh()

    def _write(self, suffix: str | None) -> None:
        table, say = self.table, self.session.say
        if table is None:
            return
        path = None
        if suffix is not None:
            name = f"{say('assess.title')}{suffix}"
            path = dialogs.save_as(self, say("assess.save"), name, f"*{suffix}", suffix[1:].upper())
            if path is None:
                return
        question = print_table(str(self.session.term or ""), table.community_id, self.session.texts, path)
        self.session.desk.ask(self, question, partial(self._written, chosen=path is not None))

    def _written(self, path: Path, *, chosen: bool) -> None:
        if chosen:
            self.session.toast(self.session.say("assess.written", name=path.name))
        open_path(path)

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self)
        self.strip.fit_in(self.height())

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show_row)
        self.tree.filling.connect(lambda _row: self.detail.fill_in())
        self.tree.indicators.entered.connect(self._enter)
        self.tree.unread.connect(self._explain)
        self.detail.kept.connect(self._keep)
        self.detail.going.connect(self.tree.choose)
        self.tables.edited.connect(self._choose)
        self.schools.edited.connect(self._choose)
        self.empty.clicked.connect(self._start)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self.tables.setAccessibleName(say("assess.table"))
        self.schools.setAccessibleName(say("assess.school"))
        self._print = Button(say("assess.print"), icon="printer", hint="Ctrl P")
        self._print.clicked.connect(self.print_page)
        menu = make_menu([Entry(say(code), partial(self._write, suffix)) for suffix, code in _FORMS], self)
        self._export = Button(say("assess.export"), menu=menu)
        self._title = TitleBar(
            say("assess.title"), [self.tables, self.schools, self._print, self._export], second=" "
        )
        tree = Card()
        tree.body.addWidget(self.tree)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.detail)
        columns = QHBoxLayout()
        columns.setSpacing(px(16))
        columns.addWidget(tree, _TREE)
        columns.addWidget(scroll, _DETAIL)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(px(12))
        body.addLayout(columns, 1)
        body.addWidget(self.strip)
        whole = QVBoxLayout(self)
        whole.setSpacing(px(12))
        for widget in (self._title, self.trouble, self.empty):
            whole.addWidget(widget)
        whole.addWidget(self._body, 1)
        for later in (self.trouble, self.empty, self._body, self.tables, self.schools):
            later.hide()
        fit_margins(self)

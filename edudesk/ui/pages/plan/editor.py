"""The words of a plan: kept within a second while they are typed, saved as one change when one turns away."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.pages.plan import questions
from edudesk.ui.pages.plan.beside import ScheduleBeside
from edudesk.ui.pages.plan.sections import SectionList
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.layout import Column, TwoColumns
from edudesk.ui.widgets.typed_fields import DateField
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft
    from edudesk.ui.pages.plan.questions import Known

_MOST, _BESIDE = 760, 396  # long lines tire


def _stretch() -> QWidget:
    """Return what takes the room that is left below."""
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return room


class PlanEditor(QWidget):
    """Title, author, date and sections of one plan."""

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._plan = ""
        self._draft: Draft | None = None
        self._touched = False
        say = session.say
        self.title = TextField(say("planpage.title-example"))
        self.author = TextField()
        self.dated = DateField(session.texts, session.clock.today())
        self.sections = SectionList(session.texts)
        self.beside = ScheduleBeside(session)
        self.kept = Words("", "second", "text2")
        self.save = Button(say("planpage.save"), "primary", hint="Ctrl S")
        self.keeper = DraftKeeper(session.desk, self)
        self._lay_out()
        self._connect()

    @property
    def is_touched(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._touched

    def show_known(self, known: "Known") -> None:
        """Show a plan's words; what is being typed is never written over."""
        plan = known.plan
        self.beside.show_known(known)
        if plan is None:
            self._plan, self._draft, self._touched = "", None, False
            return
        if self._touched and plan.id == self._plan:
            return
        self.flush()
        comes, self._plan, self._draft = plan.id != self._plan, plan.id, known.editing
        content = known.editing.content if known.editing else {}
        typed = known.editing.typed if known.editing else {}
        self.title.setText(str(content.get("title", plan.title)))
        self.author.setText(str(content.get("author", "" if content else plan.author)))
        self.dated.set_date(plan.dated)
        if "dated" in typed:
            self.dated.line.setText(typed["dated"])
        editable = plan.ours
        sections = questions.sections(known.editing) if known.editing else plan.sections
        self.sections.show_sections(sections, editable=editable)
        for field in (self.title, self.author, self.dated.line):
            field.setReadOnly(not editable)
        self.save.setVisible(editable)
        self._touched = known.resumed
        self.kept.setText(self._session.say("planpage.resumed") if known.resumed else "")
        if comes and editable and self.isVisible() and not any(one.body.strip() for one in sections):
            self.focus_first()

    def flush(self) -> None:
        """Save what is typed and not saved, as one change."""
        draft = self._draft
        if not self._touched or draft is None:
            return
        self._touched = False
        self.keeper.forget()
        content = self._content()
        words = self._session.say("planpage.saved", title=content["title"])
        self._session.desk.change(
            self,
            partial(questions.enter, draft=draft, content=content),
            partial(self._saved, words),
            failed=partial(self._not_saved, draft, content),
        )

    def focus_first(self) -> None:
        """Put the cursor into the first section that is empty."""
        boxes = self.sections.boxes
        empty = next((box for box in boxes if not box.body.text().strip()), boxes[0] if boxes else None)
        (empty.body if empty else self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is typed

    def _content(self) -> dict[str, Any]:
        from edudesk.services.planning import sections_content

        day = self.dated.date()
        assert self._draft is not None
        kept = self._draft.content.get("dated")
        is_unread = day is None and bool(self.dated.text_typed().strip())
        return {
            "title": self.title.text().strip() or str(self._draft.content.get("title", "")),
            "author": self.author.text().strip(),
            "dated": day.isoformat() if day else kept if is_unread else None,
            "sections": sections_content(self.sections.sections),
        }

    def _edited(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self._touched = True
        self.kept.setText(self._session.say("planpage.keeping"))
        now, content = self._session.clock.now(), self._content()
        self.keeper.touch(lambda: questions.written(draft, content, now))

    def _kept(self) -> None:
        if self._touched:
            time = f"{self._session.clock.local():%H:%M}"
            self.kept.setText(self._session.say("planpage.kept", time=time))

    def _saved(self, words: str, change: str) -> None:
        if not self._touched:
            self.kept.setText("")
        self._session.toast(words, change)

    def _not_saved(self, draft: "Draft", content: dict[str, Any], error: EduDeskError) -> None:
        self._touched = True
        now = self._session.clock.now()
        self.keeper.touch(lambda: questions.written(draft, content, now))
        self.failed.emit(error)

    # -- parts

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self._session.say
        head = QWidget()
        grid = QGridLayout(head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for row, (name, field) in enumerate((("title", self.title), ("author", self.author))):
            label = Words(say(f"planpage.field-{name}"), "body", "text2")
            label.setMinimumWidth(px(88))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, 1, 3 if not row else 1)
            field.setAccessibleName(say(f"planpage.field-{name}"))
        grid.addWidget(Words(say("planpage.field-dated"), "body", "text2"), 1, 2)
        grid.addWidget(self.dated, 1, 3)
        self.dated.setAccessibleName(say("planpage.field-dated"))
        grid.setColumnStretch(1, 1)
        card = Card()
        card.setMaximumWidth(px(_MOST))
        card.add_block(head)
        card.add_line()
        card.add_block(self.sections)
        inside = QWidget()
        inside.setProperty("role", "page")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        columns = TwoColumns(Column(card, _stretch()), Column(self.beside, _stretch()))
        columns.setMaximumWidth(px(_MOST + _BESIDE))  # on a wide screen the schedule stays beside the text
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(columns, 1)
        line.addStretch(0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inside)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addStretch(1)
        foot.addWidget(self.kept)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(self.scroller, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        for field in (self.title, self.author):
            field.textEdited.connect(self._edited)
        self.dated.edited.connect(self._edited)
        self.sections.edited.connect(self._edited)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self.failed)
        self.save.clicked.connect(self.flush)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(self.flush)

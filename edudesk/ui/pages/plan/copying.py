"""Going by an earlier plan: what would be taken over is looked at, and chosen, before it is written."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.plan import papers
from edudesk.ui.pages.plan.telling import say_date
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.planning import CopiedRow, Copy, Made, PlanView
    from edudesk.ui.pages.plan.questions import Known

_COLUMNS = (("activity", 0), ("old", 224), ("new", 224), ("note", 160))
_DAYS = ("old", "new")


class _PlanChoice(ChoiceField):
    most_width = 480  # what tells two plans apart stands at the end of their titles too


class CopyView(QWidget):
    """The rows of an earlier plan with their new days; ``taken`` gives the plan that was written."""

    taken = Signal(object)  # Made
    left = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Known | None = None
        self._copy: Copy | None = None
        self._plans: tuple[PlanView, ...] = ()
        say = session.say
        self.source = _PlanChoice((), say("planpage.copy-none"), label=say("planpage.copy-from"))
        self.title = TextField()
        self.title.setAccessibleName(say("planpage.field-title"))
        self.words = Words("", "second", "text2", wrap=True)
        self.warning = Notice(State.AT_RISK, "")
        titles = tuple(
            Column(code, say(f"planpage.copy-{code}"), width, whole=code in _DAYS) for code, width in _COLUMNS
        )
        self.model = LocalModel(titles)
        self.table = RecordsTable(session.texts, self.model, say("planpage.copy"))
        self.yes = Button(say("planpage.copy-yes"), "primary")
        self.no = Button(say("planpage.copy-no"))
        self._lay_out()
        self.source.edited.connect(self._ask)
        self.yes.clicked.connect(self._take)
        self.no.clicked.connect(self.left)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.left)
        self.table.checked_changed.connect(lambda _ids: self._count())

    def begin(self, known: "Known", level: str) -> None:
        """Look for earlier plans of a level, and show the likeliest."""
        self._known, self._copy = known, None
        self.yes.why_not(self._session.say("planpage.copy-none"))
        self.model.set_rows(())
        question = partial(papers.earlier_plans, of=known, level=level)
        self._session.desk.ask(self, question, self._offer, key="sources")

    def _offer(self, plans: "tuple[PlanView, ...]") -> None:
        self._plans = plans
        self.source.set_items([(one.id, one.title) for one in plans])
        if plans:
            self.source.set_value(plans[0].id)
            self._ask()
        else:
            self.words.setText(self._session.say("planpage.copy-none"))

    def _ask(self) -> None:
        known, chosen = self._known, self.source.value()
        source = next((one for one in self._plans if one.id == chosen), None)
        if known is not None and source is not None:
            question = partial(papers.copy_of, of=known, source=source)
            self._session.desk.ask(self, question, self._show, key="copy")

    def _show(self, copy: "Copy") -> None:
        self._copy = copy
        say = self._session.say
        into = self._into()
        self.title.setText(copy.new.title)
        self.title.setEnabled(not into)
        self.model.set_rows([self._row(one) for one in copy.rows])
        self.model.set_checked([one.id for one in copy.rows if not one.cancelled])
        code = "planpage.copy-into" if into else "planpage.copy-words"
        self.words.setText(say(code, count=len(copy.source.sections)))
        moved = sum(bool(one.moved) for one in copy.rows)
        self.warning.setVisible(bool(moved or copy.without_day))
        self.warning.set_words(
            say(
                "planpage.copy-without" if copy.without_day else "planpage.copy-moved",
                count=moved or 0,
                without=copy.without_day,
            )
        )
        self.yes.why_not("")
        self._count()

    def _row(self, one: "CopiedRow") -> Row:
        texts = self._session.texts
        old, new = say_date(texts, one.old), say_date(texts, one.new)
        week = texts.say("planpage.week", week=one.week)
        note = texts.say(f"planpage.copy-note-{one.moved}") if one.moved else ""
        if one.cancelled:
            note = texts.say("planpage.copy-cancelled")
        cells: dict[str, Cell | str] = {
            "activity": one.topic,
            "old": Cell(f"{old} · {texts.say('planpage.week', week=one.old_week)}", faint=True),
            "new": f"{new} · {week}",
            "note": Cell(note, state=State.AT_RISK if one.moved else None, hint=note),
        }
        return Row(one.id, cells, texts.phrase((one.topic, new, week, note)), one)

    def _count(self) -> None:
        self.table.set_footer(self._session.say("planpage.copy-count", count=len(self.model.checked)))

    def _into(self) -> str:
        plan, copy = (self._known.plan if self._known else None), self._copy
        is_same = plan is not None and copy is not None and plan.level == copy.new.level and plan.ours
        return plan.id if plan is not None and is_same else ""

    def _take(self) -> None:
        copy = self._copy
        if copy is None:
            return
        deed = partial(
            papers.take_copy,
            copy=copy,
            ids=tuple(self.model.checked),
            title=self.title.text().strip(),
            into=self._into(),
        )
        self._session.desk.change(self, deed, self._taken, failed=self.failed.emit)

    def _taken(self, made: "Made") -> None:
        count = len(self.model.checked)
        self._session.toast(self._session.say("planpage.copied", count=count), made.change_id)
        self.taken.emit(made)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self._session.say
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.source)
        head.addWidget(Words(say("planpage.copy-title"), "body", "text2"))
        head.addWidget(self.title, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        foot.addStretch(1)
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addWidget(self.warning)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.warning.hide()

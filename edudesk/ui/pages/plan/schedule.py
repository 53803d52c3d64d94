"""The schedule: what is owed on top, a line to plan with, and the rows of the plan by weeks."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.services.schemes.results import State
from edudesk.ui.kept_window import KeptWindow
from edudesk.ui.pages.plan import questions
from edudesk.ui.pages.plan.cancelling import ask_why
from edudesk.ui.pages.plan.line import RowLine
from edudesk.ui.pages.plan.owed import OwedToPlan
from edudesk.ui.pages.plan.telling import columns, fitting, row_of
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import RecordsTable, Row, TableAction

if TYPE_CHECKING:
    from edudesk.services.planning import RowEdit, ScheduledRow
    from edudesk.ui.pages.plan.questions import Known, Planned

_LEAST_TABLE = 206
"""The head, three rows and the line below them."""


def _key(row: Row, column: str) -> Any:
    found: Any = row.data
    if column in {"week", "day"}:
        return (found.day is None, found.day, row.id)
    return by_words(row, column)


def _next(known: "Known") -> str:
    """Return the row that comes next, the last where all is behind."""
    ahead = (one.id for one in known.rows if one.state in {"planned", "late"})
    return next(ahead, known.rows[-1].id if known.rows else "")


class ScheduleView(QWidget):
    """The rows of one plan. Enter opens a row's form, F2 changes it in the line, Del puts it into the bin."""

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Known | None = None
        self._awaited, self._plan = "", ""
        say = session.say
        self.owed = OwedToPlan(session)
        self.line = RowLine(session)
        self.loose = Notice(State.ON_TRACK, "", [say("planpage.take-in")])
        self.model = LocalModel(columns(session.texts), "day", key=_key)
        self.table = RecordsTable(session.texts, self.model, say("planpage.schedule"))
        self.table.set_actions([TableAction("delete", say("planpage.delete"), danger=True)])
        self.writer = ListWriter(session, self, self.table, self._title)
        self.table.keep_in(session.preferences, "plan.columns")
        self._is_arranged = session.preferences.state("plan.columns") is not None
        """Whether a person chose the columns; then no width of the window takes one away."""
        self.hold = Button(say("planpage.hold"), icon="check", row=True)
        self.edit = Button(say("planpage.edit"), icon="pencil", hint="F2", row=True)
        self.open = Button(say("planpage.open"), row=True)
        self.cancel = Button(say("planpage.cancel"), row=True)
        self.delete = Button(say("planpage.delete"), "danger", row=True)
        self._lay_out()
        self._connect()

    @property
    def current(self) -> "ScheduledRow | None":
        """The row that the buttons are about."""
        row = self.table.current()
        return next((one for one in self._rows() if row and one.id == row.id), None)

    def show_known(self, known: "Known") -> None:
        """Show a plan's rows."""
        self._known = known
        editable = known.plan is not None and known.plan.ours
        self.owed.show_rules(known.owed, editable=editable)
        self.line.setVisible(editable)
        self.line.show_known(known)
        count = len(known.loose)
        self.loose.setVisible(editable and bool(count))
        self.loose.set_words(self._session.say("planpage.loose", count=count))
        texts = self._session.texts
        self.model.set_rows([row_of(texts, one, known.first, known.last) for one in known.rows])
        self.table.set_footer(texts.say("planpage.count", count=len(known.rows)))
        if known.plan is not None and known.plan.id != self._plan:
            self._plan = known.plan.id
            self._awaited = self._awaited or _next(known)
        self._follow()

    def choose(self, activity: str) -> None:
        """Stand on a row."""
        self._awaited = activity
        self._stand()

    def focus_line(self, day: Any = None) -> None:
        """Begin a row, on a day."""
        if day is not None:
            self.line.begin(day)
        target = self.line.topic if day is not None else self.line.day.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Write at once what is typed."""
        self.line.leave()

    # -- deeds

    def _submit(self, edit: "RowEdit", row: str, draft: str) -> None:
        known = self._known
        if known is None:
            return
        say = self._session.say
        if row:

            def changed(change: str) -> None:
                self.line.done()
                self._awaited = row
                self.table.view.setFocus()
                self._session.toast(say("planpage.changed", topic=edit.topic), change)

            self._change(partial(questions.edit_row, activity=row, edit=edit), changed)
            return

        def added(made: Any) -> None:
            self.line.done()
            self._awaited = made.id
            self._session.toast(say("planpage.added", topic=edit.topic), made.change_id)

        self._change(partial(questions.add_row, of=known, edit=edit, record_id=draft), added)

    def _plan_owed(self, proposals: Any) -> None:
        known = self._known
        if known is None or known.plan is None:
            return
        texts = self._session.texts

        def planned(made: "Planned") -> None:
            from edudesk.services.standing.words import say_day

            self._awaited = made.id
            day = say_day(texts, made.day)
            code = "planpage.planned-lacking" if made.lacking else "planpage.planned"
            words = texts.say(code, count=made.count, day=day, lacking=made.lacking)
            self._session.toast(words, made.change_id)

        self._change(partial(questions.plan_owed, of=known, proposals=proposals, texts=texts), planned)

    def _hold(self) -> None:
        if (row := self.current) is not None:
            self._session.go("record", activity=row.id, state="held")

    def _open(self, row: Row) -> None:
        found: Any = row.data
        if found.state == "late":
            self._session.go("record", activity=row.id, state="held")
        else:
            self._session.go("record", activity=row.id)

    def _edit(self) -> None:
        row = self.current
        if row is not None and row.ours and self.line.isVisible():
            self.line.change(row)

    def _cancel(self) -> None:
        row, say = self.current, self._session.say
        if row is None:
            return
        if row.state == "cancelled":
            self._change(
                partial(questions.revive, activity=row.id),
                lambda change: self._session.toast(say("planpage.revived", topic=row.topic), change),
            )
            return

        def cancelled(change: str) -> None:
            kept.forget()
            self._session.toast(say("planpage.cancelled", topic=row.topic), change)

        def cancel(because: str) -> None:
            self._change(partial(questions.cancel, activity=row.id, because=because), cancelled)

        window = ask_why(self, self._session.texts, row.topic, cancel)
        about, fields = ("activity", row.id), {"because": window.because}
        kept = KeptWindow(self._session, window, "cancel", about, fields, closes_first=True)

    def _delete(self, ids: tuple[str, ...]) -> None:
        """Put rows into the bin in one change; what was held, or is another school's, stays."""
        chosen = [one for one in self._rows() if one.id in ids]
        gone = [one for one in chosen if one.ours and one.state != "held"]
        if not gone:
            return
        stays = len(chosen) - len(gone)
        code = "deleted-some" if stays else "deleted" if len(gone) == 1 else "deleted-many"
        words = self._session.say(f"planpage.{code}", topic=gone[0].topic, count=len(gone), stays=stays)

        def then(change: str) -> None:
            self.model.set_checked(())
            self._session.toast(words, change)

        self._change(partial(questions.delete, ids=tuple(one.id for one in gone)), then)

    def _title(self) -> str:
        """Return what a written schedule is called."""
        plan = self._known.plan if self._known else None
        return plan.title if plan else self._session.say("planpage.schedule")

    def _take_in(self, _link: int) -> None:
        known = self._known
        if known is None or known.plan is None:
            return
        words = self._session.say("planpage.taken-in", count=len(known.loose))
        self._change(
            partial(questions.take_in, plan=known.plan.id, ids=known.loose),
            lambda change: self._session.toast(words, change),
        )

    def _change(self, deed: Any, then: Any) -> None:
        self._session.desk.change(self, deed, then, failed=self._complain)

    def _complain(self, error: EduDeskError) -> None:
        self.failed.emit(error)

    # -- following

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_arranged:
            self.table.show_columns(fitting(self.table.width() / theme().tokens.scale, self._session.texts))

    def _arranged(self, *_columns: object) -> None:
        self._is_arranged = True

    def _stand(self) -> None:
        if self._awaited and self.model.is_loaded and any(row.id == self._awaited for row in self._rows()):
            awaited, self._awaited = self._awaited, ""
            self.table.select(awaited)

    def _rows(self) -> "tuple[ScheduledRow, ...]":
        return self._known.rows if self._known else ()

    def _follow(self, *_row: object) -> None:
        row, say = self.current, self._session.say
        ours = row is not None and row.ours
        none = "" if row is not None else say("planpage.choose-row")
        foreign = none or ("" if ours else say("planpage.not-ours-row"))
        open_still = row is not None and row.state in {"planned", "late"}
        self.hold.why_not(foreign or ("" if open_still else say("planpage.not-planned")))
        self.edit.why_not(foreign)
        self.open.why_not(none)
        is_cancelled = row is not None and row.state == "cancelled"
        self.cancel.setText(say("planpage.revive" if is_cancelled else "planpage.cancel"))
        can_cancel = open_still or is_cancelled
        self.cancel.why_not(foreign or ("" if can_cancel else say("planpage.held-already")))
        is_held = row is not None and row.state == "held"
        self.delete.why_not(foreign or (say("planpage.held-stays") if is_held else ""))

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self._session.say
        actions = QWidget()
        row = QHBoxLayout(actions)
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        row.setSpacing(px(8))
        for button in (self.hold, self.edit, self.open, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.delete)
        card = Card()
        self.table.setProperty("role", "")  # the card around it has the frame
        card.body.addWidget(self.line)
        card.body.addWidget(Separator())
        card.body.addWidget(self.table, 1)
        card.body.addWidget(Separator())
        card.body.addWidget(actions)
        words = (say(f"planpage.{code}") for code in ("no-rows", "no-rows-words", "first-row"))
        empty = EmptyState("calendar-days", *words, primary=False)
        empty.clicked.connect(self.focus_line)
        self.table.set_empty(empty)
        self.table.setMinimumHeight(px(_LEAST_TABLE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        for widget in (self.owed, self.loose):
            layout.addWidget(widget)
        layout.addWidget(card, 1)
        self.loose.hide()

    def _connect(self) -> None:
        self.owed.adding.connect(self._plan_owed)
        self.line.submitted.connect(self._submit)
        self.line.failed.connect(self.failed)
        self.loose.chosen.connect(self._take_in)
        self.table.current_changed.connect(self._follow)
        self.table.columns_changed.connect(self._arranged)
        self.table.opened.connect(self._open)
        self.table.deleting.connect(self._delete)
        self.table.acted.connect(lambda _code, ids: self._delete(ids))
        self.model.loaded.connect(self._stand)
        self.model.loaded.connect(self._follow)
        self.hold.clicked.connect(self._hold)
        self.edit.clicked.connect(self._edit)
        self.open.clicked.connect(self._open_current)
        self.cancel.clicked.connect(self._cancel)
        self.delete.clicked.connect(lambda: self._delete((self.current.id,) if self.current else ()))
        shortcut = QShortcut(QKeySequence("F2"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._edit)

    def _open_current(self) -> None:
        if (row := self.table.current()) is not None:
            self._open(row)

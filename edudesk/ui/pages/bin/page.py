"""The recycle bin: what was deleted, when and by whom; ticked rows come back in one change."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.texts import Label
from edudesk.ui.desk import Opened
from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.dialogs import ask
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar, fit_margins
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row, TableAction

if TYPE_CHECKING:
    from edudesk.services.recycling import Binned


class BinPage(Page):
    """Everything in the bin, last deleted first; Enter or the button brings back."""

    code: ClassVar[str] = "bin"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self.restore_button = Button(say("bin.restore"), icon="undo-2")
        self.title = TitleBar(say("bin.title"), [self.restore_button], second=say("bin.words"))
        self.model = LocalModel(
            (
                Column("type", say("bin.type"), 112),
                Column("what", say("bin.what")),
                Column("when", say("bin.when"), 164),
                Column("who", say("bin.who"), 116),
            ),
            "when",
            descending=True,
            key=_key,
        )
        self.table = RecordsTable(session.texts, self.model, say("bin.title"), two_line=True)
        self.table.keep_in(session.preferences, "bin.columns")
        self.writer = ListWriter(session, self, self.table, lambda: say("bin.title"))
        self._lay_out()
        self._listen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit_margins(self)
        super().resizeEvent(event)

    def refresh(self) -> None:
        self.session.desk.ask(self, _binned, self._show, key="bin")

    def print_page(self) -> None:
        self.writer.write()

    def _show(self, found: "Sequence[Binned]") -> None:
        self.model.set_rows([self._row(one) for one in found])
        self.table.set_footer(self.session.say("bin.total", count=len(found)))

    def _row(self, one: "Binned") -> Row:
        say, language = self.session.say, self.session.texts.language
        kind = one.type_label(language)
        deleted = one.deleted_at.astimezone().replace(tzinfo=None)
        when = f"{deleted:%Y-%m-%d %H:%M}"
        title = (one.title or one.type_label)(language)
        cells: dict[str, Cell | str] = {
            "type": Cell(kind, faint=True),
            "what": Cell(title, self._along(one.along), tag="" if one.ours else say("bin.foreign")),
            "when": when,
            "who": Cell(one.deleted_by or "—", faint=True),
        }
        return Row(one.id, cells, self.session.texts.phrase((kind, title, when)), one.deleted_at)

    def _along(self, parts: Sequence[tuple[Label, int]]) -> str:
        say = self.session.say
        words = [say("bin.part", count=count, label=label) for label, count in parts]
        return say("bin.along", parts=self.session.texts.listed(words)) if words else ""

    def _offer(self) -> None:
        self.restore_button.why_not("" if self._meant() else self.session.say("bin.nothing"))

    def _meant(self) -> tuple[str, ...]:
        """Return what is ticked, else the row one is at."""
        row = self.table.current()
        return tuple(self.model.checked) or ((row.id,) if row else ())

    def _ask(self, row: Row) -> None:
        say = self.session.say
        ask(
            self,
            say("bin.restore-one"),
            say("bin.restore-words", title=row.cell("what").text),
            say("bin.restore"),
            say("bin.leave"),
            then=lambda: self._restore((row.id,)),
        )

    def _restore(self, ids: Sequence[str]) -> None:
        if ids:
            chosen = tuple(ids)
            self.session.desk.change(
                self, lambda opened: _restored(opened, chosen), lambda made: self._back(made, len(chosen))
            )

    def _back(self, change_id: str, count: int) -> None:
        self.model.set_checked(())
        self.session.toast(self.session.say("bin.restored", count=count), change_id)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        layout = QVBoxLayout(self)
        layout.setSpacing(px(12))
        layout.addWidget(self.title)
        layout.addWidget(self.table, 1)
        self.table.set_empty(EmptyState("trash-2", say("bin.empty"), say("bin.empty-words")))
        self.table.set_actions(
            [TableAction("restore", say("bin.restore"))], lambda count: say("bin.chosen", count=count)
        )
        self._offer()

    def _listen(self) -> None:
        self.table.opened.connect(self._ask)
        self.table.checked_changed.connect(lambda _ids: self._offer())
        self.table.current_changed.connect(lambda _row: self._offer())
        self.table.acted.connect(lambda _code, ids: self._restore(ids))
        self.restore_button.clicked.connect(lambda: self._restore(self._meant()))


def _binned(opened: Opened) -> "tuple[Binned, ...]":
    from edudesk.services.recycling import in_the_bin

    return in_the_bin(opened.archive)


def _restored(opened: Opened, ids: Sequence[str]) -> str:
    from edudesk.services.recycling import restore

    return restore(opened.archive, ids, opened.clock.now())


def _key(row: Row, column: str) -> Any:
    if column == "when":
        return row.data if isinstance(row.data, datetime) else datetime.min.replace(tzinfo=UTC)
    return by_words(row, column)

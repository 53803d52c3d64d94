"""The records behind a figure: a list of mixed types, and the sheet of the one that is chosen."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.forms.own import edit_record
from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.sheets.asking import Sheet, ask_rows, ask_sheet
from edudesk.ui.sheets.deleting import ask_to_delete
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.sheets.pane import SheetPane
from edudesk.ui.theme import theme
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import TitleBar, fit_margins
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import NOT_KNOWN, Cell, Column, RecordsTable, Row, TableAction

if TYPE_CHECKING:
    from edudesk.services.listing.records import RecordRow


class RecordsPage(Page):
    """Place: ``records`` as pairs of type and id, with a ``title``; ``id`` chooses one, ``paper`` a file."""

    code: ClassVar[str] = "records"
    may_go = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self._ids: tuple[str, ...] = ()
        self._wanted = ""
        self._called = say("records.title")
        self._types: dict[str, str] = {}
        self.title = TitleBar(say("records.title"))
        self.model = LocalModel(
            (
                Column("day", say("records.day"), 104, whole=True),
                Column("title", say("records.name")),
                Column("type", say("records.type"), 112),
                Column("owner", say("records.owner"), 190, shown=False),
            ),
            key=_key,
        )
        self.table = RecordsTable(session.texts, self.model, say("records.title"))
        self.table.keep_in(session.preferences, "records.columns")
        self.writer = ListWriter(session, self, self.table, lambda: self._called)
        self.pane = SheetPane(session)
        self.panes = ListWithDetail(self.table, self.pane, session.say("people.close-pane"))
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        ids = self._ids
        self.session.desk.ask(self, lambda opened: ask_rows(opened, ids), self._show, key="rows")

    def go_to(self, **place: Any) -> None:
        if "records" not in place:
            return
        self._ids = tuple(record_id for _type, record_id in place["records"])
        self._wanted = place.get("id", "")
        self.model.widen()
        self._called = place.get("title") or self.session.say("records.title")
        self.title.set_title(self._called)
        self.pane.clear()
        self.pane.choose_paper(place.get("paper", ""))
        self._outdate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit_margins(self)
        super().resizeEvent(event)

    def focus_filter(self) -> None:
        self.table.view.setFocus()

    def print_page(self) -> None:
        self.writer.write()

    def _show(self, rows: "Sequence[RecordRow]") -> None:
        self._types = {row.id: row.type for row in rows}
        chosen = self.table.current()
        self.model.set_rows([self._row(row) for row in rows])
        self.table.set_footer(self.session.say("records.total", count=len(rows)))
        wanted = self._wanted or (chosen.id if chosen else "")
        if wanted not in self._types:
            wanted = rows[0].id if rows else ""
        self._wanted = ""
        if not wanted:
            self.pane.clear()
        elif chosen is not None and chosen.id == wanted:
            self._ask_sheet(wanted)  # it may have been changed
        else:
            self.table.select(wanted)

    def _row(self, row: "RecordRow") -> Row:
        language = self.session.texts.language
        kind, title = row.type_label(language), row.title(language)
        day = row.day.isoformat() if row.day else ""
        tag = "" if row.ours else self.session.say("records.theirs")
        if row.late:
            tag = self.session.say("records.late")
        cells: dict[str, Cell | str] = {
            "day": day or NOT_KNOWN,
            "title": Cell(title or kind, tag=tag),
            "type": Cell(kind, faint=True),
            "owner": Cell(row.owner, faint=True),
        }
        spoken = self.session.texts.phrase((kind, day, title))
        return Row(row.id, cells, spoken, row.day)

    def _current(self, row: Row | None) -> None:
        if row is None:
            self.pane.clear()
        else:
            self._ask_sheet(row.id)

    def _ask_sheet(self, record_id: str) -> None:
        texts = self.session.texts
        self.session.desk.ask(
            self, lambda opened: ask_sheet(opened, record_id, texts), self._show_sheet, key="sheet"
        )

    def _show_sheet(self, found: Sheet) -> None:
        current = self.table.current()
        if current is None or current.id == found.sheet.row.id:
            self.pane.show_sheet(found)

    def _open(self, row: Row) -> None:
        if self.panes.is_drawer:
            self.panes.open_detail()
        elif self._types.get(row.id) == "activity":
            self.session.go("activity", id=row.id)
        else:
            self._edit(row.id)

    def _edit(self, record_id: str) -> None:
        edit_record(self.session, self._types[record_id], record_id)

    def _follow(self, record_id: str) -> None:
        self.session.go("records", records=(("", record_id),), title=self.session.say("records.one"))

    def _delete(self, ids: Sequence[str]) -> None:
        row = self.model.row(self.model.number_of(ids[0]))
        title = row.cell("title").text if row else ""
        ask_to_delete(self, self.session, ids, title)

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        layout = QVBoxLayout(self)
        layout.setSpacing(px(12))
        layout.addWidget(self.title)
        layout.addWidget(self.panes, 1)
        self.table.set_empty(EmptyState("inbox", say("records.empty"), say("records.empty-words")))
        self.table.set_actions([TableAction("delete", say("records.delete"), danger=True)])

    def _listen(self) -> None:
        self.table.current_changed.connect(self._current)
        self.table.opened.connect(self._open)
        self.table.deleting.connect(self._delete)
        self.table.acted.connect(lambda _code, ids: self._delete(ids))
        self.pane.edited.connect(self._edit)
        self.pane.deleted.connect(lambda record_id: self._delete((record_id,)))
        self.pane.followed.connect(self._follow)
        self.pane.visited.connect(lambda record_id: self.session.go("activity", id=record_id))


def _key(row: Row, column: str) -> Any:
    if column == "day":
        return row.data if isinstance(row.data, date) else date.min
    return by_words(row, column)

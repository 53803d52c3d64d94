"""One list of records of a type: its filters, its table, and the sheet of the one that is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.forms.own import edit_record, make_record
from edudesk.ui.session import Session
from edudesk.ui.sheets.asking import Sheet, ask_sheet
from edudesk.ui.sheets.deleting import ask_to_delete
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.sheets.pane import SheetPane
from edudesk.ui.theme import theme
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.drawer import ListWithDetail
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import Column, RecordsTable, Row, TableAction

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode

_FOLDED = frozenset({"wanted", "items", "note"})
"""Columns that stand in the sheet beside the list, and in the list for whoever wants them."""
_FIGURES = frozenset({"value", "count"})
_YEAR_BEGINS = (8, 1)  # month and day; nothing is recorded between the end of one year and August
_TYPED = 150  # milliseconds after the last key before the list is narrowed


@dataclass(frozen=True)
class Entry:
    """A row with what it is filtered and sorted by; ``figure`` is added up below the list.

    One that is ``always`` so belongs to every time; one without a day to none.
    """

    row: Row
    day: date | None
    code: str
    keys: dict[str, Any]
    figure: Decimal | int | None = None
    always: bool = False


@dataclass(frozen=True)
class Listed:
    """All rows of a list, and the days of the term that is looked at."""

    entries: tuple[Entry, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Kind:
    """What is particular to a list: the type of its records, its columns, what it asks.

    The column that takes what is left names a record; ``words`` is the domain of the list's own sentences. A
    new record is ``of_term`` where it says of which term it is.
    """

    code: str
    type: str
    icon: str
    columns: tuple[tuple[str, int], ...]
    ask: "Callable[[Opened, TermCode | None, Texts], Listed]"
    words: str
    of_term: bool = False

    @property
    def naming(self) -> str:
        """The column that names a record."""
        return next(code for code, width in self.columns if not width)


class Book(QWidget):
    """A list with filters; ``shown`` tells that a record is in the pane."""

    shown = Signal(str)

    def __init__(self, session: Session, kind: Kind, pane: SheetPane) -> None:
        super().__init__()
        say, own = session.say, self._own
        self.session, self.kind, self.pane = session, kind, pane
        self._listed = Listed((), None, None)
        self._keys: dict[str, Entry] = {}
        self._wanted = ""
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._narrow)
        self.text = TextField(own("find"), "search")
        self.text.setAccessibleName(own("find"))
        self.text.textChanged.connect(self._soon.start)
        spans = [(code, say(f"records.span-{code}")) for code in ("all", "term", "year")]
        self.span = ChoiceField(spans, label=say("records.span"))
        self.span.set_value("all")
        self.span.edited.connect(self._narrow)
        self.model = LocalModel(self._columns(), key=self._key)
        title = say(f"{kind.words}.{kind.code}")
        self.table = RecordsTable(session.texts, self.model, title)
        self.table.keep_in(session.preferences, f"{kind.words}.{kind.code}.columns")
        self.writer = ListWriter(session, self, self.table, lambda: title)
        self.split = ListWithDetail(self.table, pane, say("people.close-pane"))
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Ask for all rows; what is shown stays until then."""
        term, texts, ask = self.session.term, self.session.texts, self.kind.ask
        self.session.desk.ask(self, lambda opened: ask(opened, term, texts), self._take, key="rows")

    def select(self, record_id: str) -> None:
        """Make a record the current one, as soon as it is there."""
        self.clear_filter()
        self._wanted = record_id
        self.refresh()

    def clear_filter(self) -> None:
        """Show all again."""
        self.text.clear()
        self.span.set_value("all")
        self.model.widen()
        self._narrow()

    def add(self) -> None:
        """Open the form for a new record; one of a term begins with the one that is looked at."""
        term = self.session.term if self.kind.of_term else None
        make_record(self.session, self.kind.type, {"term": str(term)} if term else None)

    def _own(self, code: str, **parameters: object) -> str:
        """Return a sentence of this list's own."""
        return self.session.say(f"{self.kind.words}.{code}-{self.kind.code}", **parameters)

    def _columns(self) -> tuple[Column, ...]:
        say, words = self.session.say, self.kind.words
        return tuple(
            Column(
                code,
                say(f"{words}.column-{code}"),
                width,
                right=code in _FIGURES,
                shown=code not in _FOLDED,
            )
            for code, width in self.kind.columns
        )

    def _key(self, row: Row, column: str) -> object:
        keys = self._keys[row.id].keys
        return keys[column] if column in keys else by_words(row, column)

    def _take(self, listed: Listed) -> None:
        self._listed = listed
        self._keys = {one.row.id: one for one in listed.entries}
        self._narrow()

    def _narrow(self) -> None:
        current = self.table.current()
        left = [one for one in self._listed.entries if self._fits(one)]
        self._set_empty()
        self.model.set_rows([one.row for one in left])
        self._count(left)
        wanted = self._wanted or (current.id if current else "")
        self._wanted = ""
        ids = [one.row.id for one in left]
        if not ids:
            self.pane.clear()
            return
        chosen = wanted if wanted in ids else ids[0]
        if current is not None and current.id == chosen:
            self._ask_sheet(chosen)  # it may have been changed
        else:
            self.table.select(chosen)

    def _fits(self, entry: Entry) -> bool:
        words = self.text.text().casefold().split()
        said = " ".join(part for column in self.model.columns for part in entry.row.cell(column.code).said)
        return all(word in said.casefold() for word in words) and (entry.always or self._in_span(entry.day))

    def _in_span(self, day: date | None) -> bool:
        span, first, last = self.span.value(), self._listed.first, self._listed.last
        term = self.session.term
        if span == "all" or first is None or last is None or term is None:
            return True
        if day is None:
            return False
        if span == "term":
            return first <= day <= last
        return date(term.start_year, *_YEAR_BEGINS) <= day < date(term.start_year + 1, *_YEAR_BEGINS)

    def _count(self, left: Sequence[Entry]) -> None:
        words = self._own("count", count=len(left))
        known = [one.figure for one in left if one.figure is not None]
        if known:
            total = sum(known)
            value = f"{total:,.2f}".removesuffix(".00") if isinstance(total, Decimal) else f"{total:,}"
            words = self._own("worth", count=words, value=value)
        self.table.set_footer(words)

    def _set_empty(self) -> None:
        say, own = self.session.say, self._own
        if self._listed.entries:
            empty = EmptyState("search", say("records.none"), "", say("records.show-all"), primary=False)
            empty.clicked.connect(self.clear_filter)
        else:
            empty = EmptyState(self.kind.icon, own("empty"), own("empty-second"), own("add"), primary=False)
            empty.clicked.connect(self.add)
        self.table.set_empty(empty)

    def _current(self, row: Row | None) -> None:
        if row is not None:
            self._ask_sheet(row.id)

    def _ask_sheet(self, record_id: str) -> None:
        texts = self.session.texts
        question = partial(ask_sheet, record_id=record_id, texts=texts)
        self.session.desk.ask(self, question, self._show_sheet, key="sheet")

    def _show_sheet(self, found: Sheet) -> None:
        self.pane.show_sheet(found)
        self.shown.emit(found.sheet.row.id)

    def _open(self, row: Row) -> None:
        if self.split.is_drawer:
            self.split.open_detail()
        else:
            self._edit(row.id)

    def _edit(self, record_id: str) -> None:
        edit_record(self.session, self.kind.type, record_id)

    def _delete(self, ids: Sequence[str]) -> None:
        if ids:
            row = self.model.row(self.model.number_of(ids[0]))
            ask_to_delete(self, self.session, ids, row.cell(self.kind.naming).text if row else "")

    def _follow(self, record_id: str) -> None:
        self.session.go("records", records=(("", record_id),), title=self.session.say("records.one"))

    def _lay_out(self) -> None:
        px, line = theme().tokens.px, QWidget()
        flow = FlowLayout(line)
        self.text.setMinimumWidth(px(240))
        for widget in (self.text, self.span):
            widget.setFixedHeight(px("button"))
            flow.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(line)
        layout.addWidget(self.split, 1)
        self.table.set_actions([TableAction("delete", self.session.say("records.delete"), danger=True)])
        self._set_empty()
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.table.current_changed.connect(self._current)
        self.table.opened.connect(self._open)
        self.table.deleting.connect(self._delete)
        self.table.acted.connect(lambda _code, ids: self._delete(ids))
        self.pane.edited.connect(self._edit)
        self.pane.deleted.connect(lambda record_id: self._delete((record_id,)))
        self.pane.followed.connect(self._follow)

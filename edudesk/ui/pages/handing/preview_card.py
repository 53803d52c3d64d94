"""What taking a package in would do, record by record: chips filter by verdict, a field by words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent

from edudesk.services.schemes.results import State
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.layout import Column as ColumnBox
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.table_local import LocalModel
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row

if TYPE_CHECKING:
    from edudesk.services.receiving.preview import Item, Preview

_TYPED = 150  # milliseconds after the last key before the list is narrowed
_LEAST, _FIELD = 300, 224
_BESIDE = 3
"""So many chips stand beside the field; more of them have a line of their own below it."""
_AROUND = 530
"""What stands above and below the table in a window; the rest of a tall one is its own."""
_STATES = {"conflict": State.AT_RISK, "refused": State.MISSED}


class PreviewCard(Card):
    """The records of a package with their verdicts; nothing ticked means all of them."""

    def __init__(self, session: Session, shown: "Preview") -> None:
        super().__init__(session.say("incoming.preview"))
        self._session, self._shown = session, shown
        say, counted = session.say, [(one, count) for one, count in shown.numbers.items() if count]
        self.set_fact(say("incoming.records", count=len(shown.items)))
        self.chips = ChipRow([(one, self._named(one, count)) for one, count in counted])
        self.chips.setAccessibleName(say("incoming.verdicts"))
        self.text = TextField(say("incoming.find"), "search")
        self.text.setAccessibleName(say("incoming.find"))
        self._model = LocalModel(self._columns())
        title = say("receiving.preview", name=shown.package.name)
        self.table = RecordsTable(session.texts, self._model, title, checkable=False)
        self._writer = ListWriter(session, self, self.table, lambda: title)
        self._every = [self._row(one) for one in shown.items]
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._narrow)
        self.chips.edited.connect(self._narrow)
        self.text.textChanged.connect(self._soon.start)
        self._fill()
        self._narrow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        px = theme().tokens.px
        self.table.setMinimumHeight(max(px(_LEAST), self.window().height() - px(_AROUND)))

    def print_list(self) -> None:
        """Write what is seen to a file for the printer."""
        self._writer.write()

    def _named(self, verdict: str, count: int) -> str:
        word = self._session.say(f"receiving.verdict.{verdict}")
        return self._session.say("incoming.verdict-count", verdict=word, count=count)

    def _columns(self) -> tuple[Column, ...]:
        say, has_why = self._session.say, any(one.why for one in self._shown.items)
        return (
            Column("verdict", say("incoming.column.verdict"), 156),
            Column("type", say("incoming.column.type"), 120),
            Column("title", say("incoming.column.title")),
            Column("why", say("incoming.column.why"), 232, shown=has_why),
            Column("owner", say("incoming.column.owner"), 148),
        )

    def _row(self, item: "Item") -> Row:
        from edudesk.services.receiving.preview import told

        verdict, kind, title, owner, why = told(item, self._session.texts)
        cells: dict[str, Cell | str] = {
            "verdict": Cell(verdict, state=_STATES.get(item.verdict)),
            "type": kind,
            "title": title,
            "owner": Cell(owner, faint=True),
            "why": Cell(why, hint=why),
        }
        return Row(item.record_id, cells, data=item)

    def _narrow(self) -> None:
        chosen, words = self.chips.chosen(), self.text.text()
        left = {
            item.record_id
            for item in self._shown.search(words, texts=self._session.texts)
            if not chosen or item.verdict in chosen
        }
        rows = [row for row in self._every if row.id in left]
        self._model.set_rows(rows)
        self.table.set_footer(self._session.say("incoming.records", count=len(rows)))

    def _fill(self) -> None:
        px = theme().tokens.px
        self.text.setFixedWidth(px(_FIELD))
        if sum(bool(count) for count in self._shown.numbers.values()) > _BESIDE:
            self.add_block(ColumnBox(Line(self.text, None), self.chips, gap=10))
        else:
            head = Line(self.chips, self.text)
            head.body.setStretch(0, 1)
            head.body.setAlignment(self.chips, Qt.AlignmentFlag.AlignVCenter)
            self.add_block(head)
        say = self._session.say
        empty = EmptyState("search", say("incoming.none"), "", say("incoming.show-all"), primary=False)
        empty.clicked.connect(self._show_all)
        self.table.set_empty(empty)
        self.table.setProperty("role", "")  # no card in a card
        self.table.setMinimumHeight(px(_LEAST))
        self.body.addWidget(self.table, 1)

    def _show_all(self) -> None:
        self.chips.set_chosen(())
        self.text.clear()
        self._narrow()

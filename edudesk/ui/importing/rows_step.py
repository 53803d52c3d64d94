"""Step three of an import: what would happen to each row, before anything is written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.importing.asking import AS_NEW, LineKey, Tried
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.fields import ChoiceField
from edudesk.ui.widgets.tables import Cell, Column, PagedModel, RecordsTable, Request, Row
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.importing.telling import Group, Told

_FIRST = ("problem", "asks", "new", "changed", "same")
_SHOWN = 60  # rows that ask, each with its own control, shown at once


class RowsStep(QWidget):
    """Counts that open their rows.

    ``answered`` carries pairs of a row that asked and what was said; ``again`` wants to take it all back.
    """

    answered = Signal(list)  # (Told, id or AS_NEW or nothing)
    again = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: dict[str, Group] = {}
        self._rows: list[Row] = []
        self._group = ""
        self.chips = ChipRow([], several=False)
        self.chips.setAccessibleName(session.say("people.row-groups"))
        self.chips.edited.connect(self._open_chosen)
        self._again = Link(session.say("people.answer-again"), "second")
        self._again.clicked.connect(self.again)
        self._remark = Words("", "second", "text2", wrap=True)
        self.table = self._make_table()
        self.asks = Asks(session)
        self.asks.answered.connect(self.answered)
        self._lay_out()

    def show_dry_run(self, tried: Tried, answers: Mapping[LineKey, str], *, settled: bool) -> None:
        """Show what a dry run found; ``answers`` are what was said; ``settled``: and read with already."""
        self._again.setVisible(settled)
        self._groups = {group.code: group for group in tried.groups}
        say = self._session.say
        items = [
            (group.code, say(f"people.group-{group.code}", counted=group.counted)) for group in tried.groups
        ]
        self.chips.set_items(items)
        self._remark.setText("\n".join(tried.remarks))
        self._remark.setVisible(bool(tried.remarks))
        self.asks.show_lines(self._groups["asks"].lines if "asks" in self._groups else (), answers)
        kept = self._group if self._group in self._groups else ""
        first = kept or next((code for code in _FIRST if code in self._groups), "")
        if first:
            self.chips.set_chosen((first,))
            self.open_group(first)

    def open_group(self, code: str) -> None:
        """Show the rows of a group."""
        self._group = code
        self._pages.setCurrentWidget(self.asks if code == "asks" else self.table)
        self._whole.hide()
        if code != "asks":
            lines = self._groups[code].lines
            self._rows = [_row(self._session.texts, told, number) for number, told in enumerate(lines)]
            self.table.model.refresh()
            self.table.select("0")  # what is wrong with it is then read whole without a click

    def _open_chosen(self) -> None:
        chosen = self.chips.chosen()
        if chosen:
            self.open_group(chosen[0])

    def _make_table(self) -> RecordsTable:
        say = self._session.say
        columns = (
            Column("place", say("people.place"), 150, sortable=False),
            Column("title", say("people.row-title"), 240, sortable=False),
            Column("words", say("people.row-words"), 0, sortable=False),
        )
        model = PagedModel(columns, self._fetch)
        return RecordsTable(self._session.texts, model, say("people.row-groups"), checkable=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole()

    def _show_whole(self) -> None:
        """Say below the table what the current row's line is too short for."""
        row, here = self.table.current(), self.table.view.currentIndex().row()
        words = len(self.table.model.columns) - 1
        is_cut = bool(row and self.table.view.whole(self.table.model.index(here, words)))
        said = f"{row.cell('place').text}  {row.cell('words').text}" if row and is_cut else ""
        self._whole.setText(said)
        self._whole.setVisible(is_cut and self._group != "asks")

    def _fetch(self, request: Request) -> None:
        request.deliver(self._rows[request.first : request.first + request.count], len(self._rows))

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._whole = Words("", "second", "text2", wrap=True)
        self._whole.hide()
        self.table.current_changed.connect(self._show_whole)
        self.table.model.loaded.connect(self._show_whole)
        self._pages.addWidget(self.asks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        layout.addWidget(self.chips)
        layout.addWidget(self._again)
        layout.addWidget(self._remark)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._whole)


def _row(texts: Texts, told: "Told", number: int) -> Row:
    words = texts.say("tables.semicolon").join(told.words)
    cells: dict[str, Cell | str] = {
        "place": Cell(told.place, faint=True),
        "title": told.title,
        "words": words,
    }
    return Row(str(number), cells, f"{told.place} {told.title} {words}")


class Asks(Card):
    """The rows that may be somebody known already, each with what may be said; two links say it for all."""

    answered = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("people.asks-title"))
        self._session = session
        self.choices: list[ChoiceField] = []
        self._lines: tuple[Told, ...] = ()
        self._all_same = Link(session.say("people.all-same"))
        self._all_new = Link(session.say("people.all-new"))
        self._all_same.clicked.connect(lambda: self._answer_all(same=True))
        self._all_new.clicked.connect(lambda: self._answer_all(same=False))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        top = QWidget()
        line = QHBoxLayout(top)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._all_same)
        line.addWidget(self._all_new)
        line.addStretch(1)
        self.add_row(top, 40)
        self.add_line()
        self.body.addWidget(self._scroll, 1)

    def show_lines(self, lines: "tuple[Told, ...]", answers: Mapping[LineKey, str]) -> None:
        """Show the rows that ask, with what has been said already."""
        self._lines = lines
        self.choices = []
        inside = QWidget()
        inside.setProperty("role", "page")
        layout = QVBoxLayout(inside)
        px = theme().tokens.px
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        layout.setSpacing(px(6))
        for told in lines[:_SHOWN]:
            layout.addLayout(self._ask_line(told, answers.get(told.key, "")))
        if len(lines) > _SHOWN:
            layout.addWidget(
                Words(self._session.say("people.more-asks", count=len(lines) - _SHOWN), colour="text2")
            )
        layout.addStretch(1)
        self._scroll.setWidget(inside)

    def show_answers(self, answers: Mapping[LineKey, str]) -> None:
        """Show what has been said since."""
        for told, field in zip(self._lines, self.choices, strict=False):
            field.set_value(answers.get(told.key, ""))

    def _ask_line(self, told: "Told", answer: str) -> QHBoxLayout:
        say, px = self._session.say, theme().tokens.px
        items = [("", say("people.not-said"))]
        items += [(asked.id, say("people.is-known", name=asked.words)) for asked in told.asked]
        items.append((AS_NEW, say("people.is-new")))
        field = ChoiceField(items)
        field.set_value(answer)
        field.setAccessibleName(say("people.who-is", name=told.title))
        field.setMinimumWidth(px(320))
        field.edited.connect(lambda: self.answered.emit([(told, str(field.value() or ""))]))
        self.choices.append(field)
        line = QHBoxLayout()
        line.setSpacing(px(12))
        place = Words(told.place, "second", "text2", elide=True)
        place.setFixedWidth(px(130))
        line.addWidget(place)
        title = Words(told.title, bold=True, elide=True)
        title.setMinimumWidth(px(150))
        line.addWidget(title)
        like = say("people.like", name=say("import.comma").join(asked.words for asked in told.asked))
        line.addWidget(Words(like, "second", "text2", elide=True), 1)
        line.addWidget(field)
        return line

    def _answer_all(self, *, same: bool) -> None:
        self.answered.emit([(told, told.asked[0].id if same else AS_NEW) for told in self._lines])

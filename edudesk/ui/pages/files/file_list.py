"""The files of the chosen place: filters above, the table, and the current file with its buttons below."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.values import FileOrder, Wanted
from edudesk.services.listing.column_words import ColumnWords
from edudesk.ui.desk import Opened
from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.file_strip import FileStrip
from edudesk.ui.pages.files.nodes import Node, all_nodes
from edudesk.ui.pages.files.questions import Known
from edudesk.ui.pages.files.rows import columns, row_of
from edudesk.ui.session import Session
from edudesk.ui.sheets.exporting import ListWriter
from edudesk.ui.theme import theme
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.fields import ChoiceField, TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.tables import PagedModel, RecordsTable, Request, Row, TableAction
from edudesk.ui.widgets.words import Link

_TYPED = 150  # milliseconds after the last key before the list is asked for


class _Place(ChoiceField):
    most_width = 560  # a class, its part and its number, which tell it apart


class FileList(QWidget):
    """``acted`` carries the code of an action and ids of files, ``place_chosen`` the key of a place."""

    acted = Signal(str, tuple)
    adding = Signal()
    place_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._node: Node | None = None
        self._is_bare = False
        self._pages = 0
        say = session.say
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self.refresh)
        self.text = TextField(say("files.find"), "search")
        self.text.setAccessibleName(say("files.find"))
        self.place = _Place([], label=say("files.place"))
        language = session.texts.language
        kinds = [(one.code, one.label(language)) for one in VOCABULARIES["document-kind"].choices]
        self.kind = ChoiceField([("", say("files.any")), *kinds], label=say("files.column-kind"))
        kept = [(one.code, one.label(language)) for one in VOCABULARIES["retention"].choices]
        self.retention = ChoiceField([("", say("files.any")), *kept], label=say("files.column-retention"))
        self.term = ChoiceField([("", say("files.any"))], label=say("files.term"))
        self.all = Link(say("files.clear-filter"))
        self.model = PagedModel(columns(session), self._fetch, self._fetch_ids)
        self.model.offer_narrowing(self._values)
        self.table = RecordsTable(session.texts, self.model, say("files.files"))
        self.table.keep_in(session.preferences, "files.columns")
        self.writer = ListWriter(session, self, self.table, lambda: say("files.files"))
        self.strip = FileStrip(session)
        self._lay_out()
        self._listen()

    @property
    def wanted(self) -> Wanted:
        """What is listed."""
        node = self._node
        return Wanted(
            shelf=node.shelf if node else "pending",
            volumes=node.volumes if node else None,
            text=self.text.text().strip(),
            kind=self.kind.value() or "",
            retention=self.retention.value() or "",
            term=self.term.value() or "",
            columns=self.model.narrowed,
            language=self._session.texts.language,
        )

    def set_narrow(self, *, narrow: bool) -> None:
        """Offer the places in a field, where there is no room for the tree.

        What is also narrowed by its column gives way to it, so that rows of files are left to be seen.
        """
        self.place.setVisible(narrow)
        for field in (self.kind, self.retention):
            field.setVisible(not narrow or bool(field.value()))

    def show_known(self, known: Known, nodes: Sequence[Node]) -> None:
        """Offer the places and terms as they are now."""
        language = self._session.texts.language
        self._is_bare = not known.shelves.pending and not known.shelves.filed
        terms = [(str(code), label(language)) for code, label in known.terms]
        self.term.set_items([("", self._session.say("files.any")), *terms])
        say = self._session.say
        places = [
            (one.key, say("files.place-spoken", words=one.whole, count=one.count)) for one in all_nodes(nodes)
        ]
        self.place.set_items(places)

    def show_node(self, node: Node) -> None:
        """List the files of a place."""
        if self._node is None or node.key != self._node.key:
            self.model.set_checked(())
            self.table.view.measure_anew()
        self._node = node
        self.place.set_value(node.key)
        self._set_actions()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the files; what is shown stays until then."""
        self.all.setVisible(self.wanted.is_narrowed)
        self._set_empty()
        self.model.refresh()

    def show_only(self, column: str, words: str) -> None:
        """Show what has these words in a column, bare where there are none; without a column all."""
        self.clear_filter()
        if column:
            self.model.narrow(ColumnWords(column, picked=(words,)))

    def clear_filter(self) -> None:
        """Show all of the place again."""
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        for field in (self.kind, self.retention, self.term):
            field.set_value("")
        self.model.widen()
        self.refresh()

    def select(self, record_id: str) -> None:
        """Make a file the current one."""
        self.table.select(record_id)

    def _fetch(self, request: Request) -> None:
        wanted, order = self.wanted, FileOrder(request.sort, request.descending)

        def question(opened: Opened) -> tuple[tuple[Row, ...], int, int]:
            found = questions.ask_page(opened, wanted, order, request.first, request.count)
            return tuple(row_of(self._session, one) for one in found.rows), found.total, found.pages

        def answered(found: tuple[tuple[Row, ...], int, int]) -> None:
            rows, total, self._pages = found
            request.deliver(rows, total)

        self._session.desk.ask(self, question, answered)

    def _values(self, column: str, then: Callable[[Sequence[str]], None]) -> None:
        wanted = replace(self.wanted, columns=())
        self._session.desk.ask(self, lambda opened: questions.ask_values(opened, wanted, column), then)

    def _fetch_ids(self, then: Callable[[Sequence[str]], None]) -> None:
        wanted, order = self.wanted, FileOrder(self.model.sort_code, self.model.descending)
        self._session.desk.ask(self, lambda opened: questions.ask_ids(opened, wanted, order), then)

    def _count(self) -> None:
        code = "files.total-pages" if self._pages else "files.total"
        self.table.set_footer(self._session.say(code, count=self.model.total, pages=self._pages))
        self._current(self.table.current())

    def _set_actions(self) -> None:
        say, waits = self._session.say, self.wanted.waits
        actions = [TableAction("file", say("files.file-away"))] if waits else []
        if not waits:
            actions.append(TableAction("take-out", say("files.take-out")))
        actions.append(TableAction("delete", say("files.delete"), danger=True))
        self.table.set_actions(actions, lambda count: say("files.ticked", count=count))

    def _set_empty(self) -> None:
        say = self._session.say
        if self.wanted.is_narrowed:
            empty = EmptyState("search", say("files.no-match"), "", say("files.clear-filter"), primary=False)
            empty.clicked.connect(self.clear_filter)
        elif self._is_bare:
            words = (say("files.empty"), say("files.empty-words"), say("files.add"))
            empty = EmptyState("archive", *words, primary=False)
            empty.clicked.connect(self.adding)
        else:
            empty = EmptyState("circle-check", say("files.all-filed"), say("files.all-filed-words"))
        self.table.set_empty(empty)

    def _current(self, row: Row | None) -> None:
        one: Any = row.data if row else None
        self.strip.show_row(one)

    def _opened(self, row: Row) -> None:
        self._current(row)
        self.strip.edit_row()

    def _lay_out(self) -> None:
        px = theme().tokens.px
        line = QWidget()
        flow = FlowLayout(line)
        self.text.setMinimumWidth(px(224))
        for widget in (self.place, self.text, self.kind, self.retention, self.term, self.all):
            widget.setFixedHeight(px("button"))
            flow.addWidget(widget)
        self.place.hide()
        self.all.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.strip)
        self._set_actions()

    def _listen(self) -> None:
        self.text.textChanged.connect(self._soon.start)
        for field in (self.kind, self.retention, self.term):
            field.edited.connect(self.refresh)
        self.place.edited.connect(lambda: self.place_chosen.emit(self.place.value()))
        self.all.clicked.connect(self.clear_filter)
        self.table.current_changed.connect(self._current)
        self.table.opened.connect(self._opened)
        self.table.deleting.connect(lambda ids: self.acted.emit("delete", ids))
        self.table.acted.connect(self.acted)
        self.model.loaded.connect(self._count)

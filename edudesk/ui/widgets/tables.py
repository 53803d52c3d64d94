"""A list of records as a table in a card: head, rows, footer, and what can be done with ticked rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.services.preferences import Preferences
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import let_go
from edudesk.ui.widgets.table_footer import TableFooter
from edudesk.ui.widgets.table_header import TableHeader
from edudesk.ui.widgets.table_model import CHECK, PagedModel
from edudesk.ui.widgets.table_narrowing import NarrowingCard, NarrowingChips, filterable
from edudesk.ui.widgets.table_rows import NOT_KNOWN, Cell, Column, Request, Row, TableAction
from edudesk.ui.widgets.table_view import RowsView

__all__ = ["NOT_KNOWN", "Cell", "Column", "PagedModel", "RecordsTable", "Request", "Row", "TableAction"]

_NO_WORDS: Mapping[str, str] = {}


class RecordsTable(QFrame):
    """A table over a :class:`PagedModel`, called ``name`` by those who listen.

    ``deleting`` carries the ticked ids, or the current one when none is ticked; ``acted`` the code of an
    action and the ticked ids; ``columns_changed`` the codes of the columns chosen; ``writing`` the suffix of
    the file that what is seen shall be written to, where that is offered.
    """

    opened = Signal(object)  # Row
    current_changed = Signal(object)  # Row or None
    checked_changed = Signal(tuple)
    sort_changed = Signal(str, bool)
    acted = Signal(str, tuple)
    deleting = Signal(tuple)
    columns_changed = Signal(tuple)
    writing = Signal(str)

    def __init__(
        self,
        texts: Texts,
        model: PagedModel,
        name: str,
        *,
        checkable: bool = True,
        two_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._texts = texts
        self._model = model
        self._empty: QWidget | None = None
        self._awaited = ""
        if checkable:
            model.set_checkable()
        model.setParent(self)
        model.phrase = texts.phrase
        self.view = RowsView(model, two_line=two_line)
        self.view.setAccessibleName(name)
        self.footer = TableFooter(texts)
        self.chips = NarrowingChips(texts, model)
        self.card: NarrowingCard | None = None
        self._no_match: EmptyState | None = None
        self._lay_out()
        self._connect()

    @property
    def model(self) -> PagedModel:
        """The rows shown."""
        return self._model

    def set_footer(self, words: str) -> None:
        """Say below the rows what they come to."""
        self.footer.set_words(words)
        self._follow()

    def set_actions(
        self, actions: Sequence[TableAction], counted: Callable[[int], str] | None = None
    ) -> None:
        """Offer these while rows are ticked; ``counted`` words how many are, such as 已选 3 次."""
        self.footer.set_actions(actions, counted)
        self._follow()

    def set_empty(self, empty: QWidget) -> None:
        """Show this inside the card while there are no rows."""
        if self._empty is not None:
            let_go(self._stack, self._empty)
        self._empty = empty
        self._stack.addWidget(empty)
        self._follow()

    def select(self, record_id: str) -> None:
        """Make a record's row the current one, wherever in the list it stands; later if rows are awaited."""
        self._awaited = "" if self._model.is_loaded else record_id
        if self._model.is_loaded:
            self._model.find(record_id, self.view.go_to_row)

    def current(self) -> Row | None:
        """Return the current row."""
        return self.view.current_row()

    def shown_columns(self) -> tuple[str, ...]:
        """Return the codes of the columns chosen."""
        chosen = self.view.chosen
        return tuple(one.code for one in self._model.columns if one.code in chosen and one.code != CHECK)

    def seen_columns(self) -> tuple[Column, ...]:
        """Return the columns chosen, in the order they stand in."""
        header, columns = self.view.horizontalHeader(), self._model.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        shown = self.shown_columns()
        return tuple(columns[at] for at in order if columns[at].code in shown)

    def show_columns(self, codes: Iterable[str]) -> None:
        """Show these columns; unknown ones are ignored, and one always stays."""
        known = [column.code for column in self._model.columns]
        wanted = [code for code in codes if code in known and code != CHECK]
        if wanted:
            self.view.chosen = frozenset({*wanted, *(code for code in known if code == CHECK)})
            self.view.fit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        # Qt's style sheets do not clip children: the frame's line must stay free on every side.
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        px = theme().tokens.px
        self.chips.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.addWidget(self.chips)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.footer)
        self.footer.hide()
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        header = self.view.horizontalHeader()
        assert isinstance(header, TableHeader)
        header.menu_wanted.connect(self._show_menu)
        if filterable(self._model):
            self.footer.offer_narrowing()
        self.footer.narrowing.connect(self.ask_narrowing)
        self.footer.writing.connect(self.writing)
        key = QShortcut(QKeySequence("Ctrl+Shift+F"), self, self.ask_narrowing)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(self.current_changed)
        self.view.deleting.connect(self._delete)
        self.footer.acted.connect(lambda code: self.acted.emit(code, self._model.checked))
        self.footer.cleared.connect(lambda: self._model.set_checked(()))
        self._model.checks_changed.connect(self._checks_changed)
        self._model.sort_changed.connect(self._sorted)
        self._model.loaded.connect(self._follow)

    def _checks_changed(self) -> None:
        ids = self._model.checked
        self.footer.set_count(len(ids))
        self.checked_changed.emit(ids)

    def _sorted(self, code: str, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.view.scrollToTop()
        self.sort_changed.emit(code, descending)

    def _delete(self) -> None:
        row = self.current()
        ids = self._model.checked or ((row.id,) if row else ())
        if ids:
            self.deleting.emit(ids)

    def keep_in(self, preferences: Preferences, name: str) -> None:
        """Show the columns as they were left under a name, and keep there what is changed."""
        header = self.view.horizontalHeader()
        assert isinstance(header, TableHeader)
        kept = preferences.state(name)
        known: dict[str, Any] = kept if isinstance(kept, dict) else {"shown": kept}
        shown, order, widths = known.get("shown"), known.get("order"), known.get("widths")
        share = theme().tokens.px(100) / 100
        if isinstance(order, list) and isinstance(widths, dict):
            wide = {code: round(each * share) for code, each in widths.items() if isinstance(each, int)}
            header.arrange(order, wide)
        if isinstance(shown, list):
            self.show_columns(shown)

        def keep() -> None:
            pulled = {code: round(width / share) for code, width in header.pulled.items()}
            state = {"shown": list(self.shown_columns()), "order": list(header.order), "widths": pulled}
            preferences.keep_state(name, state)

        self.columns_changed.connect(keep)
        header.arranged.connect(keep)

    def offer_writing(self, *, always: bool = True, words: Mapping[str, str] = _NO_WORDS) -> None:
        """Offer to write the ticked rows to a file, and ``always`` what is seen; ``writing`` tells it.

        ``words`` name by suffix what is written, where that is more than the rows.
        """
        self.footer.offer_writing(always=always, words=words)
        self._follow()

    def ask_narrowing(self, column: str = "") -> None:
        """Ask what a column shall narrow the list to; without one the column that was asked last."""
        offered = [one.code for one in filterable(self._model)]
        if not offered:
            return
        shown = [code for code in self.shown_columns() if code in offered]
        chosen = column or next((one.column for one in self._model.narrowed), next(iter(shown or offered)))
        at = next(place for place, one in enumerate(self._model.columns) if one.code == chosen)
        header = self.view.horizontalHeader()
        where = QPoint(max(0, header.sectionViewportPosition(at)), header.height())
        self.card = NarrowingCard(self._texts, self._model, self)
        # Queued: to let go of it while it is being destroyed would take it apart twice.
        self.card.destroyed.connect(self._card_closed, Qt.ConnectionType.QueuedConnection)
        self.card.open_at(header.mapToGlobal(where), chosen)

    def _card_closed(self) -> None:
        self.card = None

    def _follow(self) -> None:
        empty = self._model.is_loaded and not self._model.total
        narrowed = bool(self._model.narrowed)
        bare = empty and not narrowed and self._empty is not None
        if self._awaited and self._model.is_loaded:
            self.select(self._awaited)
        left = self._texts.say("tables.left", count=self._model.total) if narrowed else ""
        self.footer.set_left(left)
        shown = self._empty if bare else self._say_no_match() if empty and narrowed else self.view
        self._stack.setCurrentWidget(shown or self.view)
        self.footer.setVisible(not bare and self.footer.is_used)

    def _say_no_match(self) -> QWidget:
        if self._no_match is None:
            words = (self._texts.say("tables.no-match"), "", self._texts.say("tables.widen"))
            self._no_match = EmptyState("search", *words, primary=False)
            self._no_match.clicked.connect(self._model.widen)
            self._stack.addWidget(self._no_match)
        return self._no_match

    def _show_menu(self, where: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def column_menu(self) -> QMenu:
        """Return the menu of columns and order, for the head's right click and for keys."""
        menu = QMenu(self)
        menu.addSection(self._texts.say("tables.columns"))
        for column in self._model.columns:
            if column.code != CHECK:
                self._add_column(menu, column)
        order = menu.addMenu(self._texts.say("tables.sort"))
        group = QActionGroup(order)
        for column in self._model.columns:
            if column.sortable:
                action = QAction(
                    column.title, order, checkable=True, checked=column.code == self._model.sort_code
                )
                action.triggered.connect(lambda _on, code=column.code: self._sort_by_menu(code))
                group.addAction(action)
                order.addAction(action)
        if offered := filterable(self._model):
            narrowing = menu.addMenu(self._texts.say("tables.narrow"))
            for column in offered:
                chosen = narrowing.addAction(column.title)
                chosen.triggered.connect(lambda _on, code=column.code: self.ask_narrowing(code))
        return menu

    def _add_column(self, menu: QMenu, column: Column) -> None:
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(column.code in self.view.chosen)
        action.toggled.connect(lambda on, code=column.code: self._choose_column(code, on=on))

    def _sort_by_menu(self, code: str) -> None:
        turned = code == self._model.sort_code and not self._model.descending
        self._model.sort_by(code, descending=turned)

    def _choose_column(self, code: str, *, on: bool) -> None:
        wanted = [one.code for one in self._model.columns if one.code in self.view.chosen - {code}]
        self.show_columns([*wanted, code] if on else wanted)
        self.columns_changed.emit(self.shown_columns())

"""A list of records as a table in a card: head, rows, footer, and what can be done with ticked rows."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.widgets.table_footer import TableFooter
from edudesk.ui.widgets.table_header import TableHeader
from edudesk.ui.widgets.table_model import CHECK, PagedModel
from edudesk.ui.widgets.table_rows import Cell, Column, Request, Row, TableAction
from edudesk.ui.widgets.table_view import RowsView

__all__ = ["Cell", "Column", "PagedModel", "RecordsTable", "Request", "Row", "TableAction"]


class RecordsTable(QFrame):
    """A table over a :class:`PagedModel`, called ``name`` by those who listen.

    ``deleting`` carries the ticked ids, or the current one when none is ticked; ``acted`` the code of an
    action and the ticked ids; ``columns_changed`` the codes of the columns chosen, to be remembered.
    """

    opened = Signal(object)  # Row
    current_changed = Signal(object)  # Row or None
    checked_changed = Signal(tuple)
    sort_changed = Signal(str, bool)
    acted = Signal(str, tuple)
    deleting = Signal(tuple)
    columns_changed = Signal(tuple)

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
        self.view = RowsView(model, two_line=two_line)
        self.view.setAccessibleName(name)
        self.footer = TableFooter(texts)
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
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
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
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.footer)
        self.footer.hide()
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        header = self.view.horizontalHeader()
        assert isinstance(header, TableHeader)
        header.menu_wanted.connect(self._show_menu)
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

    def _follow(self) -> None:
        bare = self._model.is_loaded and not self._model.total and self._empty is not None
        if self._awaited and self._model.is_loaded:
            self.select(self._awaited)
        self._stack.setCurrentWidget(self._empty if bare and self._empty else self.view)
        self.footer.setVisible(not bare and self.footer.is_used)

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

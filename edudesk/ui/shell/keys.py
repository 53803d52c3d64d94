"""The keys of the whole window, and the list of them that F1 shows."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from edudesk.ui.page import Page
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.words import Words

LISTED = (
    ("Ctrl+N", "record"),
    ("Ctrl+K", "search"),
    ("Ctrl+F", "filter"),
    ("Ctrl+S", "save"),
    ("Ctrl+Enter", "next"),
    ("Ctrl+P", "print"),
    ("Ctrl+Z", "undo"),
    ("Ctrl+Y", "redo"),
    ("Del", "delete"),
    ("Space", "tick"),
    ("Alt+1 … 9", "pages"),
    ("F6", "pane"),
    ("Esc, Alt+←", "back"),
    ("Alt+→", "forward"),
    ("Ctrl +  Ctrl −  Ctrl 0", "size"),
    ("F1", "help"),
)


def bind(window: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Let keys do things anywhere in the window."""
    for key, deed in keys.items():
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(deed)


class UndoInFields(QObject):
    """Gives Ctrl+Z and Ctrl+Y to the window where the text field with the focus has nothing to undo or redo.

    Qt's fields take both keys whether they have a use for them or not.
    """

    def __init__(self, undo: Callable[[], None], redo: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for key, deed, has_use in (
                (QKeySequence.StandardKey.Undo, self._undo, _can_undo),
                (QKeySequence.StandardKey.Redo, self._redo, _can_redo),
            ):
                if event.matches(key) and not has_use(watched):
                    deed()
                    return True
        return super().eventFilter(watched, event)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        window = self.parent()
        is_field = isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit)
        if is_field and new is not None and new.window() is window:
            new.installEventFilter(self)


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit | QTextEdit) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, QPlainTextEdit | QTextEdit) and field.document().isRedoAvailable()


def unused_keys(page: Page | None) -> frozenset[str]:
    """Return which of the keys listed do nothing on a page as it is shown now."""
    shown = Page if page is None else type(page)
    own = page.findChildren(QShortcut) if page is not None else []
    bound = {one.key().toString() for one in own if _is_in_sight(one.parent())}
    views = page.findChildren(QAbstractItemView) if page is not None else []
    has_list = any(one.isVisible() for one in views)
    used = {
        "filter": shown.focus_filter is not Page.focus_filter,
        "print": shown.print_page is not Page.print_page,
        "save": "Ctrl+S" in bound,
        "next": bool({"Ctrl+Return", "Ctrl+Enter"} & bound),
        "delete": has_list,
        "tick": has_list,
    }
    return frozenset(code for code, is_used in used.items() if not is_used)


def _is_in_sight(owner: QObject | None) -> bool:
    return isinstance(owner, QWidget) and owner.isVisible()


class KeyList(QDialog):
    """The keys in two columns but those ``without`` use here; any of Esc, Enter and F1 closes it."""

    def __init__(self, session: Session, parent: QWidget, without: Collection[str] = ()) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setWindowTitle(session.say("shell.keys"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table = QGridLayout()
        table.setHorizontalSpacing(px(24))
        table.setVerticalSpacing(px(6))
        listed = (one for one in LISTED if one[1] not in without)
        for row, (keys, code) in enumerate(listed):
            table.addWidget(Words(keys, bold=True), row, 0)
            table.addWidget(Words(session.say(f"shell.key.{code}")), row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(18), px(24), px(20))
        layout.setSpacing(px(12))
        layout.addWidget(Words(session.say("shell.keys"), "detail"))
        layout.addLayout(table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)

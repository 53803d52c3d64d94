"""Menus from plain values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.ui.theme import theme


@dataclass(frozen=True)
class Entry:
    """One line of a menu; without words it is a separator. ``why_not`` disables it and says why."""

    words: str = ""
    then: Callable[[], object] | None = None
    icon: str = ""
    hint: str = ""
    why_not: str = ""


def make_menu(entries: Sequence[Entry], parent: QWidget | None = None) -> QMenu:
    """Return a menu; icons are taken anew from the theme each time it opens."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for entry in entries:
        if not entry.words:
            menu.addSeparator()
            continue
        # Qt takes & for a shortcut's letter and a tab for the shortcut's column.
        action = menu.addAction(entry.words.replace("&", "&&") + (f"\t{entry.hint}" if entry.hint else ""))
        action.setEnabled(not entry.why_not)
        action.setToolTip(entry.why_not or entry.words)
        if entry.then is not None:
            action.triggered.connect(_calling(entry.then))
        if entry.icon:
            action.setData(entry.icon)
    menu.aboutToShow.connect(lambda: _colour(menu))
    _colour(menu)
    return menu


def _calling(then: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        then()

    return call


def _colour(menu: QMenu) -> None:
    for action in menu.actions():
        if isinstance(name := action.data(), str) and name:
            action.setIcon(theme().icon(name, "text2", 18))

"""The switch of terms in the top bar: the term that is looked at, and a menu of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import paint_box
from edudesk.ui.widgets.painting import paint_icon, paint_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from edudesk.services.calendar import TermCode

_PAD, _GAP, _CHEVRON = 12, 10, 16


@dataclass(frozen=True)
class TermRow:
    """A term: its code, its name, its name where room is short, and its words in the menu."""

    code: "TermCode"
    words: str
    short: str
    listed: str


class TermSwitch(QPushButton):
    """Shows the term that is looked at; a click, Space, Enter or Down opens all. ``chosen(TermCode)``."""

    chosen = Signal(object)

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._empty = name, empty
        self._rows: tuple[TermRow, ...] = ()
        self._at: TermRow | None = None
        self._kept = ""
        self.short = False
        self.setProperty("role", "term")
        self.setFont(theme().font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)
        self.set_terms((), None)

    def set_terms(self, rows: Sequence[TermRow], code: "TermCode | None") -> None:
        """Show these terms to choose from, and the one that is looked at."""
        self._rows = tuple(rows)
        self._at = next((row for row in self._rows if row.code == code), None)
        self._tell()

    def set_words(self, words: str) -> None:
        """Show the term's name as it was at the last start, until the terms are known."""
        self._kept = words
        self._tell()

    def _tell(self) -> None:
        words = self._at.words if self._at else self._kept or self._empty
        self.setAccessibleName(f"{self._name} {words}")
        self.setToolTip(f"{self._name} {words}")
        self.setEnabled(bool(self._rows))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what is written on the switch."""
        if self._at is None:
            return self._kept or self._empty
        return self._at.short if self.short else self._at.words

    def menu_of_terms(self) -> QMenu:
        """Return the menu, the term that is looked at ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for row in self._rows:
            action = menu.addAction(row.listed)
            action.setCheckable(True)
            action.setChecked(row is self._at)
            action.setData(row.code)
            group.addAction(action)
            if row is self._at:
                menu.setActiveAction(action)
        menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        return menu

    def open_menu(self) -> None:
        """Open the menu below the switch."""
        menu = self.menu_of_terms()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        words = self.fontMetrics().horizontalAdvance(self.words())
        return QSize(words + 2 * px(_PAD) + px(_GAP) + px(_CHEVRON), px("button"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(80), theme().tokens.px("button"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        paint_box(self, painter)
        chevron = QRect(self.width() - px(_PAD) - px(_CHEVRON), 0, px(_CHEVRON), self.height())
        paint_icon(painter, chevron, "chevron-down", "text2", _CHEVRON)
        room = QRect(px(_PAD), 0, chevron.left() - px(_GAP) - px(_PAD) + 1, self.height())
        paint_words(painter, room, self.words(), self.font(), "text")

"""Who enters records: a small line above the foot of the navigation, and the menu to switch."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from edudesk.ui.session import Session
from edudesk.ui.shell.questions import ask_authors, name_author
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_icon, paint_ring, paint_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QDialog

    from edudesk.services.authors import Authors

_HEIGHT, _LEFT, _SIDE, _CHEVRON = 34, 18, 18, 14


class AuthorFoot(QPushButton):
    """The name under which records are entered; a click, Enter, Space or Up opens those it was before."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._name = ""
        self._words = ""
        self.compact = False
        self.menu_shown: QMenu | None = None
        self.asking: QDialog | None = None
        self.setProperty("role", "foot")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFlat(True)
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)
        self.set_name("")

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self._name

    def set_name(self, name: str) -> None:
        """Show under which name records are entered."""
        self._name = name
        say = self._session.say
        self._words = say("succession.author", name=name) if name else say("succession.author-none")
        self.setAccessibleName(self._words)
        self.setToolTip(f"{self._words}\n{say('succession.author-tip')}")
        self.update()

    def open_menu(self) -> None:
        """Ask who entered records before, and offer them."""
        self._session.desk.ask(self, ask_authors, self._offer, key="authors")

    def switch(self, name: str) -> None:
        """Let somebody enter records from now on."""
        session = self._session
        session.preferences.author = name
        words = session.say("succession.author-now", name=name)
        session.desk.change(
            self, lambda opened: name_author(opened, name), lambda _none: session.toast(words)
        )

    def sizeHint(self) -> QSize:
        return QSize(0, theme().tokens.px(_HEIGHT))

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme().colour("hover"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().colour("line"))
        left = px(8 if self.compact else _LEFT)
        right = self.width() - px(6 if self.compact else 12)
        if not self.compact:
            paint_icon(painter, QRect(left, 0, px(_SIDE), self.height()), "user", "text2", _SIDE)
            left += px(_SIDE + 10)
        chevron = QRect(right - px(_CHEVRON), 0, px(_CHEVRON), self.height())
        paint_icon(painter, chevron, "chevron-up", "text2", _CHEVRON)
        room = QRect(left, 0, chevron.left() - left - px(4), self.height())
        paint_words(painter, room, self._words_for(room.width()), theme().font("second"), "text")
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), px("radius"))

    def _words_for(self, room: int) -> str:
        """Return what fits: the name alone, before any of it is cut, is what one looks for here."""
        wide = QFontMetrics(theme().font("second")).horizontalAdvance(self._words)
        return self._name if self._name and (self.compact or wide > room) else self._words

    def _offer(self, found: "Authors") -> None:
        say = self._session.say
        menu = self.menu_shown = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in filter(None, (found.now, *found.before)):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == found.now)
            action.triggered.connect(lambda _on=False, name=name: self.switch(name))
        menu.addSeparator()
        menu.addAction(say("succession.author-other")).triggered.connect(self._ask)
        guide = menu.addAction(say("succession.author-guide"))
        guide.triggered.connect(lambda: self._session.go("succession"))
        menu.setActiveAction(menu.actions()[0])
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask(self) -> None:
        from edudesk.ui.kept_window import KeptWindow
        from edudesk.ui.shell.author_window import AuthorWindow

        window = self.asking = AuthorWindow(self._session.say, self)
        KeptWindow(self._session, window, "author", ("person", ""), {"name": window.name})
        window.named.connect(self.switch)
        window.name.setFocus()
        window.open()

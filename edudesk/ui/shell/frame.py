"""What stands around the pages: top bar, navigation with its foot, and the strips above the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.starting.showing import demonstration_day
from edudesk.ui.session import Session
from edudesk.ui.shell.author import AuthorFoot
from edudesk.ui.shell.demonstration import DemonstrationStrip
from edudesk.ui.shell.foot import Foot
from edudesk.ui.shell.navigation import Navigation, NavigationRow
from edudesk.ui.shell.pages import Entry
from edudesk.ui.shell.stack import PageStack
from edudesk.ui.shell.topbar import NARROW, TopBar
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import side_margin
from edudesk.ui.widgets.words import Link, Words

_WIDE = 1840
"""Design pixels of window width above which the navigation is wider."""
_MOST_NARROW = 148
"""Design pixels which the navigation takes at most in a narrow window, however long its words are."""


class PastStrip(QFrame):
    """Says that another term than the present one is looked at, with the way back."""

    back = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setProperty("role", "past")
        self.setFixedHeight(px(36))
        self._words = Words("", "second", "text2", elide=True)
        self.link = Link(session.say("shell.past.back"), "second")
        self.link.clicked.connect(self.back)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(px(12))
        row.addWidget(self._words)
        row.addWidget(self.link)
        row.addStretch(1)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = side_margin(self)
        self._row.setContentsMargins(side, 0, side, 0)

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say which term it is; with no words the strip goes away."""
        self._words.setText(words)
        self.setVisible(bool(words))


class Frame(QWidget):
    """One set of everything around the pages; made anew for another size or language."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.stack = PageStack(session)
        self.bar = TopBar(session)
        self.navigation = Navigation(_rows(session, self.stack), session.say("shell.navigation"))
        self.author = AuthorFoot(session)
        self.foot = Foot(session.say("shell.backup.hint"))
        self.past = PastStrip(session)
        self.strips = QVBoxLayout()
        self._column = QFrame()
        self._column.setProperty("role", "nav")
        self._lay_out()
        self.navigation.chosen.connect(self._go)
        self.bar.recording.connect(lambda: session.go("record"))
        self.stack.shown.connect(self._mark)

    def _go(self, code: str) -> None:
        shown = self.stack.page() if self.stack.now and self.stack.now.code == code else None
        if shown is None:
            self._session.go(code)
        else:
            shown.to_start()

    def fit(self) -> None:
        """Lay out for the window's width in design pixels (design.md section 2)."""
        px = theme().tokens.px
        width = self.window().width() / theme().tokens.scale
        narrow = width < NARROW
        column = px(200 if width >= _WIDE else 184)
        if narrow:
            column = min(max(px(112), self.navigation.words_width()), px(_MOST_NARROW))
        if theme().tokens.scale > 1 and not narrow:
            column = px(174)  # as home-large.png has it: words grow, the space around them less
        self._column.setFixedWidth(column)
        self.foot.compact = self.author.compact = narrow
        self.navigation.set_compact(compact=narrow)
        self.bar.fit(width, column)

    def _mark(self, code: str) -> None:
        page = self.stack.page()
        self.navigation.show_page((page.under if page is not None else "") or code)
        self.bar.stand_back(back=page is not None and page.has_primary)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.navigation, 1)
        column.addWidget(self.author)
        column.addWidget(self.foot)
        content = QVBoxLayout()
        content.setSpacing(0)
        if demonstration_day(self._session.desk.folder) is not None:
            content.addWidget(DemonstrationStrip(self._session))
        content.addWidget(self.past)
        self.strips.setSpacing(theme().tokens.px(8))
        content.addLayout(self.strips)
        content.addWidget(self.stack, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._column)
        below.addLayout(content, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(below, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _rows(session: Session, stack: PageStack) -> list[NavigationRow]:
    listed: list[Entry] = [entry for entry in stack.entries.values() if entry.icon]
    rows: list[NavigationRow] = []
    group = "home"
    for number, entry in enumerate(listed, start=1):
        if entry.group != group:
            group = entry.group
            rows.append(NavigationRow(session.say(f"shell.group.{group}")))
        rows.append(
            NavigationRow(session.say(f"shell.page.{entry.code}"), entry.code, entry.icon, f"Alt+{number}")
        )
    return rows

"""The bar over every page: whose archive, which term, search, and the button that is always there."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from edudesk.ui.session import Session
from edudesk.ui.shell.search_field import SearchField
from edudesk.ui.shell.terms import TermSwitch
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button, IconButton
from edudesk.ui.widgets.painting import paint_icon, paint_words

_HEIGHT = 56
NARROW = 1000
"""Design pixels of window width below which hints and the search field make room (design.md section 2)."""
_SEARCH, _LEAST_SEARCH = 340, 200


class SchoolName(QWidget):
    """The school's name with the house in front, shortened where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = self.short = ""
        self.plain = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str, short: str = "") -> None:
        """Show another name; the short one where the whole one does not fit."""
        self.words, self.short = words, short
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        left = px(16)
        if not self.plain and self.words:
            paint_icon(painter, QRect(left, 0, px("icon"), self.height()), "school", "accent", 20)
            left += px(30)
        room = QRect(left, 0, self.width() - left - px(4), self.height())
        font = theme().font("card")
        fits = QFontMetrics(font).horizontalAdvance(self.words) <= room.width()
        paint_words(painter, room, self.words if fits else self.short or self.words, font, "text")


class TopBar(QFrame):
    """School, term, search and 记一次活动; ``recording`` when the last is pressed."""

    recording = Signal()
    searching = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setProperty("role", "topbar")
        self.setFixedHeight(px(_HEIGHT))
        self.school = SchoolName(self)
        self.terms = TermSwitch(session.say("shell.term"), session.say("shell.term.none"), self)
        self.search = SearchField(
            session.say("shell.search"), session.say("shell.search.short"), "Ctrl K", self
        )
        self.find_button = IconButton(
            "search", f"{session.say('shell.search')} (Ctrl+K)", size="button", parent=self
        )
        words = session.say("shell.record")
        self.record = Button(words, "primary", "plus", "Ctrl N", parent=self)
        self.narrow_record = Button(words, "primary", "plus", parent=self)
        self.narrow_record.set_tip(f"{words} (Ctrl+N)")
        for button in (self.record, self.narrow_record):
            button.setFixedHeight(px("primary"))
            button.clicked.connect(self.recording)
        self.find_button.clicked.connect(self.searching)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, px(24), 0)
        row.setSpacing(0)
        row.addWidget(self.school)
        row.addSpacing(px(24))
        row.addWidget(self.terms, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(px(16))
        row.addStretch(1)
        row.addWidget(self.search, 1000, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.find_button)
        row.addStretch(1)
        row.addSpacing(px(16))
        row.addWidget(self.record)
        row.addWidget(self.narrow_record)
        self._row = row
        self._is_narrow = False
        self.search.lost_focus.connect(self._close_search)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def stand_back(self, *, back: bool) -> None:
        """Let the page's own primary button be the only one."""
        for button in (self.record, self.narrow_record):
            button.set_role("tonal" if back else "primary")

    def open_search(self) -> None:
        """Make room for the search field where the bar is narrow; it goes when it is left."""
        if self.search.isHidden():
            self.search.show()
            for other in (self.find_button, self.terms):
                other.hide()

    def _close_search(self) -> None:
        if self._is_narrow:
            self.search.hide()
            for other in (self.find_button, self.terms):
                other.show()

    def fit(self, width: float, navigation: int) -> None:
        """Lay out for a window of ``width`` design pixels beside a navigation of ``navigation`` pixels."""
        px = theme().tokens.px
        narrow = self._is_narrow = width < NARROW
        self.terms.show()
        self.school.plain = narrow
        self.school.setFixedWidth(px(168) if narrow else navigation)
        self.terms.short = narrow
        self.terms.updateGeometry()
        self.search.setVisible(not narrow)
        self.find_button.setVisible(narrow)
        self.search.setMaximumWidth(px(_SEARCH))
        self.search.setMinimumWidth(px(_LEAST_SEARCH))
        self.record.setVisible(not narrow)
        self.narrow_record.setVisible(narrow)
        self._row.setContentsMargins(0, 0, px(16 if narrow else 24), 0)

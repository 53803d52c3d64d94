"""The cards below: what is done, and the latest work."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.services.standing.view import DoneRow, HomeView
from edudesk.ui.pages.home.rule_name import RuleName
from edudesk.ui.session import Session
from edudesk.ui.steps import lead_to_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words

_ROW, _GAP = 40, 10
_AIR = 3
"""What stays free above and below the lines of a row that has two."""
_LEAST_FACT = 60
_INSET = 2


class DoneLine(QWidget):
    """A row: state, rule, fact; the name leads to the rule, the fact to its records.

    Where both do not fit beside each other the fact stands below: a figure or a name that is cut would be
    another one.
    """

    def __init__(self, session: Session, row: DoneRow) -> None:
        super().__init__()
        self.setFixedHeight(theme().tokens.px(_ROW))
        self.setAccessibleName(row.spoken)
        self._glyph = StateGlyph(row.state, row.state_text)
        self.name = RuleName(row.name, row.community, wrap=True)
        self.name.setFont(theme().font("body"))
        self.name.clicked.connect(lambda: session.go("scheme", community=row.rule[0], rule=row.rule[1]))
        self.fact: Link | Words
        if row.records:
            self.fact = Link(row.fact, "second", elide=True)
            lead_to_records(self.fact, session, row.records, f"{row.name} {row.fact}")
        else:
            self.fact = Words(row.fact, "second", "text2", elide=True)
            # The words of links begin a little inside, and those of both stand in line.
            self.fact.setContentsMargins(_INSET, 0, _INSET, 0)
        for part in (self._glyph, self.name, self.fact):
            part.setParent(self)

    def sizeHint(self) -> QSize:
        return self._size(self.name.sizeHint().width() + self.fact.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        return self._size(self.name.minimumSizeHint().width() + theme().tokens.px(_LEAST_FACT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().tokens.px
        gap, line = px(_GAP), max(part.sizeHint().height() for part in (self.name, self.fact))
        left = self._glyph.width() + gap
        room = self.width() - left
        name, fact = (min(part.sizeHint().width(), room) for part in (self.name, self.fact))
        is_beside = name + gap + fact <= room
        if is_beside:
            self.setFixedHeight(px(_ROW))
            self._put(self._glyph, 0, self._glyph.width(), self.height())
            self._put(self.name, left, name, self.height())
            self._put(self.fact, self.width() - fact, fact, self.height())
            return
        # Asked only of a name that is too wide: at its own width a broken pixel would make two lines of it.
        is_wide = self.name.sizeHint().width() > room
        more = self.name.heightForWidth(name) - self.name.sizeHint().height() if is_wide else 0
        upper = line + 2 * px(_AIR)
        self.setFixedHeight(upper + more + line)
        self._put(self._glyph, 0, self._glyph.width(), upper)
        self._put(self.name, left, name, upper + more, more)
        self._put(self.fact, left, fact, upper + 2 * (more + line))

    def _put(self, part: QWidget, left: int, width: int, twice_middle: int, more: int = 0) -> None:
        height = part.sizeHint().height() + more
        part.setGeometry(left, (twice_middle - height) // 2, width, height)

    def _size(self, words: int) -> QSize:
        gaps = 2 * theme().tokens.px(_GAP)
        return QSize(self._glyph.width() + gaps + words, self.minimumHeight())


class DoneCard(Card):
    """Rules with nothing left to do, in two columns."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("homepage.done"), session.say("homepage.done-hint"))
        self._session = session
        self._seen: tuple[DoneRow, ...] | None = None

    def show_rows(self, view: HomeView, key: str) -> None:
        """Show the done rules; hidden while the main card shows the rules of one count."""
        self.setVisible(bool(view.done) and not key)
        if view.done == self._seen:
            return
        self._seen = view.done
        is_lost = any(row.state is State.MISSED for row in view.done)
        self.set_title(self._session.say("homepage.done-or-lost" if is_lost else "homepage.done"))
        self.clear()
        box = QWidget()
        grid = QGridLayout(box)
        pad = theme().tokens.px(16)
        grid.setContentsMargins(0, pad // 3, 0, pad // 3)
        grid.setHorizontalSpacing(pad)
        grid.setVerticalSpacing(0)
        half = (len(view.done) + 1) // 2
        for at, row in enumerate(view.done):
            grid.addWidget(DoneLine(self._session, row), at % half, 0 if at < half else 2)
        if len(view.done) > 1:
            grid.addWidget(Separator(upright=True), 0, 1, half, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.add_row(box)


class LatestCard(Card):
    """What was recorded last, and the way to all of the term."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._said: object = None

    def show_latest(self, view: HomeView) -> None:
        """Show the latest work, or nothing when there is none yet."""
        said = (view.latest, view.total)
        self.setVisible(bool(view.latest))
        if said == self._said:
            return
        self._said = said
        self.clear()
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(10))
        sign = Words("")
        sign.setPixmap(theme().pixmap("history", "text2", 20, self.devicePixelRatioF()))
        layout.addWidget(sign)
        layout.addWidget(Words(self._session.say("homepage.latest")))
        layout.addWidget(Words(view.latest, "second", "text2", elide=True), 1)
        total = Link(view.total.text, "second")
        lead_to_records(total, self._session, view.total.records, view.total.text)
        layout.addWidget(total, 0, Qt.AlignmentFlag.AlignRight)
        self.add_row(box, 52)

"""The cards below: what is done, and the latest work."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from edudesk.services.standing.view import DoneRow, HomeView
from edudesk.ui.pages.home.owed import RuleName
from edudesk.ui.session import Session
from edudesk.ui.steps import open_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words

_ROW, _FACT = 40, 170


class Fact(Link):
    """A figure in words at the right of a row: a way to its records, in the colour of plain facts."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "second", elide=True)

    def minimumSizeHint(self) -> QSize:
        # The rule's name beside it gives in first.
        asked = self.sizeHint()
        return QSize(min(asked.width(), theme().tokens.px(_FACT)), asked.height())


def done_line(session: Session, row: DoneRow) -> QWidget:
    """Return a row: state, rule, fact; the name leads to the rule, the fact to its records."""
    box = QWidget()
    box.setFixedHeight(theme().tokens.px(_ROW))
    box.setAccessibleName(row.spoken)
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().tokens.px(10))
    layout.addWidget(StateGlyph(row.state, row.state_text))
    name = RuleName(row.name, row.community)
    name.setFont(theme().font("body"))
    name.clicked.connect(lambda: session.go("scheme", community=row.rule[0], rule=row.rule[1]))
    layout.addWidget(name)
    layout.addStretch(1)
    if row.records:
        fact = Fact(row.fact)
        fact.clicked.connect(lambda: open_records(session, row.records, f"{row.name} {row.fact}"))
        layout.addWidget(fact)
    else:
        layout.addWidget(Words(row.fact, "second", "text2", elide=True))
    return box


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
        self.clear()
        box = QWidget()
        grid = QGridLayout(box)
        pad = theme().tokens.px(16)
        grid.setContentsMargins(0, pad // 3, 0, pad // 3)
        grid.setHorizontalSpacing(pad)
        grid.setVerticalSpacing(0)
        half = (len(view.done) + 1) // 2
        for at, row in enumerate(view.done):
            grid.addWidget(done_line(self._session, row), at % half, 0 if at < half else 2)
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
        total.clicked.connect(lambda: open_records(self._session, view.total.records, view.total.text))
        layout.addWidget(total, 0, Qt.AlignmentFlag.AlignRight)
        self.add_row(box, 52)

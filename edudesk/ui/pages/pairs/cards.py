"""Pairs as cards: who leads whom, the months of the term, one next step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from edudesk.ui.pages.pairs.months import MonthRow
from edudesk.ui.pages.pairs.saying import (
    about_words,
    count_words,
    couple_words,
    school_words,
    span_words,
    spoken,
    state_words,
)
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.painting import crisp, paint_ring, pen
from edudesk.ui.widgets.states import FactTag, StateTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.pairing.overview import PairCard

SHOWN = 40
"""So many cards are made at once; a link shows the others."""
_TWO = 680
"""From this width on two cards stand side by side."""
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -2,
    Qt.Key.Key_Down: 2,
}


class PairCardWidget(QFrame):
    """One pair. It is chosen by a click or by reaching it; Enter opens it, arrows go to its neighbours."""

    chosen = Signal(str)
    opened = Signal(str)
    session_wanted = Signal(str)
    moved = Signal(int)

    def __init__(self, session: Session, card: "PairCard", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = card
        self._is_current = False
        self.setAccessibleName(spoken(session, card))
        state, word = state_words(session, card)
        self.months = MonthRow(card.months)
        self.step = Button(session.say("pairs.record"), "tonal", "plus", row=True)
        self.step.setAccessibleName(f"{session.say('pairs.record')} {couple_words(session, card)}")
        self.step.clicked.connect(lambda: self.session_wanted.emit(card.id))
        self._lay_out(session, StateTag(state, word))
        self.step.setVisible(card.state in ("running", "over"))

    def set_current(self, *, current: bool) -> None:
        """Show that this is the pair beside the list, or not."""
        if current != self._is_current:
            self._is_current = current
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.opened.emit(self.card.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.card.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.card.id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self._is_current or self.hasFocus()):
            return
        px, painter = theme().tokens.px, QPainter(self)
        rect = QRectF(self.rect())
        if self.hasFocus():
            paint_ring(painter, rect, px("card-radius"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen("accent", 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(crisp(painter, rect, 1.0), px("card-radius"), px("card-radius"))

    def _lay_out(self, session: Session, tag: QWidget) -> None:
        px, card = theme().tokens.px, self.card
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Words(couple_words(session, card), "card", bold=True, elide=True), 1)
        head.addWidget(tag)
        layout.addLayout(head)
        layout.addWidget(self._about(session))
        layout.addLayout(self._dates(session))
        layout.addSpacing(px(2))
        layout.addWidget(self.months)
        layout.addSpacing(px(2))
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(Words(count_words(session, card), "second", "text2", elide=True), 1)
        foot.addWidget(self.step)
        foot.addStrut(px("row-button"))
        layout.addLayout(foot)

    def _about(self, session: Session) -> QWidget:
        """Return what the pair is about and who goes where, in one line or in two."""
        box, card = QWidget(), self.card
        flow = FlowLayout(box, gap=14, line_gap=0)
        for part in filter(None, (about_words(card), school_words(session, card))):
            flow.addWidget(Words(part, "second", "text2", elide=True))
        return box

    def _dates(self, session: Session) -> QHBoxLayout:
        card, line = self.card, QHBoxLayout()
        line.setSpacing(theme().tokens.px(8))
        dates = span_words(session, card.starts_on, card.ends_on)
        line.addWidget(Words(dates, "second", "text2", elide=True), 1)
        if not card.ours:
            line.addWidget(FactTag(session.say("pairs.theirs")))
        elif not card.papered:
            line.addWidget(FactTag(session.say("pairs.no-paper")))
        line.addStrut(theme().tokens.px(24))
        return line


class PairCards(QScrollArea):
    """Cards in one column or two. ``chosen`` follows the focus, ``opened`` a click or Enter."""

    chosen = Signal(str)
    opened = Signal(str)
    session_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._seen: Sequence[PairCard] = ()
        self._current, self._columns, self._most = "", 0, SHOWN
        self.cards: list[PairCardWidget] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        self.setWidget(self._inside)
        self._grid = QGridLayout(self._inside)
        px = theme().tokens.px
        self._grid.setContentsMargins(0, 0, px(4), px(8))
        self._grid.setSpacing(px(12))

    def show_pairs(self, cards: "Sequence[PairCard]") -> None:
        """Show these in their order; those that say the same as before stay."""
        if tuple(cards) == tuple(self._seen):
            return
        if {card.id for card in cards} != {card.id for card in self._seen}:
            self._most = SHOWN
        focused = next((one.card.id for one in self.cards if one.hasFocus()), "")
        self._seen = tuple(cards)
        self._fill()
        if focused:
            self.reach(focused)

    def set_current(self, pair_id: str) -> None:
        """Mark the pair that is shown beside."""
        self._current = pair_id
        for card in self.cards:
            card.set_current(current=card.card.id == pair_id)

    def reach(self, pair_id: str) -> None:
        """Go to a card."""
        for card in self.cards:
            if card.card.id == pair_id:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = [self._made(card) for card in self._seen[: self._most]]
        self.set_current(self._current)
        self._columns = 0
        self._arrange()

    def _made(self, card: "PairCard") -> PairCardWidget:
        made = PairCardWidget(self._session, card)
        made.chosen.connect(self.chosen)
        made.opened.connect(self.opened)
        made.session_wanted.connect(self.session_wanted)
        made.moved.connect(lambda step, made=made: self._move(made, step))
        return made

    def _move(self, card: PairCardWidget, step: int) -> None:
        if abs(step) > 1:
            step = step // abs(step) * self._columns
        place = self.cards.index(card) + step
        if 0 <= place < len(self.cards):
            self.reach(self.cards[place].card.id)
            self.chosen.emit(self.cards[place].card.id)

    def _arrange(self) -> None:
        columns = 2 if self.viewport().width() >= theme().tokens.px(_TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
        rows = -(-len(self.cards) // columns)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        if len(self._seen) > len(self.cards):
            more = Link(self._session.say("pairs.more", count=len(self._seen) - len(self.cards)))
            more.clicked.connect(self._show_more)
            self._grid.addWidget(more, rows, 0, Qt.AlignmentFlag.AlignLeft)
            rows += 1
        self._grid.setRowStretch(rows, 1)

    def _show_more(self) -> None:
        self._most += SHOWN
        self._fill()

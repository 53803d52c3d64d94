"""Our school left, partners right as cards; on the line between them stands when their agreement ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import crisp, paint_ring, paint_words, pen, whole
from edudesk.ui.widgets.plain import tip
from edudesk.ui.widgets.states import paint_glyph

FEW = 8
"""More partners than these stand on one line each, so that all are seen together."""
_US, _US_LEAST, _LINK, _WIDEST, _LEAST = 220, 140, 178, 300, 210
_TALL, _LOW, _GAP = 54, 36, 8
_MARK, _PAD, _GLYPH = 14, 12, 16
_TRUNK = 22
"""How far from our card the lines part."""


@dataclass(frozen=True)
class Node:
    """A school on the diagram; ``side`` chooses the shape before its name.

    ``link`` is what stands on its line, ``state`` the glyph before that, ``bound`` whether the line is whole;
    ``spoken`` is all of it.
    """

    id: str
    name: str
    second: str
    side: str
    spoken: str
    link: str = ""
    state: State | None = None
    bound: bool = True


def paint_side(painter: QPainter, rect: QRectF, side: str) -> None:
    """Draw the shape of a side: a filled square helps, a ring is helped, an open diamond is neither."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = whole(painter, 1.6)
    painter.setPen(pen("accent", line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(1, 1, -1, -1)
    if side == "helper":
        painter.setBrush(theme().colour("accent"))
        painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 2, 2)
    elif side == "helped":
        painter.drawEllipse(inner)
    else:
        middle = inner.center()
        corners = (
            QPointF(middle.x(), inner.top()),
            QPointF(inner.right(), middle.y()),
            QPointF(middle.x(), inner.bottom()),
            QPointF(inner.left(), middle.y()),
        )
        painter.drawPolygon(QPolygonF(corners))
    painter.restore()


class SchoolCard(QPushButton):
    """A school: shape of its side, name, role. ``moved`` asks for the card so many places on."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self, node: Node, *, low: bool = False, ours: bool = False) -> None:
        super().__init__()
        self.node, self._low, self._ours = node, low, ours
        self.setProperty("role", "link")
        self.setFont(theme().font("body"))
        self.setCheckable(not ours)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(node.spoken)
        self.setToolTip(tip(node.spoken))

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        width = min(px(_US), max(px(_US_LEAST), self._needed())) if self._ours else px(_LEAST)
        return QSize(width, px(_LOW if self._low else _TALL))

    def _needed(self) -> int:
        """Return the width at which a card of two lines shows all its words."""
        px, said = theme().tokens.px, (("body", self.node.name), ("second", self.node.second))
        words = (
            QFontMetrics(theme().font(role, bold=role == "body")).horizontalAdvance(each)
            for role, each in said
        )
        return 2 * px(_PAD) + px(_MARK) + px(8) + max(words) + px(2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().tokens.px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and not self._ours:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        # What is chosen is for the diagram to say: a second click must not leave nothing chosen.
        return

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        px = theme().tokens.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self._ours
        line = whole(painter, 2.0 if strong else 1.0)
        ground = "accentSoft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setPen(pen("accent" if strong else "bline", line))
        painter.setBrush(theme().colour("sunken" if self._ours else ground))
        radius = px("radius")
        painter.drawRoundedRect(crisp(painter, QRectF(self.rect()), line), radius, radius)
        mark = px(_MARK)
        left = px(_PAD)
        self._paint_words(painter, left, left + mark + px(8))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), px("tag-radius"))

    def _paint_words(self, painter: QPainter, left: int, words: int) -> None:
        px = theme().tokens.px
        mark = px(_MARK)
        right = self.width() - px(_PAD)
        name, second = theme().font("body", bold=True), theme().font("second")
        if self._low:
            needed = QFontMetrics(second).horizontalAdvance(self.node.second)
            beside = right - words - px(8) - QFontMetrics(name).horizontalAdvance(self.node.name)
            needed = min(needed, max(beside, (right - words) // 3))  # the name goes before the role
            first = QRect(words, 0, right - needed - px(8) - words, self.height())
            below = QRect(right - needed, 0, needed, self.height())
            top = (self.height() - mark) / 2
        else:
            middle = self.height() // 2
            first = QRect(words, middle - px(22), right - words, px(23))
            below = QRect(words, middle, right - words, px(21))
            top = first.center().y() - mark / 2
        paint_side(painter, QRectF(left, top, mark, mark), self.node.side)
        paint_words(painter, first, self.node.name, name, "text")
        paint_words(painter, below, self.node.second, second, "text2")


def _room(partners: Sequence[Node]) -> int:
    """Return how much room the lines need with what stands on them."""
    px, metrics = theme().tokens.px, QFontMetrics(theme().font("caption"))
    around = px(_TRUNK) + px(_GLYPH) + px(4) + px(16) + px(20)
    widest = max((metrics.horizontalAdvance(one.link) for one in partners), default=0)
    return min(max(px(_LINK), widest + around), px(_WIDEST))


class Diagram(QWidget):
    """Cards and lines. ``chosen`` gives a partner's id; then comes ``clicked``, or ``entered`` by Enter."""

    chosen = Signal(str)
    clicked = Signal()
    entered = Signal()
    us_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[SchoolCard, ...] = ()
        self._us: SchoolCard | None = None
        px = theme().tokens.px
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._partners = QVBoxLayout()
        self._partners.setSpacing(px(_GAP))
        self._line.addLayout(self._partners, 1)

    def show_schools(self, us: Node, partners: Sequence[Node], chosen: str, spoken: str) -> None:
        """Show our school and its partners, one of them chosen; ``spoken`` says the whole."""
        self.setAccessibleName(spoken)
        had_focus = any(card.hasFocus() for card in self.cards)
        self._clear()
        low = len(partners) > FEW
        self._line.setSpacing(_room(partners))
        self._us = SchoolCard(us, ours=True)
        self._us.clicked.connect(self.us_opened)
        self._us.setFixedWidth(self._us.sizeHint().width())
        align = Qt.AlignmentFlag.AlignTop if low else Qt.AlignmentFlag.AlignVCenter
        self._line.insertWidget(0, self._us, 0, align)
        made = []
        for place, node in enumerate(partners):
            card = SchoolCard(node, low=low)
            card.clicked.connect(partial(self._click, place))
            card.moved.connect(partial(self._move, place))
            card.entered.connect(self.entered)
            self._partners.addWidget(card)
            made.append(card)
        self.cards = tuple(made)
        self._mark(chosen)
        if had_focus:
            self.focus_chosen()
        self.update()

    def focus_chosen(self) -> None:
        """Put the focus on the partner that is chosen."""
        card = next((one for one in self.cards if one.isChecked()), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        if self._us is None or not self.cards:
            return
        painter = QPainter(self)
        ordered = sorted(self.cards, key=lambda card: card.isChecked())  # the chosen line lies on top
        for card in ordered:
            self._paint_line(painter, self._us.geometry(), card)
        for card in self.cards:
            self._paint_label(painter, self._us.geometry(), card)

    def _paint_line(self, painter: QPainter, us: QRect, card: SchoolCard) -> None:
        px = theme().tokens.px
        strong = card.isChecked()
        line = pen("accent" if strong else "line2", whole(painter, 2.0 if strong else 1.2))
        if not card.node.bound:
            line.setCapStyle(Qt.PenCapStyle.FlatCap)
            line.setDashPattern([4, 4])
        painter.setPen(line)
        right, middle = us.right() + 1, us.center().y() + 0.5
        trunk, height = right + px(_TRUNK), card.geometry().center().y() + 0.5
        points = [QPointF(right, middle), QPointF(trunk, middle), QPointF(trunk, height)]
        painter.drawPolyline(QPolygonF([*points, QPointF(card.x(), height)]))

    def _paint_label(self, painter: QPainter, us: QRect, card: SchoolCard) -> None:
        """Write on the line when the agreement ends; the line has a gap there."""
        if not card.node.link:
            return
        px, font = theme().tokens.px, theme().font("caption")
        glyph = px(_GLYPH) + px(4) if card.node.state else 0
        left, right = us.right() + px(_TRUNK) + px(8), card.x() - px(8)
        width = min(QFontMetrics(font).horizontalAdvance(card.node.link) + 1, right - left - glyph - px(8))
        height, middle = px(20), card.geometry().center().y()
        start = left + (right - left - width - glyph) // 2
        ground = QRect(start - px(4), middle - height // 2, width + glyph + px(8), height)
        painter.fillRect(ground, theme().colour("surface"))
        if card.node.state:
            side = px(_GLYPH)
            paint_glyph(painter, QRectF(start, middle - side / 2, side, side), card.node.state)
        ink = str(card.node.state) if card.node.state else "text2"
        room = QRect(start + glyph, ground.top(), width, height)
        paint_words(painter, room, card.node.link, font, ink)

    def _choose(self, place: int) -> None:
        self._mark(self.cards[place].node.id)
        self.chosen.emit(self.cards[place].node.id)

    def _click(self, place: int, *_on: bool) -> None:
        self._choose(place)
        self.clicked.emit()

    def _move(self, place: int, step: int) -> None:
        wanted = min(max(place + step, 0), len(self.cards) - 1)
        if wanted != place:
            self._choose(wanted)
            self.focus_chosen()

    def _mark(self, chosen: str) -> None:
        """Show which partner is chosen; Tab stops at that one alone, arrows go to the others."""
        for card in self.cards:
            is_chosen = card.node.id == chosen
            card.setChecked(is_chosen)
            policy = Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(policy)
        self.update()

    def _clear(self) -> None:
        for card in (*self.cards, *([self._us] if self._us else [])):
            card.hide()
            card.deleteLater()
        self.cards, self._us = (), None

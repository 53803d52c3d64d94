"""相同的照片: pairs side by side with both records; in order, or taken down from one of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edudesk.services.standing.words import say_day
from edudesk.ui.pages.intake.questions import PairView
from edudesk.ui.papers.tiles import turned
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.twins import Twin, TwinPair

SHOWN = 10
_WIDTH, _HEIGHT = 240, 164


class TwinCard(Card):
    """One pair. ``fine(first, second)``, ``taking(evidence id, title)``, ``opening(type, record id)``."""

    fine = Signal(str, str)
    taking = Signal(str, str)
    opening = Signal(str, str)

    def __init__(self, session: Session, view: PairView, parent: QWidget | None = None) -> None:
        say, pair = session.say, view.pair
        super().__init__(say("intake.same-file" if pair.exact else "intake.same-picture"), parent=parent)
        self._session = session
        self.view = view
        self.in_order = Button(say("intake.fine"), "tonal", "check")
        self.in_order.clicked.connect(lambda: self.fine.emit(pair.first.evidence_id, pair.second.evidence_id))
        self.take = [self._taking(one) for one in (pair.first, pair.second)]
        whole = QWidget()
        layout = QGridLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme().tokens.px(24))
        for column, (one, picture) in enumerate(((pair.first, view.first), (pair.second, view.second))):
            layout.addWidget(self._one(one, picture, self.take[column]), 0, column)
            layout.setColumnStretch(column, 1)
        self.add_block(whole)
        self.add_line()
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Words(say("intake.fine-words"), "second", "text2", elide=True), 1)
        line.addWidget(self.in_order)
        self.add_block(foot)

    def _taking(self, one: "Twin") -> Button:
        say = self._session.say
        button = Button(say("intake.take-down"), row=True)
        button.setAccessibleName(say("intake.take-down-of", title=one.title))
        button.why_not("" if one.ours else say("intake.theirs"))
        button.clicked.connect(lambda: self.taking.emit(one.evidence_id, one.title))
        return button

    def _one(self, one: "Twin", picture: bytes, take: Button) -> QWidget:
        px, texts = theme().tokens.px, self._session.texts
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(_shown(picture, one.turned, one.name))
        title = Link(one.title or "—", elide=True)
        title.clicked.connect(lambda: self.opening.emit(one.about_type, one.about_id))
        layout.addWidget(title)
        taken = texts.say("papers.taken", day=say_day(texts, one.taken_at.date())) if one.taken_at else ""
        parts = (say_day(texts, one.day) if one.day else "", one.name, taken)
        layout.addWidget(Words(" · ".join(part for part in parts if part), "second", "text2", wrap=True))
        line = QHBoxLayout()
        line.addWidget(take)
        line.addStretch(1)
        layout.addLayout(line)
        return box


class TwinsView(Column):
    """The newest pairs, how many more there are, and below them those that were found to be in order."""

    fine = Signal(str, str)
    again = Signal(str, str)
    taking = Signal(str, str)
    opening = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._views: tuple[PairView, ...] | None = None
        self.cards: tuple[TwinCard, ...] = ()
        self.settled = Card(session.say("intake.settled"))
        self.settled.hide()
        self._pairs = Column(gap=12)
        self.body.addWidget(self._pairs, 1)
        self.body.addWidget(self.settled)

    def show_pairs(self, views: Sequence[PairView]) -> None:
        """Show these; nothing moves when they are the same as before."""
        body = self._pairs.body
        if tuple(views) == self._views:
            return
        self._views = tuple(views)
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        say = self._session.say
        self.cards = tuple(self._card(one) for one in views[:SHOWN])
        for card in self.cards:
            body.addWidget(card)
        if not views:
            body.addWidget(EmptyState("images", say("intake.no-twins"), say("intake.no-twins-words")), 1)
        elif len(views) > SHOWN:
            body.addWidget(Words(say("intake.more-twins", count=len(views) - SHOWN), "second", "text2"))
        if views:
            body.addStretch(1)

    def show_settled(self, pairs: "Sequence[TwinPair]") -> None:
        """Show the pairs that were found to be in order, each with the way to look at it again."""
        say = self._session.say
        self.settled.setVisible(bool(pairs))
        self.settled.set_fact(say("intake.settled-count", count=len(pairs)))
        self.settled.clear()
        for pair in pairs[:SHOWN]:
            link = Link(say("intake.again"), "second")
            names = self._session.texts.phrase((pair.first.name, pair.second.name))
            link.setAccessibleName(f"{link.text()} {names}")
            ids = (pair.first.evidence_id, pair.second.evidence_id)
            link.clicked.connect(lambda _=False, ids=ids: self.again.emit(*ids))
            titles = "　｜　".join(dict.fromkeys((pair.first.title, pair.second.title)))
            line = Line(Words(titles, elide=True), link, gap=12)
            line.body.setStretch(0, 1)
            self.settled.add_row(line, "side-row")

    def _card(self, view: PairView) -> TwinCard:
        card = TwinCard(self._session, view)
        card.fine.connect(self.fine)
        card.taking.connect(self.taking)
        card.opening.connect(self.opening)
        return card


def _shown(picture: bytes, degrees: int, name: str) -> QLabel:
    px = theme().tokens.px
    label = QLabel()
    label.setFixedHeight(px(_HEIGHT))
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setAccessibleName(name)
    image = turned(QImage.fromData(picture), degrees) if picture else QImage()
    if not image.isNull():
        ratio = label.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(image.scaled(QSize(px(_WIDTH), px(_HEIGHT)) * ratio, keep, smooth))
        pixmap.setDevicePixelRatio(ratio)
        label.setPixmap(pixmap)
    return label

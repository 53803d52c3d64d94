"""A band with a verdict, and facts below it: name, words, a link."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.painting import paint_words
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words

_NAME, _ROW, _PAD, _AIR = 88, 44, 20, 6


class VerdictBand(QWidget):
    """The verdict in a state's colours, at the top of a card, or ``alone`` with all its corners round."""

    def __init__(self, state: State, title: str, why: str, *, alone: bool = False) -> None:
        super().__init__()
        px = theme().tokens.px
        self._state, self._is_alone = state, alone
        self.setAccessibleName(f"{title} {why}")
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addStretch(1)
        words.addWidget(Words(title, "figure", wrap=True))
        words.addWidget(Words(why, "second", "text2", wrap=True))
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(_PAD), px(14), px(_PAD), px(14))
        layout.setSpacing(px(18))
        layout.addWidget(StateGlyph(state, title, size=32), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        self.setMinimumHeight(px(84))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter, radius = QPainter(self), theme().tokens.px("card-radius") - 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.setFillRule(Qt.FillRule.WindingFill)
        ground.addRoundedRect(QRectF(self.rect()), radius, radius)
        if not self._is_alone:
            ground.addRect(QRectF(0, self.height() - radius, self.width(), radius))
        painter.fillPath(ground, theme().colour(f"{self._state}-soft"))


class FileName(Words):
    """A file's name, shortened in its middle, for its end tells as much as its beginning."""

    def __init__(self, name: str) -> None:
        super().__init__(name, elide=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        middle = Qt.TextElideMode.ElideMiddle
        paint_words(QPainter(self), self.contentsRect(), self.text(), self.font(), "text", elide=middle)


class FactRows(QWidget):
    """Rows of a name and its words, with a link at the right; lines between."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().tokens.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(_PAD), px(4), px(_PAD), px(4))
        self._column.setSpacing(0)

    def add_fact(
        self, name: str, words: str, link: str = "", then: Callable[[], None] | None = None
    ) -> Link | None:
        """Add a row; return its link, if it has one."""
        return self.add_linked(name, Words(words, elide=True), link, then)

    def add_sentence(self, name: str, words: str) -> None:
        """Add a row as high as its words, for a sentence that is read to its end."""
        sentence = Words(words, wrap=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.add_widget(name, sentence)

    def add_file(
        self, name: str, file: str, link: str = "", then: Callable[[], None] | None = None
    ) -> Link | None:
        """Add a row with a file's name; return its link, if it has one."""
        return self.add_linked(name, FileName(file), link, then)

    def add_linked(self, name: str, words: Words, link: str, then: Callable[[], None] | None) -> Link | None:
        """Add a row with words and a link, if it has words of its own."""
        if not link:
            self.add_widget(name, words)
            return None
        button = Link(link)
        button.setAccessibleName(f"{link} {words.text()}")
        if then is not None:
            button.clicked.connect(then)
        self.add_widget(name, words, button)
        return button

    def add_below(self, widget: QWidget) -> None:
        """Add something that belongs to the row above."""
        self._column.addWidget(widget)

    def add_widget(self, name: str, widget: QWidget, right: QWidget | None = None) -> None:
        """Add a row with something else than words."""
        px = theme().tokens.px
        if self._column.count():
            self._column.addWidget(Separator())
        row = QWidget()
        row.setMinimumHeight(px(_ROW))
        label = Words(name, "second", "text2")
        label.setMinimumWidth(px(_NAME))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, px(_AIR), 0, px(_AIR))
        layout.setSpacing(px(8))
        layout.addWidget(label)
        layout.addWidget(widget, 1)
        if right is not None:
            layout.addWidget(right)
        self._column.addWidget(row)

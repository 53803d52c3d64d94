"""A rule's sentence in runs; what may be changed is marked, and in one's own scheme each mark is a button."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from edudesk.services.standing.ruling import Piece
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import paint_box
from edudesk.ui.widgets.enter import pressed_by_enter
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.words import Paragraph, Words

_LEAST_RUN, _RUN, _PAD = 160, 32, 8
_CLOSING = "，。；、,.;"
_HANGING = 18  # pixels that a closing mark may take beyond the end of a line


def run_font() -> QFont:
    """Return the font of a rule's sentence: as large as a card's title, and not bold."""
    font = theme().font("body")
    font.setPointSizeF(theme().tokens.pt("detail"))
    return font


class _Run(QLabel):
    """A run of the rule's sentence; a changeable one stands on soft ground."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(piece.text)
        px = theme().tokens.px
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(run_font())
        self.setProperty("role", "mark" if piece.mark else "run")
        self.setMinimumHeight(px(_RUN))
        self.setWordWrap(True)
        self.setProperty("hangs", not piece.mark and piece.text.strip() in _CLOSING)
        self._pad = px(_PAD) if piece.mark else 0
        if piece.mark:
            self.setContentsMargins(self._pad, 0, self._pad, 0)

    def sizeHint(self) -> QSize:
        # A label that may wrap would rather be narrow; this one wraps only where the line is full.
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * self._pad + 1, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().tokens.px(_LEAST_RUN)), self.minimumHeight())


@pressed_by_enter
class MarkButton(QPushButton):
    """A changeable run as a button; long words wrap."""

    def __init__(self, piece: Piece, name: str) -> None:
        super().__init__(piece.text)
        self.mark = piece.mark
        self.setProperty("role", "mark")
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        px = theme().tokens.px
        words = QFontMetrics(run_font()).horizontalAdvance(self.text())
        return QSize(words + 2 * px(_PAD) + 1, px(_RUN))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().tokens.px(_LEAST_RUN)), theme().tokens.px(_RUN))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme().tokens.px
        room = QRect(0, 0, width - 2 * px(_PAD), 1 << 20)
        words = QFontMetrics(run_font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(px(_RUN), words.height() + px(_PAD))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        paint_box(self, painter)
        pad = theme().tokens.px(_PAD)
        painter.setFont(run_font())
        painter.setPen(theme().colour("accent"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(pad, 0, -pad, 0), flags, self.text())


class Sentence(QWidget):
    """The sentence; ``touched`` gives the mark of a button that was pressed."""

    touched = Signal(str)

    def __init__(self, pieces: Sequence[Piece], change: str = "") -> None:
        """Show pieces; ``change`` says how a button is read out, such as ``改 {words}``; empty: none."""
        super().__init__()
        self.setAccessibleName("".join(piece.text for piece in pieces))
        self.marks: list[MarkButton] = []
        flow = FlowLayout(self, gap=1, line_gap=4)
        flow.setContentsMargins(0, 0, theme().tokens.px(_HANGING), 0)
        for piece in runs(pieces):
            flow.addWidget(self._button(piece, change) if piece.mark and change else _Run(piece))

    def _button(self, piece: Piece, change: str) -> MarkButton:
        button = MarkButton(piece, change.format(words=piece.text))
        button.clicked.connect(lambda: self.touched.emit(piece.mark))
        self.marks.append(button)
        return button

    def press(self, mark: str | None) -> None:
        """Show which marks are being changed."""
        for button in self.marks:
            button.setChecked(button.mark == mark)


def runs(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces cut so small that they flow: plain words break after their punctuation.

    A closing mark at the start of a plain piece is a run of its own, which hangs behind what is before it.
    """
    cut: list[Piece] = []
    for piece in pieces:
        if piece.mark:
            cut.append(piece)
            continue
        word = ""
        for letter in piece.text:
            word += letter
            if letter in "，。；、, ":
                cut.append(Piece(word))
                word = ""
        if word:
            cut.append(Piece(word))
    return cut


class Quote(QFrame):
    """The scheme's own sentence with the document it comes from, behind an upright bar."""

    def __init__(self, sentence: str, document: str) -> None:
        super().__init__()
        px = theme().tokens.px
        self.setProperty("role", "quote")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(8), px(16), px(8))
        layout.setSpacing(0)
        layout.addWidget(Paragraph(f"“{sentence}”"))
        if document:
            layout.addWidget(Words(document, "second", "text2", wrap=True))

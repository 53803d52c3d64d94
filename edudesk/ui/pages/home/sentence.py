"""What is owed in words: the pieces of one sentence in at most three lines."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from edudesk.services.standing.view import Words
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import first_line, paint_words
from edudesk.ui.widgets.plain import tip

_LINE = 22
_MOST_LINES = 3
_INSET = 2  # of the words of links, which other words stand in line with
_TOGETHER = re.compile(
    r"\d+月\d+日(（周.）)?(前完成|前)?|by [A-Z][a-z]+, \d+ [A-Z][a-z]+|\d+ ([\u4e00-\u9fff]|[A-Z][a-z]+)"
)
"""A day with what is said of it, and a number with its unit, stand in one line."""
_LEAST = "　中中中…"
"""What follows the first piece of a line is shown when there is room for so much of it."""


class Sentence(QWidget):
    """Pieces of a sentence, some in the ink of its state; more lines where one is too short for all.

    Only what does not fit into three lines is shortened, at the end.
    """

    def __init__(self, words: Sequence[Words], warning: str) -> None:
        super().__init__()
        self._words, self._warning = words, warning
        whole = "".join(piece.text for piece in words)
        self.setAccessibleName(whole)
        self.setToolTip(tip(whole))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().tokens.px(_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(len(self._lines()) * theme().tokens.px(_LINE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        line = self.rect().adjusted(_INSET, 0, 0, 0)
        line.setHeight(theme().tokens.px(_LINE))
        *whole, last = self._lines()
        for pieces in whole:
            self._paint_whole(painter, line, pieces)
            line.translate(0, line.height())
        self._paint_shortened(painter, line, last)

    def _lines(self) -> list[list[Words]]:
        """Return the pieces line by line; the last one may be longer than there is room."""
        lines: list[list[Words]] = []
        rest, font = list(self._words), theme().font("second")
        while len(lines) < _MOST_LINES - 1:
            words = "".join(piece.text for piece in rest).rstrip()
            end = first_line(words, font, self.width() - _INSET)
            if not 0 < end < len(words):
                break
            end = whole_before(words, end)
            here, rest = _split(rest, end)
            # The space at which a line is broken would count as a letter that does not fit.
            here[-1] = Words(here[-1].text.rstrip(), warns=here[-1].warns)
            lines.append(here)
        return [*lines, rest]

    def _ink(self, piece: Words) -> str:
        return self._warning if piece.warns else "text2"

    def _paint_whole(self, painter: QPainter, line: QRect, pieces: Sequence[Words]) -> None:
        font = theme().font("second")
        for piece in pieces:
            width = QFontMetrics(font).horizontalAdvance(piece.text)
            paint_words(painter, QRect(line.topLeft(), line.size()), piece.text, font, self._ink(piece))
            line = line.adjusted(width, 0, width, 0)

    def _paint_shortened(self, painter: QPainter, room: QRect, pieces: Sequence[Words]) -> None:
        font = theme().font("second")
        metrics = QFontMetrics(font)
        for at, piece in enumerate(pieces):
            width = metrics.horizontalAdvance(piece.text)
            more = metrics.horizontalAdvance("…中") if at + 1 < len(pieces) else 0
            is_last = width + more > room.width()
            # Nothing may follow a piece that is cut; the sign of it needs room of its own.
            words = "".join(one.text for one in pieces[at:]) if is_last else piece.text
            if at and is_last and room.width() < metrics.horizontalAdvance(_LEAST):
                words = "…"
            paint_words(painter, room, words, font, self._ink(piece))
            if is_last:
                return
            room.setLeft(room.left() + width)


def whole_before(words: str, end: int) -> int:
    """Return where a line may end that would end at ``end``: before a day or an amount it would break."""
    for found in _TOGETHER.finditer(words):
        if 0 < found.start() < end < found.end() and words[: found.start()].strip():
            return found.start()
    return end


def _split(pieces: Sequence[Words], end: int) -> tuple[list[Words], list[Words]]:
    """Return the pieces before and after the letter at ``end``; a line begins with no space."""
    before: list[Words] = []
    after: list[Words] = []
    for piece in pieces:
        here, rest = piece.text[: max(0, end)], piece.text[max(0, end) :]
        end -= len(piece.text)
        if here:
            before.append(Words(here, warns=piece.warns))
        rest = rest if after else rest.lstrip()
        if rest:
            after.append(Words(rest, warns=piece.warns))
    return before, after

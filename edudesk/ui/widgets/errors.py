"""Expected failures where the work is: what happened, what is safe, what to do as buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from edudesk.errors import EduDeskError, Invalid
from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.states import paint_glyph
from edudesk.ui.widgets.words import Link, Words

_ENDS = ("。", ". ")


@dataclass(frozen=True)
class Described:
    """A failure in words: the first sentence, those after it, and what only a technician reads."""

    what: str
    safe: str
    details: str


def describe(texts: Texts, error: EduDeskError) -> Described:
    """Return a failure in words; sentences say what happened first, then what was kept and what to do."""
    said = texts.present(error).strip()
    what, safe = _split(said)
    if isinstance(error, Invalid):
        safe = "\n".join((safe, *(texts.problem(problem) for problem in error.problems))).strip()
    parameters = "\n".join(f"{name}: {value}" for name, value in error.parameters.items())
    cause = f"{type(error.__cause__).__name__}: {error.__cause__}" if error.__cause__ else ""
    details = "\n".join(part for part in (error.code, parameters, cause) if part)
    return Described(what, safe, details)


def _split(said: str) -> tuple[str, str]:
    first_line, _, rest = said.partition("\n")
    ends = [at + len(mark) for mark in _ENDS if (at := first_line.find(mark)) >= 0]
    end = min(ends, default=len(first_line))
    what = first_line[:end].strip().rstrip("。")
    return what, "\n".join(part for part in (first_line[end:].strip(), rest) if part)


class _Glyph(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        paint_glyph(QPainter(self), QRectF(self.rect()), State.MISSED)


class ErrorNotice(QFrame):
    """A failure as a framed notice; ``chosen`` carries the number of the button pressed."""

    chosen = Signal(int)

    def __init__(
        self,
        texts: Texts,
        error: EduDeskError,
        buttons: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "error")
        self.described = describe(texts, error)
        self._details = QPlainTextEdit(self.described.details, readOnly=True)
        self._more = Link(texts.say("tables.details"), role="second")
        self.buttons = tuple(Button(words, row=True) for words in buttons)
        self.setAccessibleName(self.described.what)
        self.setAccessibleDescription(self.described.safe)
        self._lay_out(texts)

    def _lay_out(self, texts: Texts) -> None:
        px = theme().tokens.px
        words = QVBoxLayout()
        words.setSpacing(px(3))
        words.addWidget(Words(self.described.what, bold=True, wrap=True))
        if self.described.safe:
            words.addWidget(Words(self.described.safe, role="second", colour="text2", wrap=True))
        words.addSpacing(px(5))
        words.addWidget(self._button_line())
        self._details.setAccessibleName(texts.say("tables.details"))
        self._details.setFixedHeight(px(92))
        self._details.hide()
        words.addWidget(self._details)
        glyph = _Glyph()
        glyph.setFixedSize(px("icon"), px("icon"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(13), px(16), px(12))
        layout.setSpacing(px(12))
        layout.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _button_line(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, gap=10)
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on=False, number=number: self.chosen.emit(number))
            flow.addWidget(button)
        self._more.clicked.connect(lambda: self._details.setVisible(self._details.isHidden()))
        flow.addWidget(self._more)
        return line

"""The line below a table: counts in words, or what can be done with the rows that are ticked."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_hairline
from edudesk.ui.widgets.table_rows import TableAction
from edudesk.ui.widgets.words import Link, Words

_NO_WORDS: Mapping[str, str] = {}


class TableFooter(QWidget):
    """Words while nothing is ticked; with ticks their number, the actions, and the way to take them away."""

    acted = Signal(str)
    cleared = Signal()
    narrowing = Signal()
    writing = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._counted: Callable[[int], str] = lambda count: texts.say("tables.chosen", count=count)
        self._actions: Sequence[TableAction] = ()
        self._writes: Mapping[str, str] = {}
        self._count = Words("", role="second", colour="text", bold=True)
        self._words = Words("", role="second", colour="text2", elide=True)
        self._page_words = self._left_words = ""
        self._rest = QHBoxLayout()
        self._line = QHBoxLayout()
        self._lay_out()
        self._fill()

    @property
    def words(self) -> str:
        """What is said below the rows."""
        return self._words.text()

    @property
    def is_used(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._words.text() or self._actions or self._writes)

    def set_words(self, words: str) -> None:
        """Say what the rows come to."""
        self._page_words = words
        self._words.setText(self._left_words or words)

    def set_left(self, words: str) -> None:
        """Say instead what is left while the list is narrowed by its columns; nothing when it is not."""
        self._left_words = words
        self._words.setText(words or self._page_words)

    def offer_writing(self, *, always: bool, words: Mapping[str, str] = _NO_WORDS) -> None:
        """Offer to write the ticked rows, and ``always`` what is seen; ``words`` name it by suffix."""
        if not self._writes:
            said = {suffix: self._texts.say(f"tables.write-{suffix}") for suffix in ("xlsx", "pdf")}
            self._writes = said | dict(words)
            if always:
                self._add_writing(self._rest)
            self._fill()

    def offer_narrowing(self) -> None:
        """Offer to narrow the list by a column."""
        link = Link(self._texts.say("tables.narrow-open"))
        link.setToolTip("Ctrl+Shift+F")
        link.clicked.connect(self.narrowing)
        self._rest.insertWidget(1, link)

    def _add_writing(self, line: QHBoxLayout) -> None:
        for suffix, words in self._writes.items():
            link = Link(words)
            link.clicked.connect(lambda _on=False, suffix=suffix: self.writing.emit(suffix))
            line.addWidget(link)

    def set_actions(self, actions: Sequence[TableAction], counted: Callable[[int], str] | None) -> None:
        """Offer these while rows are ticked."""
        self._actions = actions
        self._counted = counted or self._counted
        self._fill()

    def set_count(self, count: int) -> None:
        """Follow the number of ticked rows."""
        self._stack.setCurrentIndex(1 if count else 0)
        if count:
            self._count.setText(self._counted(count))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_hairline(QPainter(self), self.rect(), "line", at_top=True)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.setFixedHeight(px(39))
        self._stack = QStackedWidget()
        rest, chosen = QWidget(), QWidget()
        for page, line in ((rest, self._rest), (chosen, self._line)):
            page.setLayout(line)
            line.setContentsMargins(px(16), 1, px(16), 0)
            line.setSpacing(px(14))
            self._stack.addWidget(page)
        self._rest.addWidget(self._words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 0)
        outer.addWidget(self._stack)

    def _fill(self) -> None:
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._count:
                widget.deleteLater()
        self._line.addWidget(self._count)
        for action in self._actions:
            link = Link(action.text, elide=True)
            link.setToolTip(action.text)
            link.clicked.connect(lambda _on=False, code=action.code: self.acted.emit(code))
            self._line.addWidget(link)
        if self._writes:
            self._add_writing(self._line)
        clear = Link(self._texts.say("tables.clear"))
        clear.clicked.connect(self.cleared)
        self._line.addWidget(clear)
        self._line.addStretch(1)

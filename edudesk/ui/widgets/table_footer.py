"""The line below a table: counts in words, or what can be done with the rows that are ticked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.table_delegate import paint_hairline
from edudesk.ui.widgets.table_rows import TableAction
from edudesk.ui.widgets.words import Link, Words


class TableFooter(QWidget):
    """Words while nothing is ticked; with ticks their number, the actions, and the way to take them away."""

    acted = Signal(str)
    cleared = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._counted: Callable[[int], str] = lambda count: texts.say("tables.chosen", count=count)
        self._actions: Sequence[TableAction] = ()
        self._count = Words("", role="second", colour="text", bold=True)
        self._words = Words("", role="second", colour="text2", elide=True)
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
        return bool(self._words.text() or self._actions)

    def set_words(self, words: str) -> None:
        """Say what the rows come to."""
        self._words.setText(words)

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
        for page, line in ((rest, QHBoxLayout()), (chosen, self._line)):
            page.setLayout(line)
            line.setContentsMargins(px(16), 1, px(16), 0)
            line.setSpacing(px(14))
            self._stack.addWidget(page)
        layout = rest.layout()
        if layout is not None:
            layout.addWidget(self._words)
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
            link = Link(action.text)
            link.clicked.connect(lambda _on=False, code=action.code: self.acted.emit(code))
            self._line.addWidget(link)
        clear = Link(self._texts.say("tables.clear"))
        clear.clicked.connect(self.cleared)
        self._line.addWidget(clear)
        self._line.addStretch(1)

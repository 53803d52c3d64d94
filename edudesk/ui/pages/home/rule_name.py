"""The name of a rule on 首页, which leads to the rule."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from edudesk.ui.theme import theme
from edudesk.ui.widgets.painting import paint_lines, paint_words
from edudesk.ui.widgets.plain import escape
from edudesk.ui.widgets.words import Link

_INSET = 2  # of the words of links, which other words stand in line with


class RuleName(Link):
    """A rule's name in bold, a way to the rule; it looks like a title until the mouse or focus is on it."""

    def __init__(self, name: str, hint: str = "", *, wrap: bool = False) -> None:
        super().__init__(name, wrap=wrap)
        self._is_wrapped = wrap
        self.setFont(theme().font("body", bold=True))
        self.setToolTip("<br/>".join(escape(words) for words in (name, hint) if words))
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("中中中中…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() or self.hasFocus():
            super().paintEvent(event)
            return
        room = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        if self._is_wrapped and self.fontMetrics().horizontalAdvance(self.text()) > room.width():
            paint_lines(QPainter(self), room, self.text(), self.font(), "text")
        else:
            paint_words(QPainter(self), room, self.text(), self.font(), "text")

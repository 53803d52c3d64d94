"""The pane beside a list: a title, facts, and what can be done at the foot."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.words import Link, Words

_LABEL = 90


@dataclass(frozen=True)
class PaneWords:
    """What a pane says by itself: while nothing is chosen, on its buttons, why it is not to be edited."""

    empty: str
    edit: str
    delete: str
    more: str
    not_ours: str


class Pane(QFrame):
    """What is known of one record. ``edited`` and ``deleted`` carry its id.

    Those who derive from it add to ``head``, ``buttons`` and the menu ``more``.
    """

    edited = Signal(str)
    deleted = Signal(str)

    def __init__(self, words: PaneWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._id = ""
        self._words = words
        self.title = Words("", "detail", wrap=True)
        self.second = Words("", "second", "text2", wrap=True)
        self.edit = Button(words.edit, icon="pencil")
        self.edit.clicked.connect(lambda: self.edited.emit(self._id))
        self.more = QMenu(self)
        self.remove = self.more.addAction(words.delete)
        self.remove.triggered.connect(lambda: self.deleted.emit(self._id))
        self._lay_out()
        self.clear()

    @property
    def shown(self) -> str:
        """The id of the record that is shown, or nothing."""
        return self._id

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._id = ""
        self.setAccessibleName(self._words.empty)
        for words in (self.title, self.second):
            words.setText("")
            words.hide()
        self._start()
        self.add(Words(self._words.empty, colour="text3", wrap=True))
        self._foot.hide()

    def begin(self, record_id: str, title: str, second: str, *, ours: bool) -> None:
        """Begin with another record; facts are added after."""
        self._id = record_id
        self.setAccessibleName(title)
        self.title.setText(title)
        self.title.show()
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self._start()
        self._foot.show()
        reason = "" if ours else self._words.not_ours
        self.edit.why_not(reason)
        self.remove.setEnabled(ours)

    def add(self, widget: QWidget) -> None:
        """Add something below what is there."""
        self._facts.insertWidget(self._facts.count() - 1, widget)

    def add_fact(
        self,
        label: str,
        words: str,
        *,
        second: str = "",
        faint: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Add a line with its label; words that open something are a link, ``second`` stands below them."""
        if then is not None:
            self.add_link(label, words, second).clicked.connect(then)
            return
        name = Words(label, colour="text2", wrap=True)
        said = Words(words, colour="text2" if faint else "text", wrap=True)
        self._begin_line(name, 8).addWidget(said, 1)

    def add_link(self, label: str, words: str, second: str = "") -> Link:
        """Add a line with its label whose words open something; return the link."""
        name = Words(label, colour="text2", wrap=True)
        # A link is taller than its words: the label begins where they do.
        above = (theme().tokens.px("target") - name.fontMetrics().height()) // 2
        name.setContentsMargins(0, above, 0, 0)
        link = Link(words, wrap=True)
        link.setAccessibleName(f"{label} {words}")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if second:
            below = Words(second, colour="text2", wrap=True)
            below.setIndent(theme().tokens.px(2))
            column.addWidget(below)
        self._begin_line(name, 6).addLayout(column, 1)
        return link

    def _begin_line(self, name: Words, gap: int) -> QHBoxLayout:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(gap))
        name.setFixedWidth(theme().tokens.px(_LABEL))
        layout.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        self.add(line)
        return layout

    def add_heading(self, words: str) -> None:
        """Add a line and a heading."""
        self.add(Separator())
        self.add(Words(words, "second", "text2", bold=True, wrap=True))

    def _start(self) -> None:
        # What goes may hold the focus or be in the midst of a key: it goes later, not within this call.
        while self._facts.count() > 1:
            item = self._facts.takeAt(0)
            if item is not None and (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self._scroll.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        self.head = QVBoxLayout()
        self.head.setContentsMargins(px(16), px(14), px(16), px(8))
        self.head.setSpacing(px(4))
        self.head.addWidget(self.title)
        self.head.addWidget(self.second)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._facts = QVBoxLayout(inside)
        self._facts.setContentsMargins(px(16), px(4), px(16), px(12))
        self._facts.setSpacing(px(7))
        self._facts.addStretch(1)
        self._scroll.setWidget(inside)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Separator())
        self.buttons = FlowLayout()
        foot.addLayout(self.buttons)
        self.buttons.setContentsMargins(px(16), px(10), px(16), px(10))
        self.buttons.addWidget(self.edit)
        self.buttons.addWidget(Button(self._words.more, menu=self.more))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self.head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)

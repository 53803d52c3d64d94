"""Cards: a frame with a title, a fact or a link at its right, and rows with thin lines between."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.words import Link, Words

_HEAD = 42
_PAD = 16


class Separator(QWidget):
    """A thin line, lying or upright."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        # Filled, not drawn: at 150 % a line at the edge would lie outside the widget's own pixels.
        QPainter(self).fillRect(self.rect(), theme().colour("line"))


class Card(QFrame):
    """A white frame. Widgets in ``body`` touch its edges; ``add_row`` and ``add_block`` keep the margin."""

    link_clicked = Signal()

    def __init__(
        self, title: str = "", fact: str = "", link: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._head = QWidget()
        self._head.setFixedHeight(theme().tokens.px(_HEAD))
        self._line = Separator()
        self._title = Words(title, "card", elide=True)
        self._fact = Words(fact, "second", "text2")
        self._link = Link(link, "second")
        self._link.clicked.connect(self.link_clicked)
        self._rows = 0
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._lay_out()
        self._show_head()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self._show_head()

    def set_fact(self, fact: str) -> None:
        """Show another fact at the right of the title."""
        self._fact.setText(fact)
        self._show_head()

    def set_link(self, link: str) -> None:
        """Show another link at the right of the title."""
        self._link.setText(link)
        self._link.updateGeometry()
        self._show_head()

    def focus_link(self) -> None:
        """Put the keyboard's focus on the link at the right of the title."""
        self._link.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_row(self, widget: QWidget, height: float | str | None = None) -> QWidget:
        """Add a row with the card's margin at both sides, a line above all but the first; return the row."""
        if self._rows:
            self.body.addWidget(Separator())
        row = QWidget()
        layout = QHBoxLayout(row)
        pad = theme().tokens.px(_PAD)
        layout.setContentsMargins(pad, 0, pad, 0)
        layout.addWidget(widget)
        if height is not None:
            row.setFixedHeight(theme().tokens.px(height))
        self.body.addWidget(row)
        self._rows += 1
        return row

    def add_block(self, widget: QWidget) -> QWidget:
        """Add something with the card's margin all around, without a line; return what holds it."""
        block = QWidget()
        layout = QHBoxLayout(block)
        pad = theme().tokens.px(_PAD)
        layout.setContentsMargins(pad, pad * 3 // 4, pad, pad * 3 // 4)
        layout.addWidget(widget)
        self.body.addWidget(block)
        return block

    def add_line(self) -> None:
        """Draw a line below what is there."""
        self.body.addWidget(Separator())

    def clear(self) -> None:
        """Take out all rows; the head stays."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = 0

    def _lay_out(self) -> None:
        px = theme().tokens.px
        head = QHBoxLayout(self._head)
        head.setContentsMargins(px(_PAD), 0, px(_PAD), 0)
        head.setSpacing(px(12))
        head.addWidget(self._title, 1)
        head.addWidget(self._fact)
        head.addWidget(self._link)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)  # rows stay inside the frame's line
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._line)
        whole.addLayout(self.body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _show_head(self) -> None:
        self._fact.setVisible(bool(self._fact.text()))
        self._link.setVisible(bool(self._link.text()))
        has_head = bool(self._title.text() or self._fact.text() or self._link.text())
        self._head.setVisible(has_head)
        self._line.setVisible(has_head)
        self.setAccessibleName(self._title.text())

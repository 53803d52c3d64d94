"""The rest of a long list behind a link: nothing is hidden for good, and the first lines stay readable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.theme import theme
from edudesk.ui.widgets.words import Link


class Folded(QWidget):
    """``link`` says how many more there are; once it is taken, they stand in its place."""

    def __init__(
        self, link: Link, rest: Sequence[QWidget], gap: float = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.link, self.rest = link, tuple(rest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(gap))
        layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in self.rest:
            layout.addWidget(widget)
            widget.hide()
        link.clicked.connect(self.unfold)

    def unfold(self) -> None:
        """Show the rest."""
        for widget in self.rest:
            widget.show()
        self.link.hide()

"""A notice inside the page: what was noticed, in one sentence, with at most two links. It blocks nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.theme import theme
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words


class Notice(QFrame):
    """A sentence on the state's soft ground; ``chosen`` tells which link was taken; ``below``: under it."""

    chosen = Signal(int)

    def __init__(
        self,
        state: State,
        words: str,
        links: Sequence[str] = (),
        *,
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self.setProperty("role", "notice")
        self.setProperty("state", str(state))
        self._words = Words(words, "second", wrap=True)
        self._glyph = StateGlyph(state, "")
        self._links = QHBoxLayout()
        self._links.setSpacing(px(12))
        text = QVBoxLayout()
        text.setSpacing(px(2))
        text.setContentsMargins(0, px(1), 0, 0)
        text.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(9 if below else 6), px(14), px(9 if below else 6))
        layout.setSpacing(px(10))
        if not below:
            self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(
            self._glyph, 0, Qt.AlignmentFlag.AlignTop if below else Qt.AlignmentFlag.AlignVCenter
        )
        layout.addLayout(text, 1)
        (text if below else layout).addLayout(self._links)
        self._is_below = below
        self.set_words(words)
        self.set_links(links)

    def set_words(self, words: str) -> None:
        """Say something else; assistive technology is told."""
        self._words.setText(words)
        self.setAccessibleName(words)

    def set_state(self, state: State) -> None:
        """Show the notice as another state."""
        self._glyph.set_state(state, "")
        self.setProperty("state", str(state))
        self.style().unpolish(self)
        self.style().polish(self)

    def set_links(self, links: Sequence[str]) -> None:
        """Offer other links."""
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for index, words in enumerate(links):
            link = Link(words, "second")
            link.clicked.connect(lambda _=False, index=index: self.chosen.emit(index))
            self._links.addWidget(link)
        if self._is_below:
            self._links.addStretch(1)

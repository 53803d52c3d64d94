"""Duties of one side: free words, and customary ones that are added by a click."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.fields import LongField
from edudesk.ui.widgets.flow import FlowLayout

OFFERS = {
    "mentor": ("listen-month", "listen-7", "listen-8", "plans-3", "open-1", "paper-year"),
    "apprentice": ("listen-month", "listen-7", "listen-8", "plans-3", "open-2", "paper-term", "summary"),
}
"""The numbers that agreements really name (``forms.md`` section 1)."""


class DutiesField(QWidget):
    """Words with offers below them; an offer adds its sentence once and changes nothing else."""

    edited = Signal()

    def __init__(self, session: Session, part: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = session.say
        self.words = LongField(say(f"pairs.duties-example-{part}"), 2)
        self.words.setAccessibleName(name)
        self.words.edited.connect(self.edited)
        self.setFocusProxy(self.words)
        self.offers: dict[str, Button] = {}
        offers = QWidget()
        flow = FlowLayout(offers, 6, 4)
        for code in OFFERS[part]:
            sentence = say(f"pairs.duty-{part}-{code}")
            button = Button(say(f"pairs.offer-{code}"), "quiet", "plus", row=True)
            button.setAccessibleName(say("pairs.add-duty", duty=sentence))
            button.set_tip(sentence)
            button.clicked.connect(lambda _=False, sentence=sentence: self.add(sentence))
            self.offers[code] = button
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(2))
        layout.addWidget(self.words)
        layout.addWidget(offers)

    def add(self, sentence: str) -> None:
        """Add a sentence to what is written, unless it is there already."""
        written = self.words.text().strip()
        if sentence not in written:
            self.words.set_text(f"{written}\n{sentence}".strip())
            self.edited.emit()

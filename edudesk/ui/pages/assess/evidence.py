"""What shows an indicator: linked records, and a search that links more."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.ui.pages.assess.questions import Found, look_for
from edudesk.ui.session import Session
from edudesk.ui.steps import open_records
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import IconButton
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.standing.lines import RecordLine

_PAUSE = 150  # milliseconds after the last letter
_MOST = 5


class EvidenceBox(QWidget):
    """``linking`` gives a record's id, its title, and whether it is linked or taken away."""

    linking = Signal(str, str, bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._links: Sequence[RecordLine] = ()
        self._found: tuple[Found, ...] = ()
        px = theme().tokens.px
        self.line = TextField(session.say("assess.find-hint"), "search")
        self.line.setAccessibleName(session.say("assess.find"))
        self.list, self.offered = QVBoxLayout(), QVBoxLayout()
        for layout in (self.list, self.offered):
            layout.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(6))
        whole.addLayout(self.list)
        whole.addWidget(self.line)
        whole.addLayout(self.offered)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.returnPressed.connect(self._take_first)

    def show_links(self, links: "Sequence[RecordLine]") -> None:
        """Show what is linked."""
        if links == self._links and self.list.count():
            return
        self._links = links
        _clear(self.list)
        for link in links:
            self.list.addWidget(self._linked(link))
        if not links:
            self.list.addWidget(Words(self._session.say("assess.no-evidence"), "second", "text3", wrap=True))

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Offer what a search found."""
        self._found = found
        _clear(self.offered)
        known = {link.record[1] for link in self._links}
        for one in (one for one in found if one.id not in known):
            button = Link(
                self._session.say("assess.add", title=one.title, about=one.about), "second", elide=True
            )
            button.clicked.connect(partial(self._take, one))
            self.offered.addWidget(button)
        if not found and self.line.text().strip():
            self.offered.addWidget(Words(self._session.say("assess.not-found"), "second", "text2", wrap=True))

    def _linked(self, link: "RecordLine") -> QWidget:
        say = self._session.say
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().tokens.px(8))
        words = Link(f"{link.day_text} {link.text}".strip(), "second", elide=True)
        words.clicked.connect(lambda: open_records(self._session, [link.record], link.text))
        line.addWidget(words)
        line.addWidget(Words(link.partner, "second", "text2", elide=True), 1)
        remove = IconButton("x", say("assess.unlink", title=link.text))
        remove.clicked.connect(lambda: self.linking.emit(link.record[1], link.text, False))
        line.addWidget(remove)
        return row

    def _ask(self) -> None:
        words = self.line.text().strip()
        if not words:
            self.show_found(())
            return
        question = look_for(words, self._session.texts, _MOST)
        self._session.desk.ask(self, question, self._answer, key="evidence")

    def _answer(self, found: tuple[Found, ...]) -> None:
        if self.line.text().strip():
            self.show_found(found)

    def _take_first(self) -> None:
        known = {link.record[1] for link in self._links}
        first = next((one for one in self._found if one.id not in known), None)
        if first is not None:
            self._take(first)

    def _take(self, one: Found, *_clicked: bool) -> None:
        self.line.clear()
        self.show_found(())
        self.line.setFocus()
        self.linking.emit(one.id, one.title, True)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()

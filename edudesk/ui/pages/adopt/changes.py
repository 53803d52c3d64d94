"""What the chosen scheme would change against the one that is followed: results and words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from edudesk.ui.choosing.trial import TrialLines
from edudesk.ui.session import Session
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.standing.differing import DifferenceView
    from edudesk.ui.pages.adopt.questions import Compared

_LINES, _CHANGES = 8, 6
_UNSAID = frozenset({"head", "settings"})


class ChangesCard(Card):
    """Hidden until there is something to compare."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("start.changes"))
        self._session = session
        self._compared: Compared | None = None
        self._is_whole = False
        self.hide()

    @property
    def compared(self) -> "Compared | None":
        """What is shown."""
        return self._compared

    def show_compared(self, compared: "Compared | None") -> None:
        """Show what would change; nothing where no scheme is followed."""
        if compared != self._compared:
            self._is_whole = False
        self._compared = compared
        self.setVisible(compared is not None)
        self.clear()
        if compared is not None:
            self._fill(compared)

    def _fill(self, compared: "Compared") -> None:
        say = self._session.say
        self.set_fact(say("start.changes.count", count=len(compared.lines)))
        most = 0 if self._is_whole else _LINES
        if compared.lines:
            lines = TrialLines(self._session, compared.lines, most, narrow=True)
            lines.whole_wanted.connect(self._show_whole)
            self.add_block(lines)
        else:
            self.add_block(Words(say("start.changes.none"), "second", "text2", wrap=True))
        # What is new or gone is among the results; settings show in what the rules say.
        told = [one for one in compared.changes if one.sort == "changed" and one.section not in _UNSAID]
        if told:
            self.add_line()
            self.add_block(Column(Words(say("start.changes.rules"), bold=True), *self._told(told), gap=10))

    def _told(self, changes: "Sequence[DifferenceView]") -> list[QWidget]:
        shown = changes if self._is_whole else changes[:_CHANGES]
        said: list[QWidget] = []
        for change in shown:
            lines = [Words(line, "second", "text2", wrap=True) for line in change.lines]
            said.append(Column(Words(change.name, wrap=True), *lines, gap=0))
        if left := len(changes) - len(shown):
            link = Link(self._session.say("schemepage.trial.rest", count=left), "second")
            link.clicked.connect(self._show_whole)
            said.append(Line(link, None))
        return said

    def _show_whole(self) -> None:
        self._is_whole = True
        self.show_compared(self._compared)

"""The counts at the top right; each is a filter of the rules shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.services.standing.view import CountChip
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import CountButton


class CountFilter(CountButton):
    """One count: checked while only its rules are shown."""

    def __init__(self, count: CountChip, parent: QWidget) -> None:
        super().__init__(count.label, str(count.number), str(count.state), parent)
        self.count = count
        self.setCheckable(True)
        self.setAutoDefault(False)


class CountChips(QWidget):
    """All counts in a row. ``chosen`` gives the key of the one that is on, or nothing."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._buttons: tuple[CountFilter, ...] = ()
        self._key = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().tokens.px(8))

    @property
    def buttons(self) -> tuple[CountFilter, ...]:
        """The counts from left to right."""
        return self._buttons

    def show_counts(self, counts: Sequence[CountChip]) -> None:
        """Show these counts; the filter stays when its count is still there."""
        if tuple(counts) == tuple(button.count for button in self._buttons):
            return
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = tuple(self._make(count) for count in counts)
        if self._key and self._key not in {count.key for count in counts}:
            self.choose("")

    def choose(self, key: str) -> None:
        """Show only the rules of one count, or with an empty key what is owed and what is done."""
        self._key = key
        for button in self._buttons:
            button.setChecked(button.count.key == key)
        self.chosen.emit(key)

    def _make(self, count: CountChip) -> CountFilter:
        button = CountFilter(count, self)
        button.setChecked(count.key == self._key)
        button.setToolTip(self._session.say("homepage.filter", what=count.label))
        button.clicked.connect(lambda on: self.choose(count.key if on else ""))
        self._row.addWidget(button)
        return button

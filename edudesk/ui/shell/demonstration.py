"""What is different while the demonstration is shown: its day is today, and a way back stands above."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from edudesk.services.place import default_archive
from edudesk.services.starting.showing import DATABASE, demonstration_day
from edudesk.ui.clock import Clock
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.layout import side_margin
from edudesk.ui.widgets.words import Link, Words

OWN = "own-archive"
"""The state under which the last archive that was no demonstration is kept."""


def clock_of(folder: Path, clock: Clock) -> Clock:
    """Return the clock for an archive: that of a demonstration shows its own day at the present hour."""
    day = demonstration_day(folder)
    shift = day - clock.today() if day else timedelta()
    return replace(clock, shift=clock.shift + shift)


class DemonstrationStrip(QFrame):
    """Says that all of this is invented, with the way to one's own archive, or to begin one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().tokens.px
        self._session = session
        self.setProperty("role", "past")
        self.setFixedHeight(px(36))
        kept = session.preferences.state(OWN)
        self._own = Path(kept) if isinstance(kept, str) and (Path(kept) / DATABASE).is_file() else None
        self.link = Link(session.say("start.demo.home" if self._own else "start.demo.own"), "second")
        self.link.clicked.connect(self._leave)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(px(12))
        row.addWidget(Words(session.say("start.demo.strip"), "second", "text2", elide=True))
        row.addWidget(self.link)
        row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = side_margin(self)
        self._row.setContentsMargins(side, 0, side, 0)

    def _leave(self) -> None:
        if self._own is not None:
            self._session.go("open", folder=self._own)
        else:
            self._session.go("start", folder=default_archive())

"""Drafts that wait above the list: typed, kept, not saved yet."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.states import FactTag
from edudesk.ui.widgets.words import Link, Words

if TYPE_CHECKING:
    from edudesk.services.drafts.keeping import Draft

SHOWN = 3


def _drafts(opened: Opened) -> "tuple[Draft, ...]":
    from edudesk.services.drafts import waiting

    found = (draft for draft in waiting(opened.archive).drafts if draft.type == "activity")
    return tuple(sorted(found, key=lambda draft: draft.changed_at, reverse=True))


class WaitingDrafts(Card):
    """A row for each of the newest drafts; hidden when there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._seen: tuple[Draft, ...] | None = None
        self.hide()

    def refresh(self) -> None:
        """Ask for the drafts."""
        self._session.desk.ask(self, _drafts, self._show, key="drafts")

    def _show(self, drafts: "tuple[Draft, ...]") -> None:
        self.setVisible(bool(drafts))
        if drafts == self._seen:
            return
        self._seen = drafts
        self.clear()
        for draft in drafts[:SHOWN]:
            self.add_row(self._draft_line(draft), "side-row")

    def _draft_line(self, draft: "Draft") -> QWidget:
        say = self._session.say
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(12))
        layout.addWidget(FactTag(say("activities.draft")))
        layout.addWidget(Words(draft.title or say("activities.untitled"), elide=True), 1)
        at = draft.changed_at.astimezone()
        layout.addWidget(Words(f"{at:%m-%d %H:%M}", "second", "text2"))
        go_on = Link(say("activities.go-on"), "second")
        go_on.setAccessibleName(f"{say('activities.go-on')} {draft.title}")
        go_on.clicked.connect(partial(self._go_on, draft))
        layout.addWidget(go_on)
        return box

    def _go_on(self, draft: "Draft", *_clicked: bool) -> None:
        self._session.go("record", draft=draft.id)

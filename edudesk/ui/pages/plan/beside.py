"""Beside the words of a plan: what its schedule holds, month by month."""

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from edudesk.services.standing.words import listed
from edudesk.ui.session import Session
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Paragraph, Words

if TYPE_CHECKING:
    from edudesk.services.planning import ScheduledRow
    from edudesk.ui.pages.plan.questions import Known


class ScheduleBeside(Card):
    """The months of the schedule in words, to write the month's work by; the link leads to the schedule."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        say = session.say
        super().__init__(say("planpage.schedule"), link=say("planpage.beside-link"), parent=parent)
        self._session = session
        self._seen: object = None

    def show_known(self, known: "Known") -> None:
        """Show what the plan's months hold, cancelled activities left out."""
        rows = [row for row in known.rows if row.day is not None and row.state != "cancelled"]
        if rows == self._seen:
            return
        self._seen = rows
        self.clear()
        if not rows:
            self.add_block(Paragraph(self._session.say("planpage.no-rows"), "second", "text2"))
        for month, found in groupby(rows, key=_month):
            self.add_block(self._block(month, list(found)))

    def _block(self, month: int, rows: "list[ScheduledRow]") -> QWidget:
        texts = self._session.texts
        name = texts.say("planpage.beside-month", month=texts.say(f"month.month.{month}"), count=len(rows))
        topics = listed(texts, (row.topic for row in rows))
        return Column(Words(name, "second", bold=True), Paragraph(topics, "second", "text2"), gap=4)


def _month(row: "ScheduledRow") -> int:
    return row.day.month if row.day else 0

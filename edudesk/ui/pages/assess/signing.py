"""Who reviewed the whole table, and when."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from edudesk.ui.pages.assess.deeds import Target, put_signature
from edudesk.ui.pages.assess.entering import EntryForm
from edudesk.ui.pages.assess.reading import typed_entry
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.typed_fields import DateField
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.schemes.results import Entry
    from edudesk.services.standing.assessing import IndicatorRow


def sheets_of(rows: "Sequence[IndicatorRow]") -> "tuple[Entry, ...]":
    """Return a place in every sheet of this table that points are entered in."""
    own = rows[0].place
    typed = [entry for row in rows if (entry := typed_entry(row))]
    return tuple(one for one in typed if own and (one.sheet, one.school_id) == (own.sheet, own.school_id))


class Signing(EntryForm):
    """A name and a day; they belong to the reviewer's sheet and stand beside each of its scores."""

    def __init__(self, session: Session, target: Target, rows: "Sequence[IndicatorRow]") -> None:
        super().__init__(session, target, rows[0])
        self._entries = sheets_of(rows)
        say = session.say
        self._layout.addWidget(Words(say("assess.reviewed-by"), "second", "text2", bold=True))
        self._day = DateField(session.texts, session.clock.today())
        name = TextField(say("assess.reviewer-hint"))
        line = QHBoxLayout()
        line.setSpacing(theme().tokens.px(8))
        line.addWidget(self.field("by", name, self._keep, say("assess.reviewer")), 1)
        line.addWidget(self.field("day", self._day, self._keep, say("assess.reviewed-on")))
        self._layout.addLayout(line)
        self.show_rows(rows)

    def show_rows(self, rows: "Sequence[IndicatorRow]") -> None:
        """Show who signed."""
        signed = next((row for row in rows if row.signed_by or row.signed_on), rows[0])
        self.fields["by"].show(signed.signed_by)
        if not self.fields["day"].is_dirty:
            self._day.set_date(signed.signed_on)
            self.fields["day"].show(self._day.text_typed())

    def _keep(self, _text: str) -> None:
        by, day = self.fields["by"].typed, self._day.date()
        words = self._session.say("assess.signed", by=by or "—")
        self.kept.emit(put_signature(self._target, self._entries, by, day), words)

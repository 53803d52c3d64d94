"""The stays of the year as a list, to be ticked, written and deleted."""

from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.ui.pages.exchanges.words import (
    say_direction,
    say_form,
    say_grade,
    say_span,
    say_stands,
    say_stay,
    say_way,
    stands,
    state_of,
)
from edudesk.ui.session import Session
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row, TableAction

if TYPE_CHECKING:
    from edudesk.services.exchanging.year import StayRow, Year


class StayList(RecordsTable):
    """A row for each stay; the row's data is the stay."""

    def __init__(self, session: Session) -> None:
        say, english = session.say, session.texts.language == "en"
        self._session = session
        self._stays = LocalModel(
            (
                Column("name", say("exchanges.teacher"), 84),
                # The way says it too; in English the days need its room.
                Column("direction", say("exchanges.direction"), 68, shown=not english),
                Column("way", say("exchanges.from-to")),
                Column("form", say("exchanges.form"), 130 if english else 88),
                Column("days", say("exchanges.days"), 132 if english else 158, whole=True),
                Column("state", say("exchanges.how"), 146 if english else 104, whole=True),
                Column("grade", say("exchanges.host-grade"), 68),
            ),
            key=_key,
        )
        super().__init__(session.texts, self._stays, say("exchanges.list"))
        self.set_actions([TableAction("delete", say("records.delete"), danger=True)])
        self.keep_in(session.preferences, "exchanges.columns")

    def show_year(self, year: "Year") -> None:
        """Show the stays of a year."""
        self._stays.set_rows([self._row(one, year.today) for one in year.stays])
        self.set_footer(self._session.say("exchanges.total", count=len(year.stays)))

    def _row(self, stay: "StayRow", today: date) -> Row:
        texts, code = self._session.texts, stands(stay, today)
        cells: dict[str, Cell | str] = {
            "name": Cell(stay.name, bold=True),
            "direction": say_direction(texts, stay.direction),
            "way": say_way(texts, stay),
            "form": say_form(texts, stay.form),
            "days": say_span(texts, stay.first, stay.last, brief=True),
            "grade": say_grade(texts, stay.grade),
            "state": Cell(say_stands(texts, code), state=state_of(code)),
        }
        return Row(stay.id, cells, say_stay(texts, stay, today), stay)


def _rank(vocabulary: str, code: str) -> int:
    known = [choice.code for choice in VOCABULARIES[vocabulary].choices]
    return known.index(code) if code in known else len(known)


def _key(row: Row, column: str) -> Any:
    stay: Any = row.data
    match column:
        case "days":
            return stay.first or date.max
        case "grade":
            return _rank("grade", stay.grade)
        case "form":
            return _rank("exchange-form", stay.form)
    return by_words(row, column)

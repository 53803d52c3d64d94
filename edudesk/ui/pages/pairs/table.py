"""Pairs as a list: the same as the cards, sorted by any column, to be ticked and printed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.ui.pages.pairs.saying import (
    about_words,
    count_words,
    couple_words,
    school_words,
    span_words,
    spoken,
    state_words,
)
from edudesk.ui.session import Session
from edudesk.ui.widgets.table_local import LocalModel, by_words
from edudesk.ui.widgets.tables import Cell, Column, RecordsTable, Row, TableAction

if TYPE_CHECKING:
    from edudesk.services.pairing.overview import PairCard

_COLUMNS = (("pair", 0), ("about", 160), ("schools", 150), ("dates", 190), ("held", 74), ("last", 100))
_HIDDEN = ("schools", "dates")
_STATE = 168
_LONGER = {"about": 186, "state": 178}
"""Widths for English, whose words are longer; a pair's names need less than what is left."""


class PairTable(RecordsTable):
    """Rows of pairs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        say = session.say
        longer = _LONGER if session.texts.language == "en" else {}
        columns = [
            Column(code, say(f"pairs.column-{code}"), longer.get(code, width), shown=code not in _HIDDEN)
            for code, width in _COLUMNS
        ]
        state = longer.get("state", _STATE)
        columns.append(Column("state", say("pairs.column-state"), state, whole=True))
        self.local = LocalModel(tuple(columns), key=_key)
        super().__init__(session.texts, self.local, say("pairs.title"))
        self.keep_in(session.preferences, "pairs.columns")
        self.set_actions(
            (TableAction("excel", say("pairs.excel")), TableAction("print", say("pairs.print"))),
            lambda count: say("pairs.ticked", count=count),
        )

    def show_pairs(self, cards: "Sequence[PairCard]") -> None:
        """Show these in their order."""
        self.local.set_rows([self._row(card) for card in cards])
        self.set_footer(self._session.say("pairs.count", count=len(cards)))

    def seen(self) -> "tuple[PairCard, ...]":
        """Return the pairs that the columns leave, in the order of the list."""
        cards: list[Any] = [row.data for row in self.local.arranged()]
        return tuple(cards)

    def _row(self, card: "PairCard") -> Row:
        from edudesk.services.standing.words import say_day

        session = self._session
        state, words = state_words(session, card)
        cells: dict[str, Cell | str] = {
            "pair": Cell(couple_words(session, card), tag="" if card.ours else session.say("pairs.theirs")),
            "about": about_words(card),
            "schools": school_words(session, card),
            "dates": span_words(session, card.starts_on, card.ends_on),
            "held": Cell(session.say("pairs.times", count=card.held), hint=count_words(session, card)),
            "last": say_day(session.texts, card.last) if card.last else "—",
            "state": Cell(words, state=state),
        }
        return Row(card.id, cells, spoken(session, card), card)


def _key(row: Row, column: str) -> Any:
    card: Any = row.data
    match column:
        case "held":
            return card.held
        case "last":
            return card.last or date.min
        case "dates":
            return card.starts_on or date.min
        case "state":
            return rank(card)
    return by_words(row, column)


def rank(card: "PairCard") -> tuple[int, int]:
    """Return the place of a pair in the order of what waits: owed, without a session, running, over."""
    owed = sum(month.owed for month in card.months if month.past)
    order = ("running", "over", "coming", "done", "ended-early")
    waits = 0 if owed else 1 if card.idle else 2
    return order.index(card.state), waits

"""群体: who is counted and not named, such as pupils paired hand in hand, by term."""

from datetime import date
from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.session import Session
from edudesk.ui.sheets.book import Book, Entry, Kind, Listed
from edudesk.ui.sheets.pane import SheetPane
from edudesk.ui.widgets.tables import Cell, Row

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.listing.groups import GroupRow


def make_groups(session: Session) -> Book:
    """Return the list of groups."""
    columns = (
        *(("group", 0), ("group-kind", 84), ("count", 64), ("school", 92), ("partner", 92)),
        *(("term", 184), ("note", 120)),
    )
    return Book(
        session,
        Kind("groups", "group", "users", columns, ask_groups, "people", of_term=True),
        SheetPane(session),
    )


def ask_groups(opened: Opened, term: "TermCode | None", texts: Texts) -> Listed:
    """Return all groups."""
    from edudesk.services.listing.groups import groups
    from edudesk.services.listing.terms import term_range
    from edudesk.services.listing.words import scheme_words

    opened.standing.catch_up()
    own = scheme_words(status.scheme for status in opened.standing.at(None, opened.clock.today()))
    found = groups(opened.archive, own)
    begins = {code: term_range(opened.archive, code).first for code in {one.term for one in found} if code}
    entries = tuple(_entry(one, begins.get(one.term), texts) for one in found)
    if term is None:
        return Listed(entries, None, None)
    days = term_range(opened.archive, str(term))
    return Listed(entries, days.first, days.last)


def _entry(row: "GroupRow", begins: date | None, texts: Texts) -> Entry:
    from edudesk.services.calendar import TermCode, term_label

    kind = row.kind(texts.language) if row.kind else ""
    count = texts.say("people.heads", count=row.count)
    term = term_label(TermCode.parse(row.term))(texts.language) if row.term else ""
    cells: dict[str, Cell | str] = {
        "group": Cell(row.name, tag="" if row.ours else texts.say("people.theirs")),
        "group-kind": kind,
        "count": count,
        "school": row.school,
        "partner": row.partner,
        "term": term,
        "note": Cell(row.note, faint=True),
    }
    spoken = texts.phrase((row.name, kind, count, row.school, term))
    keys = {"count": row.count, "term": row.term}
    return Entry(Row(row.id, cells, spoken), begins, "", keys, row.count, always=not row.term)

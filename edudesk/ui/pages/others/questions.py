"""What the lists of requests, donations and achievements ask; all of it runs in the archive's thread."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.sheets.book import Entry, Listed
from edudesk.ui.widgets.tables import NOT_KNOWN, Cell, Row

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.listing.giving import AchievementRow, DonationRow, RequestRow

STATES = {
    "open": State.AT_RISK,
    "accepted": State.ON_TRACK,
    "answered": State.MET,
    "closed": State.NOT_APPLICABLE,
}


def ask_requests(opened: Opened, term: "TermCode | None", texts: Texts) -> Listed:
    """Return what schools ask for."""
    from edudesk.services.listing.giving import requests

    return _listed(opened, term, (_request(row, texts) for row in requests(opened.archive, _own(opened))))


def ask_donations(opened: Opened, term: "TermCode | None", texts: Texts) -> Listed:
    """Return what was given."""
    from edudesk.services.listing.giving import donations

    return _listed(opened, term, (_donation(row, texts) for row in donations(opened.archive)))


def ask_achievements(opened: Opened, term: "TermCode | None", texts: Texts) -> Listed:
    """Return what came of the work."""
    from edudesk.services.listing.giving import achievements

    found = achievements(opened.archive, _own(opened))
    return _listed(opened, term, (_achievement(row, texts) for row in found))


def set_state(opened: Opened, record_id: str, state: str) -> str:
    """Say how far a request is; return the change's id."""
    from edudesk.services.changes import change
    from edudesk.services.records import get

    record = get(opened.archive, record_id)
    with change(opened.archive, "request.edit", opened.clock.now(), subject=record.title) as writing:
        writing.edit(record_id, {"state": state})
    return writing.change_id


def answering(opened: Opened, record_id: str) -> dict[str, Any]:
    """Return what an activity that answers a request begins with."""
    from edudesk.services.records import get

    content = get(opened.archive, record_id).content
    begun = {
        "request_id": record_id,
        "state": "held",
        "topic": content.get("topic"),
        "community_id": content.get("community_id"),
        "kinds": content.get("kinds"),
        "subjects": content.get("subjects"),
        "form": content.get("form"),
        "host_id": content.get("school_id"),
    }
    return {name: value for name, value in begun.items() if value}


def ask_answers(opened: Opened, record_id: str) -> tuple[tuple[str, str], ...]:
    """Return the activities that answer a request."""
    from edudesk.services.listing.giving import requests

    found = next((one for one in requests(opened.archive) if one.id == record_id), None)
    return tuple(("activity", one) for one in found.answers) if found else ()


def _listed(opened: Opened, term: "TermCode | None", entries: Iterable[Entry]) -> Listed:
    from edudesk.services.listing.terms import term_range

    if term is None:
        return Listed(tuple(entries), None, None)
    days = term_range(opened.archive, str(term))
    return Listed(tuple(entries), days.first, days.last)


def _own(opened: Opened) -> Any:
    from edudesk.services.listing.words import scheme_words

    opened.standing.catch_up()
    return scheme_words(status.scheme for status in opened.standing.at(None, opened.clock.today()))


def _request(row: "RequestRow", texts: Texts) -> Entry:
    language = texts.language
    state = Cell(row.state_label(language), state=STATES.get(row.state))
    count = texts.say("others.answers-count", count=len(row.answers))
    cells: dict[str, Cell | str] = {
        "day": _day(row.asked_on) or NOT_KNOWN,
        "topic": Cell(row.topic, tag=_tag(texts, ours=row.ours, late=row.late)),
        "school": row.school,
        "wanted": Cell(_day(row.wanted_by) or NOT_KNOWN.text, faint=True),
        "state": state,
        "answers": Cell(count, faint=True),
    }
    order = list(STATES).index(row.state) if row.state in STATES else len(STATES)
    keys = {"day": row.asked_on or date.min, "wanted": row.wanted_by or date.max, "state": order}
    keys["answers"] = len(row.answers)
    spoken = texts.phrase((row.topic, row.school, state.text))
    return Entry(Row(row.id, cells, spoken, len(row.answers)), row.asked_on, row.state, keys)


def _donation(row: "DonationRow", texts: Texts) -> Entry:
    comma = texts.say("others.comma")
    value = texts.say("others.yuan", value=_money(row.value)) if row.value is not None else ""
    way = _way(texts, row)
    cells: dict[str, Cell | str] = {
        "day": _day(row.dated) or NOT_KNOWN,
        "purpose": Cell(row.purpose, tag=_tag(texts, ours=row.ours, late=row.late)),
        "way": way,
        "items": Cell(comma.join(row.items), faint=True),
        "value": value or NOT_KNOWN,
        "files": _files(texts, row.files),
    }
    keys: dict[str, Any] = {
        "day": row.dated or date.min,
        "value": row.value or Decimal(0),
        "files": row.files,
    }
    spoken = texts.phrase((row.purpose, way, value))
    return Entry(Row(row.id, cells, spoken), row.dated, "", keys, row.value)


def _achievement(row: "AchievementRow", texts: Texts) -> Entry:
    language = texts.language
    kind = row.kind(language) if row.kind else ""
    level = row.level(language) if row.level else ""
    people = texts.say("others.comma").join(row.people)
    cells: dict[str, Cell | str] = {
        "day": _day(row.dated) or NOT_KNOWN,
        "title": Cell(row.title, tag=_tag(texts, ours=row.ours, late=row.late)),
        "kind": Cell(kind, faint=True),
        "level": level,
        "people": people,
        "files": _files(texts, row.files),
    }
    keys = {"day": row.dated or date.min, "level": row.rank, "files": row.files}
    return Entry(Row(row.id, cells, texts.phrase((row.title, kind, people))), row.dated, kind, keys)


def _way(texts: Texts, row: "DonationRow") -> str:
    """Return who gave to whom, as far as it is told."""
    if not row.giver and not row.receiver:
        return ""
    code = "way" if row.giver and row.receiver else "way-from" if row.giver else "way-to"
    return texts.say(f"others.{code}", giver=row.giver, receiver=row.receiver)


def _files(texts: Texts, count: int) -> Cell:
    if count:
        return Cell(texts.say("others.files", count=count))
    return Cell(texts.say("others.no-files"), state=State.AT_RISK)


def _tag(texts: Texts, *, ours: bool, late: bool) -> str:
    if not ours:
        return texts.say("others.theirs")
    return texts.say("others.late") if late else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _money(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}"

"""From the text of a setup file to the contents of records, or to every problem at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.errors import Invalid, UserError
from edudesk.models.base import RecordId
from edudesk.models.ids import new_id
from edudesk.services.setup.communities import read_community
from edudesk.services.setup.people import read_person
from edudesk.services.setup.tables import Page
from edudesk.services.toml_text import Unreadable, parse

SCHOOL = (
    *("name", "short_name", "kind", "stage", "location", "code", "province", "city", "county"),
    *("address", "principal", "liaison", "phone"),
)
_HOLIDAY = ("name", "first", "last", "works")
_TOP = ("school", "author", "partners", "people", "communities", "holidays")


@dataclass(frozen=True)
class Entry:
    """A record to be written: its type, its id, its content."""

    type: str
    id: RecordId
    content: Mapping[str, Any]


@dataclass(frozen=True)
class SetUp:
    """What a setup file says: the holder, the name of the author, and the other records in writing order."""

    holder: Entry
    author: str | None
    entries: tuple[Entry, ...]


def read_setup(text: str) -> SetUp:
    """Return what a setup file says.

    Errors: ``setup.syntax`` when it is no TOML, otherwise :class:`Invalid` with all problems, each with table
    and key as its place.
    """
    try:
        raw = parse(text)
    except Unreadable as stop:
        raise UserError("setup.syntax", line=stop.line, column=stop.column) from stop
    return read_tables(raw)


def read_tables(raw: Mapping[str, Any], holder_id: RecordId | None = None) -> SetUp:
    """Return what the tables of a setup file say, however they came to be; :class:`Invalid` as above.

    ``holder_id`` is the id that the holder is to have, where it must be known beforehand.
    """
    page = Page()
    page.known(raw, "", _TOP)
    found = _read(page, raw, holder_id)
    if page.problems:
        raise Invalid(tuple(page.problems))
    return found


def _read(page: Page, raw: Mapping[str, Any], holder_id: RecordId | None) -> SetUp:
    author = page.table(raw, "", "author")
    page.known(author, "author", ("name",))
    name = page.content(author, "author", "person", ("name",)).get("name") if author else None
    schools = _schools(page, raw)
    if holder_id is not None:
        schools[0] = replace(schools[0], id=holder_id)
    school_ids = {str(entry.content.get("name")): entry.id for entry in schools}
    people = _people(page, raw, school_ids, schools[0].id)
    person_ids = {str(entry.content.get("name")): entry.id for entry in people}
    entries = [*schools[1:], *people]
    for place, table in _numbered(page, raw, "communities"):
        for type_code, record_id, content in read_community(page, table, place, school_ids, person_ids):
            entries.append(Entry(type_code, record_id, content))
    for place, table in _numbered(page, raw, "holidays"):
        page.known(table, place, _HOLIDAY)
        content = page.content({"works": False} | dict(table), place, "special-day", _HOLIDAY)
        entries.append(Entry("special-day", new_id(), content))
    return SetUp(schools[0], name, tuple(entries))


def _schools(page: Page, raw: Mapping[str, Any]) -> list[Entry]:
    if "school" not in raw:
        page.blame("setup.no-school", "", "school")
    tables = [("school", page.table(raw, "", "school")), *_numbered(page, raw, "partners")]
    entries = []
    for place, table in tables:
        page.known(table, place, SCHOOL)
        # A missing [school] is told once, not again for each of its keys.
        content = page.content(table, place, "school", SCHOOL) if table or place != "school" else {}
        entries.append(Entry("school", new_id(), content))
    _once(page, tables)
    return entries


def _people(
    page: Page, raw: Mapping[str, Any], schools: Mapping[str, RecordId], holder: RecordId
) -> list[Entry]:
    tables = list(_numbered(page, raw, "people"))
    _once(page, tables)
    return [
        Entry("person", new_id(), read_person(page, table, place, schools, holder)) for place, table in tables
    ]


def _numbered(page: Page, raw: Mapping[str, Any], key: str) -> list[tuple[str, Mapping[str, Any]]]:
    return [(f"{key}[{number}]", table) for number, table in enumerate(page.tables(raw, "", key), 1)]


def _once(page: Page, tables: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Note names that stand twice: in this file a name stands for one school or one person."""
    seen: set[Any] = set()
    for place, table in tables:
        name = table.get("name")
        if isinstance(name, str) and name in seen:
            page.blame("setup.twice", place, "name", value=name)
        elif isinstance(name, str):
            seen.add(name)

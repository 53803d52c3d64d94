"""What the roster asks of the archive; these run in the desk's thread and import services there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.services.listing.column_words import ColumnWords
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.widgets.tables import Cell, Request, Row

if TYPE_CHECKING:
    from edudesk.services.listing.columns import Columns
    from edudesk.services.listing.people import PersonFilter, PersonRow
    from edudesk.services.listing.schools import SchoolFilter, SchoolRow
    from edudesk.services.listing.words import OwnWords, RoleWords
    from edudesk.services.moving import Merger, Merging, Turn
    from edudesk.services.roster import Choices, PersonDetail, SchoolDetail

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: words, a school, whether people are still there, or certain records."""

    text: str = ""
    school: str = ""
    standing: str = ""  # "here", "gone" or both
    ids: tuple[str, ...] | None = None
    columns: tuple[ColumnWords, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing is filtered out."""
        return replace(self, columns=()) == Wanted()


@dataclass(frozen=True)
class Rows:
    """A page of a list and how many rows there are in all."""

    rows: Sequence[Row]
    total: int


@dataclass(frozen=True)
class Stands:
    """Whether records may be deleted, and what there is to say about it."""

    free: bool
    sentences: tuple[str, ...]


def _people(opened: Opened, wanted: Wanted, texts: Texts) -> "PersonFilter":
    from edudesk.services.listing.people import PersonFilter

    active = {"here": True, "gone": False}.get(wanted.standing)
    schools = (wanted.school,) if wanted.school else ()
    columns = _columns(opened, wanted, texts)
    return PersonFilter(wanted.text, schools, active, wanted.ids, columns)


def _schools(opened: Opened, wanted: Wanted, texts: Texts) -> "SchoolFilter":
    from edudesk.services.listing.schools import SchoolFilter

    return SchoolFilter(text=wanted.text, ids=wanted.ids, columns=_columns(opened, wanted, texts))


def _columns(opened: Opened, wanted: Wanted, texts: Texts) -> "Columns":
    from edudesk.services.listing.columns import Columns
    from edudesk.services.listing.schools import role_names

    comma, today = texts.say("import.comma"), opened.clock.today()
    named = role_names(opened.archive, _roles(opened), today=today)
    roles = {one: comma.join(role(texts.language) for role in found) for one, found in named.items()}
    return Columns(wanted.columns, texts.language, _own_words(opened), {"roles": roles})


def _roles(opened: Opened) -> "RoleWords":
    from edudesk.services.listing.words import role_words

    statuses = opened.standing.at(None, opened.clock.today())
    return role_words({one.community.id: one.scheme for one in statuses})


def values(opened: Opened, tab: str, column: str, texts: Texts) -> tuple[str, ...]:
    """Return the few different words of a column."""
    from edudesk.services.listing import people, schools

    columns = _columns(opened, Wanted(), texts)
    if tab == "people":
        return people.values(opened.archive, column, columns, today=opened.clock.today())
    return schools.values(opened.archive, column, columns, today=opened.clock.today())


def _own_words(opened: Opened) -> "OwnWords":
    """Return how the schemes in force call things: roles of schools, kinds of teachers."""
    from edudesk.services.listing.words import scheme_words

    return scheme_words(status.scheme for status in opened.standing.at(None, opened.clock.today()))


def people_rows(opened: Opened, wanted: Wanted, request: Request, texts: Texts) -> Rows:
    """Return a page of people."""
    from edudesk.services.listing import people

    today = opened.clock.today()
    sort: Any = people.PersonSort(request.sort or "name", request.descending)  # type: ignore[arg-type]
    own, chosen = _own_words(opened), _people(opened, wanted, texts)
    found = people.page(
        opened.archive, chosen, sort, request.first, request.count, today=today, own_words=own
    )
    total = people.count(opened.archive, chosen, today=today)
    return Rows([_person(row, texts) for row in found], total)


def _person(row: "PersonRow", texts: Texts) -> Row:
    comma = texts.say("import.comma")
    subjects = comma.join(label(texts.language) for label in row.subjects)
    cells: dict[str, Cell | str] = {
        "name": Cell(row.name, tag="" if row.active else texts.say("people.gone")),
        "sex": row.sex(texts.language) if row.sex else "",
        "school": row.school,
        "title": row.title(texts.language),
        "post": row.post(texts.language),
        "subjects": subjects,
        "honour": row.honour(texts.language),
        "phone": row.phone,
    }
    title, post = row.title(texts.language), row.post(texts.language)
    spoken = texts.phrase((row.name, row.school, title, post, subjects))
    return Row(row.id, cells, spoken)


def people_ids(
    opened: Opened, wanted: Wanted, sort: str, texts: Texts, *, descending: bool
) -> tuple[str, ...]:
    """Return the ids of all people that the filter leaves, in order."""
    from edudesk.services.listing import people

    order: Any = people.PersonSort(sort or "name", descending)  # type: ignore[arg-type]
    return people.ids(opened.archive, _people(opened, wanted, texts), order, today=opened.clock.today())


def school_rows(opened: Opened, wanted: Wanted, request: Request, texts: Texts) -> Rows:
    """Return a page of schools."""
    from edudesk.services.listing import schools

    today = opened.clock.today()
    sort: Any = schools.SchoolSort(request.sort or "ours", request.descending)  # type: ignore[arg-type]
    chosen = _schools(opened, wanted, texts)
    roles = _roles(opened)
    found = schools.page(opened.archive, chosen, sort, request.first, request.count, today=today, roles=roles)
    total = schools.count(opened.archive, chosen, today=today)
    return Rows([_school(row, texts) for row in found], total)


def _school(row: "SchoolRow", texts: Texts) -> Row:
    language = texts.language
    roles = dict.fromkeys(role(language) for role, _community in row.roles)
    tag = texts.say("people.holder") if row.ours else texts.say("people.partner") if row.partner else ""
    cells: dict[str, Cell | str] = {
        "name": Cell(row.name, tag=tag),
        "kind": row.kind(language) if row.kind else "",
        "location": row.location(language) if row.location else "",
        "roles": texts.say("import.comma").join(roles),
        "people": texts.say("people.count", count=row.people),
    }
    return Row(row.id, cells, f"{row.name} {tag}")


def school_ids(
    opened: Opened, wanted: Wanted, sort: str, texts: Texts, *, descending: bool
) -> tuple[str, ...]:
    """Return the ids of all schools that the filter leaves, in order."""
    from edudesk.services.listing import schools

    order: Any = schools.SchoolSort(sort or "ours", descending)  # type: ignore[arg-type]
    return schools.ids(opened.archive, _schools(opened, wanted, texts), order, today=opened.clock.today())


def ask_person(opened: Opened, record_id: str) -> "PersonDetail":
    """Return one person in full."""
    from edudesk.services.roster import person_detail

    return person_detail(opened.archive, record_id, opened.clock.today(), _own_words(opened))


def ask_school(opened: Opened, record_id: str) -> "tuple[SchoolDetail, int]":
    """Return one school in full, and how many people belong to it."""
    from edudesk.services.listing import people
    from edudesk.services.roster import school_detail

    found = school_detail(opened.archive, record_id, _own_words(opened))
    chosen = people.PersonFilter(schools=(record_id,))
    return found, people.count(opened.archive, chosen, today=opened.clock.today())


def ask_choices(opened: Opened) -> "Choices":
    """Return what the forms offer."""
    from edudesk.services.roster import choices

    return choices(opened.archive)


def save(opened: Opened, type_code: str, record_id: str | None, content: Content) -> tuple[str, str]:
    """Write a person or school; return its id and the change."""
    from edudesk.services.roster import save_record

    return save_record(opened.archive, type_code, record_id, content, opened.clock.now())


def stands(opened: Opened, ids: Sequence[str], texts: Texts) -> Stands:
    """Return whether records may be deleted."""
    from edudesk.services.recycling import say_hanging, what_hangs

    hanging = what_hangs(opened.archive, ids)
    return Stands(hanging.free, say_hanging(texts, hanging))


def delete(opened: Opened, ids: Sequence[str]) -> str:
    """Put records into the recycle bin; return the change."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, ids, opened.clock.now())


def ask_content(opened: Opened, record_id: str) -> Content:
    """Return the content of a record, for its form."""
    from edudesk.services.records import get

    return get(opened.archive, record_id).content


def ask_names(opened: Opened, ids: Sequence[str]) -> tuple[str, ...]:
    """Return what people or schools are called."""
    from edudesk.services.records import get_many

    found = get_many(opened.archive, ids)
    return tuple(found[one].title for one in ids if one in found)


def turn(opened: Opened, ids: Sequence[str], wanted: "Turn") -> tuple[str, int]:
    """Write a turn in the life of people; return the change and for how many it was new."""
    from edudesk.services.moving import turn_people

    return turn_people(opened.archive, ids, wanted, opened.clock.now())


def rename(opened: Opened, school_id: str, name: str, short: str, day: date) -> str:
    """Give a school another name from a day on."""
    from edudesk.services.moving import rename

    clock = opened.clock
    return rename(opened.archive, school_id, name, day, clock.now(), today=clock.today(), short=short)


def split(opened: Opened, school_id: str, other_id: str, name: str, day: date) -> str:
    """Note that a school was split."""
    from edudesk.services.moving import split

    return split(opened.archive, school_id, day, opened.clock.now(), other_id=other_id, new_name=name)


def ask_merger(opened: Opened, wanted: "Merging") -> "Merger":
    """Return what a merger would do."""
    from edudesk.services.moving import preview

    return preview(opened.archive, wanted)


def merge(opened: Opened, wanted: "Merging") -> str:
    """Let a school go into another."""
    from edudesk.services.moving import merge

    return merge(opened.archive, wanted, opened.clock.now())

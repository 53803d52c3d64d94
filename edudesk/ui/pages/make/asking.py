"""What the generic form asks of the archive; all of it runs in the archive's thread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from edudesk.models.contents import Content, from_json, to_json
from edudesk.models.description import Field, Kind, RecordType
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.ui.desk import Opened
from edudesk.ui.forms.asking import Ground, ask_ground, described
from edudesk.ui.papers.asking import drafted_papers
from edudesk.ui.papers.paper import Paper

if TYPE_CHECKING:
    from edudesk.errors import Problem
    from edudesk.services.drafts import Draft, Entered
    from edudesk.services.records import Record

WITHOUT_PAPERS = ("evidence", "same-as", "same-event", "term", "special-day", "adoption")
"""Types that have no files of their own."""
_TODAY = ("dated", "asked_on", "signed_on")
"""Days that are today in a new record, until somebody says otherwise."""
_REGISTERED = ("request", "donation", "achievement")
"""Types that are listed and counted for their community: without one they would be in no register."""
_AS_TEXT = (Kind.DAY, Kind.MOMENT, Kind.CLOCK, Kind.NUMBER, Kind.MONEY)


@dataclass(frozen=True)
class Place:
    """What the form is opened for: a new record of a type with some of its content, a record, or a draft."""

    type: str = ""
    content: Mapping[str, Any] | None = None
    record: str = ""
    draft: str = ""


@dataclass(frozen=True)
class Begun:
    """A form about to be filled. ``owner`` is set where the record belongs to another school.

    ``waiting`` is an earlier draft of a new record of this type, with its title. ``homes`` are the schools
    that are in one community only, with that community.
    """

    described: RecordType
    content: Content
    ground: Ground
    draft: "Draft"
    papers: tuple[Paper, ...]
    owner: str = ""
    resumed: bool = False
    waiting: tuple[str, str] | None = None
    homes: tuple[tuple[str, str], ...] = ()

    def home_of(self, content: Content) -> str:
        """Return the one community that the schools named in a content are in, nothing where it is open."""
        named = (content.get(one.name, "") for one in self.described.fields if one.target == "school")
        homes = dict(self.homes)
        return next((homes[one] for one in named if one in homes), "")


def begin(opened: Opened, place: Place) -> Begun:
    """Return the form for a place; ``record.none`` when what it names is gone."""
    from edudesk.services import drafts

    archive, now = opened.archive, opened.clock.now()
    waiting = [one for one in drafts.waiting(archive).drafts if drafts.IN_PLACE not in one.typed]
    resumed = next(
        (one for one in waiting if one.id == place.draft or (place.record and one.about == place.record)),
        None,
    )
    if resumed is not None:
        return _with_papers(opened, resumed, resumed=True)
    if place.record:
        return _with_papers(opened, drafts.editing(archive, place.record, now))
    kind = described(place.type)
    given = plain_content(kind.fields, _proposed(opened, kind) | dict(place.content or {}))
    fresh = replace(drafts.new_draft(kind.code, now), content=to_json(kind.fields, given))
    begun = replace(_with_papers(opened, fresh), homes=_homes(opened))
    earlier = next((one for one in waiting if one.type == kind.code and one.about is None), None)
    return replace(begun, waiting=(earlier.id, earlier.title)) if earlier else begun


def _with_papers(opened: Opened, draft: "Draft", *, resumed: bool = False) -> Begun:
    from edudesk.services.records import get

    archive, kind = opened.archive, described(draft.type)
    content = from_json(kind.fields, draft.content)
    papers = drafted_papers(archive, draft)
    owner = ""
    if draft.about:
        owner_id = get(archive, draft.about).owner_id
        owner = get(archive, owner_id).title if owner_id != archive.holder_id else ""
    ground = ask_ground(opened, kind, content)
    return Begun(kind, content, ground, draft, papers, owner, resumed)


def _proposed(opened: Opened, kind: RecordType) -> dict[str, Any]:
    """Return what a new record most likely says: today, the community of the last one, the first state."""
    proposed: dict[str, Any] = {}
    if any(field.name == "community_id" for field in kind.fields):
        proposed["community_id"] = _last_community(opened, kind)
    for field in kind.fields:
        if field.name in _TODAY and field.core:
            proposed[field.name] = opened.clock.today()
        vocabulary = VOCABULARIES.get(field.vocabulary)
        if field.name == "state" and vocabulary is not None:
            proposed[field.name] = vocabulary.choices[0].code
    return proposed


def _last_community(opened: Opened, kind: RecordType) -> str | None:
    """Return the only community, else that of the record of this type that was entered last."""
    from edudesk.services.records import all_of

    known = {one.id for one in all_of(opened.archive, "community")}
    if len(known) == 1:
        return next(iter(known))
    ours = [one for one in all_of(opened.archive, kind.code) if one.owner_id == opened.archive.holder_id]
    last = max((one for one in ours if one.content.get("community_id") in known), key=_age, default=None)
    return last.content["community_id"] if last else None


def _age(record: "Record") -> str:
    return record.id  # ids sort by the time of their making


def _homes(opened: Opened) -> tuple[tuple[str, str], ...]:
    """Return the partners that are in one community only, with that community."""
    from edudesk.services.records import all_of

    found: dict[str, set[str]] = {}
    for one in all_of(opened.archive, "community"):
        for member in one.content.get("members", ()):
            found.setdefault(member["school_id"], set()).add(one.id)
    found.pop(opened.archive.holder_id, None)
    return tuple((school, next(iter(homes))) for school, homes in found.items() if len(homes) == 1)


def plain_content(fields: tuple[Field, ...], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a content of Python's or JSON's values as Python's; unknown names are left out."""
    read: dict[str, Any] = {}
    for field in fields:
        value = content.get(field.name)
        if value is None:
            continue
        if field.kind is Kind.ROWS:
            value = tuple(plain_content(field.rows, row) for row in value)
        elif field.kind is Kind.CHOICES or (field.kind in _AS_TEXT and isinstance(value, str)):
            value = from_json((field,), {field.name: value})[field.name]
        read[field.name] = value
    return read


@dataclass(frozen=True)
class Written:
    """What stands in the form: values, words that cannot be read yet, and the title they make."""

    content: Content
    typed: Mapping[str, str]
    title: str


def drafted(draft: "Draft", kind: RecordType, written: Written, now: datetime) -> "Draft":
    """Return the draft with what stands in the form."""
    return replace(
        draft,
        content=to_json(kind.fields, written.content),
        typed=written.typed,
        title=written.title,
        changed_at=now,
    )


def enter(opened: Opened, draft: "Draft", kind: RecordType, written: Written) -> "Entered":
    """Save the record with its evidence; raises Invalid with every problem."""
    from edudesk.errors import Invalid
    from edudesk.models.contents import problems
    from edudesk.services import drafts

    written = _named(opened, kind, written)
    # Before it becomes JSON, where values of a wrong kind could not be told any more.
    found = (*problems(kind, written.content), *_homeless(opened, kind, written.content))
    if found:
        raise Invalid(found)
    now = opened.clock.now()
    return drafts.enter(opened.archive, drafted(draft, kind, written, now), now)


def _homeless(opened: Opened, kind: RecordType, content: Content) -> "tuple[Problem, ...]":
    """Return what is wrong with a record that would be in no community's register."""
    from edudesk.errors import Problem
    from edudesk.services.records import all_of

    told = content.get("community_id") or kind.code not in _REGISTERED
    if told or not all_of(opened.archive, "community"):
        return ()
    return (Problem("make.no-community", "community_id"),)


def _named(opened: Opened, kind: RecordType, written: Written) -> Written:
    """Return what stands in the form; a record of one person takes their name where none was written."""
    from edudesk.services.records import get

    person = written.content.get("person_id")
    needs = any(field.name == "name" and field.required for field in kind.fields)
    if not person or not needs or written.content.get("name"):
        return written
    name = get(opened.archive, person).title
    return replace(written, content={**written.content, "name": name}, title=written.title or name)

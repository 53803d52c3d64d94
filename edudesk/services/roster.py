"""One person or school of the roster with everything resolved, and what a form of the roster offers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from edudesk.models.activity import Activity, ActivityPerson, ActivitySchool
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.models.vocabularies import VOCABULARIES, vocabulary_of_fact
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.moving.schools import SchoolPast, past_of
from edudesk.services.records import Record
from edudesk.services.reports.masking import masked_phone
from edudesk.texts import Label

FACTS = ("school", "title", "post", "subject", "honour", "stage", "employment", "assessment", "service")
"""The dated facts of a person in the order in which they are shown."""


@dataclass(frozen=True)
class FactLine:
    """A dated fact: what it is about, its words, from when to when, whether it holds on the day asked."""

    fact: str
    label: Label
    words: Label
    since: date | None
    until: date | None
    current: bool
    school_id: RecordId | None = None


@dataclass(frozen=True)
class PersonDetail:
    """A person of the roster; ``facts`` with those that hold first, ``activities`` the ids of work done.

    ``phone`` is whole, ``phone_masked`` what is shown until somebody asks; ``content`` feeds the form.
    """

    id: RecordId
    name: str
    sex: Label | None
    school: str
    school_id: RecordId | None
    phone: str
    phone_masked: str
    facts: tuple[FactLine, ...]
    activities: tuple[RecordId, ...]
    ours: bool
    deleted: bool
    content: Content


@dataclass(frozen=True)
class Membership:
    """A school's role in a community, from one day to another."""

    community_id: RecordId
    community: str
    role: Label
    since: date | None
    until: date | None


@dataclass(frozen=True)
class SchoolDetail:
    """A school with its communities and 沿革; ``holder``: the archive's own, ``ours``: it may be edited."""

    id: RecordId
    name: str
    kind: Label | None
    stage: Label | None
    location: Label | None
    memberships: tuple[Membership, ...]
    activities: tuple[RecordId, ...]
    phone_masked: str
    holder: bool
    partner: bool
    ours: bool
    deleted: bool
    content: Content
    past: tuple[SchoolPast, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What the forms of the roster offer: schools by name, vocabularies as codes with labels."""

    schools: tuple[tuple[RecordId, str], ...]
    words: Mapping[str, tuple[tuple[str, Label], ...]]
    holder_id: RecordId


def person_detail(
    archive: Archive, record_id: RecordId, today: date, own: OwnWords = NO_OWN_WORDS
) -> PersonDetail:
    """Return one person as things stand ``today``; ``record.none`` when there is none."""
    record = records.get(archive, record_id)
    content = record.content
    facts: tuple[Mapping[str, Any], ...] = tuple(content.get("facts", ()))
    named = records.get_many(archive, {fact["school_id"] for fact in facts if fact.get("school_id")})
    ordered = _ordered(facts, today)
    lines = tuple(_fact_line(fact, named, today, own) for fact in ordered)
    serving = (fact["school_id"] for fact in ordered if fact.get("school_id") and _holds(fact, today))
    school_id = next(serving, None)
    phone = content.get("phone") or ""
    return PersonDetail(
        record.id,
        content.get("name", ""),
        _label("sex", content.get("sex")),
        named[school_id].title if school_id in named else "",
        school_id,
        phone,
        masked_phone(phone) if phone else "",
        lines,
        _activities(archive, ActivityPerson, "person_id", record_id),
        record.owner_id == archive.holder_id,
        record.deleted,
        content,
    )


def school_detail(archive: Archive, record_id: RecordId, own: OwnWords = NO_OWN_WORDS) -> SchoolDetail:
    """Return one school with its communities; ``record.none`` when there is none."""
    record = records.get(archive, record_id)
    content = record.content
    memberships: list[Membership] = []
    partner = False
    for community in records.all_of(archive, "community"):
        members = community.content.get("members", ())
        mine = [member for member in members if member["school_id"] == record_id]
        partner = partner or bool(mine and any(each["school_id"] == archive.holder_id for each in members))
        memberships += [_membership(community, member, own) for member in mine]
    holder = record_id == archive.holder_id
    phone = content.get("phone") or ""
    return SchoolDetail(
        record.id,
        content.get("name", ""),
        _label("school-kind", content.get("kind")),
        _label("stage", content.get("stage")),
        _label("location", content.get("location")),
        tuple(memberships),
        _activities(archive, ActivitySchool, "school_id", record_id),
        masked_phone(phone) if phone else "",
        holder,
        partner and not holder,
        record.owner_id == archive.holder_id,
        record.deleted,
        content,
        past_of(archive, record),
    )


def choices(archive: Archive) -> Choices:
    """Return what the forms of the roster offer, our own school first."""
    schools = records.all_of(archive, "school")
    ordered = sorted(schools, key=lambda each: each.id != archive.holder_id)
    vocabularies = ("sex", "person-fact", "level", "school-kind", "location", *FACTS[1:])
    words = {
        code: tuple((choice.code, choice.label) for choice in VOCABULARIES[vocabulary_of_fact(code)].choices)
        for code in vocabularies
        if vocabulary_of_fact(code) in VOCABULARIES  # what has none is written freely
    }
    return Choices(tuple((each.id, each.title) for each in ordered), words, archive.holder_id)


def save_record(
    archive: Archive, type_code: str, record_id: RecordId | None, content: Content, now: datetime
) -> tuple[RecordId, str]:
    """Write a person or school, new where there is no id; return its id and the id of the change.

    Raises :class:`~edudesk.errors.Invalid` with every problem.
    """
    deed = "edit" if record_id else "create"
    with change(archive, f"{type_code}.{deed}", now, subject=str(content.get("name", ""))) as writing:
        if record_id is None:
            record_id = writing.create(type_code, content)
        else:
            writing.edit(record_id, content)
    return record_id, writing.change_id


def _ordered(facts: Iterable[Mapping[str, Any]], today: date) -> list[Mapping[str, Any]]:
    """Return what holds first, in the order of kinds, then what was, the newest first."""

    def rank(fact: Mapping[str, Any]) -> tuple[bool, int, int]:
        place = FACTS.index(fact["fact"]) if fact["fact"] in FACTS else len(FACTS)
        return (not _holds(fact, today), place, -(fact.get("since") or date.min).toordinal())

    return sorted(facts, key=rank)


def _holds(fact: Mapping[str, Any], today: date) -> bool:
    return (fact.get("since") or date.min) <= today <= (fact.get("until") or date.max)


def _fact_line(
    fact: Mapping[str, Any], schools: Mapping[RecordId, Record], today: date, own: OwnWords
) -> FactLine:
    code = fact["fact"]
    if code == "school":
        school = schools.get(fact.get("school_id") or "")
        name = school.title if school else fact.get("value") or ""
        words = Label(name, name)
    else:
        words = word(vocabulary_of_fact(code), fact.get("value") or "", own)
        if level := fact.get("level"):
            told = word("level", level, own)
            words = Label(f"{told.zh}{words.zh}", f"{words.en} ({told.en})")
    label = VOCABULARIES["person-fact"].label(code)
    holds = _holds(fact, today)
    return FactLine(code, label, words, fact.get("since"), fact.get("until"), holds, fact.get("school_id"))


def _membership(community: Record, member: Mapping[str, Any], own: OwnWords) -> Membership:
    role = word("member-role", member["role"], own)
    return Membership(community.id, community.title, role, member.get("since"), member.get("until"))


def _label(vocabulary: str, code: str | None) -> Label | None:
    return word(vocabulary, code) if code else None


def _activities(
    archive: Archive, table: type[ActivityPerson] | type[ActivitySchool], column: str, record_id: RecordId
) -> tuple[RecordId, ...]:
    """Return the activities held with a person or school, in the order of their days."""
    chosen = (
        select(Activity.id)
        .join(table, table.record_id == Activity.id)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(getattr(table, column) == record_id, Activity.state == "held", RecordHead.deleted.is_(False))
        .group_by(Activity.id)
        .order_by(Activity.starts_on, Activity.id)
    )
    with archive.read() as connection:
        return tuple(connection.execute(chosen).scalars())

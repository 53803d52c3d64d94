"""Finding records by words across the whole archive, in the groups that a person thinks in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.jobs import QUIET, Job
from edudesk.services.records import Record
from edudesk.services.search import SearchIndex
from edudesk.texts import Label

_INDEX = "search.db"
_READ = 200
"""So many of the newest hits are looked at; more are counted."""
_DAYS = ("starts_on", "planned_from", "dated", "signed_on", "asked_on", "awarded_on")


class Group(StrEnum):
    """What hits are grouped by, in the order in which they are shown."""

    ACTIVITIES = "activities"
    PEOPLE = "people"
    SCHOOLS = "schools"
    OTHERS = "others"


_GROUP_OF = {"activity": Group.ACTIVITIES, "person": Group.PEOPLE, "school": Group.SCHOOLS}


@dataclass(frozen=True)
class Hit:
    """A record that holds the words: its title, and its day or its school or the name of its type."""

    type: str
    id: RecordId
    title: str
    day: date | None
    about: Label


@dataclass(frozen=True)
class Hits:
    """How many records hold all the words, the newest of them by group, and the ids of all that were read."""

    words: str
    total: int
    groups: Mapping[Group, tuple[Hit, ...]]
    records: tuple[tuple[str, RecordId], ...]


def find_hits(archive: Archive, words: str, most: int = 6) -> Hits:
    """Return what holds every one of ``words``: of each group at most ``most``, newest first."""
    with SearchIndex(archive.derived / _INDEX) as index:
        index.catch_up(archive)
        found = index.find(words, _READ)
    read = records.get_many(archive, found.ids)
    listed = [read[one] for one in found.ids if one in read and not read[one].deleted]
    groups: dict[Group, list[Record]] = {}
    for record in listed:
        groups.setdefault(_GROUP_OF.get(record.type, Group.OTHERS), []).append(record)
    return Hits(
        words,
        found.total,
        {group: _hits(archive, groups[group][:most]) for group in Group if group in groups},
        tuple((record.type, record.id) for record in listed),
    )


def prepare_search(archive: Archive, job: Job = QUIET) -> None:
    """Read into the index what it does not hold yet; for a large archive the first time takes long."""
    with SearchIndex(archive.derived / _INDEX) as index:
        index.catch_up(archive, job)


def _hits(archive: Archive, chosen: list[Record]) -> tuple[Hit, ...]:
    schools = records.get_many(archive, [place for record in chosen if (place := _school_of(record))])
    return tuple(_hit(record, schools) for record in chosen)


def _hit(record: Record, schools: Mapping[RecordId, Record]) -> Hit:
    day = next((record.content[name] for name in _DAYS if record.content.get(name)), None)
    school = schools.get(_school_of(record) or "")
    about = Label(school.title, school.title) if school else record.described.label
    return Hit(record.type, record.id, record.title, day, about)


def _school_of(record: Record) -> RecordId | None:
    """Return the school that a person was last said to be at."""
    if record.type != "person":
        return None
    facts = record.content.get("facts") or ()
    return next((fact["school_id"] for fact in reversed(facts) if fact.get("school_id")), None)

"""The written material of the demonstration, and who is meant by the names in it."""

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.ids import new_id
from edudesk.resources import resource
from edudesk.services.archive import Archive
from edudesk.services.records import all_of
from edudesk.services.schemes.reading import read_scheme

Raw = Mapping[str, Any]
CHINA = timezone(timedelta(hours=8))
ACTIVITY_FILES = ("activities-2025-1", "activities-2025-2", "activities-kindergarten")


def read(name: str) -> Raw:
    """Return one file of the material."""
    return tomllib.loads(text(name))


def text(name: str) -> str:
    """Return the text of one file of the material."""
    return resource("demonstration", f"{name}.toml").read_text("utf-8")


def rows(table: Raw, names: str) -> Iterator[dict[str, Any]]:
    """Give the ``rows`` of a table as tables with these ``names``; what is empty is left out."""
    keys = names.split()
    for row in table["rows"]:
        yield {key: value for key, value in zip(keys, row, strict=True) if value != ""}


def local(day: date, clock: time) -> datetime:
    """Return a local day and clock time in UTC."""
    return datetime.combine(day, clock, CHINA).astimezone(UTC)


def dice(seed: str) -> random.Random:
    """Return dice that fall the same way each time for the same ``seed``."""
    return random.Random(seed)  # noqa: S311 - for clock times of invented entries


def entered(day: date, seed: str, after: int | None = None) -> datetime:
    """Return when something of ``day`` was plausibly entered, in UTC: a few days later, after lessons."""
    fallen = dice(seed)
    days = fallen.choice((0, 1, 1, 2, 3)) if after is None else after
    return local(day + timedelta(days=days), time(fallen.randint(16, 21), fallen.randrange(60)))


@dataclass
class Names:
    """Ids of what is named in the material; ``keys`` grows as records are made."""

    schools: Mapping[str, RecordId]
    people: Mapping[str, RecordId]
    school_of: Mapping[RecordId, RecordId]
    communities: Mapping[str, RecordId]
    lines: Mapping[str, str]
    keys: dict[str, RecordId] = field(default_factory=dict)

    def mint(self, key: str) -> RecordId:
        """Return a new id that ``key`` stands for from now on; an empty key stands for nothing."""
        made = new_id()
        if key:
            self.keys[key] = made
        return made


def names_of(archive: Archive) -> Names:
    """Return the names of an archive that was just set up."""
    people = all_of(archive, "person")
    lines: dict[str, str] = {}
    for adoption in all_of(archive, "adoption"):
        words = read_scheme(adoption.content["scheme_text"]).vocabulary.get("line", ())
        lines |= {word.name.zh: word.code for word in words}
    return Names(
        schools={school.content["short_name"]: school.id for school in all_of(archive, "school")},
        people={person.title: person.id for person in people},
        school_of={
            person.id: next(fact["school_id"] for fact in person.content["facts"] if fact["fact"] == "school")
            for person in people
        },
        communities={community.title: community.id for community in all_of(archive, "community")},
        lines=lines,
    )

"""One activity with everything resolved: the pane beside the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.errors import UserError
from edudesk.models.archive import Revision
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.models.filing import Evidence
from edudesk.services.archive import Archive
from edudesk.services.listing.sides import Sides, in_force, sides
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.records import Record, get, get_many
from edudesk.services.reports.collecting import is_picture
from edudesk.texts import Label

_TEXTS = (
    *("place", "grade", "result", "process", "reflection", "follow_up", "link", "recorder", "responsible"),
    "cancelled_because",
)
_VALUES = (
    *("topic", "state", "starts_on", "ends_on", "starts_at", "ends_at", "expected", "actual", "pupils"),
    "community_id",
)
_SHARED = ("id", "entered_at", "changed_at", "late", "historical", "deleted")


@dataclass(frozen=True)
class DetailSchool:
    """A school that takes part; ``side`` is helper, helped or other, ``ours`` for the archive's own."""

    id: RecordId
    name: str
    short_name: str
    side: str
    ours: bool


@dataclass(frozen=True)
class DetailPerson:
    """A person or group that takes part; ``count`` is of a group; ``role`` None when none was given."""

    person_id: RecordId | None
    name: str
    count: int | None
    side: str
    ours: bool
    role: Label | None


@dataclass(frozen=True)
class DetailEvidence:
    """A file on the record; ``sha256`` gives its thumbnail (``listing.thumbnails``) and its original.

    ``other_day`` when it was taken on a day outside the activity's.
    """

    id: RecordId
    name: str
    kind: str
    kind_label: Label
    sha256: str
    media_type: str
    size: int
    caption: str
    taken_at: datetime | None
    other_day: bool
    picture: bool


@dataclass(frozen=True)
class ActivityDetail:
    """The seven facts in order (when, how much, who, which schools, topic, result, evidence), then the rest.

    ``amounts`` are pairs of number and unit; ``revisions`` counts the states the record has had;
    ``entered_at`` is UTC.
    """

    id: RecordId
    topic: str
    state: str
    kinds: tuple[Label, ...]
    starts_on: date | None
    ends_on: date | None
    starts_at: time | None
    ends_at: time | None
    amounts: tuple[tuple[Decimal, Label], ...]
    people: tuple[DetailPerson, ...]
    schools: tuple[DetailSchool, ...]
    host: str
    host_ours: bool
    place: str
    form: Label | None
    subjects: tuple[Label, ...]
    grade: str
    expected: int | None
    actual: int | None
    pupils: int | None
    result: str
    process: str
    reflection: str
    follow_up: str
    link: str
    rating: Label | None
    recorder: str
    responsible: str
    cancelled_because: str
    community_id: RecordId | None
    evidence: tuple[DetailEvidence, ...]
    entered_by: str
    entered_at: datetime
    changed_at: datetime
    late: bool
    historical: bool
    ours: bool
    owner: str
    deleted: bool
    revisions: int


def detail(archive: Archive, record_id: RecordId, own_words: OwnWords = NO_OWN_WORDS) -> ActivityDetail:
    """Return one activity in full; ``record.none`` when there is none of this id."""
    with archive.read() as connection:
        record = get(connection, record_id)
        if record.type != "activity":
            raise UserError("record.none")
        known = sides(connection, archive.holder_id)
        named = get_many(connection, _named(record))
        papers = _evidence(connection, record_id)
        revisions = connection.execute(
            select(func.count()).where(Revision.record_id == record_id)
        ).scalar_one()
    whole = _Whole(record, known, named, own_words)
    return ActivityDetail(
        **whole.plain(),
        **whole.words(),
        people=tuple(whole.person(row) for row in record.content.get("people", ())),
        schools=tuple(whole.school(row) for row in record.content.get("schools", ())),
        evidence=tuple(whole.file(one) for one in papers),
        revisions=revisions,
    )


def _named(record: Record) -> set[RecordId]:
    content = record.content
    people = {row["person_id"] for row in content.get("people", ()) if row.get("person_id")}
    schools = {row["school_id"] for row in content.get("schools", ())}
    host = {content["host_id"]} if content.get("host_id") else set()
    return people | schools | host | {record.owner_id}


def _evidence(connection: Connection, record_id: RecordId) -> list[Record]:
    about = connection.execute(select(Evidence.id).where(Evidence.about_id == record_id)).scalars()
    found = (one for one in get_many(connection, about).values() if not one.deleted)
    return sorted(found, key=lambda one: (one.content.get("place_in_list") or 0, one.id))


@dataclass(frozen=True)
class _Whole:
    """The activity with everything its parts are named by."""

    record: Record
    sides: Sides
    named: Mapping[RecordId, Record]
    own_words: OwnWords

    def plain(self) -> dict[str, Any]:
        """Return what is taken over as it stands."""
        record, content = self.record, self.record.content
        texts = {name: content.get(name, "") for name in _TEXTS}
        values = {name: content.get(name) for name in _VALUES}
        shared = {name: getattr(record, name) for name in _SHARED}
        return texts | values | shared | {"entered_by": record.entered_by or ""}

    def words(self) -> dict[str, Any]:
        """Return what stands for codes and ids."""
        content, host = self.record.content, self.record.content.get("host_id")
        return {
            "kinds": tuple(self._word("activity-kind", code) for code in content.get("kinds", ())),
            "subjects": tuple(self._word("subject", code) for code in content.get("subjects", ())),
            "form": self._word("form", content["form"]) if content.get("form") else None,
            "rating": self._word("grade", content["rating"]) if content.get("rating") else None,
            "amounts": tuple(
                (Decimal(row["amount"]), self._word("unit", row["unit"])) for row in content.get("units", ())
            ),
            "host": self._title(host),
            "host_ours": self.sides.ours(host),
            "owner": self._title(self.record.owner_id),
            "ours": self.record.owner_id == self.sides.holder_id,
        }

    def school(self, row: Content) -> DetailSchool:
        """Return a school that takes part."""
        school_id = row["school_id"]
        name = self._title(school_id)
        short = self.named[school_id].content.get("short_name") if school_id in self.named else None
        return DetailSchool(
            school_id,
            name,
            short or name,
            row.get("side") or self._side(school_id),
            self.sides.ours(school_id),
        )

    def person(self, row: Content) -> DetailPerson:
        """Return somebody who takes part; who has no side is where the school stands that they belong to."""
        person_id, role = row.get("person_id"), row.get("role")
        school_id = self._school_of(person_id)
        side = row.get("side") or self._side(school_id)
        own_side = self._side(self.sides.holder_id)
        return DetailPerson(
            person_id=person_id,
            name=self._title(person_id) or row.get("name", ""),
            count=row.get("count"),
            side=side,
            # Of a larger community others may stand on our side: the person's own school decides.
            ours=self.sides.ours(school_id) if school_id else side == own_side != "other",
            role=self._word("activity-role", role) if role else None,
        )

    def file(self, one: Record) -> DetailEvidence:
        """Return a file of evidence."""
        content = one.content
        taken = content.get("taken_at")
        first = self.record.content.get("starts_on")
        last = self.record.content.get("ends_on") or first
        return DetailEvidence(
            id=one.id,
            name=content["name"],
            kind=content["kind"],
            kind_label=self._word("evidence-kind", content["kind"]),
            sha256=content["sha256"],
            media_type=content.get("media_type", ""),
            size=content["size"],
            caption=content.get("caption", ""),
            taken_at=taken,
            other_day=bool(taken and first and last and not first <= taken.date() <= last),
            picture=is_picture(one),
        )

    def _word(self, vocabulary: str, code: str) -> Label:
        return word(vocabulary, code, self.own_words)

    def _title(self, record_id: RecordId | None) -> str:
        found = self.named.get(record_id or "")
        return found.title if found else ""

    def _side(self, school_id: RecordId | None) -> str:
        content = self.record.content
        for row in content.get("schools", ()):
            if row.get("side") and self.sides.identity.of(row["school_id"]) == self.sides.identity.maybe(
                school_id
            ):
                return str(row["side"])
        return self.sides.role_side(school_id, content.get("community_id"), content.get("starts_on"))

    def _school_of(self, person_id: RecordId | None) -> RecordId | None:
        found, day = self.named.get(person_id or ""), self.record.content.get("starts_on")
        rows = [row for row in found.content.get("facts", ()) if row["fact"] == "school"] if found else []
        held = [row for row in rows if in_force(row, day)]
        return held[-1].get("school_id") if held else None

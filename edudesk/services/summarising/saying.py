"""What the marks of a summary say now: looked up in the archive, never made up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, select

from edudesk.models.activity import Activity
from edudesk.models.base import RecordId
from edudesk.services.records import Record, get_many
from edudesk.services.reports.collecting import is_picture
from edudesk.services.schemes.explain import plain
from edudesk.services.standing.words import say_amount
from edudesk.services.summarising.figures import Figure, Headcount, RecordKey
from edudesk.services.summarising.marks import FIGURE, PHOTO, TABLE, Mark, marks
from edudesk.texts import Label, Texts

TABLES: Mapping[str, Label] = MappingProxyType(
    {
        "activities": Label("活动一览", "Activities"),
        "rules": Label("指标自查情况", "Self-check of the rules"),
        "figures": Label("数据表", "Figures"),
    }
)
"""The tables that a mark may put into the text, by key."""


@dataclass(frozen=True)
class Saying:
    """What a mark says: ``name`` of what it stands for, ``words`` to be read, ``said`` to be kept in it.

    A ``gone`` one has lost its source: its words are what it said last, and ``said`` stays. ``changed``: it
    says something else than when it was saved. ``records`` are what it counts or shows.
    """

    mark: Mark
    name: str
    words: str
    said: str
    records: tuple[RecordKey, ...] = ()
    gone: bool = False
    changed: bool = False


@dataclass(frozen=True)
class Photo:
    """A picture that a mark can show: its evidence, and the activity or other record it belongs to."""

    evidence: Record
    about: Record

    @property
    def caption(self) -> str:
        """The words under it: its own, else what it was taken of."""
        return str(self.evidence.content.get("caption") or self.about.title)


@dataclass(frozen=True)
class Sources:
    """What marks are looked up in: figures by key, pictures by the id of their evidence."""

    figures: Mapping[str, Figure]
    photos: Mapping[RecordId, Photo]

    def say(self, mark: Mark, texts: Texts) -> Saying:
        """Return what a mark says now."""
        if mark.kind == FIGURE and (figure := self.figures.get(mark.key)):
            said = plain(figure.number)
            words = say_amount(texts, figure.number, figure.unit)
            changed = mark.said is not None and mark.said != said
            return Saying(mark, figure.name(texts.language), words, said, figure.records, changed=changed)
        if mark.kind == PHOTO and (photo := self.photos.get(mark.key)):
            caption = photo.caption
            return Saying(mark, caption, caption, caption, ((photo.about.type, photo.about.id),))
        if mark.kind == TABLE and mark.key in TABLES:
            name = TABLES[mark.key](texts.language)
            return Saying(mark, name, name, name, self._listed(mark.key))
        last = mark.said or ""
        return Saying(mark, mark.key, last, last, gone=True)

    def _listed(self, key: str) -> tuple[RecordKey, ...]:
        held = self.figures.get("held")
        if key == "activities":
            return held.records if held else ()
        rules = (one for one in self.figures.values() if key == "figures" or one.group == "rules")
        return tuple(dict.fromkeys(record for one in rules for record in one.records))


def headcounts(connection: Connection, ids: Collection[RecordId]) -> Mapping[RecordId, Headcount]:
    """Return how many were there, by activity."""
    from edudesk.services.listing.query import listed  # noqa: PLC0415 - not for reports without a summary

    chosen = select(Activity.id, Activity.actual, Activity.pupils).where(Activity.id.in_(listed(ids)))
    return {row.id: Headcount(row.actual, row.pupils) for row in connection.execute(chosen)}


def photos_at(connection: Connection, ids: Iterable[RecordId]) -> Mapping[RecordId, Photo]:
    """Return the pictures with these ids of evidence that are still there, with what they belong to."""
    found = {one.id: one for one in get_many(connection, set(ids)).values() if not one.deleted}
    pictures = [one for one in found.values() if one.type == "evidence" and is_picture(one)]
    about = get_many(connection, {one.content["about_id"] for one in pictures})
    alive = {one.id: one for one in about.values() if not one.deleted}
    return {
        one.id: Photo(one, alive[one.content["about_id"]])
        for one in pictures
        if one.content["about_id"] in alive
    }


def marked_photos(bodies: Iterable[str]) -> set[RecordId]:
    """Return the ids of the pictures that texts have marks for."""
    return {mark.key for body in bodies for mark in marks(body) if mark.kind == PHOTO}

"""What the filters of the list of activities can offer: only what occurs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, true

from edudesk.models.activity import Activity, ActivitySchool
from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.listing.activities import short_names
from edudesk.services.listing.narrowing import ActivityFilter, conditions
from edudesk.services.listing.query import present, reading_key
from edudesk.services.listing.sides import Sides, sides
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.texts import Label


@dataclass(frozen=True)
class Offers:
    """Kinds (code, name) in the order of the vocabulary, other schools by name, months newest first."""

    kinds: tuple[tuple[str, Label], ...]
    schools: tuple[tuple[RecordId, str], ...]
    months: tuple[str, ...]


def offers(archive: Archive, within: ActivityFilter, own_words: OwnWords = NO_OWN_WORDS) -> Offers:
    """Return what occurs among the activities that ``within`` leaves, usually a term of a community."""
    with archive.read() as connection:
        known = sides(connection, archive.holder_id)

        def left(*columns: Any) -> Select[Any]:
            whole = select(*columns).select_from(Activity.__table__)
            return whole.where(present(Activity.id), *conditions(within, known))

        month = func.strftime("%Y-%m", Activity.starts_on)
        months = connection.execute(left(month).distinct().order_by(month.desc())).scalars().all()
        kind = func.json_each(Activity.kinds).table_valued("value", name="each_kind")
        codes = connection.execute(left(kind.c.value).join(kind, onclause=true()).distinct()).scalars()
        return Offers(
            tuple((code, word("activity-kind", code, own_words)) for code in sorted(codes, key=_place)),
            tuple(_schools(connection, left(Activity.id), known)),
            tuple(filter(None, months)),
        )


def _place(code: str) -> tuple[int, str]:
    codes = [choice.code for choice in VOCABULARIES["activity-kind"].choices]
    return (codes.index(code) if code in codes else len(codes), code)


def _schools(connection: Connection, activities: Select[Any], known: Sides) -> Iterator[tuple[RecordId, str]]:
    taking_part = select(ActivitySchool.school_id).where(ActivitySchool.record_id.in_(activities)).distinct()
    found = {known.identity.of(school) for school in connection.execute(taking_part).scalars()}
    names = short_names(connection, {school for school in found if not known.ours(school)})
    yield from sorted(names.items(), key=lambda one: reading_key(one[1]) or b"")

"""Groups that are counted and not named, as rows of a table."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.person import Group
from edudesk.models.school import School
from edudesk.services.archive import Archive
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.texts import Label
from edudesk.texts.initials import reading_order


@dataclass(frozen=True)
class GroupRow:
    """A group of a school; ``partner``: the one it is paired with; ``term``: a code such as ``2025-1``."""

    id: RecordId
    name: str
    kind: Label | None
    count: int
    school_id: RecordId
    school: str
    partner: str
    term: str
    note: str
    ours: bool


def groups(archive: Archive, own_words: OwnWords = NO_OWN_WORDS) -> tuple[GroupRow, ...]:
    """Return all groups, those of the newest term first, then by name."""
    table: Any = Group.__table__
    school, partner = aliased(School), aliased(School)
    chosen = (
        select(
            table,
            table.c.count.label("heads"),  # a row has a method of the column's own name
            RecordHead.owner_id,
            func.coalesce(school.short_name, school.name).label("school"),
            func.coalesce(partner.short_name, partner.name).label("partner"),
        )
        .join(RecordHead, RecordHead.id == table.c.id)
        .outerjoin(school, school.id == table.c.school_id)
        .outerjoin(partner, partner.id == table.c.partner_id)
        .where(RecordHead.deleted.is_(False))
    )
    with archive.read() as connection:
        found = connection.execute(chosen).all()
    named = sorted(found, key=lambda row: reading_order(row.name))
    return tuple(
        GroupRow(
            id=row.id,
            name=row.name,
            kind=word("group-kind", row.kind, own_words) if row.kind else None,
            count=row.heads,
            school_id=row.school_id or "",
            school=row.school or "",
            partner=row.partner or "",
            term=row.term or "",
            note=row.note or "",
            ours=row.owner_id == archive.holder_id,
        )
        for row in sorted(named, key=lambda row: row.term or "", reverse=True)
    )

"""The summaries of a term: those that are kept, those begun and not saved, and those that could be begun."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from edudesk.models.base import RecordId
from edudesk.models.contents import Content, from_json
from edudesk.models.plan import Summary
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.belonging import belongs, term_days
from edudesk.services.calendar import TermCode
from edudesk.services.drafts import waiting
from edudesk.services.listing.query import present
from edudesk.services.records import Record, get_many
from edudesk.services.reports.writings import SUMMARY_SECTIONS
from edudesk.services.standing.live import Standing
from edudesk.services.summarising.spans import MONTH, TERM, YEAR, months_of, term_at

_ORDER = (TERM, YEAR, MONTH)


@dataclass(frozen=True)
class Slot:
    """One line of the list: a ``record``, a ``draft`` that was never saved, or neither: it can be begun.

    ``written`` of ``total`` sections have text; ``owner`` is the school that wrote another side's.
    """

    community: RecordId
    level: str
    month: str = ""
    record: RecordId = ""
    draft: RecordId = ""
    title: str = ""
    owner: str = ""
    ours: bool = True
    written: int = 0
    total: int = len(SUMMARY_SECTIONS)


@dataclass(frozen=True)
class Board:
    """The summaries of a term, and the communities that may have some."""

    term: TermCode
    communities: tuple[tuple[RecordId, str], ...]
    slots: tuple[Slot, ...]


def board(archive: Archive, standing: Standing, term: TermCode | None, today: date) -> Board:
    """Return the summaries of a term, community by community: the term's, the year's, then the months'."""
    standing.catch_up()
    code = term or standing.term_of_day(today)
    kept = _kept(archive)
    slots: list[Slot] = []
    for community in standing.communities:
        terms = standing.facts_of(community.id).terms
        days = term_days(term_at(code, terms), terms)
        here = [
            slot
            for slot, content in kept
            if slot.community == community.id and belongs("summary", content, days)
        ]
        begun = months_of(term_at(code, terms), today)
        slots += sorted([*here, *_missing(here, community.id, begun)], key=_place)
    owners = get_many(archive, {slot.owner for slot in slots if slot.owner})
    named = [replace(one, owner=owners[one.owner].title) if one.owner in owners else one for one in slots]
    return Board(code, tuple((one.id, one.title) for one in standing.communities), tuple(named))


def written_of(sections: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Return how many sections have text, and how many there are."""
    return sum(bool((row.get("body") or "").strip()) for row in sections), len(sections)


def level_of(content: Mapping[str, Any]) -> str:
    """Return what a summary is about: a term, a year or a month."""
    return str(content.get("level") or (MONTH if content.get("month") else TERM))


def _kept(archive: Archive) -> list[tuple[Slot, Content]]:
    """Return all summaries, and the drafts of new ones, with what they say."""
    with archive.read() as connection:
        ids = connection.execute(select(Summary.id).where(present(Summary.id))).scalars().all()
        found = get_many(connection, ids).values()
    slots = [(_of_record(archive, one), one.content) for one in found]
    for draft in waiting(archive).drafts:
        if draft.type == "summary" and draft.about is None:
            content = from_json(record_types()["summary"].fields, draft.content)
            slots.append((replace(_slot(content), draft=draft.id), content))
    return slots


def _of_record(archive: Archive, record: Record) -> Slot:
    ours = record.owner_id == archive.holder_id
    return replace(_slot(record.content), record=record.id, ours=ours, owner="" if ours else record.owner_id)


def _slot(content: Content) -> Slot:
    written, total = written_of(content.get("sections", ()))
    return Slot(
        content.get("community_id") or "",
        level_of(content),
        content.get("month") or "",
        title=content.get("title") or "",
        written=written,
        total=total,
    )


def _missing(here: Sequence[Slot], community: RecordId, months: Sequence[str]) -> Iterator[Slot]:
    """Give the customary summaries that we have not begun."""
    there = {(slot.level, slot.month if slot.level == MONTH else "") for slot in here if slot.ours}
    for level, month in ((TERM, ""), (YEAR, ""), *((MONTH, one) for one in months)):
        if (level, month) not in there:
            yield Slot(community, level, month)


def _place(slot: Slot) -> tuple[int, str, bool, str]:
    level = _ORDER.index(slot.level) if slot.level in _ORDER else len(_ORDER)
    return level, slot.month, not slot.ours, slot.record or slot.draft

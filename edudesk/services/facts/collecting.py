"""All that rules read about one community, collected as a whole or only where something was written."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, select

from edudesk.models.archive import ArchiveFact
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.facts import community, people, results, work
from edudesk.services.facts.source import Source, evidence_by_record
from edudesk.services.identity import same_objects
from edudesk.services.schemes.facts import ActivityFacts, Facts, SettingValue
from edudesk.services.schemes.judging.index import Index
from edudesk.services.schemes.judging.order import Order

SECTIONS: Mapping[str, Callable[[Source], Any]] = {
    "community": community.community,
    "schools": community.schools,
    "members": community.members,
    "domains": community.domains,
    "agreements": community.agreements,
    "terms": community.terms,
    "special_days": community.special_days,
    "people": people.people,
    "pairs": people.pairs,
    "exchanges": people.exchanges,
    "documents": results.documents,
    "donations": work.donations,
    "requests": work.requests,
    "achievements": results.achievements,
    "duties": community.duties,
    "figures": results.figures,
    "assessments": results.assessments,
    "others": community.others,
}
"""How each field of the facts is read; the activities, of which there are many, are read by themselves."""
_FEW = 100
"""So many activities are put into their places one by one; of more the whole is arranged anew."""
_ID = attrgetter("id")
COMMON = frozenset({"schools", "people", "special_days"})
"""The sections that are the same for every community of an archive."""


def collect_facts(
    archive: Archive, community_id: str, settings: Mapping[str, SettingValue] | None = None
) -> Facts:
    """Return all that rules read about one community, with linked schools and people as one.

    ``settings`` are those of the adoption in force.
    """
    with archive.read() as connection:
        return replace(collected(source_of(connection, community_id)), settings=dict(settings or {}))


def collected(source: Source) -> Facts:
    """Return the facts of the source's community."""
    sections = {name: _section(source, name) for name in SECTIONS}
    return Facts(**sections, activities=work.activities(source))


def source_of(
    connection: Connection, community_id: RecordId, about: Collection[RecordId] | None = None
) -> Source:
    """Return where the facts of a community are read from; an empty one: what was filed with none.

    ``about`` are the only records whose evidence will be asked for, all where it is None.
    """
    held = connection.execute(select(ArchiveFact.value).where(ArchiveFact.name == "holder")).scalar()
    holder = held["value"] if held else None
    papers = evidence_by_record(connection, about)
    return Source(connection, community_id, holder, same_objects(connection, holder), papers)


def brought_up(
    facts: Facts, source: Source, sections: Collection[str], activities: Collection[RecordId]
) -> Facts:
    """Return the facts with these sections and these activities read again; the same when nothing differs."""
    read = {name: _section(source, name) for name in SECTIONS if name in sections}
    if activities:
        read["activities"] = replaced(facts.activities, source, activities)
    changed = {name: value for name, value in read.items() if value != getattr(facts, name)}
    if not changed:
        return facts
    fresh = replace(facts, **changed)
    if len(activities) < _FEW:
        Order.carry(facts, fresh, _of(facts.activities, activities), _of(fresh.activities, activities))
        if changed.keys() == {"activities"}:
            Index.carry(facts, fresh)
    return fresh


def _section(source: Source, name: str) -> Any:
    if name not in COMMON:
        return SECTIONS[name](source)
    if name not in source.shared:
        source.shared[name] = SECTIONS[name](source)
    return source.shared[name]


def replaced(
    known: tuple[ActivityFacts, ...], source: Source, ids: Collection[RecordId]
) -> tuple[ActivityFacts, ...]:
    """Return the activities with those of these ids as they are now, or gone; by id, as they come."""
    fresh = {each.id: each for each in work.activities(source, ids)}
    if len(ids) >= _FEW:
        found = {each.id: each for each in known if each.id not in ids} | fresh
        return tuple(found[each] for each in sorted(found))
    kept = list(known)
    for one in ids:
        place = bisect_left(kept, one, key=_ID)
        is_there = place < len(kept) and kept[place].id == one
        kept[place : place + is_there] = [fresh[one]] if one in fresh else []
    return tuple(kept)


def _of(known: tuple[ActivityFacts, ...], ids: Collection[RecordId]) -> Iterator[ActivityFacts]:
    """Give those of these ids that are there."""
    for one in ids:
        place = bisect_left(known, one, key=_ID)
        if place < len(known) and known[place].id == one:
            yield known[place]

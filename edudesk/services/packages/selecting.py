"""Which records a package of one community and one term holds, so that every reference in it resolves."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.contents import from_json
from edudesk.models.description import Field, Kind
from edudesk.models.filing import Document, Evidence, SameAs, SameEvent
from edudesk.models.people_work import Opinion
from edudesk.models.registry import record_types
from edudesk.services.belonging import OF_COMMUNITY, TermDays, belongs
from edudesk.services.identity import same_objects

Row = Mapping[str, Any]
"""A row of the revision table."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record that travels, and the ids of its heads, the one that is shown first."""

    record_id: RecordId
    type: str
    heads: tuple[str, ...]


Found = Mapping[RecordId, Chosen]

_CARRY = frozenset({*OF_COMMUNITY, "opinion"}) - {"adoption", "term"}
"""The types whose evidence, opinions and papers travel with them; those of people and schools stay."""
_CHUNK = 400


def belonging(
    connection: Connection,
    community_id: RecordId,
    days: TermDays,
    *,
    holder_id: RecordId,
    counted: Collection[RecordId] = (),
) -> tuple[Chosen, ...]:
    """Return the records of the package in order of their ids.

    A record that belonged to the term in any earlier revision travels as well, so that a receiver learns that
    it was moved; so do tombstones. ``counted`` are records that the term's results point to.
    """
    chosen = {community_id, holder_id} | _special_days(connection)
    chosen |= _of_the_term(connection, same_objects(connection, holder_id).group(community_id), days)
    found = _whole(connection, chosen, {})
    carried = {one.record_id for one in found.values() if one.type in _CARRY}
    while fresh := _attached(connection, carried) - found.keys():
        found = _whole(connection, fresh, found)
        carried = {one for one in fresh if found[one].type in _CARRY}
    found = _whole(connection, counted, found)
    while links := _links(connection, found) - found.keys():
        found = _whole(connection, links, found)
    return tuple(found[record_id] for record_id in sorted(found))


def _of_the_term(connection: Connection, communities: Sequence[RecordId], days: TermDays) -> set[RecordId]:
    """Return the records, filed under any of the community's ids, of which some revision is of the term."""
    own = Revision.content["community_id"].as_string().in_(communities)
    day, moved = (Revision.content[name].as_string() for name in ("starts_on", "term"))
    near = or_(day.between(days.first.isoformat(), days.last.isoformat()), moved.is_not(None))
    chosen = (
        select(Revision.record_id, Revision.type, Revision.content)
        .join(RecordHead, RecordHead.id == Revision.record_id)
        # Of years of activities a term is a small part.
        .where(RecordHead.type.in_(OF_COMMUNITY), or_(RecordHead.type != "activity", near), own)
    )
    touching = {
        row.record_id
        for row in connection.execute(chosen)
        if belongs(row.type, from_json(record_types()[row.type].fields, row.content), days)
    }
    heads = select(Revision.record_id, Revision.id, RecordHead.heads).join(
        RecordHead, RecordHead.id == Revision.record_id
    )
    return {
        row.record_id
        for chunk in _chunks(touching)
        for row in connection.execute(heads.where(Revision.record_id.in_(chunk), own))
        if row.id in row.heads  # a record that was moved to another community is no longer its affair
    }


def _special_days(connection: Connection) -> set[RecordId]:
    chosen = select(RecordHead.id).where(RecordHead.type == "special-day", RecordHead.heads != [])
    return set(connection.execute(chosen).scalars())


def _attached(connection: Connection, ids: Collection[RecordId]) -> set[RecordId]:
    """Return the evidence, opinions and papers about these records."""
    found: set[RecordId] = set()
    for table in (Evidence, Opinion, Document):
        for chunk in _chunks(ids):
            found |= set(connection.execute(select(table.id).where(table.about_id.in_(chunk))).scalars())
    return _standing(connection, found)


def _links(connection: Connection, found: Found) -> set[RecordId]:
    """Return the links between what is there: one end is enough for an object, an event needs both."""
    objects = [one.record_id for one in found.values() if one.type in ("school", "person", "community")]
    events = {one.record_id for one in found.values() if one.type == "activity"}
    links: set[RecordId] = set()
    for chunk in _chunks(objects):
        either = or_(SameAs.first_id.in_(chunk), SameAs.second_id.in_(chunk))
        links |= set(connection.execute(select(SameAs.id).where(either)).scalars())
    for chunk in _chunks(events):
        chosen = select(SameEvent.id, SameEvent.second_id).where(SameEvent.first_id.in_(chunk))
        links |= {link for link, second in connection.execute(chosen) if second in events}
    return _standing(connection, links)


def _standing(connection: Connection, ids: Collection[RecordId]) -> set[RecordId]:
    """Return those of these records that were not taken back with the package that brought them."""
    standing: set[RecordId] = set()
    for chunk in _chunks(ids):
        chosen = select(RecordHead.id).where(RecordHead.id.in_(chunk), RecordHead.heads != [])
        standing |= set(connection.execute(chosen).scalars())
    return standing


def _whole(connection: Connection, ids: Iterable[RecordId], found: Found) -> dict[RecordId, Chosen]:
    """Return ``found`` with these records and all that they point to."""
    gathered = dict(found)
    wanted = set(ids) - gathered.keys()
    while wanted:
        fresh = _chosen(connection, wanted)
        gathered |= {one.record_id: one for one in fresh}
        # Contents are let go of at once: those of a term with its files take many megabytes.
        wanted = {target for heads in rows_of(connection, fresh) for row in heads for target in targets(row)}
        wanted -= gathered.keys()
    return gathered


def _chosen(connection: Connection, ids: Collection[RecordId]) -> list[Chosen]:
    # What was taken back has no heads; where something points to it, what is shown of it travels.
    columns = select(RecordHead.id, RecordHead.type, RecordHead.revision_id, RecordHead.heads)
    return [
        Chosen(row.id, row.type, (row.revision_id, *sorted({*row.heads} - {row.revision_id})))
        for chunk in _chunks(ids)
        for row in connection.execute(columns.where(RecordHead.id.in_(chunk)))
    ]


def rows_of(connection: Connection, chosen: Sequence[Chosen]) -> Iterator[tuple[Row, ...]]:
    """Give the heads of each record as rows; they are read some hundreds at a time."""
    table = _revisions()
    for start in range(0, len(chosen), _CHUNK):
        some = chosen[start : start + _CHUNK]
        rows: dict[str, Row] = {}
        for chunk in _chunks([head for one in some for head in one.heads]):
            found = connection.execute(select(table).where(table.c.id.in_(chunk))).mappings()
            rows |= {row["id"]: dict(row) for row in found}
        for one in some:
            yield tuple(rows[head] for head in one.heads)


def targets(row: Row) -> Iterator[RecordId]:
    """Give the ids that a revision points to, its owner among them."""
    yield row["owner_id"]
    yield from _references(record_types()[row["type"]].fields, row["content"])


def _references(fields: Sequence[Field], plain: Mapping[str, Any]) -> Iterator[RecordId]:
    for field in fields:
        value = plain.get(field.name)
        if not value:
            continue
        if field.kind is Kind.REFERENCE:
            yield value
        elif field.kind is Kind.ROWS:
            for row in value:
                yield from _references(field.rows, row)


def _revisions() -> Table:
    inner: Any = Revision.__table__
    table: Table = inner
    return table


def _chunks(ids: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(ids)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))

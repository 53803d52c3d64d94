"""The same picture in two records, also made smaller by a chat program; pointed out, never judged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, or_, select

from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.services.archive import Archive
from edudesk.services.attaching import FINE, fine_pairs, pair_key
from edudesk.services.evidence.likeness import alike_among
from edudesk.services.listing.query import present
from edudesk.services.records import Record, get_many

MOST_PAIRS = 300


@dataclass(frozen=True)
class Twin:
    """One of two: the evidence, and the record that it lies with."""

    evidence_id: RecordId
    name: str
    sha256: str
    turned: int
    taken_at: datetime | None
    about_id: RecordId
    about_type: str
    title: str
    day: date | None
    ours: bool


@dataclass(frozen=True)
class TwinPair:
    """The same picture with two records, the earlier taken in first; ``exact`` when it is the same file."""

    first: Twin
    second: Twin
    exact: bool


def twin_pairs(archive: Archive) -> tuple[TwinPair, ...]:
    """Return all pairs that nobody has looked at yet, the newest first, at most ``MOST_PAIRS``."""
    fine = fine_pairs(archive)
    with archive.read() as connection:
        rows = _pictures(connection)
        found = [pair for pair in _pairs(rows) if pair_key(*pair) not in fine]
    return _told(archive, found)[:MOST_PAIRS]


def settled_pairs(archive: Archive) -> tuple[TwinPair, ...]:
    """Return the pairs that a person found to be in order and that are still there, the newest first."""
    pairs = (key.split(" ") for key in fine_pairs(archive))
    return _told(archive, [(first, second) for first, second in pairs])


def find_fine(archive: Archive, pairs: Iterable[tuple[RecordId, RecordId]]) -> None:
    """Remember that these pairs of evidence are in order; they are not pointed out any more."""
    archive.set_fact(FINE, sorted(fine_pairs(archive) | {pair_key(*pair) for pair in pairs}))


def look_again(archive: Archive, first: RecordId, second: RecordId) -> None:
    """Forget that a pair was found to be in order, so that it is pointed out again."""
    archive.set_fact(FINE, sorted(fine_pairs(archive) - {pair_key(first, second)}))


def _told(archive: Archive, found: list[tuple[RecordId, RecordId]]) -> tuple[TwinPair, ...]:
    found.sort(key=max, reverse=True)
    with archive.read() as connection:
        evidence = get_many(connection, [one for pair in found for one in pair])
        about = get_many(connection, [one.content["about_id"] for one in evidence.values()])
    holder = archive.holder_id
    return tuple(
        TwinPair(
            _twin(evidence[first], about, holder),
            _twin(evidence[second], about, holder),
            evidence[first].content["sha256"] == evidence[second].content["sha256"],
        )
        for first, second in (sorted(pair) for pair in found)
        if all(_stands(evidence.get(one), about) for one in (first, second))
    )


def _pictures(connection: Connection) -> list[Any]:
    is_picture = or_(Evidence.media_type.like("image/%"), Evidence.likeness != "")
    chosen = select(Evidence.id, Evidence.about_id, Evidence.sha256, Evidence.likeness)
    return list(connection.execute(chosen.where(is_picture, present(Evidence.id)).order_by(Evidence.id)))


def _pairs(rows: Iterable[Any]) -> Iterator[tuple[RecordId, RecordId]]:
    """Give pairs of evidence of different records; of many that are the same, each with the one before."""
    by_hash: dict[str, list[Any]] = defaultdict(list)
    by_bytes: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_bytes[row.sha256].append(row)
        if row.likeness:
            by_hash[row.likeness].append(row)
    given: set[frozenset[RecordId]] = set()
    lots = [*by_bytes.values(), *by_hash.values()]
    lots += [[*by_hash[one], *by_hash[other]] for one, other in sorted(alike_among(by_hash))]
    for lot in lots:
        for first, second in pairwise(_one_a_record(lot)):
            pair = frozenset((first.id, second.id))
            if pair not in given:
                given.add(pair)
                yield first.id, second.id


def _one_a_record(rows: Iterable[Any]) -> list[Any]:
    kept: dict[RecordId, Any] = {}
    for row in rows:
        kept.setdefault(row.about_id, row)
    return list(kept.values())


def _stands(evidence: Record | None, about: Mapping[RecordId, Record]) -> bool:
    if evidence is None or evidence.deleted:
        return False
    record = about.get(evidence.content["about_id"])
    return record is not None and not record.deleted


def _twin(evidence: Record, about: Mapping[RecordId, Record], holder_id: RecordId) -> Twin:
    content = evidence.content
    record = about.get(content["about_id"])
    said = record.content if record else {}
    return Twin(
        evidence_id=evidence.id,
        name=content["name"],
        sha256=content["sha256"],
        turned=content.get("turned") or 0,
        taken_at=content.get("taken_at"),
        about_id=content["about_id"],
        about_type=record.type if record else "",
        title=record.title if record else "",
        day=said.get("starts_on") or said.get("dated"),
        ours=evidence.owner_id == holder_id,
    )

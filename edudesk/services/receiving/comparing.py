"""What a package would change here, record by record: compared, and nothing guessed (decisions 1 and 2).

A package brings what its sender owns, and copies of what others own. Of copies only what is newer than all
that is known here is taken; of our own records only another machine of our school brings anything new.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Text, and_, func, literal, select

from edudesk.errors import Problem
from edudesk.models.archive import RecordHead, Revision, Writer
from edudesk.models.base import RecordId
from edudesk.models.description import Field, Kind
from edudesk.models.filing import ArrivalRevision
from edudesk.models.registry import record_types, tables
from edudesk.models.versions import knows
from edudesk.services.archive import Archive
from edudesk.services.completing import completed
from edudesk.services.heads import table_of, undominated
from edudesk.services.listing.query import listed
from edudesk.services.merging import ARRIVAL, counting
from edudesk.services.receiving.arrivals import arrival_travels
from edudesk.services.receiving.form import content_problem
from edudesk.services.receiving.package import Package, Row

Verdict = Literal["new", "newer", "withdrawn", "conflict", "same", "older", "refused"]
VERDICTS: tuple[Verdict, ...] = ("new", "newer", "withdrawn", "conflict", "refused", "same", "older")
"""In the order in which they are told, those last of which nothing is seen afterwards; ``withdrawn`` was
deleted by its owner."""
TAKEN = frozenset({"new", "newer", "withdrawn", "conflict"})


@dataclass(frozen=True)
class Compared:
    """One record of a package beside what is known here; ``why`` tells why it is refused, or what comes.

    ``fresh`` are its revisions that would count, ``fuller`` those that are here and say less, ``beneath``
    those that are not here and are known to one that is: they count when that one is taken back.
    """

    record_id: RecordId
    type: str
    owner_id: RecordId
    verdict: Verdict
    heads: tuple[Row, ...]
    fresh: tuple[Row, ...] = ()
    fuller: tuple[Row, ...] = ()
    beneath: tuple[Row, ...] = ()
    why: Problem | None = None


@dataclass(frozen=True)
class Known:
    """What is known here of the records of a package."""

    holder_id: RecordId
    writer_id: str
    heads: Mapping[RecordId, tuple[Row, ...]]
    """The revisions that count, of records that are here; none where all was taken back."""
    kinds: Mapping[RecordId, tuple[str, RecordId]]
    """Type and owner of every record here that the package holds or points to."""
    counters: Mapping[tuple[str, int], str]
    """Which revision a writer wrote under a number, of those that the package holds."""
    written: int
    """The last number that the writer at work here used."""
    brought: frozenset[str]
    """Revisions that came with packages before."""
    lesser: Mapping[str, Row]
    """Revisions of the package that are here, are shown by no record and lack something."""
    counted: Mapping[RecordId, Sequence[Row]]
    """All revisions that count, of copies of which an older one comes."""


def known_here(connection: Connection, archive: Archive, package: Package) -> Known:
    """Return what is known here of a package's records."""
    revisions = table_of(Revision)
    asked = set(package.records) | {
        target for heads in package.records.values() for row in heads for target, _ in _points_to(row)
    }
    found = connection.execute(
        select(RecordHead.id, RecordHead.type, RecordHead.owner_id, RecordHead.heads).where(
            RecordHead.id.in_(listed(asked))
        )
    ).all()
    head_ids = [head for row in found if row.id in package.records for head in row.heads]
    heads: dict[RecordId, tuple[Row, ...]] = {row.id: () for row in found if row.id in package.records}
    for row in connection.execute(select(revisions).where(revisions.c.id.in_(listed(head_ids)))).mappings():
        heads[row["record_id"]] = (*heads[row["record_id"]], dict(row))
    told = [row for each in package.records.values() for row in each]
    brought = select(ArrivalRevision.revision_id).where(
        ArrivalRevision.revision_id.in_(listed(row["id"] for row in told))
    )
    lesser = select(revisions).where(
        revisions.c.id.in_(listed({row["id"] for row in told} - set(head_ids))), revisions.c.withheld != []
    )
    counters = _counters(connection, told)
    return Known(
        holder_id=archive.holder_id,
        writer_id=archive.writer_id,
        heads=heads,
        kinds={row.id: (row.type, row.owner_id) for row in found if row.heads or row.id in package.records},
        counters=counters,
        written=connection.execute(select(Writer.counter).where(Writer.id == archive.writer_id)).scalar_one(),
        brought=frozenset(connection.execute(brought).scalars()),
        lesser={row["id"]: dict(row) for row in connection.execute(lesser).mappings()},
        counted=_counted(connection, package, heads, counters),
    )


def _counters(connection: Connection, told: Sequence[Row]) -> dict[tuple[str, int], str]:
    """Return what is written here under the numbers of these revisions; a writer has thousands of others."""
    pairs = json.dumps([[row["writer_id"], row["counter"]] for row in told])
    asked = func.json_each(literal(pairs, Text)).table_valued("value")
    columns = Revision.writer_id, Revision.counter
    same = (column == func.json_extract(asked.c.value, f"$[{place}]") for place, column in enumerate(columns))
    found = connection.execute(select(*columns, Revision.id).join_from(asked, Revision, and_(*same)))
    return {(row.writer_id, row.counter): row.id for row in found}


def _counted(
    connection: Connection,
    package: Package,
    here: Mapping[RecordId, Sequence[Row]],
    counters: Mapping[tuple[str, int], str],
) -> Mapping[RecordId, Sequence[Row]]:
    """Return all revisions that count of what others own, of which the package tells an older one."""
    asked = {
        row["record_id"]
        for told in package.records.values()
        for row in told
        if row["owner_id"] != package.sender.holder_id
        and (row["writer_id"], row["counter"]) not in counters
        and _known_to(here.get(row["record_id"], ()), row)
    }
    if not asked:
        return {}
    chosen = select(table_of(Revision)).where(Revision.record_id.in_(listed(asked)))
    return counting(connection, [dict(row) for row in connection.execute(chosen).mappings()])


def _known_to(here: Sequence[Row], row: Row) -> bool:
    return any(knows(one["vector"], row["vector"]) for one in here)


def compare(package: Package, known: Known) -> tuple[Compared, ...]:
    """Return every record of the package with its verdict, in the order of their ids.

    What points to a record that is neither here nor taken is refused with it.
    """
    found = {one: _compared(heads, package, known) for one, heads in sorted(package.records.items())}
    while hanging := [one for one in found.values() if _lost(one, found, known)]:
        for one in hanging:
            if not one.fresh:
                found[one.record_id] = replace(one, beneath=())
                continue
            why = Problem("receiving.why.hanging", parameters={"what": _lost(one, found, known)})
            found[one.record_id] = _refused(one.heads, why)
    return tuple(found.values())


def _compared(heads: tuple[Row, ...], package: Package, known: Known) -> Compared:
    shown = heads[0]
    record_id = shown["record_id"]
    here = known.heads.get(record_id)
    fresh = tuple(row for row in heads if not _known_to(here or (), row))
    fuller = tuple(_fuller(heads, package, known))
    beneath = tuple(_beneath([row for row in heads if row not in fresh], package, known))
    if not fresh:
        ids = {one["id"] for one in here or ()}
        verdict: Verdict = "same" if any(row["id"] in ids for row in heads) else "older"
        if why := _not_the_one(shown, known):
            return _refused(heads, why)
        why = Problem("receiving.why.fuller") if any(row["id"] in ids for row in fuller) else None
        return Compared(
            record_id, shown["type"], shown["owner_id"], verdict, heads, (), fuller, beneath, why=why
        )
    why = _not_the_one(shown, known) or _forged(fresh, known)
    why = why or _not_theirs(shown, fresh, here or (), package, known)
    why = why or next(filter(None, map(content_problem, fresh)), None)
    if why:
        return _refused(heads, why)
    left = undominated([*fresh, *(here or ())])
    verdict = "new" if not here else "conflict" if _beside(left, fresh) else "newer"
    if left[0]["deleted"] and verdict != "conflict":
        verdict = "withdrawn"
    return Compared(record_id, shown["type"], shown["owner_id"], verdict, heads, fresh, fuller, beneath)


def _fuller(heads: tuple[Row, ...], package: Package, known: Known) -> Iterator[Row]:
    """Give the revisions that are here and lack what the package tells; copies of others tell nothing."""
    if package.sender.holder_id not in (known.holder_id, heads[0]["owner_id"]):
        return
    here = {one["id"]: one for one in known.heads.get(heads[0]["record_id"], ())}
    for row in heads:
        stored = here.get(row["id"]) or known.lesser.get(row["id"])
        if stored and completed(stored, row) is not None and content_problem(row) is None:
            yield row


def _beneath(older: Sequence[Row], package: Package, known: Known) -> Iterator[Row]:
    """Give the revisions that are not here, where they would be taken were it not for what knows them."""
    for row in older:
        counts = known.counted.get(row["record_id"], ())
        without = [one for one in counts if not knows(one["vector"], row["vector"])]
        if (
            (row["writer_id"], row["counter"]) not in known.counters
            and _forged([row], known) is None
            and _not_theirs(row, [row], without, package, known) is None
            and content_problem(row) is None
        ):
            yield row


def _beside(left: Sequence[Row], fresh: Sequence[Row]) -> bool:
    """Return whether a revision that is here stays beside those that come."""
    coming = {row["id"] for row in fresh}
    return any(row["id"] not in coming for row in left)


def _not_the_one(shown: Row, known: Known) -> Problem | None:
    """Refuse what bears the id of another record."""
    here = known.kinds.get(shown["record_id"])
    if here is None or here == (shown["type"], shown["owner_id"]):
        return None
    return Problem("receiving.why.other-record")


def _forged(fresh: Sequence[Row], known: Known) -> Problem | None:
    """Refuse what claims a number that was used before, or to know what was not written here yet."""
    for row in fresh:
        number = row["writer_id"], row["counter"]
        if known.counters.get(number, row["id"]) != row["id"]:
            return Problem("receiving.why.counter")
        if row["vector"].get(known.writer_id, 0) > known.written:
            return Problem("receiving.why.written-here")
    return None


def _not_theirs(
    shown: Row, fresh: Sequence[Row], here: Sequence[Row], package: Package, known: Known
) -> Problem | None:
    """Refuse what the sender has no say about, beside what is ``here`` (decision 1)."""
    owner, sender = shown["owner_id"], package.sender.holder_id
    if shown["type"] == ARRIVAL and (sender != known.holder_id or not arrival_travels(shown)):
        return Problem("receiving.why.arrival")
    if sender in (known.holder_id, owner):
        return None
    if owner == known.holder_id:
        return Problem("receiving.why.ours")
    if _beside(undominated([*fresh, *here]), fresh):
        return Problem("receiving.why.others")
    return None


def _lost(one: Compared, found: Mapping[RecordId, Compared], known: Known) -> str:
    """Return what a record points to and that is not there, or is of another type; else nothing."""
    for row in (*one.fresh, *one.beneath):
        for target, wanted in _points_to(row):
            coming = found.get(target)
            there = known.kinds.get(target, ("",))[0] if known.heads.get(target, True) else ""
            if coming is not None and coming.fresh:
                there = coming.type
            if not there or wanted not in ("", tables()[there].__tablename__):
                return target
    return ""


def _refused(heads: tuple[Row, ...], why: Problem) -> Compared:
    shown = heads[0]
    return Compared(shown["record_id"], shown["type"], shown["owner_id"], "refused", heads, why=why)


def _points_to(row: Row) -> Iterator[tuple[RecordId, str]]:
    """Give what a revision points to with the table it must stand in, its owner among them."""
    yield row["owner_id"], "school"
    described = record_types().get(row["type"])
    if described is not None:
        yield from _references(described.fields, row["content"])


def _references(fields: Sequence[Field], plain: Any) -> Iterator[tuple[RecordId, str]]:
    for field in fields:
        value = plain.get(field.name) if isinstance(plain, dict) else None
        if value and field.kind is Kind.REFERENCE:
            yield str(value), field.target
        elif isinstance(value, list) and field.kind is Kind.ROWS:
            for row in value:
                yield from _references(field.rows, row)


def numbers(found: Sequence[Compared]) -> Mapping[Verdict, int]:
    """Return how many records have each verdict."""
    counted = Counter(one.verdict for one in found)
    return {verdict: counted[verdict] for verdict in VERDICTS}

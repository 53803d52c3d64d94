"""Taking in revisions that were made elsewhere (decision 2), and leaving out those that were taken back.

What a record shows follows from the set of its revisions alone, so the order of arrival never matters: what
dominates replaces, what is concurrent is kept beside, and the one that is shown is the same everywhere.
Revisions that only packages brought which were taken back since stay in the table and count no longer.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from edudesk.models.archive import RecordHead, Revision, Writer
from edudesk.models.base import RecordId
from edudesk.models.filing import Arrival, ArrivalRevision
from edudesk.models.versions import knows
from edudesk.services.completing import complete, with_local_values
from edudesk.services.heads import SAID, enter, precedence, show, table_of, undominated
from edudesk.services.listing.query import listed

ARRIVAL = "arrival"

_Words = dict[str, dict[bool, list[bool]]]
"""By revision and whether our own machine sent it: of each package that brought it, if it was taken back."""


def receive(connection: Connection, revisions: Iterable[Mapping[str, Any]]) -> tuple[RecordId, ...]:
    """Take in revisions (rows of the revision table without ``sequence``); return the records that changed.

    A revision that is known already changes nothing, so the same may come any number of times; where it tells
    what was kept back before, it is completed, as by what became known since it was taken back.
    """
    coming = {one["id"]: _with_local_values(connection, one) for one in revisions}
    chosen = select(Revision.id).where(Revision.id.in_(listed(coming)))
    known = {one: coming.pop(one) for one in connection.execute(chosen).scalars().all()}
    _keep(connection, list(coming.values()))
    fuller = complete(connection, known)
    return tuple(dict.fromkeys([*settle(connection, [one["record_id"] for one in coming.values()]), *fuller]))


def _with_local_values(connection: Connection, revision: Mapping[str, Any]) -> Mapping[str, Any]:
    shown = _shown_before(connection, revision) if revision["withheld"] else None
    return revision if shown is None else with_local_values(revision, shown)


def _shown_before(connection: Connection, revision: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what a record shows, or would show had nothing come that knows this revision of it."""
    table = table_of(Revision)
    of_record = select(table).where(table.c.record_id == revision["record_id"])
    head = of_record.join(RecordHead, RecordHead.revision_id == table.c.id).where(RecordHead.heads != [])
    row = connection.execute(head).mappings().one_or_none()
    shown = None if row is None else dict(row)
    if shown is None or not knows(shown["vector"], revision["vector"]):
        return shown
    rows = [dict(row) for row in connection.execute(of_record).mappings()]
    left = counting(connection, rows)[revision["record_id"]]
    return next(iter(undominated(row for row in left if not knows(row["vector"], revision["vector"]))), None)


def _keep(connection: Connection, revisions: Sequence[Mapping[str, Any]]) -> None:
    if not revisions:
        return
    counters = {one["writer_id"]: one["counter"] for one in reversed(revisions)}
    statement = upsert(Writer).on_conflict_do_nothing(index_elements=["id"])
    writers = [{"id": one, "counter": counter, "ours": False} for one, counter in counters.items()]
    connection.execute(statement, writers)
    # The change it belonged to is a step of undo on the machine where it was made, not here.
    connection.execute(insert(Revision), [dict(one) | {"change_id": None} for one in revisions])


def settle(connection: Connection, record_ids: Iterable[RecordId]) -> tuple[RecordId, ...]:
    """Let records show what follows from their revisions now; return those that show another one.

    Where an arrival begins or ceases to count, the records that it brought are settled with it.
    """
    waiting = tuple(dict.fromkeys(record_ids))
    arrivals = _arrivals_among(connection, waiting)
    # One after the other: whether one counts may hang on another.
    changed = [one for one in waiting if one in arrivals and _reconsider(connection, [one])]
    brought = [one for one in brought_by(connection, changed) if one not in changed]
    rest = [one for one in waiting if one not in arrivals]
    if changed:
        changed += settle(connection, [*rest, *brought])
        return tuple(dict.fromkeys(changed))
    return _reconsider(connection, rest)


def _arrivals_among(connection: Connection, ids: Collection[RecordId]) -> frozenset[RecordId]:
    chosen = select(Revision.record_id).where(Revision.type == ARRIVAL, Revision.record_id.in_(listed(ids)))
    return frozenset(connection.execute(chosen.distinct()).scalars())


def brought_by(connection: Connection, arrivals: Collection[RecordId]) -> tuple[RecordId, ...]:
    """Return the records of which arrivals brought a revision that is here."""
    chosen = (
        select(Revision.record_id)
        .join(ArrivalRevision, ArrivalRevision.revision_id == Revision.id)
        .where(ArrivalRevision.record_id.in_(listed(arrivals)))
        .distinct()
    )
    return tuple(connection.execute(chosen).scalars()) if arrivals else ()


def _reconsider(connection: Connection, record_ids: Collection[RecordId]) -> tuple[RecordId, ...]:
    if not record_ids:
        return ()
    table = table_of(Revision)
    columns = table.c.id, table.c.record_id, table.c.type, table.c.vector, table.c.clock
    chosen = select(*columns).where(table.c.record_id.in_(listed(record_ids)))
    rows = [dict(row) for row in connection.execute(chosen).mappings()]
    histories, living = by_record(rows), counting(connection, rows)
    before = _shown(connection, record_ids)
    turned: dict[RecordId, tuple[str, list[str]]] = {}
    for one in record_ids:
        heads = undominated(living[one])
        winner = heads[0] if heads else max(histories[one], key=precedence)
        now = winner["id"], sorted(head["id"] for head in heads)
        if before.get(one) != now:
            turned[one] = now
    _turn(connection, turned, before)
    return tuple(one for one, now in turned.items() if _says(before.get(one)) != _says(now))


def by_record(rows: Iterable[Mapping[str, Any]]) -> defaultdict[RecordId, list[Mapping[str, Any]]]:
    """Return rows of the revision table by the record that they are of."""
    found: defaultdict[RecordId, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["record_id"]].append(row)
    return found


def _shown(connection: Connection, record_ids: Collection[RecordId]) -> dict[RecordId, tuple[str, list[str]]]:
    """Return the revision that each record shows, of those that are here, and its heads."""
    chosen = select(RecordHead.id, RecordHead.revision_id, RecordHead.heads)
    rows = connection.execute(chosen.where(RecordHead.id.in_(listed(record_ids))))
    return {row.id: (row.revision_id, row.heads) for row in rows}


def _says(shown: tuple[str, list[str]] | None) -> tuple[str, bool] | None:
    """Return what tells whether a record says something else: its revision, and whether it counts at all."""
    return None if shown is None else (shown[0], bool(shown[1]))


def _turn(
    connection: Connection, turned: Mapping[RecordId, tuple[str, list[str]]], here: Container[RecordId]
) -> None:
    """Let records show their revisions; those that are not ``here`` yet are entered together."""
    table = table_of(Revision)
    chosen = select(table).where(table.c.id.in_(listed(shown for shown, _ in turned.values())))
    whole = {row["record_id"]: dict(row) for row in connection.execute(chosen).mappings()}
    enter(connection, [(whole[one], heads) for one, (_, heads) in turned.items() if one not in here])
    for one, (_, heads) in turned.items():
        if one in here:
            show(connection, whole[one], heads)


def counting(
    connection: Connection, revisions: Collection[Mapping[str, Any]]
) -> defaultdict[RecordId, list[Mapping[str, Any]]]:
    """Return by record those of its revisions that were not taken back with the package that brought them.

    Where packages of others brought a revision, it counts while one of them is not taken back. Packages of
    our own other machines decide about the rest: each machine keeps to itself which of those it took back.
    What was written here on one that was taken back, and in the end says what that one said, goes with it;
    not so what was written on a later one that counts and came with another package.
    """
    told = (
        select(ArrivalRevision.revision_id, RecordHead.deleted, Arrival.from_id == RecordHead.owner_id)
        .join(RecordHead, RecordHead.id == ArrivalRevision.record_id)
        .join(Arrival, Arrival.id == ArrivalRevision.record_id)
        .where(ArrivalRevision.revision_id.in_(listed([row["id"] for row in revisions])))
    )
    words: _Words = {}
    for revision_id, deleted, own in connection.execute(told):
        words.setdefault(revision_id, {}).setdefault(bool(own), []).append(deleted)
    found = by_record(revisions)
    for record_id, rows in found.items():
        found[record_id] = _counting(connection, rows, words)
    return found


def _counting(
    connection: Connection, revisions: list[Mapping[str, Any]], words: _Words
) -> list[Mapping[str, Any]]:
    gone = [row for row in revisions if _taken_back(words.get(row["id"], {}), row["type"])]
    if not gone:
        return revisions
    left = [row for row in revisions if row not in gone]
    brought = [row for row in left if row["id"] in words]
    upon = [row for row in left if row["id"] not in words and _on_one_of(gone, row, brought)]
    return [row for row in left if row not in upon] if _undone(connection, upon, gone) else left


def _on_one_of(
    gone: Collection[Mapping[str, Any]], row: Mapping[str, Any], brought: Collection[Mapping[str, Any]]
) -> bool:
    """Return whether a revision knows one that is gone, and not by way of one that was brought and counts."""
    by_way = [one["vector"] for one in brought if knows(row["vector"], one["vector"])]
    return any(
        knows(row["vector"], one["vector"]) and not any(knows(way, one["vector"]) for way in by_way)
        for one in gone
    )


def _undone(
    connection: Connection, upon: Collection[Mapping[str, Any]], gone: Collection[Mapping[str, Any]]
) -> bool:
    """Return whether all that was written upon revisions came to nothing: its last says what one said."""
    if not upon:
        return False
    table = table_of(Revision)
    said = select(table.c.id, *(table.c[name] for name in SAID)).where(
        table.c.id.in_(listed([row["id"] for row in (*upon, *gone)]))
    )
    saying = {row[0]: tuple(row[1:]) for row in connection.execute(said)}
    return all(
        any(saying[one["id"]] == saying[last["id"]] for one in gone if knows(last["vector"], one["vector"]))
        for last in undominated(upon)
    )


def _taken_back(words: Mapping[bool, list[bool]], type_code: str) -> bool:
    # A package of others brings no arrivals: none of theirs could take one of ours back.
    from_others = [] if type_code == ARRIVAL else words.get(False, [])
    deciding = from_others or words.get(True, [])
    return bool(deciding) and all(deciding)

"""Taking in revisions that were made elsewhere (decision 2).

The order of arrival never matters: what dominates replaces, what is concurrent is kept beside, and the
one that is shown is the same everywhere.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from edudesk.models.archive import RecordHead, Revision, Writer
from edudesk.models.versions import knows
from edudesk.services.heads import show


def receive(connection: Connection, revisions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Take in revisions (rows of the revision table without ``sequence``); return the records that changed.

    A revision that is known already changes nothing, so the same may come any number of times.
    """
    changed = []
    for revision in revisions:
        known = connection.execute(select(Revision.id).where(Revision.id == revision["id"])).scalar()
        if known is not None:
            continue
        whole = _with_local_values(connection, revision)
        _keep(connection, whole)
        if _reconsider(connection, whole):
            changed.append(revision["record_id"])
    return tuple(dict.fromkeys(changed))


def _with_local_values(connection: Connection, revision: Mapping[str, Any]) -> Mapping[str, Any]:
    """Fill fields that the sender kept back with what is known here: withheld is not empty (decision 19)."""
    if not revision["withheld"]:
        return revision
    shown = connection.execute(
        select(Revision.content, Revision.extra)
        .join(RecordHead, RecordHead.revision_id == Revision.id)
        .where(RecordHead.id == revision["record_id"])
    ).one_or_none()
    if shown is None:
        return revision
    content, extra = dict(revision["content"]), dict(revision["extra"])
    still = []
    for name in revision["withheld"]:
        local, field = (extra, name.removeprefix("extra.")) if name.startswith("extra.") else (content, name)
        known = shown.extra if local is extra else shown.content
        if field in known and field not in local:
            local[field] = known[field]
        elif field not in local:
            still.append(name)
    return dict(revision) | {"content": content, "extra": extra, "withheld": still}


def _keep(connection: Connection, revision: Mapping[str, Any]) -> None:
    statement = upsert(Writer).values(id=revision["writer_id"], counter=revision["counter"], ours=False)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["id"]))
    # The change it belonged to is a step of undo on the machine where it was made, not here.
    connection.execute(insert(Revision), [dict(revision) | {"change_id": None}])


def _reconsider(connection: Connection, revision: Mapping[str, Any]) -> bool:
    table: Any = Revision.__table__
    found = connection.execute(
        select(RecordHead.revision_id, RecordHead.heads).where(RecordHead.id == revision["record_id"])
    ).one_or_none()
    shown, ids = found or (None, [])
    others = [dict(row) for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings()]
    if any(knows(other["vector"], revision["vector"]) for other in others):
        return False  # an older state that came late
    left = [other for other in others if not knows(revision["vector"], other["vector"])]
    heads = [*left, dict(revision)]
    winner = max(heads, key=precedence)
    show(connection, winner, sorted(head["id"] for head in heads))
    return bool(winner["id"] != shown)


def precedence(revision: Mapping[str, Any]) -> tuple[int, str]:
    """Order concurrent revisions the same way on every machine: by logical clock, then by id."""
    return revision["clock"], revision["id"]

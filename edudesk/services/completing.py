"""What a sender kept back of a revision: lent from what is known here, told when it comes once more.

Withheld is not empty (decision 19). A revision keeps naming what its sender kept back, also where a value
known here stands in: that is not the sender's word, and gives way to it (docs/decisions/0028).
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.description import Privacy
from edudesk.models.registry import record_types
from edudesk.services.heads import show, table_of
from edudesk.services.listing.query import listed

Row = Mapping[str, Any]
_EXTRA = "extra."
_TOLD = frozenset({"sequence", "change_id", "content", "extra", "withheld"})
"""What is local, or may differ between two tellings of one revision."""


def with_local_values(revision: Row, shown: Row) -> Row:
    """Return a revision that came, with the values that are ``shown`` here of what its sender kept back.

    A private value that only stood in where the revision was written gives way to one that was told here.
    """
    told = [name for name in _private(revision) if name not in shown["withheld"]]
    return {**_with_values(revision, told, shown), "withheld": revision["withheld"]}


def _private(revision: Row) -> Iterator[str]:
    """Give the withheld fields that travel as a whole or not at all."""
    described = record_types().get(revision["type"])
    private = {one.name for one in described.fields if one.privacy is not Privacy.OPEN} if described else ()
    return (name for name in revision["withheld"] if name in private or name.startswith(_EXTRA))


def completed(stored: Row, coming: Row) -> Row | None:
    """Return a revision with what another telling of it says and it lacks; None where that is nothing.

    None also when they differ in what both tell: then they are not tellings of one revision.
    """
    if not stored["withheld"]:
        return None
    kept_back = {*stored["withheld"], *coming["withheld"]}
    if _open(stored, kept_back) != _open(coming, kept_back):
        return None
    told = set(stored["withheld"]) - set(coming["withheld"])
    fuller = _with_values(stored, told, coming)
    return None if fuller == stored else fuller


def complete(connection: Connection, tellings: Mapping[str, Row]) -> tuple[RecordId, ...]:
    """Complete revisions that are here by other tellings of them, by id; return the records that say more."""
    table = table_of(Revision)
    chosen = select(table).where(table.c.id.in_(listed(tellings)), table.c.withheld != [])
    known = [dict(row) for row in connection.execute(chosen).mappings()]
    fuller = [more for row in known if (more := completed(row, tellings[row["id"]])) is not None]
    for row in fuller:
        _write_again(connection, {name: value for name, value in row.items() if name != "sequence"})
    return tuple(row["record_id"] for row in fuller)


def _write_again(connection: Connection, row: Row) -> None:
    """Write a revision under a new sequence, so that all who read on from one see what it says by now."""
    table = table_of(Revision)
    connection.execute(delete(table).where(table.c.id == row["id"]))
    connection.execute(insert(table), [row])
    heads = connection.execute(select(RecordHead.heads).where(RecordHead.revision_id == row["id"])).scalar()
    if heads is not None:
        show(connection, row, heads)


def _with_values(revision: Row, told: Collection[str], source: Row) -> Row:
    """Return a revision with what the source says of the ``told`` fields, and of those it says nothing of."""
    content, extra = dict(revision["content"]), dict(revision["extra"])
    for name in revision["withheld"]:
        into, values = (extra, source["extra"]) if name.startswith(_EXTRA) else (content, source["content"])
        field = name.removeprefix(_EXTRA).partition(".")[0]
        if field in values and (name in told or field not in into):
            into[field] = values[field]
    withheld = [name for name in revision["withheld"] if name not in told]
    return dict(revision) | {"content": content, "extra": extra, "withheld": withheld}


def _open(revision: Row, kept_back: Collection[str]) -> Any:
    """Return what is left of a revision when nothing is told of some fields."""
    extra = [name.removeprefix(_EXTRA) for name in kept_back if name.startswith(_EXTRA)]
    said = {name: value for name, value in revision.items() if name not in _TOLD}
    return said, _without(revision["content"], kept_back), _without(revision["extra"], extra)


def _without(plain: Row, names: Collection[str]) -> dict[str, Any]:
    kept = {}
    for field, value in plain.items():
        inner = [name.removeprefix(f"{field}.") for name in names if name.startswith(f"{field}.")]
        if field not in names:
            kept[field] = [_without(row, inner) for row in value] if inner else value
    return kept

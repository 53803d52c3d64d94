"""What tests of random histories share: how many, what an archive shows, and what must hold at the end."""

import gc
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead, Revision
from edudesk.models.base import RecordId
from edudesk.models.versions import knows
from edudesk.services.archive import Archive
from edudesk.services.heads import undominated
from edudesk.services.plain import revision_as_json, revision_from_json
from edudesk.services.receiving.package import Package
from edudesk.services.receiving.undoing import take_back
from edudesk.services.safety.check import check
from tests.services.receiving.packing import NOW

Row = Mapping[str, Any]


def histories(usual: int) -> int:
    """Return how many histories a test makes: a sample in every run, as many as a campaign asks for."""
    return int(os.environ.get("EDUDESK_HISTORIES", usual))


def let_go(place: Path) -> None:
    """Delete the folder of a history that ended; a campaign lets go of its memory, too."""
    shutil.rmtree(place)
    if "EDUDESK_HISTORIES" in os.environ:
        gc.collect()  # nobody else does in tests


def shown(archive: Archive) -> Mapping[RecordId, Any]:
    """Return what is shown of every record that stands, arrivals left out."""
    with archive.read() as connection:
        rows = connection.execute(select(RecordHead.__table__).where(RecordHead.type != "arrival")).mappings()
        return {
            row["id"]: (row["revision_id"], sorted(row["heads"]), row["deleted"])
            for row in rows.all()
            if row["heads"]
        }


def rows_shown(archive: Archive) -> Mapping[RecordId, Row]:
    """Return the revision that each record shows which stands, arrivals left out."""
    chosen = select(Revision.__table__).join(RecordHead, RecordHead.revision_id == Revision.id)
    with archive.read() as connection:
        found = connection.execute(chosen.where(RecordHead.heads != [], RecordHead.type != "arrival"))
        return {row["record_id"]: dict(row) for row in found.mappings()}


def foreign_heads(
    standing: Iterable[Package], holder_id: RecordId
) -> Mapping[RecordId, Sequence[str] | None]:
    """Return what the packages that stand in an archive make its records of others show, in whatever order.

    None where it hangs on the order: of copies that a third school passed on, what is not known to the
    owner's own packages is taken where nothing else is there.
    """
    own: dict[RecordId, list[Row]] = {}
    copies: dict[RecordId, list[Row]] = {}
    for package in standing:
        for record_id, rows in package.records.items():
            if rows[0]["owner_id"] != holder_id:
                theirs = rows[0]["owner_id"] == package.sender.holder_id
                (own if theirs else copies).setdefault(record_id, []).extend(rows)
    told: dict[RecordId, list[str] | None] = dict.fromkeys(copies)
    for record_id, written in own.items():
        heads = undominated(written)
        passed_on = copies.get(record_id, [])
        if all(any(knows(one["vector"], row["vector"]) for one in heads) for row in passed_on):
            told[record_id] = sorted(row["id"] for row in heads)
        else:
            told[record_id] = None
    return told


def travelled(row: Row) -> dict[str, Any]:
    """Return a row of the revision table as a package gives it: through JSON, without what is local."""
    plain = revision_from_json(revision_as_json(row))
    return {name: value for name, value in plain.items() if name not in ("sequence", "change_id")}


@contextmanager
def unless(code: str) -> Iterator[None]:
    """Let something be refused for this reason and no other."""
    try:
        yield
    except UserError as refused:
        if refused.code != code:
            raise


def take_back_if_free(archive: Archive, arrival_id: RecordId) -> None:
    """Take a package back, unless something builds on it: then nothing has changed."""
    before = shown(archive)
    with unless("receiving.built-on"):
        take_back(archive, arrival_id, NOW)
        before = shown(archive)
    assert shown(archive) == before


def expect_sound(archive: Archive) -> None:
    """Assert that an archive has no errors and no file that nothing points to."""
    told = [
        one for one in check(archive).findings if one.severity == "error" or one.code == "check.file-spare"
    ]
    assert told == []

"""The one place where records are written: every write is a revision (decisions 2, 3 and 22).

``with change(archive, "activity.create", now) as writing: writing.create("activity", content)`` is one
transaction and one step of undo. Change log, journal, undo and merge all read what is made here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from edudesk.errors import EnvironmentProblem, Invalid, UserError
from edudesk.models.archive import Change, RecordHead, Revision, Writer
from edudesk.models.base import RecordId
from edudesk.models.contents import Content, empty, from_json, problems, to_json
from edudesk.models.ids import new_id
from edudesk.models.registry import record_types
from edudesk.models.versions import merged
from edudesk.services.archive import Archive, fact_of
from edudesk.services.heads import SAID, head_of, heads, insert_all, show, table_of
from edudesk.services.merging import ARRIVAL, receive
from edudesk.services.projection import projected
from edudesk.services.withdrawing import settle_arrivals

LATE_AFTER_DAYS = 14
"""Days after an event from which an entry is 补录, where the archive sets no other number (decision 13)."""


@contextmanager
def change(
    archive: Archive,
    name: str,
    now: datetime,
    *,
    subject: str = "",
    historical: bool = False,
    undoes: str | None = None,
) -> Iterator["Writing"]:
    """Open one change: one transaction, one name in the history, one step of undo.

    ``name`` is a code such as ``activity.create``, ``subject`` the title it is about, ``now`` the entry
    time in UTC. Nothing is kept when the block raises.
    """
    with archive.write() as connection:
        author = fact_of(connection, "author")
        writing = Writing(
            connection,
            archive.writer_id,
            holder_id=fact_of(connection, "holder"),
            author=author,
            now=now,
            late_after=fact_of(connection, "late-after-days") or LATE_AFTER_DAYS,
            historical=historical,
        )
        connection.execute(
            insert(Change).values(
                id=writing.change_id, name=name, subject=subject, author=author, made_at=now, undoes=undoes
            )
        )
        yield writing
        writing.finish()
    # What is committed counts: a line that the disk refuses now is written the next time.
    with suppress(EnvironmentProblem), archive.read() as connection:
        archive.journal.catch_up(connection)


class Writing:
    """What may be done inside a change; services call it, nothing else writes records."""

    def __init__(
        self,
        connection: Connection,
        writer_id: str,
        *,
        holder_id: str | None,
        author: str | None,
        now: datetime,
        late_after: int,
        historical: bool,
    ) -> None:
        self.connection = connection
        self.change_id = new_id()
        self.now = now
        self._writer_id = writer_id
        self._holder_id = holder_id
        self._author = author
        self._late_after = timedelta(days=late_after)
        self._historical = historical
        self._counter = connection.execute(select(Writer.counter).where(Writer.id == writer_id)).scalar_one()
        self._clock = connection.execute(select(func.max(Revision.clock))).scalar() or 0
        self._inserts: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)
        self._arrivals: list[RecordId] = []

    @property
    def holder_id(self) -> str | None:
        """The school that the archive belongs to, whose records alone can be written."""
        return self._holder_id

    def take_in(self, revisions: Sequence[Mapping[str, Any]]) -> tuple[RecordId, ...]:
        """Take in revisions that were made elsewhere; return the records that show another one now."""
        self.flush()
        changed = receive(self.connection, revisions)
        self._clock = max([self._clock, *(revision["clock"] for revision in revisions)])
        return changed

    def create(
        self,
        type_code: str,
        content: Content,
        *,
        record_id: RecordId | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> RecordId:
        """Write a new record of ours and return its id; raises :class:`Invalid` with every problem."""
        made = record_id or new_id()
        plain = checked(type_code, content)
        if self._holder_id is None:
            if type_code != "school":
                raise UserError("archive.no-holder")
            self._holder_id = made  # the first school written is the one that the archive belongs to
        revision = self._revision(
            {
                "record_id": made,
                "type": type_code,
                "owner_id": self._holder_id,
                "content": plain,
                "extra": dict(extra or {}),
                "withheld": [],
                "deleted": False,
                "entered_by": self._author,
                "entered_at": self.now,
                "late": not self._historical and self._is_late(type_code, content),
                "historical": self._historical,
            },
            [],
        )
        self._inserts[table_of(Revision)].append(revision)
        self._inserts[table_of(RecordHead)].append(head_of(revision, [revision["id"]]))
        for table, row in projected(type_code, made, plain):
            self._inserts[table].append(row)
        if type_code == ARRIVAL:
            self._arrivals.append(made)
        return made

    def edit(self, record_id: RecordId, changes: Content) -> None:
        """Write a new revision of one of our records; fields that are not named stay as they are."""
        heads = self._heads(record_id)
        self._ours(heads[0])
        shown = heads[0]
        fields = record_types()[shown["type"]].fields
        content = from_json(fields, shown["content"]) | dict(changes)
        plain = checked(shown["type"], content)
        late = shown["late"] or (not shown["historical"] and self._becomes_late(shown, content))
        if plain != shown["content"] or len(heads) > 1 or shown["deleted"]:
            said = {"content": plain, "withheld": _kept_back(shown, plain), "deleted": False, "late": late}
            self._write_over(heads, said)

    def delete(self, record_id: RecordId) -> None:
        """Put one of our records into the recycle bin: a tombstone that keeps what it said."""
        heads = self._heads(record_id)
        self._ours(heads[0])
        if not heads[0]["deleted"]:
            self._write_over(heads, {"deleted": True})

    def restore(self, record_id: RecordId) -> None:
        """Take one of our records out of the recycle bin."""
        heads = self._heads(record_id)
        self._ours(heads[0])
        if heads[0]["deleted"]:
            self._write_over(heads, {"deleted": False})

    def put_back(self, record_id: RecordId, earlier: Mapping[str, Any] | None) -> None:
        """Write a revision that says what ``earlier`` said, or a tombstone when there was nothing before."""
        heads = self._heads(record_id)
        if earlier is None:
            self._write_over(heads, {"deleted": True})
        else:
            self._write_over(heads, {name: earlier[name] for name in SAID})

    def finish(self) -> None:
        """Write out what waits, let arrivals count or not, and remember the last counter used."""
        self.flush()
        settle_arrivals(self.connection, self._arrivals)
        self.connection.execute(
            update(Writer).where(Writer.id == self._writer_id).values(counter=self._counter)
        )

    def flush(self) -> None:
        """Write out what waits, so that it can be read inside this change."""
        waiting, self._inserts = self._inserts, defaultdict(list)
        insert_all(self.connection, waiting)

    def _write_over(self, heads: Sequence[Mapping[str, Any]], said: Mapping[str, Any]) -> None:
        revision = self._revision(dict(heads[0]) | dict(said), heads)
        self.connection.execute(insert(Revision), [revision])
        show(self.connection, revision, [revision["id"]])
        if revision["type"] == ARRIVAL:
            self._arrivals.append(revision["record_id"])

    def _revision(self, said: Mapping[str, Any], parents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        self._counter += 1
        self._clock += 1
        vector = merged(parent["vector"] for parent in parents) | {self._writer_id: self._counter}
        return {name: value for name, value in said.items() if name != "sequence"} | {
            "id": new_id(),
            "writer_id": self._writer_id,
            "counter": self._counter,
            "clock": self._clock,
            "vector": vector,
            "parents": [parent["id"] for parent in parents],
            "change_id": self.change_id,
            "author": self._author,
            "made_at": self.now,
        }

    def _heads(self, record_id: RecordId) -> list[Mapping[str, Any]]:
        self.flush()
        return heads(self.connection, record_id)

    def _ours(self, shown: Mapping[str, Any]) -> None:
        if shown["owner_id"] != self._holder_id:
            raise UserError("record.not-ours")

    def _is_late(self, type_code: str, content: Content) -> bool:
        happened = _happened(type_code, content)
        # Days are local: the day of entry is the one on the wall, not the one in UTC.
        return happened is not None and self.now.astimezone().date() - happened > self._late_after

    def _becomes_late(self, shown: Mapping[str, Any], content: Content) -> bool:
        # A planned record is entered, as a fact, when it is said to be held.
        turned = shown["content"].get("state") == "planned" and content.get("state") == "held"
        return turned and self._is_late(shown["type"], content)


def _kept_back(shown: Mapping[str, Any], plain: Mapping[str, Any]) -> list[str]:
    """Return which fields are still withheld from us: what was typed in is our word."""
    return [
        name
        for name in shown["withheld"]
        if plain.get(field := name.partition(".")[0]) == shown["content"].get(field)
    ]


def checked(type_code: str, content: Content) -> dict[str, Any]:
    """Return the content as JSON values; raises :class:`Invalid` with every problem."""
    described = record_types()[type_code]
    found = problems(described, content)
    if found:
        raise Invalid(found)
    return to_json(described.fields, content)


def _happened(type_code: str, content: Content) -> date | None:
    if content.get("state", "held") != "held":
        return None
    for name in record_types()[type_code].happened:
        if not empty(content.get(name)):
            day: date = content[name]
            return day
    return None

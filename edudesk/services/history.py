"""What became of a record: every version with who wrote it, when, and what it changed, in words.

The history is the list of revisions (decision 3): nothing here is kept besides. Bringing back an earlier
version is one more revision that says what that one said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from edudesk.errors import UserError
from edudesk.models.archive import Change, Revision
from edudesk.models.base import RecordId
from edudesk.models.contents import Content, from_json
from edudesk.models.description import Field, RecordType
from edudesk.models.filing import Evidence
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.heads import SAID
from edudesk.services.listing.records import referred
from edudesk.services.listing.wording import said_in_full
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords
from edudesk.services.records import get, get_many
from edudesk.services.retracing import step_words
from edudesk.services.undo import Step
from edudesk.texts import Texts

_FILE_WORDS = ("name", "caption", "turned", "place_in_list")
"""Fields of a file's record that a person sets; the others say what the file is."""


@dataclass(frozen=True)
class Alteration:
    """One field, what it said before and what it says since; empty where there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """What one change made of a record and of its files.

    ``revision_id`` is the state of the record after it, ``shown`` says that this is what it says now,
    ``undone`` that the change was an undo. ``what`` is the change's name in words, ``alterations`` are what
    differs from the version before.
    """

    revision_id: str
    change_id: str | None
    what: str
    author: str
    made_at: datetime
    alterations: tuple[Alteration, ...]
    shown: bool
    undoes: bool


def history_of(
    archive: Archive, record_id: RecordId, texts: Texts, own_words: OwnWords = NO_OWN_WORDS
) -> tuple[Version, ...]:
    """Return the versions of a record, newest first; ``record.none`` when there is no such record."""
    with archive.read() as connection:
        record = get(connection, record_id)
        told = _Telling(connection, record.described, texts, own_words)
        rows = _revisions(connection, record_id)
        told.learn(rows)
        return tuple(reversed(list(told.versions(rows, record_id, record.revision_id))))


def bring_back(archive: Archive, record_id: RecordId, revision_id: str, now: datetime) -> str:
    """Let a record of ours say again what an earlier version said; return the change's id.

    Errors: ``record.none``, ``record.not-ours``, ``history.none`` when there is no such version.
    """
    table: Any = Revision.__table__
    with archive.read() as connection:
        record = get(connection, record_id)
        chosen = select(table).where(table.c.id == revision_id, table.c.record_id == record_id)
        earlier = connection.execute(chosen).mappings().one_or_none()
    if record.owner_id != archive.holder_id:
        raise UserError("record.not-ours")
    if earlier is None:
        raise UserError("history.none")
    with change(archive, f"{record.type}.bring-back", now, subject=record.title) as writing:
        writing.put_back(record_id, {name: earlier[name] for name in SAID})
    return writing.change_id


def _revisions(connection: Connection, record_id: RecordId) -> Sequence[Any]:
    """Return the revisions of a record and of its files as they were written, with what changed them."""
    table: Any = Revision.__table__
    evidence: Any = Evidence.__table__
    files = select(evidence.c.id).where(evidence.c.about_id == record_id)
    chosen = (
        select(table, Change.name, Change.subject, Change.undoes)
        .outerjoin(Change, Change.id == table.c.change_id)
        .where(or_(table.c.record_id == record_id, table.c.record_id.in_(files)))
        .order_by(table.c.sequence)
    )
    return connection.execute(chosen).all()


class _Telling:
    """Puts revisions into words; names of other records are read once for all of them."""

    def __init__(
        self, connection: Connection, described: RecordType, texts: Texts, own_words: OwnWords
    ) -> None:
        self._connection = connection
        self._described = described
        self._texts = texts
        self._own_words = own_words
        self._names: dict[RecordId, str] = {}

    def learn(self, rows: Sequence[Any]) -> None:
        """Read the titles of everything that the revisions name."""
        ids = {
            one
            for row in rows
            for one in referred(record_types()[row.type].fields, _content(row.type, row.content))
        }
        self._names = {one: record.title for one, record in get_many(self._connection, ids).items()}

    def versions(self, rows: Sequence[Any], record_id: RecordId, now: str) -> Iterator[Version]:
        """Give a version for each change, oldest first."""
        before: dict[RecordId, Any] = {}
        at = ""
        for made in _by_change(rows):
            alterations: list[Alteration] = []
            for row in made:
                earlier = before.get(row.record_id)
                if row.record_id == record_id:
                    at = row.id
                    alterations += self._of_record(earlier, row)
                else:
                    alterations += self._of_file(earlier, row)
                before[row.record_id] = row
            last = made[-1]
            own = any(row.record_id == record_id for row in made)
            if alterations or own:
                yield Version(
                    revision_id=at,
                    change_id=last.change_id,
                    what=self._what(last),
                    author=last.author or "",
                    made_at=last.made_at,
                    alterations=tuple(alterations),
                    shown=own and at == now,
                    undoes=last.undoes is not None,
                )

    def _what(self, row: Any) -> str:
        if row.name is None:
            return self._texts.say("history.came")
        step = Step(row.change_id, row.name, row.subject or "", row.author, row.made_at, undone=False)
        words = step_words(self._texts, step)
        return self._texts.say("recycling.undo", step=words) if row.undoes else words

    def _of_record(self, earlier: Any, row: Any) -> Iterator[Alteration]:
        say = self._texts.say
        was_deleted = earlier is not None and earlier.deleted
        if row.deleted != was_deleted:
            yield Alteration(
                say("history.bin"), "", say("history.in-bin" if row.deleted else "history.out-of-bin")
            )
        old = _content(row.type, earlier.content) if earlier is not None else {}
        new = _content(row.type, row.content)
        for field in self._described.fields:
            if old.get(field.name) != new.get(field.name):
                before, after = self._words(field, old), self._words(field, new)
                if before != after:
                    yield Alteration(field.label(self._texts.language), before, after)

    def _of_file(self, earlier: Any, row: Any) -> Iterator[Alteration]:
        label = self._texts.say("history.file")
        name = str(row.content.get("name", ""))
        if earlier is None or earlier.deleted != row.deleted:
            yield Alteration(label, name if row.deleted else "", "" if row.deleted else name)
        elif any(earlier.content.get(one) != row.content.get(one) for one in _FILE_WORDS):
            old, new = (str(one.content.get("caption") or "") for one in (earlier, row))
            yield Alteration(f"{label} {name}", old, new)

    def _words(self, field: Field, content: Content) -> str:
        value = content.get(field.name)
        return said_in_full(field, value, self._names, self._texts.language, self._own_words)


def _by_change(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Give the revisions of each change together; those that came from elsewhere one by one."""
    together: list[Any] = []
    for row in rows:
        if together and (row.change_id is None or row.change_id != together[-1].change_id):
            yield together
            together = []
        together.append(row)
    if together:
        yield together


def _content(type_code: str, plain: Mapping[str, Any]) -> Content:
    return from_json(record_types()[type_code].fields, plain)

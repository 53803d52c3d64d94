"""Records of which two versions stand beside each other: both are shown, and the owner's choice settles it.

The choice is a revision that knows both (decision 2), so only the school that owns the record can write it.
Of a record of others both versions are shown here and the same one counts everywhere, until its owner
chooses (docs/decisions/0026).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.contents import from_json
from edudesk.models.registry import record_types
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change, checked
from edudesk.services.heads import SAID, heads
from edudesk.services.listing.records import referred
from edudesk.services.listing.titles import title_in
from edudesk.services.listing.wording import said_in_full
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords
from edudesk.texts import Label, Texts


@dataclass(frozen=True)
class Standing:
    """One version: who wrote it and when; ``deleted`` when it says that the record is gone."""

    revision_id: str
    author: str
    made_at: datetime
    deleted: bool


@dataclass(frozen=True)
class FieldBeside:
    """One field as each version says it, in their order; ``differs`` when not all say the same."""

    name: str
    label: str
    words: tuple[str, ...]
    differs: bool


@dataclass(frozen=True)
class Conflict:
    """A record with its versions, the one that is shown first; ``ours`` when the choice is made here."""

    record_id: RecordId
    type_label: Label
    title: str
    owner: str
    ours: bool
    versions: tuple[Standing, ...]
    fields: tuple[FieldBeside, ...]


def conflicts(archive: Archive, texts: Texts, own_words: OwnWords = NO_OWN_WORDS) -> tuple[Conflict, ...]:
    """Return every record in conflict, our own first, in the order of their types."""
    with archive.read() as connection:
        chosen = select(RecordHead.id).where(func.json_array_length(RecordHead.heads) > 1)
        told = [
            heads(connection, one) for one in connection.execute(chosen.order_by(RecordHead.id)).scalars()
        ]
        named = {one for rows in told for row in rows for one in _named(row)}
        names = {one: record.title for one, record in records.get_many(connection, named).items()}
    found = [_conflict(rows, archive.holder_id, names, texts, own_words) for rows in told]
    order = list(record_types())
    types = {rows[0]["record_id"]: order.index(rows[0]["type"]) for rows in told}
    return tuple(sorted(found, key=lambda one: (not one.ours, types[one.record_id], one.record_id)))


def _named(row: Mapping[str, Any]) -> set[RecordId]:
    return {row["owner_id"], *referred(record_types()[row["type"]].fields, _content(row))}


def _content(row: Mapping[str, Any]) -> dict[str, Any]:
    return from_json(record_types()[row["type"]].fields, row["content"])


def _conflict(
    rows: Sequence[Mapping[str, Any]],
    holder_id: RecordId,
    names: Mapping[RecordId, str],
    texts: Texts,
    own_words: OwnWords,
) -> Conflict:
    shown, described = rows[0], record_types()[rows[0]["type"]]
    contents = [_content(row) for row in rows]
    fields = []
    for field in described.fields:
        values = [content.get(field.name) for content in contents]
        words = tuple(said_in_full(field, value, names, texts.language, own_words) for value in values)
        if any(words):
            fields.append(
                FieldBeside(
                    field.name, field.label(texts.language), words, any(one != values[0] for one in values)
                )
            )
    return Conflict(
        record_id=shown["record_id"],
        type_label=described.label,
        title=title_in(described, contents[0], texts.language, own_words),
        owner=names.get(shown["owner_id"], ""),
        ours=shown["owner_id"] == holder_id,
        versions=tuple(
            Standing(row["id"], row["author"] or "", row["made_at"], row["deleted"]) for row in rows
        ),
        fields=tuple(fields),
    )


def choose(
    archive: Archive,
    record_id: RecordId,
    revision_id: str,
    now: datetime,
    fields: Mapping[str, str] | None = None,
) -> str:
    """Let one version of a record of ours hold, and of the named ``fields`` what another one says.

    ``fields`` maps a field to the revision it is taken from. Returns the change. Errors: ``record.none``,
    ``record.not-ours``, ``receiving.no-conflict`` when the versions are not those any more.
    """
    record = records.get(archive, record_id)
    if record.owner_id != archive.holder_id:
        raise UserError("record.not-ours")
    with change(archive, f"{record.type}.choose", now, subject=record.title) as writing:
        beside = {row["id"]: row for row in heads(writing.connection, record_id)}
        wanted = dict(fields or {})
        if len(beside) < 2 or not {revision_id, *wanted.values()} <= beside.keys():  # noqa: PLR2004 - two stand beside each other
            raise UserError("receiving.no-conflict")
        said = {name: beside[revision_id][name] for name in SAID}
        taken = {name: _content(beside[source]).get(name) for name, source in wanted.items()}
        content = checked(record.type, _content(beside[revision_id]) | taken)
        writing.put_back(record_id, said | {"content": content})
    return writing.change_id

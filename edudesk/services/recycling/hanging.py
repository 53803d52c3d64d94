"""What hangs on records that somebody wants to delete."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from edudesk.models.base import RecordId
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.pointers import Pointer, pointing_to
from edudesk.services.records import Record, get_many
from edudesk.texts import Label, Texts


@dataclass(frozen=True)
class Use:
    """What still points to a record: its title, and the records by type."""

    title: str
    by: tuple[tuple[Label, tuple[RecordId, ...]], ...]

    @property
    def count(self) -> int:
        """How many records use it."""
        return sum(len(ids) for _, ids in self.by)

    @property
    def types(self) -> Label:
        """The names of their types in one phrase."""
        zh, en = "、".join(label.zh for label, _ in self.by), ", ".join(label.en for label, _ in self.by)
        return Label(zh, en)


@dataclass(frozen=True)
class Hanging:
    """What deleting records takes along (by type), and what stands against it.

    ``used`` are those that other records still point to, ``foreign`` the titles of those that belong to other
    schools, ``holder`` the name of the archive's own school, which stays.
    """

    along: tuple[tuple[Label, tuple[RecordId, ...]], ...] = ()
    used: tuple[Use, ...] = ()
    foreign: tuple[str, ...] = ()
    holder: str = ""

    @property
    def free(self) -> bool:
        """Whether the records may be deleted."""
        return not (self.used or self.foreign or self.holder)


def what_hangs(archive: Archive, ids: Sequence[RecordId]) -> Hanging:
    """Return what deleting these records would take along, and what stands against it."""
    with archive.read() as connection:
        return hanging(connection, archive.holder_id, ids)


def hanging(connection: Connection, holder_id: RecordId, ids: Sequence[RecordId]) -> Hanging:
    """Return what hangs on these records, as the connection sees it."""
    chosen = get_many(connection, ids)
    parts: dict[RecordId, str] = {}
    pointers: list[Pointer] = []
    fresh = set(chosen)
    while fresh:
        found = pointing_to(connection, fresh, deleted=False)
        pointers += found
        # What another school says of ours is its own, and stays where it is.
        fresh = (
            {one.id for one in found if one.part and one.owner_id == holder_id} - parts.keys() - chosen.keys()
        )
        parts |= {one.id: one.type for one in found if one.id in fresh}
    going = chosen.keys() | parts.keys()
    using = [one for one in pointers if not one.part and one.id not in going]
    return Hanging(
        along=tuple(_by_type((code, one) for one, code in parts.items())),
        used=tuple(_used(using, chosen)),
        foreign=tuple(one.title for one in chosen.values() if one.owner_id != holder_id),
        holder=chosen[holder_id].title if holder_id in chosen else "",
    )


def _used(using: Sequence[Pointer], chosen: dict[RecordId, Record]) -> Iterator[Use]:
    targets: dict[RecordId, dict[RecordId, str]] = defaultdict(dict)
    for one in using:
        targets[one.target][one.id] = one.type
    for target, users in targets.items():
        title = chosen[target].title if target in chosen else ""
        yield Use(title, tuple(_by_type((code, one) for one, code in users.items())))


def _by_type(
    found: Iterator[tuple[str, RecordId]],
) -> Iterator[tuple[Label, tuple[RecordId, ...]]]:
    by_type: dict[str, list[RecordId]] = defaultdict(list)
    for code, one in found:
        by_type[code].append(one)
    for code, described in record_types().items():
        if code in by_type:
            yield described.label, tuple(sorted(set(by_type[code])))


def say_hanging(texts: Texts, found: Hanging) -> tuple[str, ...]:
    """Return sentences for the question before deleting, or the reasons why it is refused."""
    if found.holder:
        return (texts.say("recycling.holder", title=found.holder),)
    foreign = (texts.say("recycling.foreign", title=title) for title in found.foreign)
    used = (
        texts.say("recycling.used", title=one.title, count=one.count, types=one.types) for one in found.used
    )
    refused = (*foreign, *used)
    return refused or tuple(
        texts.say("recycling.along", count=len(ids), label=label) for label, ids in found.along
    )

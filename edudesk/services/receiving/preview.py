"""What taking a package in would do, shown before anything is done; it can be searched and written out."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, select

from edudesk.errors import Problem, UserError
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.contents import from_json
from edudesk.models.filing import ArrivalRevision
from edudesk.models.registry import record_types
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.communities.events import twice_told_in
from edudesk.services.communities.proposals import Proposal, same_communities_in, same_schools_in
from edudesk.services.listing.query import listed
from edudesk.services.listing.sheet import ListSheet, write_list
from edudesk.services.listing.titles import title_label
from edudesk.services.merging import receive, settle
from edudesk.services.receiving.arrivals import living_arrival
from edudesk.services.receiving.comparing import (
    VERDICTS,
    Compared,
    Known,
    Verdict,
    compare,
    known_here,
    numbers,
)
from edudesk.services.receiving.package import Package, PackagedFile
from edudesk.services.receiving.trusting import Trust, trust
from edudesk.services.reports.columns import Heads, columns
from edudesk.services.reports.rendering import Rendered
from edudesk.texts import Label, Texts

FEW = 10
"""Of so few records of a partner a change is never called large."""
LARGE = 5
"""More than one in so many of a partner's records deleted or changed asks first."""
_NAMELESS = Label("", "")
_ALTERING = ("newer", "withdrawn", "conflict")
_SHEET: Heads = (
    (Label("情况", "Verdict"), 1.0, "c"),
    (Label("种类", "Type"), 1.2, "l"),
    (Label("名称", "Title"), 4.0, "l"),
    (Label("谁记的", "Recorded by"), 2.0, "l"),
    (Label("说明", "Why"), 4.0, "l"),
)


@dataclass(frozen=True)
class Item:
    """One record of the package, in words; ``why`` tells why it is refused, or what comes."""

    record_id: RecordId
    type_label: Label
    title: Label
    owner: str
    verdict: Verdict
    why: Problem | None


@dataclass(frozen=True)
class LargeChange:
    """So many of a partner's ``total`` records here would be deleted or changed: a person is asked first."""

    total: int
    deleted: int
    changed: int


@dataclass(frozen=True)
class Preview:
    """What taking a package in would do; ``arrival_id`` is of the same package taken in before.

    ``twice`` are events, schools and communities that may stand twice once it is taken in; ``lacking`` are
    files that do not travel with it, ``reduced`` how many come as a copy. ``trust`` is how its signature
    stands here; ``known`` is all that it was compared with.
    """

    package: Package
    sender: str
    community: str
    known: Known
    compared: tuple[Compared, ...]
    items: tuple[Item, ...]
    numbers: Mapping[Verdict, int]
    twice: tuple[Proposal, ...]
    lacking: tuple[PackagedFile, ...]
    reduced: int
    large: LargeChange | None
    trust: Trust
    arrival_id: RecordId | None

    def told_twice(self, sort: str) -> int:
        """Return how many proposals of a sort there are: "event", "school" or "community"."""
        return sum(one.sort == sort for one in self.twice)

    @property
    def changes(self) -> bool:
        """Whether any revision would come, to count now or later, or say what was kept back before."""
        return any(one.fresh or one.fuller or one.beneath for one in self.compared)

    def search(self, words: str, verdict: Verdict | None = None, *, texts: Texts) -> tuple[Item, ...]:
        """Return the items that hold all the words, of one verdict or of any."""
        wanted = words.casefold().split()
        return tuple(
            one
            for one in self.items
            if verdict in (None, one.verdict)
            and all(word in " ".join(told(one, texts)).casefold() for word in wanted)
        )


def preview(archive: Archive, package: Package, *, rehearse: bool = True) -> Preview:
    """Return what taking a package in would do.

    What may be told twice is found by taking it in and letting go again before anything is kept; without
    ``rehearse`` it is not looked for.
    """
    with archive.read() as connection:
        known = known_here(connection, archive, package)
        compared = compare(package, known)
        before = living_arrival(connection, package.manifest_hash)
        large = _large(connection, package, compared)
        names = _owners(connection, package)
        stands = trust(connection, package.signer)
    return Preview(
        package=package,
        sender=names.get(package.sender.holder_id, ""),
        community=_title(compared, package.community_id),
        known=known,
        compared=compared,
        items=tuple(_item(one, names) for one in sorted(compared, key=_place)),
        numbers=numbers(compared),
        twice=_told_twice(archive, compared) if rehearse else (),
        lacking=tuple(one for one in package.files if not one.travels),
        reduced=sum(one.travels and one.state == "rendition" for one in package.files),
        large=large,
        trust=stands,
        arrival_id=before,
    )


class _LetGo(Exception):
    """Ends the rehearsal, so that its transaction is taken back.

    Not a savepoint: one that a failing disk took away could not be gone back to, and its error would hide
    the disk's.
    """


def _told_twice(archive: Archive, compared: tuple[Compared, ...]) -> tuple[Proposal, ...]:
    """Return the events, schools and communities that may stand twice if the package is taken in."""
    coming, holder = {one.record_id for one in compared if one.fresh}, archive.holder_id
    found: tuple[Proposal, ...] = ()
    if not coming:
        return found
    with suppress(_LetGo), archive.write() as connection:
        rows = [row for one in compared for row in one.fresh]
        receive(connection, rows)
        # What was taken back lies here already, and counts again as if nobody had.
        brought = listed([row["id"] for row in rows])
        connection.execute(delete(ArrivalRevision).where(ArrivalRevision.revision_id.in_(brought)))
        settle(connection, coming)
        found += twice_told_in(connection, holder, coming)
        found += same_schools_in(connection, holder, coming)
        found += same_communities_in(connection, holder)
        raise _LetGo
    return tuple(one for one in found if coming & {one.first, one.second})


def _large(connection: Connection, package: Package, compared: tuple[Compared, ...]) -> LargeChange | None:
    owner = package.sender.holder_id
    touched = [one for one in compared if one.owner_id == owner and one.verdict in _ALTERING]
    total = connection.execute(
        select(func.count()).where(RecordHead.owner_id == owner, RecordHead.deleted.is_(False))
    ).scalar_one()
    if total < FEW or len(touched) * LARGE <= total:
        return None
    deleted = sum(one.verdict == "withdrawn" for one in touched)
    return LargeChange(total, deleted, len(touched) - deleted)


def _owners(connection: Connection, package: Package) -> Mapping[RecordId, str]:
    """Return the names of those who own the records, as the package tells them or as they are known here."""
    ids = {heads[0]["owner_id"] for heads in package.records.values()} | {package.sender.holder_id}
    known = {one: record.title for one, record in records.get_many(connection, ids).items()}
    told = {one: _titled(package.records[one][0]).zh for one in ids if one in package.records}
    return known | told


def _title(compared: tuple[Compared, ...], record_id: RecordId) -> str:
    return next((_titled(one.heads[0]).zh for one in compared if one.record_id == record_id), "")


def _place(one: Compared) -> int:
    """Return where a record stands: what changes something first, for most of a package often stays."""
    return VERDICTS.index(one.verdict)


def _item(one: Compared, names: Mapping[RecordId, str]) -> Item:
    described = record_types().get(one.type)
    label = described.label if described else Label(one.type, one.type)
    return Item(
        one.record_id, label, _titled(one.heads[0]), names.get(one.owner_id, ""), one.verdict, one.why
    )


def _titled(row: Mapping[str, Any]) -> Label:
    described = record_types().get(row["type"])
    if described is None:
        return _NAMELESS
    try:
        content = from_json(described.fields, row["content"])
        return title_label(described, content)
    except (ValueError, TypeError, AttributeError, KeyError, ArithmeticError, UserError):
        return _NAMELESS  # what cannot be read is refused


def told(item: Item, texts: Texts) -> tuple[str, ...]:
    """Return an item in words, as a row of the preview."""
    return (
        texts.say(f"receiving.verdict.{item.verdict}"),
        item.type_label(texts.language),
        item.title(texts.language),
        item.owner,
        texts.problem(item.why) if item.why else "",
    )


def write_preview(shown: Preview, path: Path, today: date, texts: Texts) -> Rendered:
    """Write the preview as .xlsx, .pdf or .docx; errors are those of :func:`write_list`."""
    sheet = ListSheet(
        texts.say("receiving.preview", name=shown.package.name),
        columns(_SHEET, texts.language),
        tuple(told(item, texts) for item in shown.items),
    )
    return write_list(sheet, path, today, texts)

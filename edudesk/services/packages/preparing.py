"""What will go into a package, settled before anything is written: files, gaps, and about how large."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.packages.cataloguing import CATALOGUES
from edudesk.services.packages.describing import PART_ROOM, Occasion, content_notes, package_name
from edudesk.services.packages.gaps import TermGap, term_gaps
from edudesk.services.packages.names import Names
from edudesk.services.packages.parcels import Parcel
from edudesk.services.packages.patterns import ACTIVITY, pattern_of
from edudesk.services.packages.payload import Contents, Item, payload_items
from edudesk.services.packages.records_json import PATH
from edudesk.services.packages.selecting import Chosen, belonging
from edudesk.services.packages.withholding import sendable
from edudesk.services.records import Record
from edudesk.services.reports.collecting import is_picture
from edudesk.services.reports.photographs import Photographs

NOTE = "说明.txt"
"""What tells in a part of an e-mail edition where the other files lie."""
_PAPER_BYTES, _PHOTO_BYTES, _SPARE_BYTES = 85_000, 150_000, 150_000
"""What a drawn paper and a photo on a page are reckoned to take, to see beforehand that there is room."""

Evidence = Mapping[RecordId, Record]


@dataclass(frozen=True)
class Prepared:
    """A package that could be written now, named ``base``; ``expected`` bytes but for the records."""

    base: str
    chosen: tuple[Chosen, ...]
    contents: Contents
    items: tuple[Item, ...]
    gaps: tuple[TermGap, ...]
    expected: int

    @property
    def files(self) -> int:
        """How many payload files there will be."""
        return len(self.items) + len(CATALOGUES) + 1


def prepare(
    occasion: Occasion, photographs: Photographs, parcels_of: Callable[[Evidence], Mapping[str, Parcel]]
) -> Prepared:
    """Return what the package of an occasion will hold.

    ``parcels_of`` says what of each original leaves: by reading them all, or as far as a look can tell.
    """
    chosen = _chosen(occasion)
    evidence, about = _evidence(occasion, chosen)
    parcels = parcels_of(evidence)
    gaps = term_gaps(occasion.work, occasion.today, evidence, parcels)
    contents = Contents(
        work=occasion.work,
        today=occasion.today,
        author=occasion.author,
        evidence=evidence,
        about=about,
        parcels=parcels,
        gaps=tuple(gap.sentence for gap in gaps),
        notes=content_notes(occasion, evidence, parcels),
        photographs=photographs,
        activity_pattern=pattern_of(occasion.archive, ACTIVITY),
        draw=occasion.draw,
    )
    base = package_name(occasion)
    names = Names(base + PART_ROOM if occasion.edition.max_part else base)
    for own in (*CATALOGUES, NOTE, PATH):
        names.claim("", own)
    items = payload_items(contents, names)
    return Prepared(base, chosen, contents, items, gaps, _expected(items, evidence))


def _chosen(occasion: Occasion) -> tuple[Chosen, ...]:
    status = occasion.work.status
    counted = {one.id for result in status.evaluation.results for one in result.counted}
    with occasion.archive.read() as connection:
        return belonging(
            connection,
            status.community.id,
            occasion.work.days,
            holder_id=occasion.archive.holder_id,
            counted=counted,
        )


def _evidence(occasion: Occasion, chosen: tuple[Chosen, ...]) -> tuple[Evidence, Evidence]:
    """Return the evidence whose files travel, and the living records that files may be about."""
    types = {one.record_id: one.type for one in chosen}
    work = occasion.work  # most of it has been read already, and made fit to be sent
    known = {**work.schools, **work.people}
    for listed in (*work.records.values(), *work.evidence.values(), *work.opinions.values()):
        known |= {one.id: one for one in listed}
    others = records.get_many(occasion.archive, types.keys() - known.keys())
    found = {one.id: sendable(one, occasion.profile) for one in others.values()}
    found |= {record_id: known[record_id] for record_id in types.keys() & known.keys()}
    alive = {one.id: one for one in found.values() if not one.deleted and one.type != "evidence"}
    evidence = {
        record_id: found[record_id]
        for record_id, type_code in types.items()
        if type_code == "evidence"
        and not found[record_id].deleted
        and _alive(found[record_id].content["about_id"], alive)
    }
    order = sorted(
        evidence.values(),
        key=lambda one: (one.content["about_id"], one.content.get("place_in_list") or 0, one.id),
    )
    return {one.id: one for one in order}, alive


def _alive(about_id: RecordId, alive: Evidence) -> bool:
    """Return whether a record stands, and what it is itself about stands too."""
    while (record := alive.get(about_id)) is not None:
        above = record.content.get("about_id")
        if above is None or record.type not in ("opinion", "document"):
            return True
        about_id = above
    return False


def _expected(items: tuple[Item, ...], evidence: Evidence) -> int:
    """Return how many bytes the payload is likely to take."""
    files = sum(item.parcel.size for item in items if item.parcel)
    papers = sum(item.draw is not None for item in items)
    photos = sum(is_picture(one) for one in evidence.values())
    return files + papers * _PAPER_BYTES + photos * _PHOTO_BYTES + _SPARE_BYTES

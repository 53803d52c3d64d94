"""The catalogue of a package: every file with its place, in which part it lies, and what is not there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edudesk.services.packages.parcels import Parcel
from edudesk.services.packages.payload import Contents, Item
from edudesk.services.reports.catalogue import catalogue
from edudesk.services.reports.collecting import numbered
from edudesk.services.reports.drawing import Drawn
from edudesk.services.reports.facts import CatalogueGroup, CatalogueRow
from edudesk.services.reports.profiles import LEDGER

CATALOGUES = ("目录.pdf", "目录.xlsx")


@dataclass(frozen=True)
class Listing:
    """What is known of the files by their paths: pages of papers, and the part where there are several."""

    pages: Mapping[str, int | None] = field(default_factory=dict)
    part_of: Mapping[str, int] = field(default_factory=dict)


def draw_catalogue(contents: Contents, items: Sequence[Item], listing: Listing) -> tuple[Drawn, bytes]:
    """Return the catalogue as a paper and as a workbook."""
    groups: dict[str, list[CatalogueRow]] = defaultdict(list)
    for item in items:
        pages, note = listing.pages.get(item.path), _note(contents, item, listing)
        row = CatalogueRow(item.title, item.number, item.author, item.dated, pages, item.place, note)
        groups[item.section].append(row)
    shown = [CatalogueGroup(section, tuple(rows)) for section, rows in sorted(groups.items())]
    if absent := _absent(contents):
        shown.append(CatalogueGroup(contents.work.texts.say("editions.absent"), absent))
    document = catalogue(tuple(shown), contents.work.frame)
    return contents.draw(document, LEDGER), contents.draw(document, None).data


def _note(contents: Contents, item: Item, listing: Listing) -> str:
    say = contents.work.texts.say
    words = []
    if item.path in listing.part_of:
        words.append(say("editions.in-part", number=listing.part_of[item.path]))
    if item.parcel and item.parcel.state == "rendition":
        words.append(say(f"editions.copy-{_way(item.parcel)}"))
    return "；".join(words)


def _way(parcel: Parcel) -> str:
    """Return the word for how a copy differs from its original."""
    if parcel.reduced:
        return "reduced"
    return "placeless" if parcel.recipe or parcel.places else "received"


def _absent(contents: Contents) -> tuple[CatalogueRow, ...]:
    """Return a row for each evidence file that does not travel, with the reason."""
    say, numbers = contents.work.texts.say, numbered(contents.work)
    return tuple(
        CatalogueRow(
            one.content.get("caption") or one.content["name"],
            numbers.get(one.content["about_id"], ""),
            note=say(f"editions.absent-{parcel.state}"),
        )
        for one in contents.evidence.values()
        if not (parcel := contents.parcels[one.content["sha256"]]).travels
    )

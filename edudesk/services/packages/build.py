"""Builds the packages of a term, one for each community, all of them or none."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.evidence import Decoder
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.bag import Bag, BagWriter, Form
from edudesk.services.packages.describing import (
    Occasion,
    bag_info,
    handover,
    package_facts,
)
from edudesk.services.packages.gaps import term_gaps
from edudesk.services.packages.parcels import Parcels
from edudesk.services.packages.payload import Contents, Item, drawn
from edudesk.services.packages.preparing import CATALOGUES, prepare
from edudesk.services.packages.records_json import PATH, write_records
from edudesk.services.packages.target import target_faults
from edudesk.services.packages.withholding import sendable_work
from edudesk.services.reports.catalogue import catalogue
from edudesk.services.reports.collecting import is_picture
from edudesk.services.reports.document import Document
from edudesk.services.reports.facts import CatalogueGroup, CatalogueRow
from edudesk.services.reports.photographs import Photographs
from edudesk.services.reports.profiles import LEDGER
from edudesk.services.reports.work import term_work
from edudesk.services.reports.xlsx import draw_xlsx
from edudesk.services.status import chosen_communities, term_status
from edudesk.texts import Texts

_DECODERS = 2


@dataclass(frozen=True)
class Built:
    """A finished package: payload files and bytes, the gaps as sentences, what no font could draw.

    ``tag_manifest`` is the SHA-256 that stands for the whole package.
    """

    path: Path
    files: int
    bytes: int
    tag_manifest: str
    gaps: tuple[str, ...]
    missing_characters: tuple[str, ...]
    handover_id: RecordId


@dataclass(frozen=True)
class _Made:
    """A bag that has its name, and what its handover record will say."""

    bag: Bag
    gaps: tuple[str, ...]
    missing_characters: tuple[str, ...]
    handover: Mapping[str, Any]


def build_packages(
    archive: Archive,
    term: str,
    to: Path,
    *,
    now: datetime,
    today: date,
    community_id: str | None = None,
    form: Form = "zip",
    handed_to: str = "",
    texts: Texts | None = None,
    job: Job = QUIET,
    confirm: Callable[[Path], object] = lambda _package: None,
) -> tuple[Built, ...]:
    """Write the full edition of a term into the folder ``to`` and enter each package as handed over.

    ``community_id`` is an id or a name; without it every community gets a package. Papers are Chinese, gaps
    in the language of ``texts``. Gaps do not prevent building. ``confirm`` is called with each finished
    package before any is entered, and may refuse it by raising. On any failure, and when the person stops
    it, nothing is left under a final name and nothing is entered. Errors: those of choosing a community,
    evaluating, and :class:`BagWriter`.
    """
    code = TermCode.parse(term)
    communities = chosen_communities(archive, community_id)
    if not communities:
        raise UserError("package.no-community")
    statuses = [term_status(archive, community, code, today) for community in communities]
    made: list[_Made] = []
    try:
        with Decoder() as decoder:
            for status in statuses:
                work = sendable_work(term_work(archive, status, Texts("zh"), today))
                occasion = Occasion(archive, work, now, today)
                made.append(_Building(occasion, texts or Texts("zh"), decoder, job).build(to, form))
        for one in made:
            confirm(one.bag.path)
        return _entered(archive, made, now, handed_to)
    except BaseException:
        for one in made:
            _remove(one.bag.path)
        raise


def _entered(archive: Archive, made: list[_Made], now: datetime, handed_to: str) -> tuple[Built, ...]:
    receiver = {"handed_to": handed_to} if handed_to else {}
    with change(
        archive, "handover.create", now, subject="、".join(one.bag.path.name for one in made)
    ) as writing:
        ids = [writing.create("handover", {**one.handover, **receiver}) for one in made]
    return tuple(
        Built(
            one.bag.path,
            one.bag.files,
            one.bag.bytes,
            one.bag.tag_manifest,
            one.gaps,
            one.missing_characters,
            made_id,
        )
        for one, made_id in zip(made, ids, strict=True)
    )


def _remove(path: Path) -> None:
    """Take back a package that was finished before another one failed."""
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


class _Building:
    """The making of one package."""

    def __init__(self, occasion: Occasion, texts: Texts, decoder: Decoder, job: Job) -> None:
        archive = occasion.archive
        self._occasion, self._texts, self._job = occasion, texts, job
        self._archive, self._work, self._today = archive, occasion.work, occasion.today
        self._status = occasion.work.status
        self._parcels = Parcels(archive, decoder)
        self._photographs = Photographs(archive, decoder)
        self._missing: set[str] = set()
        self._rows: dict[str, list[CatalogueRow]] = {}

    def build(self, to: Path, form: Form) -> _Made:
        """Write the package into ``to`` and return it with all that its handover record says."""
        prepared = prepare(
            self._occasion,
            self._photographs,
            lambda evidence: self._parcels.examine(evidence.values(), self._job),
        )
        contents, items, base = prepared.contents, prepared.items, prepared.base
        told = write_records(package_facts(self._occasion, contents, items), prepared.chosen)
        target = to / (f"{base}.zip" if form == "zip" else base)
        total = prepared.expected + len(told)
        with BagWriter(target, form=form, day=self._today, total=total, job=self._job) as writer:
            self._write(writer, items, contents)
            writer.add_bytes(PATH, told)
            self._write_catalogue(writer)
            bag = writer.finish(bag_info(self._occasion, contents.gaps))
        said = contents.gaps
        if self._texts.language != "zh":
            work = sendable_work(term_work(self._archive, self._status, self._texts, self._today))
            found = term_gaps(work, self._today, contents.evidence, contents.parcels)
            said = tuple(gap.sentence for gap in found)
        return _Made(bag, said, tuple(sorted(self._missing)), handover(self._occasion, bag, contents.gaps))

    def _write(self, writer: BagWriter, items: tuple[Item, ...], contents: Contents) -> None:
        photos = [one for one in contents.evidence.values() if is_picture(one)]
        with ExitStack() as stack:
            # Pictures are decoded in worker processes while the papers before them are drawn here.
            ahead = ThreadPoolExecutor(_DECODERS)
            stack.callback(ahead.shutdown, wait=True, cancel_futures=True)
            decoders = [stack.enter_context(Decoder()) for _ in range(_DECODERS)]
            for number, photo in enumerate(photos):
                own = Photographs(self._archive, decoders[number % _DECODERS])
                ahead.submit(own.upright, photo)
            for item in items:
                pages = self._add(writer, item)
                row = CatalogueRow(
                    item.title, item.number, item.author, item.dated, pages, item.place, _remark(item)
                )
                self._rows.setdefault(item.section, []).append(row)

    def _add(self, writer: BagWriter, item: Item) -> int | None:
        if item.draw is not None:
            paper = item.draw()
            self._missing.update(paper.missing_characters)
            writer.add_bytes(item.path, paper.data)
            return paper.pages
        parcel = item.parcel
        if parcel is None:
            return None
        if parcel.places:
            with target_faults(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "film"
                self._parcels.copy_film(parcel, copy)
                writer.add_file(item.path, copy, expected=parcel.sha256)
        elif parcel.state == "rendition":
            writer.add_bytes(item.path, self._parcels.content(parcel))
        else:
            writer.add_file(item.path, self._parcels.path(parcel), expected=parcel.sha256)
        return None

    def _write_catalogue(self, writer: BagWriter) -> None:
        groups = tuple(CatalogueGroup(section, tuple(rows)) for section, rows in sorted(self._rows.items()))
        document: Document = catalogue(groups, self._work.frame)
        paper = drawn(document, LEDGER)
        self._missing.update(paper.missing_characters)
        for name, data in zip(CATALOGUES, (paper.data, draw_xlsx(document)), strict=True):
            writer.add_bytes(name, data)


def _remark(item: Item) -> str:
    return "已去除位置信息" if item.parcel and item.parcel.state == "rendition" else ""

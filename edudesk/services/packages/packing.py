"""Writes the package of one community: as one bag, or as the parts of an e-mail edition."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.disk.temporary import Temporary
from edudesk.services.evidence import Decoder
from edudesk.services.jobs import Job
from edudesk.services.keys import own_key
from edudesk.services.packages.bag import Bag, BagWriter, Form
from edudesk.services.packages.cataloguing import CATALOGUES, Listing, draw_catalogue
from edudesk.services.packages.describing import Occasion, bag_info, handover, package_facts
from edudesk.services.packages.editions import say_size
from edudesk.services.packages.gaps import term_gaps
from edudesk.services.packages.parcels import Parcel, Parcels
from edudesk.services.packages.parting import TAG_FILES, Weighed, divide, too_large, weight
from edudesk.services.packages.payload import Item
from edudesk.services.packages.preparing import NOTE, Evidence, Prepared, prepare
from edudesk.services.packages.records_json import PATH, write_records
from edudesk.services.packages.selecting import rows_of
from edudesk.services.packages.target import check_room, target_faults
from edudesk.services.packages.withholding import sendable_work
from edudesk.services.reports.collecting import is_picture
from edudesk.services.reports.drawing import Drawn
from edudesk.services.reports.photographs import Photographs
from edudesk.services.reports.work import term_work
from edudesk.texts import Texts

_DECODERS = 2
_GROWTH = 20_000
"""How much lists may grow once it is known in which part each file lies and how many pages it has."""
_ATTEMPTS = 5


@dataclass(frozen=True)
class Made:
    """Bags that have their names (several of an e-mail edition), and what their handover record will say."""

    bags: tuple[Bag, ...]
    gaps: tuple[str, ...]
    missing_characters: tuple[str, ...]
    handover: Mapping[str, Any]


@dataclass(frozen=True)
class _Part:
    """One part: its files, and those that lie in every part."""

    files: tuple[Weighed, ...]
    common: Mapping[str, bytes] = field(default_factory=dict)

    def weigh(self, base: str) -> int:
        """Return the most bytes that the part takes as a zip."""
        sizes = {path: len(content) for path, content in self.common.items()}
        sizes |= {one.item.path: one.size for one in self.files}
        return TAG_FILES + sum(weight(base, path, size) for path, size in sizes.items())


class Packing:
    """The making of one package; the path of each bag is noted in ``finished`` as soon as it has its name."""

    def __init__(
        self, occasion: Occasion, texts: Texts, decoder: Decoder, job: Job, finished: list[Path]
    ) -> None:
        self._occasion, self._texts, self._job, self._finished = occasion, texts, job, finished
        self._archive, self._edition = occasion.archive, occasion.edition
        self._parcels = Parcels(occasion.archive, decoder, occasion.edition)
        self._photographs = Photographs(occasion.archive, decoder)
        self._missing: set[str] = set()
        self._pages: dict[str, int | None] = {}

    def pack(self, to: Path, form: Form) -> Made:
        """Write the package into ``to`` and return it with all that its handover record says."""
        if self._edition.max_part:
            return self._in_parts(self._prepared(), to, form)
        prepared = self._prepared()
        told = self._records(prepared, Listing())
        total = prepared.expected + len(told)
        with self._writer(to, prepared.base, form, total) as writer:
            with self._decoding_ahead(prepared):
                for item in prepared.items:
                    self._add(writer, item)
            writer.add_bytes(PATH, told)
            for path, content in self._catalogue(prepared, Listing(self._pages)).items():
                writer.add_bytes(path, content)
            bag = self._finish(writer, prepared)
        return self._made(prepared, (bag,))

    def _prepared(self, left_out: frozenset[str] = frozenset()) -> Prepared:
        """Settle what goes in; originals that are ``left_out`` are too large for a part."""

        def examine(evidence: Evidence) -> Mapping[str, Parcel]:
            found = self._parcels.examine(evidence.values(), self._job)
            gone = {sha256: replace(found[sha256], state="left-out") for sha256 in left_out}
            return {**found, **gone}

        return prepare(self._occasion, self._photographs, examine)

    def _in_parts(self, prepared: Prepared, to: Path, form: Form) -> Made:
        base = f"{prepared.base}-000of000"
        # Before anything is drawn it is known what the lists of each part take at least.
        everywhere = Listing(part_of={item.path: 1 for item in prepared.items})
        room = self._edition.max_part - _Part((), self._common(prepared, everywhere)).weigh(base) - _GROWTH
        evidence = [Weighed(item, item.parcel.size) for item in prepared.items if item.parcel]
        if large := too_large(evidence, base, room):
            return self._in_parts(self._without(large), to, form)
        with self._aside() as spool:
            with self._decoding_ahead(prepared):
                weighed = [self._weighed(item, spool) for item in prepared.items]
            parts = self._divided(prepared, weighed, base, room)
            return self._made(prepared, self._write_parts(prepared, parts, to, form))

    def _without(self, large: Sequence[Weighed]) -> Prepared:
        """Settle the package anew without files that fit into no part, if that was asked for."""
        if not self._edition.leave_out:
            raise UserError(
                "editions.file-too-large",
                name=large[0].item.title,
                size=say_size(large[0].size),
                part=say_size(self._edition.max_part),
                count=len(large),
            )
        return self._prepared(frozenset(one.item.parcel.original for one in large if one.item.parcel))

    def _divided(
        self, prepared: Prepared, weighed: Sequence[Weighed], base: str, room: int
    ) -> tuple[_Part, ...]:
        """Return the parts; where lists grew beyond what was reckoned, with as much less room."""
        for _attempt in range(_ATTEMPTS):
            if room <= 0 or too_large(weighed, base, room):
                break
            divided = divide(weighed, base, room)
            part_of = {one.item.path: number for number, part in enumerate(divided, 1) for one in part}
            listing = Listing(self._pages, part_of if len(divided) > 1 else {})
            common = self._common(prepared, listing)
            parts = tuple(_Part(part, self._with_note(common, divided, part)) for part in divided)
            excess = max(part.weigh(base) for part in parts) - self._edition.max_part
            if excess <= 0:
                return parts
            room -= excess
        needed = self._edition.max_part - room + max(weight(base, one.item.path, one.size) for one in weighed)
        raise UserError(
            "editions.part-too-small", part=say_size(self._edition.max_part), needed=say_size(needed)
        )

    def _with_note(
        self, common: Mapping[str, bytes], divided: Sequence[Sequence[Weighed]], own: Sequence[Weighed]
    ) -> Mapping[str, bytes]:
        """Add the word which part this is, and where the other files lie; a single part needs none."""
        if len(divided) == 1:
            return common
        say = self._occasion.work.texts.say
        lines = [say("editions.part-note", number=divided.index(own) + 1, count=len(divided))]
        for number, part in enumerate(divided, 1):
            if part is not own:
                folders = Counter(str(PurePosixPath(one.item.path).parent) for one in part)
                lines += [
                    say("editions.elsewhere", number=number, folder=folder, count=count)
                    for folder, count in folders.items()
                ]
        return {**common, NOTE: ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")}

    def _write_parts(
        self, prepared: Prepared, parts: Sequence[_Part], to: Path, form: Form
    ) -> tuple[Bag, ...]:
        sizes = [sum(one.size for one in part.files) + sum(map(len, part.common.values())) for part in parts]
        with target_faults(to):
            to.mkdir(parents=True, exist_ok=True)
        check_room(to, sum(sizes), max(sizes))
        bags = []
        for number, (part, size) in enumerate(zip(parts, sizes, strict=True), 1):
            suffix = f"-{number}of{len(parts)}" if len(parts) > 1 else ""
            count = {"Bag-Count": f"{number} of {len(parts)}"} if suffix else {}
            with self._writer(to, prepared.base + suffix, form, size) as writer:
                for one in part.files:
                    self._add(writer, one.item)
                for path, content in part.common.items():
                    writer.add_bytes(path, content)
                bags.append(self._finish(writer, prepared, count))
        return tuple(bags)

    def _common(self, prepared: Prepared, listing: Listing) -> Mapping[str, bytes]:
        return {PATH: self._records(prepared, listing), **self._catalogue(prepared, listing)}

    def _records(self, prepared: Prepared, listing: Listing) -> bytes:
        facts = package_facts(self._occasion, prepared.contents, prepared.items, listing.part_of)
        with self._archive.read() as connection:
            return write_records(facts, rows_of(connection, prepared.chosen), self._occasion.profile)

    def _catalogue(self, prepared: Prepared, listing: Listing) -> Mapping[str, bytes]:
        paper, sheet = draw_catalogue(prepared.contents, prepared.items, listing)
        self._missing.update(paper.missing_characters)
        return dict(zip(CATALOGUES, (paper.data, sheet), strict=True))

    def _writer(self, to: Path, name: str, form: Form, total: int) -> BagWriter:
        target = to / (f"{name}.zip" if form == "zip" else name)
        return BagWriter(target, form=form, day=self._occasion.today, total=total, job=self._job)

    def _finish(self, writer: BagWriter, prepared: Prepared, more: Mapping[str, str] | None = None) -> Bag:
        info = {**bag_info(self._occasion, prepared.contents.gaps), **(more or {})}
        bag = writer.finish(info, own_key(self._archive))
        self._finished.append(bag.path)
        return bag

    def _made(self, prepared: Prepared, bags: tuple[Bag, ...]) -> Made:
        gaps = prepared.contents.gaps
        said = handover(self._occasion, bags, prepared.base, gaps)
        if self._texts.language != "zh":
            status, today = self._occasion.work.status, self._occasion.today
            work = sendable_work(term_work(self._archive, status, self._texts, today), self._occasion.profile)
            found = term_gaps(work, today, prepared.contents.evidence, prepared.contents.parcels)
            gaps = tuple(gap.sentence for gap in found)
        return Made(bags, gaps, tuple(sorted(self._missing)), said)

    @contextmanager
    def _decoding_ahead(self, prepared: Prepared) -> Iterator[None]:
        """Decode pictures in worker processes while the papers before them are drawn here."""
        photos = [one for one in prepared.contents.evidence.values() if is_picture(one)]
        with ExitStack() as stack:
            ahead = ThreadPoolExecutor(_DECODERS)
            stack.callback(ahead.shutdown, wait=True, cancel_futures=True)
            decoders = [stack.enter_context(Decoder()) for _ in range(_DECODERS)]
            for number, photo in enumerate(photos):
                own = Photographs(self._archive, decoders[number % _DECODERS])
                if not own.is_kept(photo):  # to read it twice would only take turns from the window
                    ahead.submit(own.upright, photo)
            yield

    @contextmanager
    def _aside(self) -> Iterator[Path]:
        """Give a folder beside the archive for a while; if this run is killed, the next one removes it."""
        with target_faults(self._archive.folder):
            temporary = Temporary(self._archive.folder)
            try:
                temporary.path.mkdir()
                yield temporary.path
            finally:
                temporary.discard()

    def _weighed(self, item: Item, spool: Path) -> Weighed:
        """Draw a paper to know its size, and lay it aside until its part is written."""
        self._job.step(0, 0, item.title)
        if item.draw is None:
            return Weighed(item, item.parcel.size if item.parcel else 0)
        data = self._drawn(item, item.draw())
        aside = spool / str(len(self._pages))
        aside.write_bytes(data)
        return Weighed(
            replace(item, draw=lambda: Drawn(aside.read_bytes(), self._pages[item.path])), len(data)
        )

    def _drawn(self, item: Item, paper: Drawn) -> bytes:
        self._missing.update(paper.missing_characters)
        self._pages[item.path] = paper.pages
        return paper.data

    def _add(self, writer: BagWriter, item: Item) -> None:
        parcel = item.parcel
        if item.draw is not None:
            writer.add_bytes(item.path, self._drawn(item, item.draw()))
        elif parcel is None:
            return
        elif parcel.places:
            with self._aside() as folder:
                copy = folder / "film"
                self._parcels.copy_film(parcel, copy)
                writer.add_file(item.path, copy, expected=parcel.sha256)
        elif parcel.recipe:
            if writer.add_bytes(item.path, self._parcels.content(parcel)) != parcel.sha256:
                raise EnvironmentProblem("package.source_damaged", name=item.path)
        else:
            writer.add_file(item.path, self._parcels.path(parcel), expected=parcel.sha256)

"""Many packages in one go: each is verified, compared and taken in for itself, and what fails is left out.

What asks a person (a large change, a changed key, a password) is left out too, with the sentence that asks:
it is then taken in alone.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from edudesk.errors import Cancelled, EduDeskError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.verdict import Verdict as Verified
from edudesk.services.packages.verify import is_sign, verify
from edudesk.services.receiving.comparing import Verdict
from edudesk.services.receiving.opening import read_package
from edudesk.services.receiving.package import Package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.receipts import write_receipt
from edudesk.services.receiving.taking import take

State = Literal["taken", "same", "failed"]
_COUNT = re.compile(r"\s*(\d{1,4})\s+of\s+(\d{1,4})\s*", re.IGNORECASE)
"""``Bag-Count`` of a bag that is one of several."""


@dataclass(frozen=True)
class Part:
    """Which of how many parts a package is; parts with one ``of`` make up a set."""

    number: int
    count: int
    of: str


@dataclass(frozen=True)
class Outcome:
    """What became of one package: taken in, the same as before, or left out because of ``error``.

    ``sender``, ``term`` and the rest are empty where the package could not be read so far.
    """

    path: Path
    state: State
    sender: str = ""
    term: str = ""
    manifest_hash: str = ""
    numbers: Mapping[Verdict, int] = field(default_factory=dict)
    files: int = 0
    arrival_id: RecordId | None = None
    part: Part | None = None
    error: EduDeskError | None = None


@dataclass(frozen=True)
class Batch:
    """What became of all packages in their order; ``left`` were not reached when it was stopped."""

    outcomes: tuple[Outcome, ...]
    left: tuple[Path, ...] = ()

    def count(self, state: State) -> int:
        """Return how many packages ended so."""
        return sum(one.state == state for one in self.outcomes)

    @property
    def missing(self) -> Mapping[Path, tuple[int, ...]]:
        """By the first part that came of a set: the numbers of the parts that did not."""
        sets: dict[str, list[Outcome]] = defaultdict(list)
        for one in self.outcomes:
            if one.part is not None and one.state != "failed":
                sets[one.part.of].append(one)
        found = {parts[0].path: _missing([one.part for one in parts if one.part]) for parts in sets.values()}
        return {path: numbers for path, numbers in found.items() if numbers}


def _missing(parts: Sequence[Part]) -> tuple[int, ...]:
    here = {one.number for one in parts}
    return tuple(number for number in range(1, parts[0].count + 1) if number not in here)


def packages_in(places: Iterable[Path]) -> tuple[Path, ...]:
    """Return the packages among files and folders: every bag and every .zip in a folder, at any depth.

    What is named as a file is one, whatever it is.
    """
    found = [path for place in places for path in (_inside(place) if place.is_dir() else (place,))]
    return tuple(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        if any(map(is_sign, files)):
            folders.clear()  # what lies in a bag belongs to it
            yield Path(here)
            continue
        folders.sort()
        yield from (Path(here, name) for name in sorted(files) if _is_container(name))


def _is_container(name: str) -> bool:
    return name.lower().endswith(".zip") and not name.startswith(".")


def take_all(
    archive: Archive, packages: Sequence[Path], now: datetime, job: Job = QUIET, password: str | None = None
) -> Batch:
    """Take packages in one after the other, each in a transaction of its own; nothing is asked.

    Progress is in bytes; what is told beside it is ``3/300`` and the package's name. Stopping ends it before
    the next package is taken in, and what was taken in stays.
    """
    sizes = [_size(path) for path in packages]
    outcomes: list[Outcome] = []
    for number, path in enumerate(packages):
        name = f"{number + 1}/{len(packages)} {path.name}"
        step = _Step(job, sum(sizes[:number]), sizes[number], sum(sizes), name)
        try:
            outcomes.append(_taken(archive, path, now, step, password))
        except Cancelled:
            return Batch(tuple(outcomes), tuple(packages[number:]))
    job.report(sum(sizes), sum(sizes), "")
    return Batch(tuple(outcomes))


@dataclass(frozen=True)
class _Step:
    """The share of one package in the progress of all: half for verifying, half for taking in."""

    job: Job
    before: int
    size: int
    total: int
    name: str

    def half(self, number: int) -> Job:
        """Return the job of the first half or the second."""

        def report(done: int, total: int, _what: str) -> None:
            share = (number + (done / total if total else 1)) / 2
            # Short of the whole, which alone says that everything is done.
            self.job.report(min(self.before + int(self.size * share), self.total - 1), self.total, self.name)

        return Job(report, self.job.cancelled)


def _taken(archive: Archive, path: Path, now: datetime, step: _Step, password: str | None) -> Outcome:
    found = Outcome(path, "failed")
    verifying, taking = step.half(0), step.half(1)
    verifying.step(0, 1)
    try:
        verdict = verify(path, verifying, password)
        found = replace(found, sender=verdict.about("Source-Organization"))
        package = read_package(path, verdict, password)
        found = replace(found, part=_part(verdict, package), term=package.term)
        shown = preview(archive, package, rehearse=False)
        found = replace(
            found, sender=shown.sender, manifest_hash=package.manifest_hash, numbers=shown.numbers
        )
        taken = take(archive, shown, now, taking)
    except Cancelled:
        raise
    except EduDeskError as error:
        return replace(found, error=error)
    state: State = "taken" if taken.changed else "same"
    return replace(found, state=state, files=taken.files, arrival_id=taken.arrival_id)


def _part(verdict: Verified, package: Package) -> Part | None:
    """Tell which part of an e-mail edition this is: all of one set were made in one moment by one archive."""
    told = _COUNT.fullmatch(verdict.about("Bag-Count"))
    if told is None or not 1 <= int(told[1]) <= int(told[2]):
        return None
    made = f"{package.sender.archive_id}/{package.community_id}/{package.term}/{package.made_at.isoformat()}"
    return Part(int(told[1]), int(told[2]), made)


def _size(path: Path) -> int:
    """Return the bytes of a package, for the progress alone: trouble is told when its turn comes."""
    try:
        if path.is_dir():
            return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
        return path.stat().st_size
    except OSError:
        return 0


def write_receipts(
    archive: Archive, batch: Batch, folder: Path, now: datetime, job: Job = QUIET
) -> tuple[Path, ...]:
    """Write the receipts of everything that is here now into a folder; progress counts receipts.

    Errors: those of :func:`write_receipt`.
    """
    arrivals = [one.arrival_id for one in batch.outcomes if one.arrival_id is not None]
    written: dict[Path, None] = {}
    for number, arrival_id in enumerate(dict.fromkeys(arrivals)):
        job.step(number, len(arrivals))
        written[write_receipt(archive, arrival_id, folder, now, beside=tuple(written))] = None
    job.step(len(arrivals), len(arrivals))
    return tuple(written)

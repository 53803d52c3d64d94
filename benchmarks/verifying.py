"""Verifying a package against hashing its files, and against bagit-python."""

import hashlib
import logging
import shutil
from functools import partial
from pathlib import Path

import bagit

from benchmarks.measuring import Bench, Section, by_turns, quantity, slower
from benchmarks.packing import pack, sources
from edudesk.services.packages.check import WORKERS
from edudesk.services.packages.verify import verify

ROUNDS, AIM, AIM_BAGIT = 7, 1.2, 1.0


def measure(bench: Bench) -> Section:
    """Verify the same package as a folder and as a .zip."""
    place = bench.place("verifying")
    files = sources(bench, place)
    total = sum(path.stat().st_size for path in files)
    folder, container = (pack(place, files, form) for form in ("folder", "zip"))
    logging.getLogger("bagit").setLevel(logging.ERROR)
    bag = bagit.Bag(str(folder))  # type: ignore[no-untyped-call]
    ours, zipped, least, theirs = by_turns(
        partial(_verify, folder),
        partial(_verify, container),
        partial(_hash, files),
        partial(bag.validate, processes=WORKERS),
        rounds=ROUNDS,
    )
    shutil.rmtree(place)
    return Section(
        f"Verifying {len(files)} files, {quantity(total, 'MB')}",
        f"`verify` (all of RFC 8493, names, in a .zip every header and CRC-32; {WORKERS} threads) against"
        " a loop that reads the same files and hashes them with SHA-256, and against bagit-python"
        f" validating the same folder with {WORKERS} processes. What is read is cached. {ROUNDS} rounds"
        " by turns after one that is not counted.",
        (
            slower("a folder; hashing its files", ours, least, "s", AIM),
            slower("a folder; bagit-python", ours, theirs, "s", AIM_BAGIT),
            slower("a .zip; hashing its files", zipped, least, "s", AIM),
            slower("a .zip; bagit-python on the folder", zipped, theirs, "s", AIM_BAGIT),
        ),
    )


def _verify(package: Path) -> None:
    assert verify(package).findings == ()


def _hash(files: tuple[Path, ...]) -> None:
    for path in files:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")

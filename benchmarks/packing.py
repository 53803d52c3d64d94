"""A package against the least script that hashes, stores, flushes and reads back the same bytes."""

import hashlib
import os
import random
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from benchmarks.measuring import Bench, Section, by_turns, quantity, slower
from edudesk.services.packages.bag import BagWriter, Form

LARGE, LARGE_SIZE, SMALL, SMALL_SIZE, ROUNDS = 300, 1 << 20, 60, 4_000, 5
AIM = 1.2
DAY = date(2026, 1, 20)


def measure(bench: Bench) -> Section:
    """Pack the same files both ways, as a .zip and as a folder."""
    place = bench.place("packing")
    files = sources(bench, place)
    total = sum(path.stat().st_size for path in files)
    out = place / "out"

    def clear() -> None:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()

    figures = []
    shapes: tuple[tuple[Form, str], ...] = (("zip", "as a .zip"), ("folder", "as a folder"))
    for form, what in shapes:
        script = _least_zip if form == "zip" else _least_folder
        works = partial(pack, out, files, form), partial(script, out, files)
        packed, least = by_turns(*works, rounds=ROUNDS, before=clear)
        figures.append(slower(what, packed, least, "s", AIM))
    shutil.rmtree(place)
    return Section(
        f"Packing {len(files)} files, {quantity(total, 'MB')}",
        "`BagWriter` (BagIt 1.0 with its four tag files, names checked, temporary name, read back) against a"
        " script of a dozen lines that hashes with SHA-256, stores (`zipfile` without compression, or copies"
        " in a folder), flushes with fsync, tells the system to forget what it kept of them, and reads back"
        f" to compare the hashes; {ROUNDS} rounds by turns after one that is not counted.",
        tuple(figures),
    )


def sources(bench: Bench, place: Path) -> tuple[Path, ...]:
    """Write files of chance, which cannot be compressed, as photos cannot."""
    folder = place / "sources"
    folder.mkdir()
    chance = random.Random(2)
    sizes = [LARGE_SIZE] * bench.sized(LARGE) + [SMALL_SIZE] * bench.sized(SMALL)
    paths = []
    for number, size in enumerate(sizes):
        path = folder / f"{number:04}.bin"
        path.write_bytes(chance.randbytes(size))
        paths.append(path)
    return tuple(paths)


def pack(out: Path, files: Sequence[Path], form: Form) -> Path:
    """Write the files as one package with the program's own writer."""
    total = sum(path.stat().st_size for path in files)
    target = out / ("bag.zip" if form == "zip" else "bag")
    with BagWriter(target, form=form, day=DAY, total=total) as bag:
        for path in files:
            bag.add_file(path.name, path)
        return bag.finish({"Source-Organization": "明德实验小学"}).path


def _least_zip(out: Path, sources: Sequence[Path]) -> None:
    hashes = {}
    with (out / "least.zip").open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as container:
            for path in sources:
                content = path.read_bytes()
                hashes[path.name] = hashlib.sha256(content).digest()
                container.writestr(path.name, content)
        _settle(file)
    with zipfile.ZipFile(out / "least.zip") as container:
        assert all(
            hashlib.sha256(container.read(name)).digest() == expected for name, expected in hashes.items()
        )


def _least_folder(out: Path, sources: Sequence[Path]) -> None:
    hashes = {}
    for path in sources:
        content = path.read_bytes()
        hashes[path.name] = hashlib.sha256(content).digest()
        (out / path.name).write_bytes(content)
    for name in hashes:  # flushed at the end, when most of it has reached the disk by itself
        with (out / name).open("rb+") as file:
            _settle(file)
    assert all(
        hashlib.sha256((out / name).read_bytes()).digest() == expected for name, expected in hashes.items()
    )


def _settle(file: BinaryIO) -> None:
    """Bring a file to the disk, and let the next reading come from there."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

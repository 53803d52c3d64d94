"""The archives that the window is measured on."""

import hashlib
import random
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count, islice
from pathlib import Path

from PIL import Image

from benchmarks import ten_years
from benchmarks.material import FIRST_DAY, activities
from benchmarks.measuring import NOW
from edudesk.services.archive import Archive
from edudesk.services.changes import change

TODAY = date(2025, 12, 20)
"""A day in the ninth year, with three months of the term behind it."""
_TERM = (date(2025, 9, 1), date(2026, 2, 28))
CROWDED = date(FIRST_DAY.year, 12, 20)
"""A day in the one term of the archive of 100,000."""
_BATCH = 10_000


def write_empty(folder: Path) -> None:
    """Make an archive with partners, community and scheme, in which nothing was entered yet."""
    with ten_years.found(folder) as archive:
        ten_years.pair(archive)


def write_years(folder: Path, activities_in_all: int) -> None:
    """Make ten years; the files of the present term lie in the store, as packages need them."""
    with ten_years.found(folder) as archive:
        ten_years.write(archive, activities_in_all, _originals(archive))


def write_crowd(folder: Path, activities_in_all: int) -> None:
    """Make an archive with very many activities in one term."""
    with ten_years.found(folder) as archive:
        contents = activities(activities_in_all, days=100)
        while batch := list(islice(contents, _BATCH)):
            with change(archive, "import", NOW, historical=True) as writing:
                for content in batch:
                    writing.create("activity", content)


def _originals(archive: Archive) -> Callable[[date, int], tuple[str, int] | None]:
    photo, numbers = _photo(), count()

    def original(day: date, _number: int) -> tuple[str, int] | None:
        if not _TERM[0] <= day <= _TERM[1]:
            return None
        content = photo + f"{next(numbers):08}".encode()  # what follows a picture makes it another file
        sha256 = hashlib.sha256(content).hexdigest()
        place = archive.store.path(sha256)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        return sha256, len(content)

    return original


def _photo() -> bytes:
    out = BytesIO()
    size = 240, 180
    noise = random.Random(5).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, noise).save(out, "JPEG", quality=85)
    return out.getvalue()

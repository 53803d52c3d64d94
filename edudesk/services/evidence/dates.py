"""When a photo was taken: from its EXIF, otherwise from the name that phones and chat programs give it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PureWindowsPath
from typing import Literal

CHINA = timezone(timedelta(hours=8))
# A camera whose clock was reset, or a misread number, lies outside these years.
FIRST_YEAR, LAST_YEAR = 1995, 2079

_EXIF = re.compile(r"(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)[ T]+(\d\d?):(\d\d?)(?::(\d\d?))?")
# Milliseconds since 1970: WeChat (mmexport, wx_camera_, microMsg.) and apps that use nothing else.
_MILLISECONDS = re.compile(r"(?:mmexport|wx_camera_|microMsg\.|^)(1\d{12})(?!\d)", re.IGNORECASE)
_DAY = r"(?<!\d)((?:19|20)\d\d)([-_.年]?)(\d{1,2})(?:\2|月)(\d{1,2})日?"
_CLOCK = r"(?:[-_ T]*([01]\d|2[0-3])[-_.:：]?([0-5]\d)[-_.:：]?([0-5]\d)(?:\d{3})?(?!\d))"
_NAMED = re.compile(_DAY + _CLOCK)
_NAMED_DAY = re.compile(_DAY + r"(?!\d)")


@dataclass(frozen=True)
class Taken:
    """When a photo was taken, local time without zone, and what says so.

    ``clock`` is False when only the day is known (``at`` is then midnight).
    """

    at: datetime | None = None
    source: Literal["exif", "name", "none"] = "none"
    clock: bool = True


NOT_TAKEN = Taken()
"""Nothing tells when."""


def taken(exif: str, name: str) -> Taken:
    """Return the moment told by ``exif`` (DateTimeOriginal, may be broken), else by a file ``name``."""
    at = from_exif(exif)
    if at is not None:
        return Taken(at, "exif")
    return from_name(name)


def from_exif(text: str) -> datetime | None:
    """Return the time in an EXIF text such as ``2025:09:23 10:15:30``; None when it cannot be one."""
    found = _EXIF.match(text.strip())
    return _moment(*(int(part or 0) for part in found.groups())) if found else None


def from_name(name: str) -> Taken:
    """Return the time in a file name such as ``mmexport1758592800000`` or ``IMG_20250923_101530``."""
    stem = PureWindowsPath(name).stem
    for at, clock in _told(stem):
        if at is not None:
            return Taken(at, "name", clock)
    return NOT_TAKEN


def _told(stem: str) -> Iterator[tuple[datetime | None, bool]]:
    for found in _MILLISECONDS.finditer(stem):
        yield _plausible(_local(int(found[1]))), True
    for found in _NAMED.finditer(stem):
        year, _, month, day, *clock = found.groups()
        at = _moment(int(year), int(month), int(day), *(int(part) for part in clock))
        yield _from_pixel(at) if at and stem.upper().startswith("PXL_") else at, True
    for found in _NAMED_DAY.finditer(stem):
        year, separator, month, day = found.groups()
        # Without separators only yyyymmdd is a date: 2025123 may be anything.
        if separator or len(month + day) == len("mmdd"):
            yield _moment(int(year), int(month), int(day)), False


def _from_pixel(at: datetime) -> datetime:
    """Pixel phones name their pictures in UTC; everybody else in local time."""
    return at.replace(tzinfo=UTC).astimezone(CHINA).replace(tzinfo=None)


def _local(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds // 1000, CHINA).replace(tzinfo=None)


def _moment(  # noqa: PLR0917 - the order of datetime itself
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime | None:
    try:
        return _plausible(datetime(year, month, day, hour, minute, second))  # noqa: DTZ001 - photos tell local time
    except ValueError:
        return None


def _plausible(at: datetime) -> datetime | None:
    return at if FIRST_YEAR <= at.year <= LAST_YEAR else None

"""The editions of a package: in which form the material of a term leaves (decision 20)."""

import re
from dataclasses import dataclass
from typing import Literal

from edudesk.errors import UserError

Code = Literal["full", "email", "same-school"]

SMALLEST_PART = 1_000_000
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_SIZE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([kmg]?)i?b?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Edition:
    """A form in which a package leaves.

    ``edge`` in pixels and ``quality`` (1-95) are those of reduced pictures; without ``edge`` pictures leave
    as they are. No file of the package has more than ``max_part`` bytes; 0 is no limit. ``leave_out`` says
    that evidence too large for a part stays out and is told; otherwise it stops the building.
    """

    code: Code
    edge: int = 0
    quality: int = 0
    max_part: int = 0
    leave_out: bool = False


FULL, SAME_SCHOOL = Edition("full"), Edition("same-school")


def email(
    *, max_part: int = 20_000_000, edge: int = 1600, quality: int = 82, leave_out: bool = False
) -> Edition:
    """Return the e-mail edition: pictures reduced, in parts of at most so many bytes."""
    if max_part < SMALLEST_PART:
        raise UserError("editions.part-size", smallest=say_size(SMALLEST_PART))
    return Edition("email", edge, quality, max_part, leave_out)


def parse_size(text: str) -> int:
    """Return the bytes that a size such as ``20MB``, ``1.5 GB`` or ``900k`` means, by thousands.

    Raises UserError ``editions.size``.
    """
    found = _SIZE.fullmatch(text)
    if not found:
        raise UserError("editions.size", text=text)
    return int(float(found[1].replace(",", ".")) * _UNITS[found[2].lower()])


def say_size(size: int) -> str:
    """Return a size in megabytes as people write it, rounded up."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths / 10:.1f} MB"

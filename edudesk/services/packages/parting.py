"""Divides the files of a package over parts, none larger than it may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edudesk.services.packages.payload import Item

TAG_FILES = 8_000
"""What the tag files of a bag take beside its lists, a signature among them."""
_ENTRY = 30 + 46 + 2 * 28 + 66
"""What each file takes beside its content and three times its name: both headers in the zip, its checksum."""
_ALONE = 2
"""A file larger than this share of the room has a part for itself, so that it tears nothing apart."""


@dataclass(frozen=True)
class Weighed:
    """A file of the payload with the bytes that it has."""

    item: Item
    size: int


def weight(base: str, path: str, size: int) -> int:
    """Return the most that a payload file takes in a zipped bag named ``base``."""
    return size + _ENTRY + 3 * len(f"{base}/data/{path}".encode())


def divide(weighed: Sequence[Weighed], base: str, room: int) -> tuple[tuple[Weighed, ...], ...]:
    """Return the files part by part: papers first, then evidence in its order, then what stands alone.

    Every file must fit into ``room`` bytes. There is always a first part.
    """
    papers = [one for one in weighed if one.item.parcel is None]
    evidence = [one for one in weighed if one.item.parcel is not None]
    large = [one for one in evidence if _ALONE * one.size > room]
    small = [one for one in evidence if _ALONE * one.size <= room]
    parts: list[list[Weighed]] = [[]]
    left = room
    for one in (*papers, *small):
        taken = weight(base, one.item.path, one.size)
        if taken > left and parts[-1]:
            parts.append([])
            left = room
        parts[-1].append(one)
        left -= taken
    if parts == [[]] and large:
        parts.clear()
    return tuple(map(tuple, (*parts, *([one] for one in large))))


def too_large(weighed: Iterable[Weighed], base: str, room: int) -> tuple[Weighed, ...]:
    """Return the files that fit into no part, the largest first."""
    found = (one for one in weighed if weight(base, one.item.path, one.size) > room)
    return tuple(sorted(found, key=lambda one: -one.size))

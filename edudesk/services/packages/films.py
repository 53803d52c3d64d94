"""Where films write down the place they were taken at, so that a copy can leave without it."""

import re
import struct
from typing import BinaryIO

FilmPlaces = tuple[tuple[int, bytes], ...]
"""Start in the file and the bytes to put there, for every place."""

_POSITION = re.compile(rb"[+-]\d{2}(\d{2}){0,2}(\.\d+)?[+-]\d{3}(\d{2}){0,2}(\.\d+)?([+-]\d+(\.\d+)?)?/")
_LARGEST_INDEX = 64 << 20
_MOST_BOXES = 10_000


def film_places(file: BinaryIO) -> FilmPlaces:
    """Return the places in an MP4, MOV or M4A file; empty for any other file, or where there are none.

    They stand as ISO 6709 text (``©xyz`` of phones, Apple's metadata) or in a 3GPP ``loci`` box, inside
    ``moov``; the boxes keep their sizes, so that the film plays on.
    """
    found: list[tuple[int, bytes]] = []
    end, at = file.seek(0, 2), 0
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8 or (at == 0 and head[4:8] not in (b"ftyp", b"moov", b"wide", b"mdat", b"free")):  # noqa: PLR2004
            break
        size = struct.unpack_from(">I", head)[0]
        if size == 1 and len(head) == 16:  # noqa: PLR2004 - a large size follows
            size = struct.unpack_from(">Q", head, 8)[0]
        size = size or end - at
        if size < 8 or at + size > end:  # noqa: PLR2004
            break
        if head[4:8] == b"moov" and size <= _LARGEST_INDEX:
            file.seek(at)
            found += _places(file.read(size), at)
        at += size
    return tuple(sorted(found))


def _places(index: bytes, base: int) -> list[tuple[int, bytes]]:
    texts = [(base + match.start(), b" " * len(match[0])) for match in _POSITION.finditer(index)]
    boxes = [(base + match.start(), b"free") for match in re.finditer(rb"loci\0{4}", index)]
    return texts + boxes

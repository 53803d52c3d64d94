"""Takes the place out of pictures without touching a pixel: GPS is cut or blanked where it stands."""

import re
import struct
from collections.abc import Iterator

_GPS_POINTER = 0x8825
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_INLINE = 4  # a value of so many bytes stands in its entry, a longer one elsewhere
_ENTRY = 12
_MOST_ENTRIES = 1000

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_IN_XMP = re.compile(
    rb"""[\w-]+:GPS\w+\s*=\s*("[^"]*"|'[^']*')|<([\w-]+:GPS\w+)[^>]*>.*?</\2\s*>""", re.DOTALL
)
_BEHIND = (b"Exif\0\0", b"ftyp", b"GPS")
"""Signs that what follows a picture (a second picture, a film) may carry a place of its own."""

_SOI, _EOI, _SOS, _APP1 = 0xD8, 0xD9, 0xDA, 0xE1
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXT = (b"iTXt", b"tEXt", b"zTXt")
_PNG_METADATA = (b"XML:com.adobe.xmp", b"Raw profile type ")


class Undecided(Exception):
    """The file is built in a way in which a place cannot be found or ruled out here."""


def without_place(content: bytes) -> bytes:
    """Return a picture without GPS and with the same pixels; the same bytes when there was none.

    JPEG, PNG and HEIC are understood. Raises :class:`Undecided` for anything else or damaged.
    """
    try:
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content.startswith(_PNG):
            return _png(content)
        if content[4:8] == b"ftyp":
            return _heic(content)
    except (struct.error, IndexError, ValueError) as damage:
        raise Undecided from damage
    raise Undecided


def _jpeg(content: bytes) -> bytes:
    kept = bytearray(b"\xff\xd8")
    end = len(content)
    for start, marker, stop in _segments(content):
        if marker == _EOI:
            end = stop
        piece = bytearray(content[start:stop])
        if marker == _APP1:
            if piece[4:].startswith(_EXIF):
                try:
                    blank_gps(piece, 4 + len(_EXIF))
                except struct.error:  # broken: it goes as a whole if it may carry a place
                    if _may_point(piece):
                        continue
            elif piece[4:].startswith(_XMP):
                _blank(piece, _IN_XMP)
            elif piece[4:].startswith(_MORE_XMP) and b"GPS" in piece:
                continue
        kept += piece
    behind = content[end:]
    if not any(sign in behind for sign in _BEHIND):
        kept += behind
    return content if bytes(kept) == content else bytes(kept)


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Give start, marker and stop of every segment after the first two bytes, scans with their data."""
    at = 2
    while at < len(content):
        if content[at] != 0xFF:  # noqa: PLR2004 - every marker begins with it
            raise Undecided
        start = at
        while content[at + 1] == 0xFF:  # noqa: PLR2004 - fill bytes
            at += 1
        marker = content[at + 1]
        at += 2
        if marker == _EOI:
            yield start, marker, at
            return
        if marker not in _ALONE:
            length = int.from_bytes(content[at : at + 2], "big")
            if length < 2 or at + length > len(content):  # noqa: PLR2004 - it counts its own two bytes
                raise Undecided
            at += length
        if marker == _SOS:
            at = _after_scan(content, at)
        yield start, marker, at


_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def _after_scan(content: bytes, at: int) -> int:
    found = _NEXT_MARKER.search(content, at)
    return found.start() if found else len(content)


def blank_gps(data: bytearray, base: int) -> None:
    """Take the GPS directory out of the TIFF structure that begins at ``base``; every other byte stays."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[base : base + 2]))
    if order is None:
        return
    (first,) = struct.unpack_from(f"{order}I", data, base + 4)
    directory = base + first
    for _ in range(2):  # the picture's directory and its thumbnail's
        directory = _blank_directory(data, base, directory, order)
        if directory == base:
            return


def _blank_directory(data: bytearray, base: int, at: int, order: str) -> int:
    """Blank what the pointer in this directory leads to, drop the pointer, return the next directory."""
    (count,) = struct.unpack_from(f"{order}H", data, at)
    if count > _MOST_ENTRIES:
        raise Undecided
    number = 0
    while number < count:
        entry = at + 2 + number * _ENTRY
        tag, _kind, _length, value = struct.unpack_from(f"{order}HHII", data, entry)
        if tag != _GPS_POINTER or not _says_place(data, base + value, order):
            number += 1
            continue
        _zero_directory(data, base, base + value, order)
        rest = at + 2 + count * _ENTRY + 4
        data[entry : rest - _ENTRY] = data[entry + _ENTRY : rest]
        data[rest - _ENTRY : rest] = bytes(_ENTRY)
        count -= 1
        struct.pack_into(f"{order}H", data, at, count)
    (following,) = struct.unpack_from(f"{order}I", data, at + 2 + count * _ENTRY)
    return base + int(following)


def _says_place(data: bytes | bytearray, at: int, order: str) -> bool:
    """Return whether a GPS directory says more than which version of the standard it follows."""
    (count,) = struct.unpack_from(f"{order}H", data, at)
    return bool(count > 1 or struct.unpack_from(f"{order}H", data, at + 2)[0])


def _zero_directory(data: bytearray, base: int, at: int, order: str) -> None:
    (count,) = struct.unpack_from(f"{order}H", data, at)
    if count > _MOST_ENTRIES:
        raise Undecided
    for number in range(count):
        entry = at + 2 + number * _ENTRY
        _tag, kind, length, value = struct.unpack_from(f"{order}HHII", data, entry)
        size = _SIZES.get(kind, 1) * length
        if _INLINE < size <= len(data) - base - value:
            data[base + value : base + value + size] = bytes(size)
    end = at + 2 + count * _ENTRY + 4
    data[at : min(end, len(data))] = bytes(min(end, len(data)) - at)


def _blank(data: bytearray, pattern: re.Pattern[bytes], start: int = 0, stop: int | None = None) -> None:
    for found in pattern.finditer(bytes(data[start:stop])):
        data[start + found.start() : start + found.end()] = b" " * len(found[0])


def _png(content: bytes) -> bytes:
    kept, at = bytearray(_PNG), len(_PNG)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, stop = content[at + 4 : at + 8], at + 12 + length
        if stop > len(content):
            raise Undecided
        body = content[at + 8 : at + 8 + length]
        if not _tells_place(kind, body):
            kept += content[at:stop]
        at = stop
        if kind == b"IEND":
            break
    return bytes(kept) if len(kept) != at else content


def _tells_place(kind: bytes, body: bytes) -> bool:
    """Return whether a PNG chunk holds a place, or metadata packed so that it cannot be seen."""
    if kind == b"eXIf":
        return _may_point(body)
    return kind in _PNG_TEXT and body.startswith(_PNG_METADATA) and (b"GPS" in body or b"<" not in body)


def _may_point(data: bytes | bytearray) -> bool:
    return b"\x88\x25" in data or b"\x25\x88" in data


def _heic(content: bytes) -> bytes:
    """Blank GPS in the Exif and XMP items, wherever the item table says that they lie."""
    data = bytearray(content)
    kinds, places = _items(content)
    for item, kind in kinds.items():
        if kind == b"Exif" and item not in places:
            raise Undecided
        for start, length in places.get(item, ()):
            if start + length > len(content):
                raise Undecided
            if kind == b"Exif":
                (skipped,) = struct.unpack_from(">I", content, start)
                blank_gps(data, start + 4 + skipped)
            elif kind == b"mime":
                _blank(data, _IN_XMP, start, start + length)
    return content if bytes(data) == content else bytes(data)


def boxes(content: bytes, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Give kind, start of the body and stop of every box of an ISO media file between two places."""
    at = start
    while at + 8 <= stop:
        size, kind = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, at + 8)
            head = 16
        size = size or stop - at
        if size < head or at + size > stop:
            raise Undecided
        yield kind, at + head, at + size
        at += size


def _items(content: bytes) -> tuple[dict[int, bytes], dict[int, list[tuple[int, int]]]]:
    kinds: dict[int, bytes] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    for kind, start, stop in boxes(content, 0, len(content)):
        if kind != b"meta":
            continue
        for inner, first, last in boxes(content, start + 4, stop):
            if inner == b"iinf":
                kinds = dict(_kinds(content, first, last))
            elif inner == b"iloc":
                places = dict(_places(content, first))
    if not kinds:
        raise Undecided
    return kinds, places


def _kinds(content: bytes, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
    first = start + (6 if content[start] == 0 else 8)
    for kind, at, _end in boxes(content, first, stop):
        version = content[at]
        if kind != b"infe" or version < 2:  # noqa: PLR2004 - older ones name no kind
            raise Undecided
        wide = 4 if version > 2 else 2  # noqa: PLR2004
        item = int.from_bytes(content[at + 4 : at + 4 + wide], "big")
        yield item, content[at + 6 + wide : at + 10 + wide]


def _places(content: bytes, start: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    version, sizes = content[start], int.from_bytes(content[start + 4 : start + 6], "big")
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    at = start + 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(content[at - size : at], "big")

    for _ in range(number(2 if version < 2 else 4)):  # noqa: PLR2004
        item = number(2 if version < 2 else 4)  # noqa: PLR2004
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size)
        extents = []
        for _ in range(number(2)):
            number(index_size)
            offset = number(offset_size)
            extents.append((base + offset, number(length_size)))
        if method == 0:
            yield item, extents

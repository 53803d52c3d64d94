"""The bundled typeface for Latin text: marks that Chinese writes as wide as a character are narrow there."""

import struct
from collections.abc import Iterator

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont

MARKS = "‘’“”·"
_BEARING = 0.065
"""So much of the type size is left at either side of a mark, as Latin typefaces leave it."""


def narrowed(font: bytes, family: str, name: str) -> bytes:
    """Return a TrueType font whose quotation marks and middle dot take no more room than their ink.

    ``family`` becomes ``name``, which has as many letters. Everything else is as it was. A mark that the font
    does not have, or whose width it shares with others, stays as wide as it is.
    """
    made, tables = bytearray(font), dict(_tables(font))
    start, length = tables["name"]
    for encoding in ("ascii", "utf-16-be"):
        names = bytes(made[start : start + length])
        made[start : start + length] = names.replace(family.encode(encoding), name.encode(encoding))
    em = struct.unpack_from(">H", font, tables["head"][0] + 18)[0]
    own_widths = struct.unpack_from(">H", font, tables["hhea"][0] + 34)[0]
    for glyph in _glyphs(font):
        left, right = _ink(font, tables, glyph)
        if 0 < glyph < own_widths and left < right:
            bearing = round(em * _BEARING)
            # A left bearing other than where the ink begins moves the ink there.
            struct.pack_into(">Hh", made, tables["hmtx"][0] + 4 * glyph, right - left + 2 * bearing, bearing)
    return bytes(made)


def _tables(font: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield name, start and length in bytes of every table (OpenType, “Organization of an OpenType font”)."""
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _check, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        yield tag.decode("ascii"), (start, length)


def _glyphs(font: bytes) -> list[int]:
    raw = QRawFont(QByteArray(font), 16)
    return raw.glyphIndexesForString(MARKS)


def _ink(font: bytes, tables: dict[str, tuple[int, int]], glyph: int) -> tuple[int, int]:
    """Return where a glyph's ink begins and ends, in units of the font; twice 0 for one without."""
    is_long = struct.unpack_from(">h", font, tables["head"][0] + 50)[0]
    place = tables["loca"][0] + glyph * (4 if is_long else 2)
    start, end = struct.unpack_from(">II" if is_long else ">HH", font, place)
    if start == end:
        return 0, 0
    left, _bottom, right = struct.unpack_from(
        ">hhh", font, tables["glyf"][0] + start * (1 if is_long else 2) + 2
    )
    return left, right

"""The bundled fonts in PDFs: which one draws a character, how wide, and how it is copied out again.

Every text is set in embedded subsets. Two things are mended here: reportlab writes ToUnicode with four hex
digits, so characters beyond the BMP copied wrong; and it draws nothing for a character the font lacks. Such a
character is drawn by another bundled font, or else as 〓 and reported; it can still be searched and copied.
"""

import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from edudesk.resources import resource
from edudesk.services.reports.profiles import Face

_FILES = {
    Face.TITLE: "NotoSerifSC-Regular",
    Face.SONG: "NotoSerifSC-Regular",
    Face.SONG_BOLD: "NotoSerifSC-Bold",
    Face.HEI: "NotoSansSC-Regular",
    Face.HEI_BOLD: "NotoSansSC-Bold",
    Face.KAI: "EduDeskKai-Regular",
    Face.FANG: "EduDeskKai-Regular",
}
_FALLBACK = ("NotoSerifSC-Regular", "NotoSansSC-Regular", "EduDeskKai-Regular")
# Drawn by a near relative that every font has; the text that is copied out stays what was written.
_RELATIVES = {"☐": "□", "☑": "√", "✔": "√", "☒": "×", "✘": "×", "✗": "×", "€": "欧"}
_REPLACEMENT = "〓"
# Kai has Latin quotation marks; Chinese ones take the width of a character.
_LENT_MARKS = {"EduDeskKai-Regular": frozenset("“”‘’")}
_BFCHARS_A_BLOCK = 100
_BMP_END = 0xFFFF
_loading = threading.RLock()


def to_unicode(font_name: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a subset in UTF-16, surrogate pairs included (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [pairs[at : at + _BFCHARS_A_BLOCK] for at in range(0, len(pairs), _BFCHARS_A_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class _Font(TTFont):
    """A TrueType font whose text can be copied out of the PDF whatever plane it is on."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        subsets = tuple(tuple(subset) for subset in self.state[doc].subsets)
        super().addObjects(doc)  # type: ignore[no-untyped-call]
        for number, subset in enumerate(subsets):
            prefix: bytes = SUBSETN(number)  # type: ignore[no-untyped-call]
            name = b"".join((prefix, b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode(name, subset)


@cache
def _font(name: str) -> Any:
    with _loading:
        font: Any = _Font(name, str(resource("fonts", f"{name}.ttf")))  # type: ignore[no-untyped-call]
        pdfmetrics.registerFont(font)  # type: ignore[no-untyped-call]
    return font


class Metrics(dict[str, tuple[str, float]]):
    """For one face: each character's font and its advance width in ems, found on first use.

    ``absent`` holds the characters met so far that no bundled font can draw.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._names = tuple(dict.fromkeys((_FILES[face], *_FALLBACK)))
        self.absent: set[str] = set()

    def __missing__(self, character: str) -> tuple[str, float]:
        with _loading:
            name = self._drawing_font(character)
            found = name, _font(name).face.getCharWidth(ord(character)) / 1000
            self[character] = found
        return found

    def _drawing_font(self, character: str) -> str:
        point = ord(character)
        for name in self._names:
            if _native(name, point) and character not in _LENT_MARKS.get(name, ()):
                return name
        stand_in = _RELATIVES.get(character)
        if stand_in is None:
            self.absent.add(character)
        face = _font(self._names[0]).face
        lent = ord(stand_in or _REPLACEMENT)
        face.charToGlyph[point] = face.charToGlyph[lent]
        face.charWidths[point] = face.getCharWidth(lent)
        return self._names[0]


@cache
def _coverage(name: str) -> frozenset[int]:
    return frozenset(_font(name).face.charToGlyph)


def _native(name: str, point: int) -> bool:
    return point in _coverage(name)


@cache
def metrics(face: Face) -> Metrics:
    """Return the one table of characters for a face."""
    return Metrics(face)


def first_font() -> str:
    """Return the name of a registered embedded font to start a canvas with."""
    return str(_font(_FILES[Face.SONG]).fontName)

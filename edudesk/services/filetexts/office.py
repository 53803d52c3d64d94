"""The words in the zipped office formats, their parts unpacked within limits."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_MOST_PARTS = 5_000
_MOST_UNPACKED = 100 << 20
_LARGEST_PART = 48 << 20
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_WANTED = (
    re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
    re.compile(r"xl/(workbook|sharedStrings)\.xml"),
    _SHEETS,
    re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"),
)
_TEXT, _FORMULA_TEXT = "t", "v"
_BREAKS = frozenset({"tab", "br", "cr"})
_LINES = frozenset({"p", "si", "is", "row"})
"""What ends a line: paragraphs of Word and PowerPoint, texts of Excel."""


class Bomb(Exception):
    """What would unpack to more than any document people write."""


class Locked(Exception):
    """What cannot be read without a password."""


def office_lines(content: bytes) -> Iterator[str]:
    """Give the lines of a document, workbook or set of slides; raises as zipfile and ElementTree do."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        wanted = [info for info in archive.infolist() if _place(info.filename) is not None]
        _check(archive, wanted, len(content))
        for info in sorted(wanted, key=_order):
            part = archive.read(info)
            # Office files have no document type; entities that swell need one.
            if b"<!DOCTYPE" in part or "<!DOCTYPE".encode("utf-16-le") in part:
                raise ValueError(info.filename)
            yield from _lines(part, is_sheet=bool(_SHEETS.fullmatch(info.filename)))


def _check(archive: zipfile.ZipFile, wanted: list[zipfile.ZipInfo], size: int) -> None:
    entries = archive.infolist()
    if any(info.flag_bits & 1 for info in wanted):
        raise Locked
    # More packed bytes than the file has means that entries overlap, the trick of the densest bombs.
    if len(entries) > _MOST_PARTS or sum(info.compress_size for info in entries) > size:
        raise Bomb
    unpacked = [info.file_size for info in wanted]
    if sum(unpacked) > _MOST_UNPACKED or max(unpacked, default=0) > _LARGEST_PART:
        raise Bomb


def _place(name: str) -> int | None:
    return next((at for at, wanted in enumerate(_WANTED) if wanted.fullmatch(name)), None)


def _order(info: zipfile.ZipInfo) -> tuple[int, int, str]:
    return _place(info.filename) or 0, _number(info.filename), info.filename


def _number(name: str) -> int:
    found = re.search(r"(\d+)\.xml$", name)
    return int(found[1][:9]) if found else 0


def _lines(part: bytes, *, is_sheet: bool) -> Iterator[str]:
    words: list[str] = []
    holds_text = False
    for event, element in ET.iterparse(io.BytesIO(part), ("start", "end")):  # noqa: S314 - no document type here
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            holds_text = element.get("t") == "str" if tag == "c" else holds_text
            continue
        if tag == _TEXT:
            words.append(element.text or "")
        elif is_sheet and tag == _FORMULA_TEXT and holds_text:
            words.append(f"{element.text or ''} ")
        elif tag == "sheet" and (name := element.get("name")):
            yield name
        elif tag in _BREAKS:
            words.append(" ")
        elif tag in _LINES:
            line = "".join(words).strip()
            words.clear()
            if line:
                yield line
        element.clear()
    if line := "".join(words).strip():
        yield line

"""Zipped workbooks (.xlsx and new .et), checked before the fast reader sees them.

The fast reader lays a sheet out as one rectangle and trusts the archive's directory. So every part it needs
is unpacked here within limits, measured, and handed on in a fresh archive that says nothing untrue.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from edudesk.errors import UserError
from edudesk.services.importing.cellvalues import CellError
from edudesk.services.importing.limits import MAX_UNPACKED, check_bytes, check_extent

Marks = Mapping[tuple[int, int], CellError]
_LEFT_OUT = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/embeddings/", "xl/theme/", "xl/pivot")
_MAX_PARTS = 5_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError, OSError)
# A cell with something in it whose row or column has many digits: all other cells make a small rectangle.
_FAR = re.compile(
    rb"""\sr\s*=\s*["'](?:(?:[A-Z]{3}|[C-Z][A-Z])[0-9]+|[A-Z]+(?:[0-9]{6,}|[5-9][0-9]{4}))["']"""
)
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*(?<!/)>(?!\s*</)"""
)
_CELL = re.compile(rb"""<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""(?:^|\s)t\s*=\s*["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
_HINTS = (b't="e"', b"t='e'", b"f>", b"<f ", b":f ")


@dataclass(frozen=True)
class CheckedParts:
    """The archive to read, and the cells by sheet name and position (from 0) that hold no value."""

    archive: bytes
    marks: Mapping[str, Marks]


def check_zipped(name: str, content: bytes) -> CheckedParts:
    """Return what the fast reader may see of a zipped workbook; UserError when it is none or unfit."""
    parts = _unpack(name, content)
    if "xl/workbook.xml" not in parts:
        raise UserError("table.not-a-workbook", name=name)
    for part, data in parts.items():
        # Workbooks have no document type; entities that swell need one.
        if b"<!DOCTYPE" in data:
            raise UserError("table.damaged", name=name)
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            check_extent(name, *_extent(data))
    marks = {sheet: _marks(parts[part]) for sheet, part in _sheets(name, parts) if part in parts}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as fresh:
        for part, data in parts.items():
            fresh.writestr(part, data)
    return CheckedParts(buffer.getvalue(), marks)


def _unpack(name: str, content: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            wanted = [info for info in archive.infolist() if _is_wanted(info.filename)]
            check_bytes(name, len(wanted), _MAX_PARTS)
            for info in wanted:
                if info.flag_bits & 1:
                    raise UserError("table.password", name=name)
                check_bytes(name, info.file_size, left)
                # zipfile reads no more than the stated size and compares the checksum.
                parts[info.filename.replace("\\", "/")] = archive.read(info)
                left -= info.file_size
    except _BROKEN as broken:
        raise UserError("table.damaged", name=name) from broken
    return parts


def _is_wanted(part: str) -> bool:
    part = part.replace("\\", "/")
    return part.endswith((".xml", ".rels")) and not part.startswith(_LEFT_OUT)


def column_number(letters: str) -> int:
    """Return the column from 0 that ``A``, ``B`` … ``AA`` name."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _extent(sheet: bytes) -> tuple[int, int]:
    """Return rows and columns that hold something; a small sheet is not measured and counts as nothing."""
    if not _FAR.search(sheet):
        return 0, 0
    rows, columns = 0, set[bytes]()
    for cell in _FILLED.finditer(sheet):
        rows = max(rows, int(cell[2]))
        columns.add(cell[1])
    return rows, max((column_number(letters.decode()) for letters in columns), default=-1) + 1


def _marks(sheet: bytes) -> dict[tuple[int, int], CellError]:
    return dict(_each_mark(sheet)) if any(hint in sheet for hint in _HINTS) else {}


def _each_mark(sheet: bytes) -> Iterator[tuple[tuple[int, int], CellError]]:
    for cell in _CELL.finditer(sheet):
        sort, value = _TYPE.search(cell[1]), _VALUE.search(cell[2])
        is_error = sort is not None and sort[1] == b"e"
        is_unknown = sort is None and not (value and value[1].strip()) and b"f" in cell[2][:12]
        reference = _REFERENCE.search(cell[1])
        if reference and (is_error or is_unknown):
            text = value[1].decode("utf-8", "replace") if value and is_error else "formula"
            yield (int(reference[2]) - 1, column_number(reference[1].decode())), CellError(text)


def _sheets(name: str, parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return each sheet's name and the part that holds it."""
    try:
        workbook = _parse(parts["xl/workbook.xml"])
        links = _parse(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except ET.ParseError as broken:
        raise UserError("table.damaged", name=name) from broken
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = []
    for sheet in workbook.findall(".//{*}sheet"):
        key = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        target = targets.get(key, "")
        found.append((sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")))
    return found


def _parse(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - parts with a document type were refused

"""Old workbooks (.xls and .et) in their compound files, checked before the fast reader sees them.

The fast reader follows sector chains and cell positions as written; a chain that bites its tail or a cell
in row 65,535 of column 65,535 would exhaust the machine. Layout: [MS-CFB] and [MS-XLS].
"""

import struct
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edudesk.errors import UserError
from edudesk.services.importing.cellvalues import CellError
from edudesk.services.importing.limits import check_extent

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above: not a sector
_STREAM, _ROOT = 2, 5
_HEADER_DIFAT, _ENTRY = 109, 128
_BOUNDSHEET, _FILEPASS, _DIMENSIONS, _BOOLERR, _FORMULA = 0x85, 0x2F, 0x200, 0x205, 0x6
_RUNS = {0xBD, 0xBE}  # MULRK, MULBLANK: one record for a run of columns
_CELLS = {0x203, 0xFD, 0x27E, 0x204, 0xD6, 0x201, 0x207, _BOOLERR, _FORMULA} | _RUNS
_SHEET_ROWS, _SHEET_COLUMNS = 65_536, 256
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
Marks = Mapping[tuple[int, int], CellError]


class _Broken(Exception):
    """The file contradicts itself."""


@dataclass(frozen=True)
class _Entry:
    name: str
    sort: int
    start: int
    size: int


class _Compound:
    """The streams of a compound file; every chain is walked with a bound."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
        if self._shift not in {9, 12} or self._mini_shift != 6:  # noqa: PLR2004 - the only values there are
            raise _Broken
        directory, self._cutoff, mini, _, difat, difat_count = struct.unpack_from("<I4xIIIII", content, 48)
        self._fat = self._sector_table(difat, difat_count)
        self.entries = tuple(self._entries(self._join(directory)))
        self._mini_fat = array("I", self._join(mini))
        root = next((entry for entry in self.entries if entry.sort == _ROOT), None)
        self._mini_stream = self._join(root.start) if root else b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        data = self._content[start : start + (1 << self._shift)]
        if not data:
            raise _Broken
        return data

    def _sector_table(self, difat: int, difat_count: int) -> Sequence[int]:
        places = list(struct.unpack_from(f"<{_HEADER_DIFAT}I", self._content, 76))
        for _ in range(min(difat_count, len(self._content) >> self._shift)):
            if difat >= _END:
                break
            *more, difat = struct.unpack(f"<{1 << (self._shift - 2)}I", self._sector(difat))
            places += more
        return array("I", b"".join(self._sector(place) for place in places if place < _END))

    def _join(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(self._fat, start))

    def _entries(self, directory: bytes) -> Iterator[_Entry]:
        for place in range(0, len(directory), _ENTRY):
            length, sort, start, size = struct.unpack_from("<HB49xII", directory, place + 64)
            if sort:
                raw = directory[place : place + min(max(length - 2, 0), 62)]
                yield _Entry(raw.decode("utf-16-le", "replace"), sort, start, size)

    def read(self, entry: _Entry) -> bytes:
        """Return a stream's bytes."""
        if entry.size >= self._cutoff:
            data = self._join(entry.start)
        else:
            data = b"".join(
                self._mini_stream[place << self._mini_shift : (place + 1) << self._mini_shift]
                for place in _chain(self._mini_fat, entry.start)
            )
        if len(data) < entry.size:
            raise _Broken
        return data[: entry.size]


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    for _ in range(len(table)):
        if start >= _END:
            return
        if start >= len(table):
            raise _Broken
        yield start
        start = table[start]
    if start < _END:
        raise _Broken


def check_compound(name: str, content: bytes) -> Mapping[str, Marks]:
    """Return the cells without value by sheet name and position (from 0); UserError when unfit to be read."""
    try:
        compound = _Compound(content)
        streams = {entry.name: compound.read(entry) for entry in compound.entries if entry.sort == _STREAM}
    except (_Broken, struct.error, ValueError) as broken:
        raise UserError("table.damaged", name=name) from broken
    if "EncryptedPackage" in streams:
        raise UserError("table.password", name=name)
    book = streams.get("Workbook") or streams.get("Book")
    if book is None:
        raise UserError("table.not-a-workbook", name=name)
    try:
        return _check_records(name, book)
    except struct.error as broken:
        raise UserError("table.damaged", name=name) from broken


def _records(book: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each record's own place, type, and where its data starts and ends."""
    place = 0
    while place + 4 <= len(book):
        sort, length = struct.unpack_from("<HH", book, place)
        yield place, sort, place + 4, place + 4 + length
        place += 4 + length


def _check_records(name: str, book: bytes) -> Mapping[str, Marks]:
    sheets: dict[int, str] = {}
    marks: dict[str, dict[tuple[int, int], CellError]] = defaultdict(dict)
    current, rows, columns = "", 0, 0
    for place, sort, start, end in _records(book):
        current = sheets.get(place, current)
        if sort in _CELLS:
            row, column = struct.unpack_from("<HH", book, start)
            last = struct.unpack_from("<H", book, end - 2)[0] if sort in _RUNS else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            if error := _error(book, sort, start):
                marks[current][row, column] = error
        elif sort == _BOUNDSHEET:
            sheets[struct.unpack_from("<I", book, start)[0]] = _sheet_name(book[start + 6 : end])
        elif sort == _FILEPASS:
            raise UserError("table.password", name=name)
        elif sort == _DIMENSIONS and end - start >= 12:  # noqa: PLR2004 - BIFF8 has 14 bytes
            _, last_row, _, last_column = struct.unpack_from("<IIHH", book, start)
            if last_row > _SHEET_ROWS or last_column > _SHEET_COLUMNS:
                raise UserError("table.damaged", name=name)
    if columns > _SHEET_COLUMNS:
        check_extent(name, rows, columns)
    return marks


def _error(book: bytes, sort: int, start: int) -> CellError | None:
    if sort == _BOOLERR and book[start + 7 : start + 8] == b"\1":
        return CellError(_ERRORS.get(book[start + 6], "#N/A"))
    if sort == _FORMULA and book[start + 12 : start + 14] == b"\xff\xff" and book[start + 6] == 2:  # noqa: PLR2004
        return CellError(_ERRORS.get(book[start + 8], "#N/A"))
    return None


def _sheet_name(raw: bytes) -> str:
    """Return the name behind a BOUNDSHEET's head: a length, then a flag for two-byte characters."""
    if len(raw) < 2:  # noqa: PLR2004
        return ""
    wide = raw[1] & 1
    return raw[2 : 2 + raw[0] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")

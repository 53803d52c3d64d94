"""Reads the directory of a .zip file that nobody vouches for (APPNOTE 6.3)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from edudesk.errors import UserError
from edudesk.services.packages import zip_records as records
from edudesk.services.packages.trees import MOST_FILES, Damaged

_LONGEST_COMMENT = 0xFFFF
_LARGEST_DIRECTORY = 16 << 20
_OLD_NAMES = ("utf-8", "gb18030", "cp437")  # What programs write who do not say that a name is in UTF-8.


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as the directory gives it; ``offset`` is where its local header lies."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int

    @property
    def name(self) -> str:
        """The name; raises UnicodeDecodeError when it says UTF-8 and is not."""
        if self.flags & records.UTF8:
            return self.raw_name.decode("utf-8")
        for encoding in _OLD_NAMES[:-1]:
            try:
                return self.raw_name.decode(encoding)
            except UnicodeDecodeError:
                continue
        return self.raw_name.decode(_OLD_NAMES[-1])

    @property
    def guessed(self) -> bool:
        """Whether the encoding of the name had to be guessed."""
        return not self.flags & records.UTF8 and not self.raw_name.isascii()


@dataclass(frozen=True)
class Directory:
    """The entries in their order, and where the directory begins."""

    records: tuple[Record, ...]
    start: int


@dataclass(frozen=True)
class _End:
    count: int
    size: int
    start: int
    limit: int
    """Where the directory must end."""


def read_directory(file: BinaryIO) -> Directory:
    """Return the directory; raise UserError when this is no .zip, and Damaged when it contradicts itself."""
    length = file.seek(0, 2)
    end = _find_end(file, length)
    if end.start + end.size != end.limit:
        raise Damaged("package.zip_contradicts")
    if end.count > MOST_FILES or end.size > _LARGEST_DIRECTORY:
        raise Damaged("package.too_many_files", limit=MOST_FILES)
    file.seek(end.start)
    content = file.read(end.size)
    try:
        entries = tuple(islice(_entries(content), end.count + 1))
    except struct.error as error:
        raise Damaged("package.zip_contradicts") from error
    if len(entries) != end.count:
        raise Damaged("package.zip_contradicts")
    return Directory(entries, end.start)


def zip64_numbers(extra: bytes, wanted: int) -> tuple[int, ...] | None:
    """Return the first ``wanted`` numbers of the Zip64 extra field, or None when they are not there."""
    position = 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, position)
        position += 4
        if kind == records.ZIP64_EXTRA:
            if size < 8 * wanted or position + size > len(extra):
                return None
            return struct.unpack_from(f"<{wanted}Q", extra, position)
        position += size
    return None


def _find_end(file: BinaryIO, length: int) -> _End:
    start = max(0, length - _LONGEST_COMMENT - records.END.size)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(records.END_MARK)
    while at >= 0:
        if at + records.END.size <= len(tail):
            fields = records.END.unpack_from(tail, at)
            if at + records.END.size + fields[7] == len(tail):
                return _end(file, fields, start + at)
        at = tail.rfind(records.END_MARK, 0, at)
    raise UserError("package.unreadable")


def _end(file: BinaryIO, fields: tuple[int, ...], position: int) -> _End:
    _, disk, start_disk, here, count, size, start, _ = fields
    far = _end64(file, position)
    if far is None:
        if disk or start_disk or here != count:
            raise Damaged("package.zip_contradicts")
        return _End(count, size, start, position)
    given = (
        (count, records.FULL16, far.count),
        (size, records.FULL32, far.size),
        (start, records.FULL32, far.start),
    )
    if any(short not in (full, long) for short, full, long in given):
        raise Damaged("package.zip_contradicts")
    return far


def _end64(file: BinaryIO, position: int) -> _End | None:
    at = position - records.LOCATOR64.size
    if at < 0:
        return None
    file.seek(at)
    mark, disk, where, disks = records.LOCATOR64.unpack(file.read(records.LOCATOR64.size))
    if mark != records.LOCATOR64_MARK:
        return None
    if disk or disks != 1 or where + records.END64.size != at:
        raise Damaged("package.zip_contradicts")
    file.seek(where)
    mark, rest, _, _, disk, start_disk, here, count, size, start = records.END64.unpack(
        file.read(records.END64.size)
    )
    if mark != records.END64_MARK or rest != records.END64.size - 12 or disk or start_disk or here != count:
        raise Damaged("package.zip_contradicts")
    return _End(count, size, start, where)


def _entries(content: bytes) -> Iterator[Record]:
    position = 0
    while position < len(content):
        fields = records.CENTRAL.unpack_from(content, position)
        mark, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, disk, _, mode, offset = (
            fields
        )
        begin = position + records.CENTRAL.size
        position = begin + name + extra + comment
        if mark != records.CENTRAL_MARK or position > len(content) or disk not in (0, records.FULL16):
            raise Damaged("package.zip_contradicts")
        numbers = [size, packed, offset]
        missing = [index for index, number in enumerate(numbers) if number == records.FULL32]
        if missing:
            long = zip64_numbers(content[begin + name : begin + name + extra], len(missing))
            if long is None:
                raise Damaged("package.zip_contradicts")
            for index, number in zip(missing, long, strict=True):
                numbers[index] = number
        size, packed, offset = numbers
        raw_name = content[begin : begin + name]
        yield Record(raw_name, flags, method, crc, packed, size, offset, mode >> 16)

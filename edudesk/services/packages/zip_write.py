"""Writes a .zip of stored files whose bytes depend on nothing but names, content, order and day."""

import datetime as dt
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from edudesk.services.packages import zip_records as records

_NEEDS_ZIP64 = 45
_NEEDS_PLAIN = 20
_MADE_ON_UNIX = 3 << 8
_REGULAR_FILE = 0o100644 << 16
_KEPT_IN_MEMORY = 1 << 18
"""Up to this size a file is written with its header at once, not patched afterwards."""


@dataclass(frozen=True)
class _Member:
    name: bytes
    size: int
    offset: int
    crc: int = 0

    @property
    def large(self) -> bool:
        return self.size >= records.FULL32


class ZipWriter:
    """Adds files one after another to ``file``, which must be empty and seekable."""

    def __init__(self, file: BinaryIO, day: dt.date) -> None:
        self._file = file
        year = min(max(day.year, 1980), 2107)
        self._day = (year - 1980) << 9 | day.month << 5 | day.day
        self._members: list[_Member] = []

    @contextmanager
    def member(self, name: str, size: int) -> Iterator["Checked"]:
        """Yield where to write exactly ``size`` bytes of the file called ``name``."""
        member = _Member(name.encode(), size, self._file.tell())
        if size <= _KEPT_IN_MEMORY:
            space = io.BytesIO()
            checked = Checked(space)
            yield checked
            member = replace(member, crc=checked.crc)
            self._file.write(self._local(member) + space.getbuffer())
        else:
            self._file.write(self._local(member))
            checked = Checked(self._file)
            yield checked
            member = replace(member, crc=checked.crc)
            self._patch(member)
        if checked.written != size:
            raise ValueError((name, size, checked.written))
        self._members.append(member)

    def finish(self) -> None:
        """Write the directory; nothing can be added afterwards."""
        start = self._file.tell()
        for member in self._members:
            self._file.write(self._central(member))
        size, count = self._file.tell() - start, len(self._members)
        if start >= records.FULL32 or size >= records.FULL32 or count >= records.FULL16:
            at = self._file.tell()
            self._file.write(
                records.END64.pack(
                    records.END64_MARK,
                    records.END64.size - 12,
                    _MADE_ON_UNIX | _NEEDS_ZIP64,
                    _NEEDS_ZIP64,
                    0,
                    0,
                    count,
                    count,
                    size,
                    start,
                )
            )
            self._file.write(records.LOCATOR64.pack(records.LOCATOR64_MARK, 0, at, 1))
        count = min(count, records.FULL16)
        size, start = min(size, records.FULL32), min(start, records.FULL32)
        self._file.write(records.END.pack(records.END_MARK, 0, 0, count, count, size, start, 0))

    def _patch(self, member: _Member) -> None:
        """Write the local header again, now that the CRC is known."""
        end = self._file.tell()
        self._file.seek(member.offset)
        self._file.write(self._local(member))
        self._file.seek(end)

    def _local(self, member: _Member) -> bytes:
        extra = _zip64(member.size, member.size) if member.large else b""
        size = min(member.size, records.FULL32)
        header = records.LOCAL.pack(
            records.LOCAL_MARK,
            _NEEDS_ZIP64 if member.large else _NEEDS_PLAIN,
            records.UTF8,
            records.STORED,
            0,
            self._day,
            member.crc,
            size,
            size,
            len(member.name),
            len(extra),
        )
        return header + member.name + extra

    def _central(self, member: _Member) -> bytes:
        far = member.offset >= records.FULL32
        full = (member.size, member.size) if member.large else ()
        extra = _zip64(*full, *((member.offset,) if far else ()))
        needed = _NEEDS_ZIP64 if extra else _NEEDS_PLAIN
        size = min(member.size, records.FULL32)
        header = records.CENTRAL.pack(
            records.CENTRAL_MARK,
            _MADE_ON_UNIX | needed,
            needed,
            records.UTF8,
            records.STORED,
            0,
            self._day,
            member.crc,
            size,
            size,
            len(member.name),
            len(extra),
            0,
            0,
            0,
            _REGULAR_FILE,
            min(member.offset, records.FULL32),
        )
        return header + member.name + extra


class Checked:
    """Passes bytes on to a file and keeps their CRC-32."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.crc = 0
        self.written = 0

    def write(self, content: bytes | memoryview) -> None:
        """Write ``content``."""
        self.crc = zlib.crc32(content, self.crc)
        self.written += len(content)
        self._file.write(content)


def _zip64(*numbers: int) -> bytes:
    if not numbers:
        return b""
    fields = b"".join(number.to_bytes(8, "little") for number in numbers)
    return records.ZIP64_EXTRA.to_bytes(2, "little") + len(fields).to_bytes(2, "little") + fields

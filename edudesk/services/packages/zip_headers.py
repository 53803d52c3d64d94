"""The headers around the files in a .zip as the program writes it, from name, content and day alone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from edudesk.services.packages import zip_records as records

_NEEDS_ZIP64 = 45
_NEEDS_PLAIN = 20
_MADE_ON_UNIX = 3 << 8
_REGULAR_FILE = 0o100644 << 16
_NEEDS_AES = 51

AES_EXTRA = bytes.fromhex("0199 0700 0200 4145 03 0000")
"""The extra field of an encrypted entry: AE-2 by AE, 256 bits, stored."""
SEALED_SALT, SEALED_CODE = 16, 10
_SEALED_MORE = SEALED_SALT + 2 + SEALED_CODE
"""Bytes by which an encrypted entry is longer than what is in it."""


@dataclass(frozen=True)
class Member:
    """A stored file: its name in UTF-8, its size and CRC-32, and where its local header lies.

    One that ``is_sealed`` is encrypted with AES; its CRC-32 would tell of its content and stays 0.
    """

    name: bytes
    size: int
    offset: int
    crc: int = 0
    is_sealed: bool = False

    @property
    def packed(self) -> int:
        """The bytes it takes in the .zip."""
        return self.size + _SEALED_MORE if self.is_sealed else self.size

    @property
    def large(self) -> bool:
        """Whether its sizes need Zip64."""
        return self.packed >= records.FULL32

    @property
    def sizes(self) -> tuple[int, int]:
        """Both sizes as the headers give them."""
        return (records.FULL32, records.FULL32) if self.large else (self.packed, self.size)

    @property
    def kind(self) -> tuple[int, int]:
        """Flags and method."""
        if self.is_sealed:
            return records.UTF8 | records.SEALED, records.AES
        return records.UTF8, records.STORED

    @property
    def extra(self) -> bytes:
        """The extra field that says how it is encrypted."""
        return AES_EXTRA if self.is_sealed else b""

    def needs(self, *, far: bool = False) -> int:
        """Return the version of the format that a reader must know."""
        if self.is_sealed:
            return _NEEDS_AES
        return _NEEDS_ZIP64 if self.large or far else _NEEDS_PLAIN


class Headers:
    """Makes the headers of one .zip, all of one day."""

    def __init__(self, day: dt.date) -> None:
        year = min(max(day.year, 1980), 2107)
        self._day = (year - 1980) << 9 | day.month << 5 | day.day

    def local(self, member: Member) -> bytes:
        """Return what stands in front of a file."""
        extra = (_zip64(member.size, member.packed) if member.large else b"") + member.extra
        header = records.LOCAL.pack(
            records.LOCAL_MARK,
            member.needs(),
            *member.kind,
            0,
            self._day,
            member.crc,
            *member.sizes,
            len(member.name),
            len(extra),
        )
        return header + member.name + extra

    def directory(self, members: Iterable[Member], start: int) -> bytes:
        """Return all that follows the files, which end at ``start``."""
        entries = [self._central(member) for member in members]
        size, count = sum(map(len, entries)), len(entries)
        if start >= records.FULL32 or size >= records.FULL32 or count >= records.FULL16:
            entries.append(_end64(count, size, start))
        count = min(count, records.FULL16)
        size, start = min(size, records.FULL32), min(start, records.FULL32)
        entries.append(records.END.pack(records.END_MARK, 0, 0, count, count, size, start, 0))
        return b"".join(entries)

    def _central(self, member: Member) -> bytes:
        far = member.offset >= records.FULL32
        full = (member.size, member.packed) if member.large else ()
        extra = _zip64(*full, *((member.offset,) if far else ())) + member.extra
        needed = member.needs(far=far)
        header = records.CENTRAL.pack(
            records.CENTRAL_MARK,
            _MADE_ON_UNIX | needed,
            needed,
            *member.kind,
            0,
            self._day,
            member.crc,
            *member.sizes,
            len(member.name),
            len(extra),
            0,
            0,
            0,
            _REGULAR_FILE,
            min(member.offset, records.FULL32),
        )
        return header + member.name + extra


def _end64(count: int, size: int, start: int) -> bytes:
    end = records.END64.pack(
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
    return end + records.LOCATOR64.pack(records.LOCATOR64_MARK, 0, start + size, 1)


def _zip64(*numbers: int) -> bytes:
    if not numbers:
        return b""
    fields = b"".join(number.to_bytes(8, "little") for number in numbers)
    return records.ZIP64_EXTRA.to_bytes(2, "little") + len(fields).to_bytes(2, "little") + fields

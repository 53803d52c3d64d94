"""Reads the files of a .zip that may be damaged, lying or hostile, without ever writing one of them."""

import datetime as dt
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO

from edudesk.services.packages import zip_records as records
from edudesk.services.packages.paths import escapes
from edudesk.services.packages.trees import CHUNK, LONGEST_PATH, PIECE, Damaged
from edudesk.services.packages.verdict import Findings
from edudesk.services.packages.zip_canonical import first_deviation
from edudesk.services.packages.zip_directory import Directory, Record, read_directory, zip64_numbers

_MOST_UNPACKED = 256 << 20
_MOST_RATIO = 200
"""A package of papers and photos never unpacks to more than both of these allow."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Where an entry lies: from its local header to the end of what belongs to it."""

    start: int
    content: int
    end: int


class ZipTree:
    """The files in a .zip; what cannot be trusted is noted in ``findings`` and is never read."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the directory and every local header; raise UserError when ``file`` is no .zip at all."""
        self._file, self._reading = file, Lock()
        self.findings = Findings()
        self.files: dict[str, int] = {}
        self.folders: set[str] = set()
        self.encrypted = False
        self._readable: dict[str, tuple[Record, _Span]] = {}
        directory = read_directory(file)
        _refuse_bomb(directory, file.seek(0, 2))
        self._records = directory.records
        self._take(directory)

    def pieces(self, path: str) -> Iterator[memoryview]:
        """Yield the content of a file; raise Damaged when it is not what the directory says."""
        if path not in self._readable:
            raise Damaged("package.file_unreadable")
        record, span = self._readable[path]
        crc, size = 0, 0
        packed = self._packed(record, span.content)
        content = packed if record.method == records.STORED else _inflated(packed)
        for piece in content:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            if size > record.size:
                raise Damaged("package.zip_lies")
            yield piece
        if size != record.size or crc != record.crc:
            raise Damaged("package.file_damaged")

    def deviation(self, last: Sequence[str], day: dt.date) -> str | None:
        """Return the first entry that is not as the program writes it, ``""`` for the directory, or None."""
        return first_deviation(self._file, self._records, last, day)

    def _take(self, directory: Directory) -> None:
        spans: list[tuple[_Span, str]] = []
        for record in directory.records:
            name = self._name(record)
            span = self._span(record, name, directory.start)
            if span is None:
                continue
            spans.append((span, name))
            if name.endswith("/"):
                self.folders.add(name[:-1])
                if record.size:
                    self.findings.error(name, "package.zip_lies")
            elif self._acceptable(record, name):
                self.files[name] = record.size
                self._readable[name] = (record, span)
        self._check_layout(spans, directory.start)

    def _name(self, record: Record) -> str:
        try:
            name = record.name
        except UnicodeDecodeError:
            name = record.raw_name.decode("utf-8", "backslashreplace")
            self.findings.error(name, "package.name_unreadable")
        if record.guessed:
            self.findings.warning(name, "package.name_guessed")
        return name

    def _acceptable(self, record: Record, name: str) -> bool:
        kind = stat.S_IFMT(record.mode)
        if len(name) > LONGEST_PATH:
            self.findings.error(name, "package.name_too_long")
        elif record.flags & records.ENCRYPTED:
            self.encrypted = True
            self.findings.error(name, "package.zip_encrypted")
        elif record.method not in (records.STORED, records.DEFLATED):
            self.findings.error(name, "package.zip_method", method=record.method)
        elif kind == stat.S_IFLNK:
            self.findings.error(name, "package.link")
        elif kind not in (0, stat.S_IFREG):
            self.findings.error(name, "package.special_file")
        elif name in self.files:
            self.findings.error(name, "package.zip_twice")
            # Which of the two is meant? Neither is read.
            self._readable.pop(name, None)
        elif escapes(name):
            self.findings.error(name, "package.path_escapes")
        elif record.method == records.STORED and record.packed != record.size:
            self.findings.error(name, "package.zip_lies")
        else:
            return True
        return False

    def _span(self, record: Record, name: str, limit: int) -> _Span | None:
        """Compare the local header with the directory; note a contradiction and return None."""
        self._file.seek(record.offset)
        head = self._file.read(records.LOCAL.size)
        if len(head) == records.LOCAL.size:
            mark, _, flags, method, _, _, crc, packed, size, name_length, extra_length = records.LOCAL.unpack(
                head
            )
            raw_name, extra = self._file.read(name_length), self._file.read(extra_length)
            content = record.offset + records.LOCAL.size + name_length + extra_length
            if records.FULL32 in (packed, size) and (long := zip64_numbers(extra, 2)):
                size, packed = long
            known = (crc, packed, size) == (record.crc, record.packed, record.size)
            # Of what follows behind the content some programs write the size here already.
            later = flags & records.DESCRIPTOR and crc == packed == 0 and size in (0, record.size)
            same = (mark, flags, method, raw_name) == (
                records.LOCAL_MARK,
                record.flags,
                record.method,
                record.raw_name,
            )
            end = content + record.packed
            if same and (known or later) and end <= limit:
                described = self._descriptor(record, end) if flags & records.DESCRIPTOR else 0
                if described is not None and end + described <= limit:
                    return _Span(record.offset, content, end + described)
        self.findings.error(name, "package.zip_lies")
        return None

    def _descriptor(self, record: Record, end: int) -> int | None:
        """Return the length of the data descriptor at ``end``, of which four forms are in use."""
        self._file.seek(end)
        found = self._file.read(24)
        for mark in (records.DESCRIPTOR_MARK, b""):
            for width in (8, 4):  # The longer first: of an empty file the shorter is its beginning.
                if max(record.packed, record.size) >= 1 << 8 * width:
                    continue
                sizes = (number.to_bytes(width, "little") for number in (record.packed, record.size))
                form = mark + record.crc.to_bytes(4, "little") + b"".join(sizes)
                if found.startswith(form):
                    return len(form)
        return None

    def _check_layout(self, spans: list[tuple[_Span, str]], limit: int) -> None:
        """Note entries that share bytes, and bytes that belong to no entry."""
        reached, gap = 0, False
        for span, name in sorted(spans, key=lambda each: (each[0].start, each[0].end)):
            if span.start < reached:
                self.findings.error(name, "package.zip_overlap")
                self._readable.pop(name, None)
            elif span.start > reached and not reached:
                self.findings.error("", "package.zip_junk")
            else:
                gap = gap or span.start > reached
            reached = max(reached, span.end)
        if gap or reached < limit:
            self.findings.warning("", "package.zip_gap")

    def _packed(self, record: Record, start: int) -> Iterator[memoryview]:
        left = record.packed
        space = memoryview(bytearray(min(left, PIECE)))
        while left:
            with self._reading:
                self._file.seek(start + record.packed - left)
                length = self._file.readinto(space[:left])  # type: ignore[attr-defined]
            if not length:
                raise Damaged("package.file_damaged")
            left -= length
            yield space[:length]


def _inflated(content: Iterator[memoryview]) -> Iterator[memoryview]:
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in content:
            if unpack.eof:
                break  # Something is hidden behind the end of the file.
            yield memoryview(unpack.decompress(packed, CHUNK))
            while unpack.unconsumed_tail:
                yield memoryview(unpack.decompress(unpack.unconsumed_tail, CHUNK))
        else:
            yield memoryview(unpack.flush())
            if unpack.eof and not unpack.unused_data:
                return
    except zlib.error as error:
        raise Damaged("package.file_damaged") from error
    raise Damaged("package.file_damaged")


def _refuse_bomb(directory: Directory, length: int) -> None:
    unpacked = sum(record.size for record in directory.records)
    if unpacked > _MOST_UNPACKED and unpacked > _MOST_RATIO * length:
        raise Damaged("package.zip_bomb")

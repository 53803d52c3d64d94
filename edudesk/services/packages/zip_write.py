"""Writes a .zip of stored files whose bytes depend on nothing but names, content, order and day."""

import datetime as dt
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

from edudesk.services.packages.zip_headers import Headers, Member

_KEPT_IN_MEMORY = 1 << 18
"""Up to this size a file is written with its header at once, not patched afterwards."""


class ZipWriter:
    """Adds files one after another to ``file``, which must be empty and seekable."""

    def __init__(self, file: BinaryIO, day: dt.date) -> None:
        self._file = file
        self._headers = Headers(day)
        self._members: list[Member] = []

    @contextmanager
    def member(self, name: str, size: int) -> Iterator["Checked"]:
        """Yield where to write exactly ``size`` bytes of the file called ``name``."""
        member = Member(name.encode(), size, self._file.tell())
        if size <= _KEPT_IN_MEMORY:
            space = io.BytesIO()
            checked = Checked(space)
            yield checked
            member = replace(member, crc=checked.crc)
            self._file.write(self._headers.local(member) + space.getbuffer())
        else:
            self._file.write(self._headers.local(member))
            checked = Checked(self._file)
            yield checked
            member = replace(member, crc=checked.crc)
            self._patch(member)
        if checked.written != size:
            raise ValueError((name, size, checked.written))
        self._members.append(member)

    def finish(self) -> None:
        """Write the directory; nothing can be added afterwards."""
        self._file.write(self._headers.directory(self._members, self._file.tell()))

    def _patch(self, member: Member) -> None:
        """Write the local header again, now that the CRC is known."""
        end = self._file.tell()
        self._file.seek(member.offset)
        self._file.write(self._headers.local(member))
        self._file.seek(end)


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

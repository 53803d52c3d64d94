"""Tells whether a .zip lies on the disk byte by byte as the program writes it."""

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

from edudesk.services.packages.zip_directory import Record
from edudesk.services.packages.zip_headers import Headers, Member


def first_deviation(
    file: BinaryIO, entries: Sequence[Record], last: Sequence[str], day: dt.date
) -> str | None:
    """Return the entry whose header or place is not as written, ``""`` for the directory, None if all are.

    ``last`` are the names that stand at the end. What the files hold is not looked at: their checksums are
    elsewhere.
    """
    headers, offset = Headers(day), 0
    members = []
    for entry in entries:
        member = Member(entry.raw_name, entry.size, offset, entry.crc)
        meant = headers.local(member)
        file.seek(offset)
        if entry.offset != offset or file.read(len(meant)) != meant:
            return entry.raw_name.decode("utf-8", "backslashreplace")
        members.append(member)
        offset += len(meant) + entry.size
    names = [member.name for member in members[len(members) - len(last) :]]
    meant = headers.directory(members, offset)
    file.seek(offset)
    if names != [name.encode() for name in last] or file.read(len(meant) + 1) != meant:
        return ""
    return None

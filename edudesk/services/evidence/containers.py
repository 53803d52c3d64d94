"""Look into the two containers of office documents, without unpacking anything.

OOXML is a zip (ECMA-376 part 2); the old formats, and new ones with a password, are OLE compound files
(MS-CFB).
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

# What zipfile is known to raise on damaged and hostile archives.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
MOST_UNPACKED = 4 << 30  # bytes; no document people write comes near
MOST_COMPARED = 1 << 30  # bytes; a document with films in it above this is taken at its word
_ENCRYPTED = 0x1

_FREE = 0xFFFFFFFA  # sector numbers from here on have special meaning
_HEADER = 512
_ENTRY = 128
_LONGEST_NAME = 64  # bytes, with the NUL at its end
_MOST_SECTORS = 4096  # of those that list FAT sectors: enough for 32 GB
_HEADER_FAT = 109  # FAT sectors that are listed in the header itself


@dataclass(frozen=True)
class Parcel:
    """What a sound zip holds: names of its entries, and whether some are locked by a password."""

    names: frozenset[str]
    locked: bool


def read_zip(path: Path) -> Parcel | None:
    """Return what lies in the zip at ``path``; None when it is damaged, contradicts itself or is a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            parcel = _look_into(archive, path.stat().st_size)
            return parcel if parcel is None or parcel.locked or _is_whole(archive) else None
    except ZIP_FAULTS:
        return None


def _look_into(archive: zipfile.ZipFile, size: int) -> Parcel | None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    # More packed bytes than the file has means that entries overlap, the trick of the densest bombs.
    if packed > size or unpacked > MOST_UNPACKED or len(set(names)) != len(names):
        return None
    if any(_escapes(name) for name in names):
        return None
    return Parcel(frozenset(names), any(entry.flag_bits & _ENCRYPTED for entry in entries))


def _is_whole(archive: zipfile.ZipFile) -> bool:
    """Tell whether every entry unpacks to what its checksum says."""
    if sum(entry.file_size for entry in archive.infolist()) > MOST_COMPARED:
        return True
    # zipfile reads no more of an entry than its stated size, and compares the checksum at its end.
    return archive.testzip() is None


def _escapes(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


def ole_streams(path: Path) -> frozenset[str] | None:
    """Return the names of streams and storages in the OLE file at ``path``; None when it is damaged."""
    with path.open("rb") as file:
        try:
            return frozenset(_directory(file))
        except (struct.error, EOFError, ValueError, LookupError):
            return None


def _directory(file: BinaryIO) -> list[str]:
    header = _exactly(file, 0, _HEADER)
    shift = struct.unpack_from("<H", header, 0x1E)[0]
    if shift not in (9, 12):
        raise ValueError("sector size")
    size = 1 << shift
    fat_sectors = [number for number in struct.unpack_from("<109I", header, 0x4C) if number < _FREE]
    fat_sectors += _further_fat_sectors(file, header, size)
    sector, seen, names = struct.unpack_from("<I", header, 0x30)[0], set[int](), list[str]()
    while sector < _FREE:
        if sector in seen:
            raise ValueError("a chain that bites its tail")
        seen.add(sector)
        content = _exactly(file, (sector + 1) * size, size)
        names += [name for at in range(0, size, _ENTRY) if (name := _entry_name(content, at))]
        table, place = divmod(sector, size // 4)
        sector = struct.unpack("<I", _exactly(file, (fat_sectors[table] + 1) * size + place * 4, 4))[0]
    return names


def _further_fat_sectors(file: BinaryIO, header: bytes, size: int) -> list[int]:
    """Files above about 7 MB list their FAT sectors in a chain of further sectors."""
    found: list[int] = []
    sector, count = struct.unpack_from("<2I", header, 0x44)
    if count > _MOST_SECTORS:
        raise ValueError("more sectors than a file can have")
    for _ in range(count):
        if sector >= _FREE:
            break
        *numbers, sector = struct.unpack(f"<{size // 4}I", _exactly(file, (sector + 1) * size, size))
        found += numbers
    return found


def _entry_name(content: bytes, at: int) -> str:
    length = struct.unpack_from("<H", content, at + 0x40)[0]
    if content[at + 0x42] == 0 or not length <= _LONGEST_NAME:  # type 0 is an unused entry
        return ""
    return content[at : at + max(0, length - 2)].decode("utf-16-le", "replace")


def _exactly(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    content = file.read(size)
    # The last sector of a file is often cut short by those who write it.
    if not content:
        raise EOFError
    return content.ljust(size, b"\xff") if size > _ENTRY else content

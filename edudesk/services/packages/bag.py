"""Writes a BagIt 1.0 bag (RFC 8493) in one pass: hashed while written, read back, then named."""

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

from edudesk import __version__
from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.disk.temporary import Temporary
from edudesk.services.disk.volume import FAT_FILE_LIMIT
from edudesk.services.jobs import QUIET, Job
from edudesk.services.keys import Key
from edudesk.services.packages.names import portable, same_name_key
from edudesk.services.packages.paths import escapes
from edudesk.services.packages.signed import SIGNATURE, SIGNED_BY
from edudesk.services.packages.stores import FolderStore, Store, ZipStore
from edudesk.services.packages.tagfiles import DECLARATION, write_info, write_manifest
from edudesk.services.packages.target import check_room, target_faults
from edudesk.services.packages.trees import CHUNK, Damaged, pieces

FORMAT_LABEL = "Package-Format"
FORMAT = "edudesk-package 0.2"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = ("bagit.txt", "bag-info.txt", MANIFEST, SIGNATURE, TAG_MANIFEST)
"""The tag files in the order in which they are written, after the payload."""

_WORTH_A_THREAD = 1 << 17

Form = Literal["folder", "zip"]


@dataclass(frozen=True)
class Bag:
    """A finished bag: its place, and the payload's count, bytes and SHA-256 by path under ``data/``.

    ``tag_manifest`` is the SHA-256 of the tag manifest, which stands for the whole bag.
    """

    path: Path
    files: int
    bytes: int
    checksums: Mapping[str, str]
    tag_manifest: str


class BagWriter:
    """Writes one bag beside its final name and gives it the name when everything is on the disk and right.

    Use as a context manager: leaving it without :meth:`finish`, by an error or :class:`Cancelled`, removes
    what was written. A name that exists is never overwritten; the bag gets a number instead.
    """

    def __init__(self, target: Path, *, form: Form, day: dt.date, total: int, job: Job = QUIET) -> None:
        """Prepare to write to ``target`` (a zip's ends in ``.zip``); ``total`` payload bytes are to come.

        ``day`` becomes the bagging date and the date of the files in a zip. Raises
        :class:`EnvironmentProblem` when the disk has no room or cannot hold so large a file.
        """
        self._target, self._form, self._day, self._job = target, form, day, job
        self._total, self._done = total, 0
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._keys: set[str] = set()
        self._folders: set[str] = set()
        self._bytes = 0

    def __enter__(self) -> Self:
        folder = self._target.parent
        with target_faults(self._target):
            folder.mkdir(parents=True, exist_ok=True)
            check_room(folder, self._total, self._total if self._form == "zip" else 0)
            self._temporary = Temporary(folder)
        try:
            with target_faults(self._target):
                self._store = self._open_store()
        except EnvironmentProblem:
            self._temporary.discard()
            raise
        self._hashing = ThreadPoolExecutor(1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hashing.shutdown()
        with suppress(OSError):  # A pulled stick has been reported already, or everything is in its place.
            self._store.close()
        self._temporary.discard()

    def add_bytes(self, path: str, content: bytes) -> str:
        """Add a payload file made in memory, at ``path`` under ``data/``; return its SHA-256."""
        self._claim(path)
        return self._add_payload(path, len(content), _slices(content))

    def add_file(self, path: str, source: Path, *, expected: str = "") -> str:
        """Add a copy of ``source`` as payload, at ``path`` under ``data/``; return its SHA-256.

        Raises ``EnvironmentProblem("package.source_damaged")`` when the bytes are not those that ``expected``
        (a SHA-256) stands for, and ``package.source_unreadable`` when they cannot be read.
        """
        self._claim(path)
        with _source_faults(path):
            file = source.open("rb", buffering=0)
        with file:
            with _source_faults(path):
                size = os.fstat(file.fileno()).st_size
            if self._form == "folder" and size > FAT_FILE_LIMIT:
                check_room(self._target.parent, size, size)
            checksum = self._add_payload(path, size, _read(file, size, path))
        if expected and checksum != expected:
            raise EnvironmentProblem("package.source_damaged", name=path)
        return checksum

    def finish(self, info: Mapping[str, str], key: Key | None = None) -> Bag:
        """Add the tag files with ``info`` as metadata, bring all to the disk, read it back and name it.

        ``info`` holds elements of ``bag-info.txt`` such as ``Source-Organization`` and
        ``External-Identifier``; format, date, Payload-Oxum and program are added here. With ``key`` it is
        signed.
        """
        if not self._payload:
            raise ValueError(self._target)  # A bag without payload is none, and no caller means one.
        elements = {
            FORMAT_LABEL: FORMAT,
            **info,
            **({SIGNED_BY: key.signer.spoken} if key else {}),
            "Bagging-Date": self._day.isoformat(),
            "Payload-Oxum": f"{self._bytes}.{len(self._payload)}",
            "Bag-Software-Agent": f"EduDesk {__version__}",
        }
        self._add_tag("bagit.txt", DECLARATION)
        self._add_tag("bag-info.txt", write_info(elements.items()))
        self._add_tag(MANIFEST, write_manifest(self._payload))
        if key:
            self._add_tag(SIGNATURE, key.sign("package", write_manifest(self._tags)).as_bytes())
        self._add_tag(TAG_MANIFEST, write_manifest(self._tags))
        self._total = self._done  # ``total`` may have been reckoned; now it is known
        with target_faults(self._target):
            self._store.flush()
            self._compare()
            self._store.close()
            place = self._temporary.move_to(self._target)
        checksums = {path.removeprefix("data/"): checksum for path, checksum in self._payload.items()}
        return Bag(place, len(checksums), self._bytes, checksums, self._tags[TAG_MANIFEST])

    def _open_store(self) -> Store:
        if self._form == "zip":
            return ZipStore(self._temporary.path, self._target.stem, self._day)
        return FolderStore(self._temporary.path)

    def _claim(self, path: str) -> None:
        """Refuse a path that a careless caller made: it would not survive Windows, FAT32 or a second look."""
        key = same_name_key(path)
        parts = key.split("/")
        above = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        taken = key in self._keys or key in self._folders or above & self._keys
        if taken or escapes(path) or not portable(path):
            raise ValueError(path)
        self._keys.add(key)
        self._folders |= above

    def _add_payload(self, path: str, size: int, content: Iterable[memoryview]) -> str:
        checksum = self._write(f"data/{path}", size, content)
        self._payload[f"data/{path}"] = checksum
        self._bytes += size
        return checksum

    def _add_tag(self, path: str, content: bytes) -> None:
        self._tags[path] = self._write(path, len(content), _slices(content))

    def _write(self, path: str, size: int, content: Iterable[memoryview]) -> str:
        digest, written = hashlib.sha256(), 0
        with target_faults(self._target), self._store.member(path, size) as sink:
            for piece in content:
                # Hashing lets go of the interpreter: a large piece is hashed while it is written.
                hashed = self._hashing.submit(digest.update, piece) if len(piece) >= _WORTH_A_THREAD else None
                sink.write(piece)
                hashed.result() if hashed else digest.update(piece)
                written += len(piece)
                self._step(len(piece), path)
            if written != size:
                raise EnvironmentProblem("package.source_damaged", name=path)
        return digest.hexdigest()

    def _compare(self) -> None:
        """Read everything back and compare it with what was meant to be written."""
        meant = self._payload | self._tags
        path, found = self._target.name, 0
        try:
            for path, content in self._store.read_back():
                digest = hashlib.sha256()
                for piece in content:
                    digest.update(piece)
                    self._step(len(piece), path)
                if digest.hexdigest() != meant.get(path):
                    raise Damaged("package.file_changed")  # noqa: TRY301 - one way out for all that differs
                found += 1
            if found != len(meant):
                raise Damaged("package.file_missing")  # noqa: TRY301
        except (Damaged, UserError) as damage:
            place = str(self._target)
            raise EnvironmentProblem("package.read_back_differs", name=path, place=place) from damage

    def _step(self, size: int, path: str) -> None:
        """Count bytes; each is counted once when written and once when read back."""
        self._done += size
        self._job.step(self._done, max(2 * self._total, self._done), path)


@contextmanager
def _source_faults(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem("package.source_unreadable", name=path) from error


def _read(file: BinaryIO, size: int, path: str) -> Iterator[memoryview]:
    with _source_faults(path):
        yield from pieces(file, size)


def _slices(content: bytes) -> Iterator[memoryview]:
    view = memoryview(content)
    return (view[start : start + CHUNK] for start in range(0, len(view), CHUNK))

"""Originals of evidence, byte for byte under their SHA-256, in a folder beside the database."""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.disk.volume import NO_ROOM, sync_folder
from edudesk.services.evidence.codec import PLAIN, Codec
from edudesk.services.evidence.naming import display_name
from edudesk.services.evidence.sources import CHUNK, chunks, read_head, size_of
from edudesk.services.jobs import QUIET, Job
from edudesk.texts.system import reason

_INCOMING = ".incoming-"
_SHA256 = re.compile(r"[0-9a-f]{64}")

Condition = Literal["sound", "missing", "damaged"]


@dataclass(frozen=True)
class Stored:
    """What the store keeps of one file: hash of the original as 64 hexadecimal digits, its size in bytes."""

    sha256: str
    size: int


class EvidenceStore:
    """A folder of originals: ``ab/cdef…`` holds the file whose SHA-256 is ``abcdef…``.

    Content is only reached through :meth:`open`, so that the codec may encrypt it. The same content is
    kept once. The archive's lock lets one program write; its threads may put side by side.
    """

    def __init__(self, folder: Path, codec: Codec = PLAIN) -> None:
        self._folder, self._codec = folder, codec
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentProblem("evidence.store_unwritable", folder=folder) from fault
        self._naming = threading.Lock()
        self._stagings: list[set[str]] = []
        self._clean()

    def path(self, sha256: str) -> Path:
        """Return where the stored bytes lie (encoded by the codec); the file need not exist."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(sha256)
        return self._folder / sha256[:2] / sha256[2:]

    def put(self, source: Path, job: Job = QUIET, *, recheck: bool = False) -> Stored:
        """Take in the file at ``source``; progress in bytes. What is there already stays if its size fits.

        ``recheck`` compares what is there by hash too, and replaces it when it is damaged. On any failure
        nothing is left behind. Raises UserError ``evidence.unreadable``, ``.not_a_file``, ``.empty``,
        ``.source_changing``; EnvironmentProblem ``.source_gone``, ``.no_room``, ``.store_unwritable``.
        """
        name = display_name(source)
        read_head(source, name)
        with self._writing(name):
            self._expect_room(size_of(source, name), name)
            return self._take(chunks(source, name), name, job, recheck=recheck)

    def put_pieces(
        self, wanted: Stored, pieces: Iterable[bytes | memoryview], name: str, staging: set[str]
    ) -> None:
        """Take in a file that comes in pieces, for a :meth:`staging`; what is there already stays.

        Raises UserError ``evidence.other_content`` when the pieces are not what they were said to be, and the
        EnvironmentProblems of :meth:`put`.
        """
        with self._writing(name):
            ours = wanted.sha256 in staging
            staging.add(wanted.sha256)
            self._claim(wanted.sha256, staging)
            if self._holds(wanted, recheck=False):
                if not ours:
                    staging.discard(wanted.sha256)
                return
            self._expect_room(wanted.size, name)
            sized = ((piece, wanted.size) for piece in pieces)
            self._take(sized, name, QUIET, recheck=False, wanted=wanted, staging=staging)

    @contextlib.contextmanager
    def staging(self) -> Iterator[set[str]]:
        """Give the set in which :meth:`put_pieces` names what is new here, until it is settled what stays.

        What anyone else takes in meanwhile leaves the set again: it is no longer ours alone.
        """
        fresh: set[str] = set()
        with self._naming:
            self._stagings.append(fresh)
        try:
            yield fresh
        finally:
            with self._naming:
                self._stagings = [one for one in self._stagings if one is not fresh]

    def drop(self, staging: set[str], known: AbstractSet[str]) -> None:
        """Delete what a staging brought, but for what is ``known``; where the disk refuses it stays."""
        with self._naming:
            for sha256 in staging - known:
                with contextlib.suppress(OSError):
                    self.path(sha256).unlink(missing_ok=True)

    def _claim(self, sha256: str, staging: set[str] | None) -> None:
        """Keep a file from being dropped by others, before it is looked whether it is there."""
        with self._naming:
            for one in self._stagings:
                if one is not staging:
                    one.discard(sha256)

    def _take(
        self,
        sized: Iterable[tuple[bytes | memoryview, int]],
        name: str,
        job: Job,
        *,
        recheck: bool,
        wanted: Stored | None = None,
        staging: set[str] | None = None,
    ) -> Stored:
        incoming = self._folder / f"{_INCOMING}{os.getpid()}-{secrets.token_hex(8)}"
        try:
            stored = self._copy(sized, incoming, name, job)
            if wanted not in (None, stored):
                raise UserError("evidence.other_content", name=name)
            self._claim(stored.sha256, staging)
            if not self._holds(stored, recheck=recheck):
                self._settle(incoming, stored, name)
                self._claim(stored.sha256, staging)  # who staged it since saw nothing there
        finally:
            with contextlib.suppress(OSError):  # the disk may be gone; the next opening cleans
                incoming.unlink(missing_ok=True)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """Open the original for reading.

        Raises EnvironmentProblem ``evidence.missing``, and ``disk.failed`` where it may well be there.
        """
        path = self.path(sha256)
        try:
            return self._codec.reader(path.open("rb"))
        except FileNotFoundError as fault:
            raise EnvironmentProblem("evidence.missing", sha256=sha256) from fault
        except OSError as fault:
            raise EnvironmentProblem("disk.failed", path=path, reason=reason(fault)) from fault

    def check(self, sha256: str) -> Condition:
        """Read the original to its end and compare its hash; an unreadable one is damaged."""
        if not self.path(sha256).is_file():
            return "missing"
        try:
            with self._codec.reader(self.path(sha256).open("rb")) as kept:
                return "sound" if _hash(kept) == sha256 else "damaged"
        except OSError:
            return "damaged"

    def all(self) -> Iterator[str]:
        """Name every original in the store, in order of the hashes; anything else is passed over."""
        for group in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            for kept in sorted(group.iterdir()):
                if _SHA256.fullmatch(group.name + kept.name):
                    yield group.name + kept.name

    def _clean(self) -> None:
        """Remove what a killed run left half; a file of this process may be in the making."""
        ours = f"{_INCOMING}{os.getpid()}-"
        for left in self._folder.glob(f"{_INCOMING}*"):
            if not left.name.startswith(ours):
                with contextlib.suppress(OSError):  # a read-only archive can still be read
                    left.unlink()

    @contextlib.contextmanager
    def _writing(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            if fault.errno in NO_ROOM:
                raise EnvironmentProblem("evidence.no_room", name=name) from fault
            raise EnvironmentProblem("evidence.store_unwritable", folder=self._folder) from fault

    def _expect_room(self, size: int, name: str) -> None:
        """Say that a film does not fit before an hour of copying rather than after."""
        if size > shutil.disk_usage(self._folder).free:
            raise EnvironmentProblem("evidence.no_room", name=name)

    def _copy(
        self, sized: Iterable[tuple[bytes | memoryview, int]], incoming: Path, name: str, job: Job
    ) -> Stored:
        digest, size = hashlib.sha256(), 0
        with incoming.open("xb") as file:
            with self._codec.writer(file) as target:
                for chunk, total in sized:
                    digest.update(chunk)
                    target.write(chunk)
                    size += len(chunk)
                    job.step(size, max(size, total), name)
            os.fsync(file.fileno())
        return Stored(digest.hexdigest(), size)

    def _holds(self, stored: Stored, *, recheck: bool) -> bool:
        kept = self.path(stored.sha256)
        if not kept.is_file() or kept.stat().st_size != self._codec.stored_size(stored.size):
            return False
        return not recheck or self.check(stored.sha256) == "sound"

    def _settle(self, incoming: Path, stored: Stored, name: str) -> None:
        """Read back what the disk really has, then give it its final name."""
        with incoming.open("rb") as file:
            if hasattr(os, "posix_fadvise"):  # from the disk, not from memory
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            with self._codec.reader(file) as kept:
                if _hash(kept) != stored.sha256:
                    raise EnvironmentProblem("evidence.read_back_differs", name=name)
        final = self.path(stored.sha256)
        if not final.parent.is_dir():
            final.parent.mkdir(exist_ok=True)
            sync_folder(self._folder)
        self._name(incoming, final, stored)
        sync_folder(final.parent)

    def _name(self, incoming: Path, final: Path, stored: Stored) -> None:
        """Give the file its name; where Windows refuses, because it is just read there, it must be there."""
        with self._naming:  # nor does Windows let two threads give the same name at once
            try:
                incoming.replace(final)
            except PermissionError:
                if not self._holds(stored, recheck=True):
                    raise


def _hash(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
